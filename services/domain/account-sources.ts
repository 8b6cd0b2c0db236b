import {
  ACCOUNT_FIELDS,
  ACCOUNT_STATES,
  type AccountField,
  type RegisteredAccount,
  type SettledDifference,
} from './account.ts';
import { HOLDER_TYPES } from './case.ts';

/**
 * Who is believed about each field where register and directory differ. `directory`: its word is written into the
 * entry. `desk`: the entry's word stands, the directory's is shown beside it as a difference; only what the entry does
 * not say yet is taken over.
 */
export const SOURCES: Readonly<Record<AccountField, 'directory' | 'desk'>> = {
  address: 'directory',
  holderName: 'directory',
  state: 'directory',
  licence: 'directory',
  holderType: 'desk',
  department: 'desk',
  supervisorId: 'desk',
  contractNumber: 'desk',
  contractStart: 'desk',
  contractEnd: 'desk',
};

/** What somebody says of an account, field by field; '' clears, and a field that is absent was not spoken of. */
export type AccountFacts = Readonly<Partial<Record<AccountField, string>>>;

/** Fields that an entry always has: nothing clears them. */
const NEVER_EMPTY: readonly AccountField[] = ['address', 'holderName', 'state'];

function readable(field: AccountField, value: string): boolean {
  if (field === 'holderType') return value === '' || HOLDER_TYPES.some((one) => one === value);
  if (field === 'state') return ACCOUNT_STATES.some((one) => one === value);
  return true;
}

/** What the entry says of a field; '' for nothing. */
export function saidOf(entry: RegisteredAccount, field: AccountField): string {
  return entry[field] ?? '';
}

function written(entry: RegisteredAccount, field: AccountField, value: string): RegisteredAccount {
  if (value !== '') return { ...entry, [field]: value };
  if (NEVER_EMPTY.includes(field)) return entry;
  const { [field]: _cleared, ...rest } = entry;
  return rest as RegisteredAccount;
}

/** The entry with the directory's word where that counts, and the differences where the desk's does. */
export function withDirectory(entry: RegisteredAccount, facts: AccountFacts): RegisteredAccount {
  let next = entry;
  const differs: Partial<Record<AccountField, string>> = { ...entry.differs };
  for (const field of ACCOUNT_FIELDS) {
    const value = facts[field];
    if (value === undefined || !readable(field, value)) continue;
    const own = saidOf(next, field);
    if (SOURCES[field] === 'directory' || own === '') next = written(next, field, value);
    else if (value !== '' && value !== own) {
      differs[field] = value;
      continue;
    }
    delete differs[field];
  }
  return withDifferences(next, differs);
}

/** The entry with the desk's own word: by a case, by an import. What it settles is no difference any more. */
export function withDesk(entry: RegisteredAccount, facts: AccountFacts): RegisteredAccount {
  let next = entry;
  const differs: Partial<Record<AccountField, string>> = { ...entry.differs };
  for (const field of ACCOUNT_FIELDS) {
    const value = facts[field];
    if (value === undefined || !readable(field, value)) continue;
    next = written(next, field, value);
    if (differs[field] === value) delete differs[field];
  }
  return withDifferences(next, differs);
}

/** Settled differences that an entry keeps. */
const MOST_SETTLED = 20;

/**
 * The entry with the directory's word in place of the desk's, and who took it; undefined where the directory does not
 * say that of the field any more.
 */
export function withTaken(
  entry: RegisteredAccount,
  { field, value, by, at, on }: Omit<SettledDifference, 'was'> & { readonly value: string },
): RegisteredAccount | undefined {
  if (value === '' || entry.differs?.[field] !== value) return undefined;
  const settled = [...(entry.settled ?? []), { field, was: saidOf(entry, field), by, at, on }];
  return { ...withDesk(entry, { [field]: value }), settled: settled.slice(-MOST_SETTLED) };
}

function withDifferences(
  entry: RegisteredAccount,
  differs: Readonly<Partial<Record<AccountField, string>>>,
): RegisteredAccount {
  const { differs: _before, ...rest } = entry;
  return Object.keys(differs).length > 0 ? { ...rest, differs } : rest;
}

/** The fields in which two entries say different things. */
export function changedFields(before: RegisteredAccount, after: RegisteredAccount): readonly AccountField[] {
  return ACCOUNT_FIELDS.filter((field) => saidOf(before, field) !== saidOf(after, field));
}
