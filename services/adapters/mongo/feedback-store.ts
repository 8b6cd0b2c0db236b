import { randomUUID } from 'node:crypto';
import type { ChosenIntent, FeedbackStore } from '../../ports/feedback-store.ts';
import { chosenIntent } from '../new-documents.ts';
import type { MongoDatabase } from './mongo-database.ts';

/** How many documents one read takes. */
const PAGE = 500;

/** `FeedbackStore` on MongoDB; ids are random, since an ObjectId holds the second in which it was made. */
export function mongoFeedbackStore(mongo: MongoDatabase): FeedbackStore {
  const feedback = mongo.collection('feedback');
  return {
    add: async (example) => {
      const document = { _id: randomUUID(), ...chosenIntent(example) };
      await mongo.run(() => feedback.insertOne(document));
    },
    all: () => all(mongo),
  };
}

async function* all(mongo: MongoDatabase): AsyncIterable<ChosenIntent> {
  let after = '';
  for (;;) {
    const filter = { _id: { $gt: after } };
    const page = await mongo.run(() =>
      mongo.collection('feedback').find(filter).sort({ _id: 1 }).limit(PAGE).toArray(),
    );
    for (const { _id, ...example } of page) yield example;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last._id;
  }
}
