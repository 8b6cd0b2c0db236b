import { MongoBulkWriteError } from 'mongodb';
import type { AddressBook } from '../../ports/account-register.ts';
import type { MongoDatabase } from './mongo-database.ts';
import { isDuplicate } from './mongo-faults.ts';

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
    claimAll: async (wanted, caseId, at) => {
      const unique = [...new Set(wanted.map((one) => one.toLowerCase()))];
      if (unique.length === 0) return;
      await mongo.run(async () => {
        try {
          await addresses.insertMany(
            unique.map((_id) => ({ _id, caseId, at })),
            { ordered: false },
          );
        } catch (thrown) {
          if (!onlyDuplicates(thrown)) throw thrown;
        }
      });
    },
    ownerOf: (address) => mongo.run(() => ownerOf(address)),
  };
}

function onlyDuplicates(thrown: unknown): boolean {
  if (!(thrown instanceof MongoBulkWriteError)) return isDuplicate(thrown);
  const errors = Array.isArray(thrown.writeErrors) ? thrown.writeErrors : [thrown.writeErrors];
  return errors.length > 0 && errors.every((one) => one.code === 11000);
}
