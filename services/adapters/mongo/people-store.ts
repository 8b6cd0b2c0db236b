import type { AnyBulkWriteOperation } from 'mongodb';
import type { KnownPerson, PeopleStore } from '../../ports/people-store.ts';
import { saidOfPerson, UNSAID_OF_PERSON } from '../new-documents.ts';
import type { MongoDatabase, StoredPerson } from './mongo-database.ts';
import { onceMore } from './next-of.ts';

/** How many people one bulk write takes. */
const SLICE = 500;

/** `PeopleStore` on MongoDB; the words have a multikey index. */
export function mongoPeopleStore(mongo: MongoDatabase): PeopleStore {
  const people = mongo.collection('people');
  return {
    get: (id) => mongo.run(async () => shown(await people.findOne({ _id: id }))),
    byAddress: async (address) => {
      if (address === '') return undefined;
      const key = address.toLowerCase();
      return mongo.run(async () =>
        shown(await people.findOne({ $or: [{ accountKey: key }, { emailKey: key }] })),
      );
    },
    withWords: (words, limit) => withWords(mongo, words, limit),
    upsert: async (entries) => {
      for (let from = 0; from < entries.length; from += SLICE) {
        const writes = entries.slice(from, from + SLICE).map(upsertOf);
        await onceMore(() => mongo.run(() => people.bulkWrite(writes)));
      }
    },
    setStanding: async (id, standing) => {
      await mongo.run(() => people.updateOne({ _id: id }, { $set: { standing } }));
    },
    count: () => mongo.run(() => mongo.collection('people').estimatedDocumentCount()),
    remove: async (ids) => {
      if (ids.length > 0) await mongo.run(() => people.deleteMany({ _id: { $in: [...ids] } }));
    },
  };
}

type Entry = Parameters<PeopleStore['upsert']>[0][number];

function upsertOf(entry: Entry): AnyBulkWriteOperation<StoredPerson> {
  const said = saidOfPerson(entry);
  const keys = {
    ...(said.userPrincipalName === undefined ? {} : { accountKey: said.userPrincipalName.toLowerCase() }),
    ...(said.email === undefined ? {} : { emailKey: said.email.toLowerCase() }),
  };
  const set: Partial<StoredPerson> = { ...said, ...keys };
  const unsaid = { ...UNSAID_OF_PERSON, id: entry._id, accountKey: '', emailKey: '' };
  const setOnInsert = Object.fromEntries(Object.entries(unsaid).filter(([name]) => !(name in set)));
  const update = {
    ...(Object.keys(set).length > 0 ? { $set: set } : {}),
    ...(Object.keys(setOnInsert).length > 0 ? { $setOnInsert: setOnInsert } : {}),
  };
  return { updateOne: { filter: { _id: entry._id }, update, upsert: true } };
}

async function withWords(
  mongo: MongoDatabase,
  words: readonly string[],
  limit: number,
): Promise<readonly KnownPerson[]> {
  const last = words.at(-1);
  if (!last) return [];
  const people = mongo.collection('people');
  const whole = words.slice(0, -1).map((word) => ({ words: word }));
  const find = (end: string | RegExp): Promise<StoredPerson[]> =>
    mongo.run(() =>
      people
        .find({ $and: [...whole, { words: end }] })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
  const exact = await find(last);
  const begun =
    exact.length < limit ? await find(new RegExp(`^${last.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}`)) : [];
  const found = new Map([...exact, ...begun].map((person) => [person._id, person]));
  return [...found.values()].slice(0, limit).flatMap((person) => shown(person) ?? []);
}

function shown(stored: StoredPerson | null): KnownPerson | undefined {
  if (!stored) return undefined;
  const { accountKey: _account, emailKey: _email, ...person } = stored;
  return person;
}
