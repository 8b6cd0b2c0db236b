import type { Bulletin } from '../../domain/bulletin.ts';
import type { BulletinStore } from '../../ports/bulletin-store.ts';
import { leasedDocuments } from './leased-documents.ts';
import type { MongoDatabase } from './mongo-database.ts';
import { isDuplicate } from './mongo-faults.ts';

/** `BulletinStore` on MongoDB: a document a bulletin. */
export function mongoBulletinStore(mongo: MongoDatabase): BulletinStore {
  const bulletins = mongo.collection('bulletins');
  return {
    ...leasedDocuments(mongo, bulletins),
    get: (id) => mongo.run(async () => (await bulletins.findOne({ _id: id })) ?? undefined),
    insert: (value) => insert(mongo, value),
    standing: (personId, kind, limit) =>
      mongo.run(() =>
        bulletins.find({ personId, kind, finished: false }).sort({ _id: 1 }).limit(limit).toArray(),
      ),
  };
}

async function insert(mongo: MongoDatabase, value: Bulletin): Promise<boolean> {
  return mongo.run(async () => {
    try {
      await mongo.collection('bulletins').insertOne({ ...value });
      return true;
    } catch (thrown) {
      if (isDuplicate(thrown)) return false;
      throw thrown;
    }
  });
}
