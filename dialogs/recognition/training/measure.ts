import type { Models } from '../model-file.ts';
import type { Entities, EntityKey, Recognition } from '../types.ts';
import { Reading, understand } from '../understand.ts';
import type { Labelled } from './examples.ts';

/** A labelled message and what was recognised in it. */
export interface Judged {
  readonly row: Labelled;
  readonly said: Recognition;
}

/** The figures of a set of judged messages; shares between 0 and 1. */
export interface Figures {
  readonly messages: number;
  readonly intentAccuracy: number;
  readonly entityPrecision: number;
  readonly entityRecall: number;
  readonly entityF1: number;
  readonly wholeMessageRight: number;
  readonly sure: number;
  readonly sureAndWrong: number;
}

const CASELESS: ReadonlySet<string> = new Set([
  'holderName',
  'supervisorName',
  'department',
  'position',
  'newValue',
]);

/** The pairs of key and value that count, compared as the utterances' scorer does. */
export function pairsOf(entities: Entities): Set<string> {
  const pairs = new Set<string>();
  for (const [key, value] of Object.entries(entities) as [EntityKey, string | undefined][]) {
    if (!value) continue;
    const text = value.normalize('NFC').replace(/\s+/g, ' ').trim();
    pairs.add(`${key}=${CASELESS.has(key) ? text.toLocaleLowerCase('es') : text}`);
  }
  return pairs;
}

/** Recognises labelled messages. */
export function judge(models: Models, rows: readonly Labelled[], domains: readonly string[] = []): Judged[] {
  return rows.map((row) => ({ row, said: understand(new Reading(models, row, domains), row.now) }));
}

const round = (share: number): number => Math.round(share * 1000) / 1000;

/** Sums judged messages up. */
export function figuresOf(judged: readonly Judged[]): Figures {
  let [right, whole, sure, sureAndWrong, found, made, wanted] = [0, 0, 0, 0, 0, 0, 0];
  for (const { row, said } of judged) {
    const intentRight = said.intent === row.intent;
    const gold = pairsOf(row.entities);
    const got = pairsOf(said.entities);
    const hits = [...got].filter((pair) => gold.has(pair)).length;
    right += intentRight ? 1 : 0;
    whole += intentRight && hits === gold.size && hits === got.size ? 1 : 0;
    sure += said.sure ? 1 : 0;
    sureAndWrong += said.sure && !intentRight ? 1 : 0;
    found += hits;
    made += got.size;
    wanted += gold.size;
  }
  const count = judged.length || 1;
  return {
    messages: judged.length,
    intentAccuracy: round(right / count),
    entityPrecision: round(found / (made || 1)),
    entityRecall: round(found / (wanted || 1)),
    entityF1: round((2 * found) / (made + wanted || 1)),
    wholeMessageRight: round(whole / count),
    sure: round(sure / count),
    sureAndWrong: round(sureAndWrong / count),
  };
}
