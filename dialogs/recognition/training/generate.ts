import { AppError } from '../../../services/domain/errors.ts';
import { type Token, tokensOf } from '../chunks.ts';
import { WORD_KEYS } from '../tags.ts';
import { tidy } from '../text.ts';
import { disguise } from './disguise.ts';
import type { Example } from './examples.ts';
import type { Grammar, MessageTemplate } from './grammar.ts';
import { type Random, randomFrom } from './random.ts';
import { newScene, type Scene, SLOTS } from './slots.ts';
import { type Node, variants } from './template.ts';

/** A stretch of a generated message, with the key that it is the value of, if any. */
export interface Segment {
  text: string;
  readonly key: string | undefined;
}

/** A generated message before it is cut into tokens. */
export interface Made {
  readonly segments: readonly Segment[];
  readonly labels: Readonly<Record<string, string>>;
}

interface Work {
  readonly grammar: Grammar;
  readonly scene: Scene;
  readonly segments: Segment[];
  readonly labels: Record<string, string>;
}

function put(work: Work, text: string, key: string | undefined): void {
  const last = work.segments.at(-1);
  if (last && last.key === key) last.text += text;
  else if (text !== '') work.segments.push({ text, key });
}

function expandRule(work: Work, name: string, key: string | undefined): void {
  const slot = SLOTS[name];
  if (slot) {
    put(work, slot(work.scene), key);
    return;
  }
  const localised = work.grammar.rules.get(work.scene.english ? `${name}.en` : `${name}.es`);
  const options = localised ?? work.grammar.rules.get(name);
  if (!options || options.length === 0) throw new AppError('settings_invalid', { detail: { rule: name } });
  expand(work, work.scene.random.pick(options), key);
}

function expand(work: Work, nodes: readonly Node[], key: string | undefined): void {
  for (const node of nodes) {
    if (node.kind === 'text') put(work, node.text, key);
    else if (node.kind === 'choice') expand(work, work.scene.random.pick(node.options), key);
    else if (node.kind === 'rule') expandRule(work, node.name, key);
    else if (node.kind === 'value') expand(work, node.nodes, node.key);
    else work.labels[node.name] = node.value;
  }
}

/** One way of saying a rule, or one made value of a slot. */
export function sayRule(grammar: Grammar, scene: Scene, name: string): string {
  const work: Work = { grammar, scene, segments: [], labels: {} };
  expandRule(work, name, undefined);
  return work.segments.map((segment) => segment.text).join('');
}

const words: readonly string[] = WORD_KEYS;

interface Bound {
  readonly start: number;
  readonly end: number;
  readonly key: string | undefined;
}

function boundsOf(segments: readonly Segment[]): Bound[] {
  let start = 0;
  return segments.map(({ text, key }) => {
    const bound = { start, end: start + text.length, key };
    start = bound.end;
    return bound;
  });
}

/**
 * The segment that a token belongs to: the one that it begins in, or, where that is no value or the token is a date
 * that takes its preposition with it ("en dos semanas"), the value that begins inside the token.
 */
function placeOf(bounds: readonly Bound[], token: Token): number {
  const first = bounds.findIndex((bound) => bound.end > token.start);
  for (let place = first; place >= 0 && (bounds[place]?.start ?? token.end) < token.end; place += 1)
    if (bounds[place]?.key !== undefined) return place;
  return first;
}

function tagFor(token: Token, key: string | undefined, begun: boolean): string {
  if (key === undefined || token.kind === 'break') return 'O';
  if (words.includes(key)) return begun ? `I-${key}` : `B-${key}`;
  return begun || token.kind === 'word' || token.kind === 'punct' ? 'O' : key;
}

/** Cuts a made message into tokens and tags them by the segments that they lie in. */
export function toExample(
  made: Made,
  id: string,
  template: Pick<MessageTemplate, 'intent' | 'language' | 'answer'>,
  scene: Scene,
): Example {
  const text = tidy(made.segments.map((segment) => segment.text).join(''));
  const tokens = tokensOf(text, template.language === 'en' ? 'en-US' : 'es-CO');
  const bounds = boundsOf(made.segments);
  const begun = new Set<number>();
  const tags = tokens.map((token) => {
    const place = placeOf(bounds, token);
    const tag = tagFor(token, bounds[place]?.key, begun.has(place));
    if (tag !== 'O') begun.add(place);
    return tag;
  });
  const { reason = 'none', failure = 'none' } = made.labels;
  const domains = scene.domainKnown ? [scene.domain] : [];
  return {
    id,
    tokens,
    tags,
    intent: template.intent,
    reason,
    failure,
    weight: 1,
    domains,
    answer: template.answer,
  };
}

/** How often a template is used: more where it can come out in more ways. */
function times(template: MessageTemplate, scale: number): number {
  if (template.single)
    return Math.max(1, Math.round(Math.max(2, Math.min(variants(template.nodes), 3)) * Math.min(scale, 1)));
  return Math.max(1, Math.min(30, Math.round(2 * Math.log2(1 + variants(template.nodes)) * scale)));
}

/** One message of a template. */
export function makeOne(
  grammar: Grammar,
  template: MessageTemplate,
  random: Random,
  id: string,
): { example: Example; text: string } {
  const scene = newScene(random, template.language === 'en');
  const work: Work = { grammar, scene, segments: [], labels: {} };
  expand(work, template.nodes, undefined);
  const segments = disguise(work.segments, random, template.single);
  return {
    example: toExample({ segments, labels: work.labels }, id, template, scene),
    text: segments.map((segment) => segment.text).join(''),
  };
}

/** All messages that a grammar yields from a seed; `scale` makes them more or fewer. */
export function generate(grammar: Grammar, seed: number, scale = 1): { example: Example; text: string }[] {
  const random = randomFrom(seed);
  return grammar.messages.flatMap((template, index) =>
    Array.from({ length: times(template, scale) }, (_, turn) =>
      makeOne(grammar, template, random, `g${index}-${turn}`),
    ),
  );
}
