import { randomUUID } from 'node:crypto';
import type { Filter } from 'mongodb';
import type { RegisteredAccount } from '../../domain/account.ts';
import {
  type AccountPage,
  type AccountQuery,
  indexOfAccount,
  placeAt,
  placeOf,
  termsOfQuery,
} from '../../domain/account-query.ts';
import type { AccountRegister } from '../../ports/account-register.ts';
import { claimedAccount } from '../new-documents.ts';
import type { MongoDatabase, StoredAccount } from './mongo-database.ts';
import { isDuplicate } from './mongo-faults.ts';

/** `AccountRegister` on MongoDB; what entries are found by has one multikey index in the order of lists. */
export function mongoAccountRegister(mongo: MongoDatabase): AccountRegister {
  const accounts = mongo.collection('accounts');
  return {
    get: (id) => mongo.run(async () => shown(await accounts.findOne({ _id: id }))),
    many: (ids) => mongo.run(async () => shownAll(await accounts.find({ _id: { $in: [...ids] } }).toArray())),
    claim: (id, address, caseId, at) =>
      happened(mongo, async () => {
        const { _id, activeCaseId, updatedAt, ...made } = claimedAccount(id, address, caseId, at);
        const free = { _id, activeCaseId: { $in: ['', caseId] } };
        const set = { activeCaseId, updatedAt, version: randomUUID() };
        await accounts.updateOne(
          free,
          { $set: set, $setOnInsert: { ...made, terms: [], endKey: '' } },
          { upsert: true },
        );
      }),
    record: async (account, expected) => {
      const { _id, lastCase, updatedAt } = account;
      const mine = { activeCaseId: lastCase };
      const unclaimed = { activeCaseId: '', updatedAt: { $lte: updatedAt } };
      const asRead = expected === undefined ? {} : { version: expected };
      const value = stored({ ...account, activeCaseId: '' });
      return happened(mongo, () =>
        accounts.replaceOne({ _id, ...asRead, $or: [mine, unclaimed] }, value, { upsert: true }),
      );
    },
    release: async (id, caseId) => {
      const claimed = { _id: id, activeCaseId: caseId };
      await mongo.run(async () => {
        await accounts.deleteOne({ ...claimed, lastCase: '', holderName: '' });
        await accounts.updateOne(claimed, { $set: { activeCaseId: '', version: randomUUID() } });
      });
    },
    put: (account) => put(mongo, account),
    query: (filter, page) => query(mongo, filter, page),
    count: (filter, most) => mongo.run(() => accounts.countDocuments(matching(filter), { limit: most })),
    calendarDue: (now, limit) =>
      mongo.run(async () => {
        const due = accounts.find({ calendarAt: { $gt: '', $lte: now } });
        return shownAll(await due.sort({ calendarAt: 1, _id: 1 }).limit(limit).toArray());
      }),
  };
}

const stored = (account: RegisteredAccount): StoredAccount => ({
  ...account,
  ...indexOfAccount(account),
  version: randomUUID(),
});

function shown(found: StoredAccount | null): RegisteredAccount | undefined {
  if (!found) return undefined;
  const { terms: _terms, endKey: _end, ...account } = found;
  return account;
}

const shownAll = (found: readonly StoredAccount[]) => found.flatMap((one) => shown(one) ?? []);

async function put(mongo: MongoDatabase, account: RegisteredAccount): Promise<boolean> {
  const accounts = mongo.collection('accounts');
  const { version, _id } = account;
  return mongo.run(async () => {
    if (version !== undefined)
      return (await accounts.replaceOne({ _id, version }, stored(account))).matchedCount > 0;
    try {
      await accounts.insertOne(stored(account));
      return true;
    } catch (thrown) {
      if (isDuplicate(thrown)) return false;
      throw thrown;
    }
  });
}

function matching(filter: AccountQuery, after?: string): Filter<StoredAccount> {
  const { terms, from, to } = termsOfQuery(filter);
  const { end, id } = placeOf(after);
  const beyond: Filter<StoredAccount> =
    after === undefined ? {} : { $or: [{ endKey: { $gt: end } }, { endKey: end, _id: { $gt: id } }] };
  const low = end > from ? end : from;
  return { terms: { $all: [...terms] }, endKey: { $gte: low, $lte: to }, ...beyond };
}

async function query(
  mongo: MongoDatabase,
  filter: AccountQuery,
  page: { readonly limit: number; readonly after?: string },
): Promise<AccountPage> {
  const found = await mongo.run(() =>
    mongo
      .collection('accounts')
      .find(matching(filter, page.after))
      .sort({ endKey: 1, _id: 1 })
      .limit(page.limit + 1)
      .toArray(),
  );
  const accounts = shownAll(found.slice(0, page.limit));
  const last = accounts.at(-1);
  return found.length > page.limit && last ? { accounts, next: placeAt(last) } : { accounts };
}

/**
 * False where an upsert met a document with the `_id` that its filter does not match: it is another case's. Two
 * upserts of the same case that both insert are told apart by trying again.
 */
async function happened(mongo: MongoDatabase, upsert: () => Promise<unknown>): Promise<boolean> {
  return mongo.run(async () => {
    for (const last of [false, true]) {
      try {
        await upsert();
        return true;
      } catch (thrown) {
        if (!isDuplicate(thrown)) throw thrown;
        if (last) return false;
      }
    }
    return false;
  });
}
