import { tokensOf } from '../chunks.ts';
import { type LinearModel, scores } from '../linear.ts';
import { messageFeatures } from '../message-features.ts';
import { viewsOf } from '../tag-features.ts';
import { ANY_INTENT, tagTokens } from '../tagger.ts';
import { tidy } from '../text.ts';
import { INTENTS } from '../types.ts';
import type { Labelled } from './examples.ts';
import type { Scored } from './fit.ts';
import { type Prepared, teachIntent } from './teach.ts';

/** A writer's messages, made ready to be learnt from or judged. */
export interface Taught {
  readonly name: string;
  readonly rows: readonly Labelled[];
  readonly prepared: readonly Prepared[];
}

/** How an intent model scores messages that it did not learn from, read with the values set aside by a tagger. */
export function scoreRows(intent: LinearModel, tags: LinearModel, rows: readonly Labelled[]): Scored[] {
  return rows.map((row) => {
    const tokens = tokensOf(tidy(row.text), row.locale);
    const features = messageFeatures(tokens, tagTokens(tags, viewsOf(tokens, []), ANY_INTENT));
    return { totals: scores(intent, features), target: INTENTS.indexOf(row.intent) };
  });
}

/** How each writer's messages are scored by an intent model that has learnt from everybody else. */
export function scoreStrangers(
  made: readonly Prepared[],
  writers: readonly Taught[],
  tags: LinearModel,
): Scored[] {
  return writers.flatMap((stranger) => {
    const others = writers.filter((writer) => writer !== stranger).flatMap((writer) => writer.prepared);
    return scoreRows(teachIntent([...made, ...others], [7]), tags, stranger.rows);
  });
}
