import type { AccountRegister, AddressBook, RegisteredAccount } from '../../ports/account-register.ts';
import { claimedAccount } from '../new-documents.ts';
import { parseDoc, type SqliteFile } from './sqlite-file.ts';

/** Every statement of the account register and of the address book. */
export const REGISTER_SQL = {
  get: 'SELECT doc FROM accounts WHERE _id = @id',
  claim: `INSERT INTO accounts (_id, doc) VALUES (@id, @doc)
    ON CONFLICT (_id) DO UPDATE SET doc = json_set(doc, '$.activeCaseId', @caseId, '$.updatedAt', @at)
    WHERE active_case_id IN ('', @caseId)`,
  record: `INSERT INTO accounts (_id, doc) VALUES (@id, @doc)
    ON CONFLICT (_id) DO UPDATE SET doc = excluded.doc
    WHERE active_case_id = @caseId OR (active_case_id = '' AND updated_at <= @at)`,
  forget: `DELETE FROM accounts WHERE _id = @id AND active_case_id = @caseId AND last_case = ''`,
  release: `UPDATE accounts SET doc = json_set(doc, '$.activeCaseId', '') WHERE _id = @id AND active_case_id = @caseId`,
  own: 'INSERT INTO addresses (_id, case_id, at) VALUES (@id, @caseId, @at) ON CONFLICT DO NOTHING',
  owner: 'SELECT case_id FROM addresses WHERE _id = @id',
} as const;

/** `AccountRegister` on the embedded file. */
export function sqliteAccountRegister(file: SqliteFile): AccountRegister {
  const get = file.prepare(REGISTER_SQL.get);
  const claim = file.prepare(REGISTER_SQL.claim);
  const record = file.prepare(REGISTER_SQL.record);
  const forget = file.prepare(REGISTER_SQL.forget);
  const release = file.prepare(REGISTER_SQL.release);
  return {
    get: (id) =>
      file.read(() => {
        const row = get.first({ id });
        return row ? parseDoc<RegisteredAccount>(file, row.doc) : undefined;
      }),
    claim: (id, address, caseId, at) => {
      const doc = JSON.stringify(claimedAccount(id, address, caseId, at));
      return file.write(() => claim.run({ id, doc, caseId, at }) > 0);
    },
    record: async (account) => {
      const doc = JSON.stringify({ ...account, activeCaseId: '' });
      const bound = { id: account._id, doc, caseId: account.lastCase, at: account.updatedAt };
      await file.write(() => record.run(bound));
    },
    release: async (id, caseId) => {
      await file.write(() => forget.run({ id, caseId }) || release.run({ id, caseId }));
    },
  };
}

/** `AddressBook` on the embedded file. */
export function sqliteAddressBook(file: SqliteFile): AddressBook {
  const own = file.prepare(REGISTER_SQL.own);
  const owner = file.prepare(REGISTER_SQL.owner);
  const ownerOf = (address: string): string | undefined => {
    const row = owner.first({ id: address.toLowerCase() });
    return row ? String(row.case_id) : undefined;
  };
  return {
    claim: (address, caseId, at) =>
      file.write(() => own.run({ id: address.toLowerCase(), caseId, at }) > 0 || ownerOf(address) === caseId),
    ownerOf: (address) => file.read(() => ownerOf(address)),
  };
}
