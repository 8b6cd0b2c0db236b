import type { Collection, Filter, UpdateFilter } from 'mongodb';
import type { MongoDatabase } from './mongo-database.ts';

/** What a document has that workers lease: see `CaseStore` and `BulletinStore`. */
interface Leased {
  readonly _id: string;
  readonly revision: number;
  readonly dueAt: string;
  readonly leaseUntil: string;
  readonly fence: number;
}

/** The part of a store that documents with a lease have in common, each write one atomic change of one document. */
export interface LeasedDocuments<T extends Leased> {
  replace(value: T, expected: number, fence?: number): Promise<boolean>;
  claimDue(now: string, leaseUntil: string): Promise<T | undefined>;
  nextDue(): Promise<string>;
}

/** Over the collection; the filters name only what every leased document has. */
export function leasedDocuments<T extends Leased>(
  mongo: MongoDatabase,
  collection: Collection<T>,
): LeasedDocuments<T> {
  const filter = (wanted: Filter<Leased>) => wanted as unknown as Filter<T>;

  const settle = (value: T, expected: number, fence: number): Promise<boolean> =>
    mongo.run(async () => {
      const held = filter({ _id: value._id, revision: expected, fence });
      const written = { ...value, fence } as Parameters<Collection<T>['replaceOne']>[1];
      return (await collection.replaceOne(held, written)).matchedCount > 0;
    });

  /** Writes with the stored lease in place; a lease taken between reading and writing it means reading it again. */
  async function replaceKeepingLease(value: T, expected: number): Promise<boolean> {
    if (await settle(value, expected, value.fence)) return true;
    for (;;) {
      const stored = await mongo.run(() =>
        collection.findOne(filter({ _id: value._id, revision: expected }), {
          projection: { fence: 1, leaseUntil: 1 },
        }),
      );
      if (!stored) return false;
      const { fence } = stored;
      const leaseUntil = fence === value.fence ? value.leaseUntil : stored.leaseUntil;
      if (await settle({ ...value, leaseUntil }, expected, fence)) return true;
    }
  }

  return {
    replace: (value, expected, fence) =>
      fence === undefined ? replaceKeepingLease(value, expected) : settle(value, expected, fence),
    claimDue: (now, leaseUntil) =>
      mongo.run(async () => {
        const due = filter({ dueAt: { $gt: '', $lte: now }, leaseUntil: { $lte: now } });
        const lease = { $set: { leaseUntil }, $inc: { fence: 1 } } as unknown as UpdateFilter<T>;
        const order = { sort: { dueAt: 1, _id: 1 }, returnDocument: 'after' } as const;
        return ((await collection.findOneAndUpdate(due, lease, order)) as T | null) ?? undefined;
      }),
    nextDue: () => nextDue(mongo, collection as unknown as Collection<Leased>),
  };
}

async function nextDue(mongo: MongoDatabase, collection: Collection<Leased>): Promise<string> {
  const times = { projection: { _id: 0, dueAt: 1, leaseUntil: 1 } } as const;
  const [free, leased] = await mongo.run(() =>
    Promise.all([
      collection
        .find({ leaseUntil: '', dueAt: { $gt: '' } }, times)
        .sort({ dueAt: 1 })
        .limit(1)
        .toArray(),
      collection.find({ leaseUntil: { $gt: '' }, dueAt: { $gt: '' } }, times).toArray(),
    ]),
  );
  const instants = [...free, ...leased].map((each) =>
    each.dueAt > each.leaseUntil ? each.dueAt : each.leaseUntil,
  );
  return instants.sort()[0] ?? '';
}
