import type { AccountRegister, AddressBook } from '../../ports/account-register.ts';
import { claimedAccount } from '../new-documents.ts';
import type { MongoDatabase } from './mongo-database.ts';
import { isDuplicate } from './mongo-faults.ts';

/** `AccountRegister` on MongoDB. */
export function mongoAccountRegister(mongo: MongoDatabase): AccountRegister {
  const accounts = mongo.collection('accounts');
  return {
    get: (id) => mongo.run(async () => (await accounts.findOne({ _id: id })) ?? undefined),
    claim: (id, address, caseId, at) =>
      happened(mongo, async () => {
        const { _id, activeCaseId, updatedAt, ...made } = claimedAccount(id, address, caseId, at);
        const free = { _id, activeCaseId: { $in: ['', caseId] } };
        await accounts.updateOne(
          free,
          { $set: { activeCaseId, updatedAt }, $setOnInsert: made },
          { upsert: true },
        );
      }),
    record: async (account) => {
      const { _id, lastCase, updatedAt } = account;
      const mine = { activeCaseId: lastCase };
      const unclaimed = { activeCaseId: '', updatedAt: { $lte: updatedAt } };
      const value = { ...account, activeCaseId: '' };
      await happened(mongo, () =>
        accounts.replaceOne({ _id, $or: [mine, unclaimed] }, value, { upsert: true }),
      );
    },
    release: async (id, caseId) => {
      const claimed = { _id: id, activeCaseId: caseId };
      await mongo.run(async () => {
        await accounts.deleteOne({ ...claimed, lastCase: '' });
        await accounts.updateOne(claimed, { $set: { activeCaseId: '' } });
      });
    },
  };
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

/** `AddressBook` on MongoDB. */
export function mongoAddressBook(mongo: MongoDatabase): AddressBook {
  const addresses = mongo.collection('addresses');
  const ownerOf = async (address: string): Promise<string | undefined> =>
    (await addresses.findOne({ _id: address.toLowerCase() }))?.caseId;
  return {
    claim: (address, caseId, at) =>
      mongo.run(async () => {
        try {
          await addresses.insertOne({ _id: address.toLowerCase(), caseId, at });
          return true;
        } catch (thrown) {
          if (isDuplicate(thrown)) return (await ownerOf(address)) === caseId;
          throw thrown;
        }
      }),
    ownerOf: (address) => mongo.run(() => ownerOf(address)),
  };
}
