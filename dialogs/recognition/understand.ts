import type { FailureKind, Reason } from '../../services/domain/causes.ts';
import { type Token, tokensOf } from './chunks.ts';
import { entitiesOf } from './entities.ts';
import { holderTypeIn } from './holder-type.ts';
import { type FeatureVector, scores, softmax } from './linear.ts';
import { messageFeatures } from './message-features.ts';
import type { Models } from './model-file.ts';
import { type TokenView, viewsOf } from './tag-features.ts';
import { ANY_INTENT, tagTokens } from './tagger.ts';
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

interface Read {
  readonly text: string;
  readonly now: string;
  readonly tokens: readonly Token[];
  readonly views: readonly TokenView[];
  readonly features: FeatureVector;
}

/** Reads a message twice: first for its values whatever is wanted, then for what is wanted with the values set aside. */
function readMessage(models: Models, message: Message, domains: readonly string[]): Read {
  const text = tidy(message.text);
  const tokens = tokensOf(text, message.locale);
  const views = viewsOf(tokens, domains);
  const features = messageFeatures(tokens, tagTokens(models.tags, views, ANY_INTENT));
  return { text, now: message.now, tokens, views, features };
}

function tellEntities(models: Models, read: Read, intent: Intent): Entities {
  if (SILENT.has(intent)) return {};
  const { tokens, views, text, now, features } = read;
  const tags = tagTokens(models.tags, views, intent);
  const entities = entitiesOf(text, tokens, tags, now);
  const holderType = holderTypeIn(tokens, (at) => tags[at] !== 'O');
  if (holderType && intent !== 'talk_to_person') entities.holderType = holderType;
  if (WITH_REASON.has(intent)) {
    const reason = best(models.reason, features);
    if (reason !== 'none') entities.reason = reason as Reason;
  }
  if (intent === 'report_failure') {
    const kind = best(models.failure, features);
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

/** Understands one message; total, and linear in its length. */
export function understand(models: Models, message: Message, domains: readonly string[]): Recognition {
  const read = readMessage(models, message, domains);
  const ranked = rankIntents(models, read.features);
  const first = ranked[0] ?? { intent: 'out_of_scope' as const, confidence: 0 };
  return {
    ...first,
    sure: read.tokens.some((token) => token.kind !== 'break') && first.confidence >= models.sureFrom,
    entities: tellEntities(models, read, first.intent),
    alternatives: ranked.slice(1, 4),
  };
}

/** The data in a message whose intent is known already, such as an answer in the middle of a form. */
export function readEntitiesAs(
  models: Models,
  message: Message,
  intent: Intent,
  domains: readonly string[],
): Entities {
  return tellEntities(models, readMessage(models, message, domains), intent);
}
