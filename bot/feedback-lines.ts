import type { FeedbackStore } from '../services/ports/feedback-store.ts';

/**
 * What people chose as NDJSON, a line each with its end: a labelled message (`id`, `text`, `locale`, `now`, `intent`,
 * `entities`, as in `dialogs/recognition/training/labelled`) with what was `offered` and the day (`at`). `entities` is
 * empty, since the values are gone from the text: it is material for the intents. Ids count from `f0001`.
 */
export async function* feedbackLines(feedback: Pick<FeedbackStore, 'all'>): AsyncIterable<string> {
  let count = 0;
  for await (const { text, locale, chosen, offered, at } of feedback.all()) {
    count += 1;
    const id = `f${String(count).padStart(4, '0')}`;
    yield `${JSON.stringify({ id, text, locale, now: at, intent: chosen, entities: {}, offered, at })}\n`;
  }
}
