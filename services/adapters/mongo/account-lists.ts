import type { ListRow } from '../../domain/mass.ts';
import type { AccountLists } from '../../ports/account-lists.ts';
import type { Documents, MongoDatabase } from './mongo-database.ts';

/** `AccountLists` on MongoDB: a document a row, `_id` is list and number. */
export function mongoAccountLists(mongo: MongoDatabase): AccountLists {
  const lists = mongo.collection('lists');
  const rows = mongo.collection('listRows');
  return {
    put: async (list) => {
      await mongo.run(() => lists.replaceOne({ _id: list._id }, list, { upsert: true }));
    },
    get: (id) => mongo.run(async () => (await lists.findOne({ _id: id })) ?? undefined),
    putRows: async (id, given) => {
      if (given.length === 0) return;
      const writes = given.map((row) => {
        const _id = `${id}:${row.n}`;
        return { replaceOne: { filter: { _id }, replacement: { ...row, _id, list: id }, upsert: true } };
      });
      await mongo.run(() => rows.bulkWrite(writes));
    },
    rows: (id, from, limit) =>
      mongo.run(async () =>
        (
          await rows
            .find({ list: id, n: { $gte: from } })
            .sort({ n: 1 })
            .limit(limit)
            .toArray()
        ).map(rowIn),
      ),
    rowOf: (id, accountId) =>
      mongo.run(async () => {
        const found = await rows.find({ list: id, 'target.id': accountId }).sort({ n: 1 }).limit(1).next();
        return found ? rowIn(found) : undefined;
      }),
    abandoned: (before, limit) =>
      mongo.run(async () => {
        const old = lists.find({ used: false, at: { $lt: before } }).project<{ _id: string }>({ _id: 1 });
        return (await old.sort({ at: 1 }).limit(limit).toArray()).map((one) => one._id);
      }),
    drop: async (id) => {
      await mongo.run(async () => {
        await lists.deleteOne({ _id: id });
        await rows.deleteMany({ list: id });
      });
    },
  };
}

const rowIn = ({ _id, list: _list, ...row }: Documents['listRows']): ListRow => row;
