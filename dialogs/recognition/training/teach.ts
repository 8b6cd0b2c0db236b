import { FAILURE_KINDS, REASONS } from '../../../services/domain/causes.ts';
import { tokensOf } from '../chunks.ts';
import type { LinearModel } from '../linear.ts';
import { MESSAGE_BITS, messageFeatures } from '../message-features.ts';
import type { Models } from '../model-file.ts';
import { viewsOf } from '../tag-features.ts';
import { tidy } from '../text.ts';
import { INTENTS } from '../types.ts';
import { align, type Example, type Labelled } from './examples.ts';
import { fitSoftmax, fitTagger, type Item, type SoftmaxSettings, type TagItem } from './fit.ts';

/** A labelled message as an example that counts `weight` times a generated one. */
export function exampleOf(row: Labelled, weight: number): Example {
  const tokens = tokensOf(tidy(row.text), row.locale);
  return {
    id: row.id,
    tokens,
    tags: align(tokens, row).tags,
    intent: row.intent,
    reason: row.entities.reason ?? 'none',
    failure: row.entities.failureKind ?? 'none',
    weight,
    domains: [],
    answer: false,
  };
}

/** What training needs of an example, made once. */
export interface Prepared {
  readonly example: Example;
  readonly features: Item['features'];
  readonly tagging: TagItem;
}

/** Makes the features of an example. */
export function prepare(example: Example): Prepared {
  return {
    example,
    features: messageFeatures(example.tokens, example.tags),
    tagging: {
      views: viewsOf(example.tokens, example.domains),
      tags: example.tags,
      intent: example.intent,
      weight: example.weight,
    },
  };
}

/** How much a labelled message counts beside a generated one. */
export const DEV_WEIGHT = 3;

const SETTINGS: SoftmaxSettings = { bits: MESSAGE_BITS, rounds: 12, rate: 0.35, decay: 2e-4, seed: 7 };
const TAG_ROUNDS = 7;

function itemsOf(prepared: readonly Prepared[], label: (example: Example) => string): Item[] {
  return prepared.map(({ example, features }) => ({
    features,
    label: label(example),
    weight: example.weight,
  }));
}

/** Which messages a reason, or a failure's kind, is asked of at all. */
const TELLS_REASON = new Set([
  'activate_account',
  'deactivate_account',
  'bulk_deactivate',
  'add_information',
]);

/** The intent model alone. */
export function teachIntent(prepared: readonly Prepared[]): LinearModel {
  const first = prepared.filter(({ example }) => !example.answer);
  return fitSoftmax(
    itemsOf(first, (example) => example.intent),
    INTENTS,
    SETTINGS,
  );
}

/** All models from examples; `sureFrom` and the temperature are set afterwards, on messages not learnt from. */
export function teach(prepared: readonly Prepared[]): Models {
  const reasons = prepared.filter(({ example }) => TELLS_REASON.has(example.intent));
  const failures = prepared.filter(({ example }) => example.intent === 'report_failure');
  return {
    intent: teachIntent(prepared),
    reason: fitSoftmax(
      itemsOf(reasons, (example) => example.reason),
      ['none', ...REASONS],
      SETTINGS,
    ),
    failure: fitSoftmax(
      itemsOf(failures, (example) => example.failure),
      ['none', ...FAILURE_KINDS],
      SETTINGS,
    ),
    tags: fitTagger(
      prepared.map(({ tagging }) => tagging),
      TAG_ROUNDS,
      11,
    ),
    sureFrom: 0.6,
  };
}
