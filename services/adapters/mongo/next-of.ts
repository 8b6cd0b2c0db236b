import type { MongoDatabase } from './mongo-database.ts';
import { isDuplicate } from './mongo-faults.ts';

/** Next number of a counter, from 1. */
export function nextOf(mongo: MongoDatabase, counter: string): Promise<number> {
  return onceMore(() =>
    mongo.run(async () => {
      const after = await mongo
        .collection('counters')
        .findOneAndUpdate(
          { _id: counter },
          { $inc: { value: 1 } },
          { upsert: true, returnDocument: 'after' },
        );
      return Number(after?.value);
    }),
  );
}

/** Two upserts that both make the document: the second meets the first's, and finds it when tried again. */
export async function onceMore<T>(upsert: () => Promise<T>): Promise<T> {
  try {
    return await upsert();
  } catch (thrown) {
    if (!(thrown instanceof Error) || !isDuplicate(thrown.cause)) throw thrown;
    return upsert();
  }
}
