import type { AddressBook } from '../../ports/account-register.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** Every statement of the address book. */
export const ADDRESS_SQL = {
  own: 'INSERT INTO addresses (_id, case_id, at) VALUES (@id, @caseId, @at) ON CONFLICT DO NOTHING',
  owner: 'SELECT case_id FROM addresses WHERE _id = @id',
} as const;

/** `AddressBook` on the embedded file. */
export function sqliteAddressBook(file: SqliteFile): AddressBook {
  const own = file.prepare(ADDRESS_SQL.own);
  const owner = file.prepare(ADDRESS_SQL.owner);
  const ownerOf = (address: string): string | undefined => {
    const row = owner.first({ id: address.toLowerCase() });
    return row ? String(row.case_id) : undefined;
  };
  return {
    claim: (address, caseId, at) =>
      file.write(() => own.run({ id: address.toLowerCase(), caseId, at }) > 0 || ownerOf(address) === caseId),
    claimAll: async (addresses, caseId, at) => {
      if (addresses.length === 0) return;
      await file.write(() => {
        for (const address of addresses) own.run({ id: address.toLowerCase(), caseId, at });
      });
    },
    ownerOf: (address) => file.read(() => ownerOf(address)),
  };
}
