import type { FailureKind, Reason } from '../../services/domain/causes.ts';
import { type Token, tokensOf } from './chunks.ts';
import { entitiesOf } from './entities.ts';
import { holderTypeIn } from './holder-type.ts';
import { type FeatureVector, scores, softmax } from './linear.ts';
import { messageFeatures } from './message-features.ts';
import type { Models } from './model-file.ts';
import { viewsOf } from './tag-features.ts';
import { ANY_INTENT, createTagger } from './tagger.ts';
import { tidy } from './text.ts';
import type { Alternative, Entities, Intent, Message, Recognition } from './types.ts';

const SILENT: ReadonlySet<Intent> = new Set(['out_of_scope', 'greeting', 'help']);
const WITH_REASON: ReadonlySet<Intent> = new Set([
  'activate_account',
  'deactivate_account',
  'bulk_deactivate',
  'add_information',
]);

function best(model: Models['reason'], features: FeatureVector): string {
  const totals = scores(model, features);
  let top = 0;
  totals.forEach((total, index) => {
    if (total > (totals[top] ?? 0)) top = index;
  });
  return model.classes[top] ?? 'none';
}

/**
 * A message as the models read it: its values whatever is wanted, and what is wanted with the values set aside. Made
 * once for all that is asked of the message.
 */
export class Reading {
  readonly models: Models;
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The tags of the tokens where the message has this intent. */
  readonly tags: (intent: string) => readonly string[];
  #features: FeatureVector | undefined;

  constructor(models: Models, message: Omit<Message, 'now'>, domains: readonly string[]) {
    this.models = models;
    this.text = tidy(message.text);
    this.tokens = tokensOf(this.text, message.locale);
    this.tags = createTagger(models.tags, viewsOf(this.tokens, domains));
  }

  get features(): FeatureVector {
    this.#features ??= messageFeatures(this.tokens, this.tags(ANY_INTENT));
    return this.#features;
  }
}

/** The data in a message that has this intent; `now` is today, as in `Message`. */
export function readEntitiesAs(read: Reading, intent: Intent, now: string): Entities {
  if (SILENT.has(intent)) return {};
  const { models, tokens, text } = read;
  const tags = read.tags(intent);
  const entities = entitiesOf(text, tokens, tags, now);
  const holderType = holderTypeIn(tokens, (at) => tags[at] !== 'O');
  if (holderType && intent !== 'talk_to_person') entities.holderType = holderType;
  if (WITH_REASON.has(intent)) {
    const reason = best(models.reason, read.features);
    if (reason !== 'none') entities.reason = reason as Reason;
  }
  if (intent === 'report_failure') {
    const kind = best(models.failure, read.features);
    if (kind !== 'none') entities.failureKind = kind as FailureKind;
  }
  return entities;
}

/** The intents of a message with their probabilities, most likely first. */
export function rankIntents(models: Models, features: FeatureVector): Alternative[] {
  const shares = softmax(scores(models.intent, features), models.intent.temperature);
  return models.intent.classes
    .map((intent, index) => ({ intent: intent as Intent, confidence: shares[index] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** Understands one message; total, and linear in its length. `now` is today, as in `Message`. */
export function understand(read: Reading, now: string): Recognition {
  const { models } = read;
  const ranked = rankIntents(models, read.features);
  const first = ranked[0] ?? { intent: 'out_of_scope' as const, confidence: 0 };
  return {
    ...first,
    sure: read.tokens.some((token) => token.kind !== 'break') && first.confidence >= models.sureFrom,
    entities: readEntitiesAs(read, first.intent, now),
    alternatives: ranked.slice(1, 4),
  };
}
