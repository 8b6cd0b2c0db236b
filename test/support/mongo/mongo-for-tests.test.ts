import { MongoClient, MongoServerError } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnMongo, sharedMongo } from './mongo-for-tests.ts';

interface Doc {
  _id: string;
  revision: number;
  draftId: string;
  notes?: string[];
}

await describeOnMongo('the MongoDB server for tests', (mongo) => {
  let client: MongoClient;
  const docs = (database: string) => client.db(database).collection<Doc>('docs');

  beforeAll(async () => {
    client = await MongoClient.connect(mongo.uri);
  });
  afterAll(() => client.close());

  test('is one server for the whole run, with a database of its own for each suite', async () => {
    expect(await sharedMongo()).toEqual({ uri: mongo.uri });
    expect(mongo.newDatabase()).not.toBe(mongo.newDatabase());
  });

  test('keeps a document written with majority and journal', async () => {
    const collection = docs(mongo.newDatabase());
    const doc = { _id: 'MS-2026-000001', revision: 1, draftId: 'a', notes: ['año', '🙂'] };
    await collection.insertOne(doc, { writeConcern: { w: 'majority', j: true } });
    expect(await collection.findOne({ _id: doc._id })).toEqual(doc);
  });

  test('lets exactly one of many compare-and-sets of the same revision through', async () => {
    const collection = docs(mongo.newDatabase());
    await collection.insertOne({ _id: 'one', revision: 1, draftId: 'a' });
    const tries = Array.from({ length: 20 }, (_, n) =>
      collection.updateOne({ _id: 'one', revision: 1 }, { $set: { revision: 2 }, $push: { notes: `${n}` } }),
    );
    const modified = (await Promise.all(tries)).map((result) => result.modifiedCount);
    expect(modified.filter((count) => count === 1)).toHaveLength(1);
    expect((await collection.findOne({ _id: 'one' }))?.notes).toHaveLength(1);
  });

  test('counts without gap or repetition through findOneAndUpdate with upsert', async () => {
    const counters = client.db(mongo.newDatabase()).collection<{ _id: string; value: number }>('counters');
    const next = async () => {
      const after = await counters.findOneAndUpdate(
        { _id: 'cases' },
        { $inc: { value: 1 } },
        { upsert: true, returnDocument: 'after' },
      );
      return after?.value;
    };
    const first = await next();
    const rest = await Promise.all(Array.from({ length: 99 }, next));
    expect([first, ...rest].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 100 }, (_, n) => n + 1),
    );
  });

  test('refuses a second document with the same value under a unique index', async () => {
    const collection = docs(mongo.newDatabase());
    await collection.createIndex({ draftId: 1 }, { unique: true });
    await collection.insertOne({ _id: 'one', revision: 1, draftId: 'same' });
    const second = collection.insertOne({ _id: 'two', revision: 1, draftId: 'same' });
    await expect(second).rejects.toSatisfy((e) => e instanceof MongoServerError && e.code === 11000);
  });
});
