import { FAILURE_KINDS, REASONS } from '../../../services/domain/causes.ts';
import { type Token, tokensOf } from '../chunks.ts';
import { hash } from '../hashing.ts';
import type { LinearModel } from '../linear.ts';
import { MESSAGE_BITS, messageFeatures } from '../message-features.ts';
import type { Models } from '../model-file.ts';
import { viewsOf } from '../tag-features.ts';
import { tidy } from '../text.ts';
import { INTENTS } from '../types.ts';
import { align, type Example, type Labelled } from './examples.ts';
import { fitSoftmax, fitTagger, type Item, type SoftmaxSettings, type TagItem } from './fit.ts';
import type { Grammar } from './grammar.ts';
import { randomFrom } from './random.ts';
import { varied } from './vary.ts';

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

/** In how many messages, and then of how many words, the lists of names and posts are kept from the tagger. */
const UNLISTED = { messages: 0.4, words: 0.6 };

/** Makes the features of an example. */
export function prepare(example: Example): Prepared {
  const random = randomFrom(hash(example.id));
  const some = random.chance(UNLISTED.messages);
  const unknown = (token: Token): boolean => some && token.kind === 'word' && random.chance(UNLISTED.words);
  return {
    example,
    features: messageFeatures(example.tokens, example.tags),
    tagging: {
      views: viewsOf(example.tokens, example.domains, unknown),
      tags: example.tags,
      intent: example.intent,
      weight: example.weight,
    },
  };
}

/** How much a hand-written message counts beside a generated one, how often it comes again with other values, and what those count. */
const HAND = { weight: 5, turns: 2, varied: 1.5 };

/** A writer's messages as they stand, and again about other people. */
export function prepareRows(grammar: Grammar, rows: readonly Labelled[]): Prepared[] {
  return rows.flatMap((row) => [
    prepare(exampleOf(row, HAND.weight)),
    ...Array.from({ length: HAND.turns }, (_, turn) => {
      const example = varied(grammar, row, randomFrom(hash(row.text) + turn), turn);
      return prepare({ ...example, weight: HAND.varied });
    }),
  ]);
}

const SETTINGS: SoftmaxSettings = {
  bits: MESSAGE_BITS,
  rounds: 8,
  rate: 0.3,
  decay: 2e-4,
  drop: 0.5,
  seeds: [7, 77],
};
const TAG_ROUNDS = 5;
const TAG_SEEDS = [11, 1111];

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

/** The intent model alone; one seed will do where only its confidence is looked at. */
export function teachIntent(prepared: readonly Prepared[], seeds = SETTINGS.seeds): LinearModel {
  const first = prepared.filter(({ example }) => !example.answer);
  return fitSoftmax(
    itemsOf(first, (example) => example.intent),
    INTENTS,
    { ...SETTINGS, seeds },
  );
}

/** The tagger alone. */
function teachTags(prepared: readonly Prepared[]): LinearModel {
  return fitTagger(
    prepared.map(({ tagging }) => tagging),
    TAG_ROUNDS,
    TAG_SEEDS,
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
    tags: teachTags(prepared),
    sureFrom: 0.6,
  };
}
