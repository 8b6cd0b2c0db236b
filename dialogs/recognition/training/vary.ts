import { tokensOf } from '../chunks.ts';
import { spansOf } from '../entities.ts';
import { tidy } from '../text.ts';
import { disguise } from './disguise.ts';
import { align, type Example, type Labelled } from './examples.ts';
import { type Segment, sayRule, toExample } from './generate.ts';
import type { Grammar } from './grammar.ts';
import type { Random } from './random.ts';
import { newScene, type Scene } from './slots.ts';

/** The made value, a slot or a rule, that can stand where a writer put a value of their own. */
const STAND_IN: Readonly<Record<string, string>> = {
  holderName: 'holder',
  supervisorName: 'supervisorPerson',
  nationalId: 'nationalId',
  account: 'holderMail',
  personalEmail: 'privateMail',
  supervisorEmail: 'supervisorMail',
  phone: 'phone',
  contractNumber: 'contract',
  oficioNumber: 'oficio',
  department: 'department',
  position: 'position',
};

/** How often a value is exchanged; the rest stays as it was written. */
const EXCHANGED = 0.75;

function likeTyped(made: string, typed: string): string {
  if (typed === typed.toLocaleLowerCase('es')) return made.toLocaleLowerCase('es');
  if (typed.length > 3 && typed === typed.toLocaleUpperCase('es')) return made.toLocaleUpperCase('es');
  return made;
}

function standIn(grammar: Grammar, scene: Scene, key: string, typed: string): string {
  const words = typed.split(/\s+/).length;
  const rule =
    key === 'caseNumber'
      ? /^ms/i.test(typed) && 'mesa'
      : key === 'holderName' && words === 1
        ? 'given'
        : STAND_IN[key];
  if (!rule || !scene.random.chance(EXCHANGED)) return typed;
  const made = sayRule(grammar, scene, rule);
  return /^\p{L}/u.test(typed) && key !== 'contractNumber' && key !== 'oficioNumber'
    ? likeTyped(made, typed)
    : made;
}

/** The stretches of a labelled message, with the keys that they are the values of. */
function segmentsOf(row: Labelled): Segment[] {
  const text = tidy(row.text);
  const tokens = tokensOf(text, row.locale);
  const segments: Segment[] = [];
  let at = 0;
  for (const { key, from, to } of spansOf(align(tokens, row).tags)) {
    const start = tokens[from]?.start ?? at;
    const end = tokens[to - 1]?.end ?? start;
    if (start > at) segments.push({ text: text.slice(at, start), key: undefined });
    segments.push({ text: text.slice(start, end), key });
    at = end;
  }
  if (at < text.length) segments.push({ text: text.slice(at), key: undefined });
  return segments;
}

/** A labelled message again, about somebody else and typed by another hand: other values, other slips. */
export function varied(grammar: Grammar, row: Labelled, random: Random, turn: number): Example {
  const scene = newScene(random, row.locale === 'en-US');
  const made = segmentsOf(row).map(({ text, key }) => ({
    key,
    text: key ? standIn(grammar, scene, key, text) : text,
  }));
  const segments = disguise(made, random, false);
  const labels = { reason: row.entities.reason ?? 'none', failure: row.entities.failureKind ?? 'none' };
  return toExample(
    { segments, labels },
    `${row.id}-${turn}`,
    { intent: row.intent, language: scene.english ? 'en' : 'es', answer: false },
    scene,
  );
}
