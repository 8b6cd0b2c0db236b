import { z } from 'zod';
import { ACCOUNT_STATES, isEntry, type RegisteredAccount } from './account.ts';
import { HOLDER_TYPES } from './case.ts';
import { nameWords } from './names.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const said = z.string().min(1).max(200);

/**
 * What is looked for in the register; what is absent does not matter, everything given must hold. Also what a button
 * carries, so it is plain JSON.
 */
export const accountQuerySchema = z
  .object({
    holderType: z.enum(HOLDER_TYPES).optional(),
    /** As people say it: every word must be in the department's name ("jurídica" finds "Oficina Jurídica"). */
    department: said.optional(),
    /** The department's whole name; accents and capitals do not matter. */
    wholeDepartment: said.optional(),
    state: z.enum(ACCOUNT_STATES).optional(),
    /** Last day of the contract, both ends included; accounts without one are then left out. */
    endFrom: date.optional(),
    endTo: date.optional(),
    supervisorId: said.optional(),
    /** Words of the holder's name, the address or the contract's number. */
    text: said.optional(),
    /** Only what the directory says otherwise. */
    differs: z.literal(true).optional(),
  })
  .strict();
export type AccountQuery = z.output<typeof accountQuerySchema>;

/** A page of the register, by end of contract (accounts without one last), then id. */
export interface AccountPage {
  readonly accounts: readonly RegisteredAccount[];
  /** Where to go on from; absent on the last page. */
  readonly next?: string;
}

/** Sorts after every date: the place of an account without an end of contract. */
export const NO_END = '9999-12-31';

const ALL = 'a:';
const words = (mark: string, text: string | undefined): string[] =>
  text === undefined ? [] : nameWords(text).map((word) => `${mark}:${word}`);
const whole = (text: string) => `D:${nameWords(text).join(' ')}`;
const one = (mark: string, value: string | undefined): string[] =>
  value === undefined || value === '' ? [] : [`${mark}:${value}`];

/** What an entry is found by, and where it stands in the order; kept beside it by the stores. */
export interface AccountIndex {
  readonly terms: readonly string[];
  readonly endKey: string;
}

/** The index of an entry; a claim that came to nothing yet has no terms and is never found. */
export function indexOfAccount(account: RegisteredAccount): AccountIndex {
  const endKey = account.contractEnd || NO_END;
  if (!isEntry(account)) return { terms: [], endKey };
  const department = account.department ?? '';
  return {
    terms: [
      ...new Set([
        ALL,
        ...words('w', account.holderName),
        ...words('w', account.address.slice(0, account.address.indexOf('@'))),
        ...one('w', account.address.toLowerCase()),
        ...words('w', account.contractNumber),
        ...words('d', department),
        ...(department === '' ? [] : [whole(department)]),
        ...one('v', account.supervisorId),
        ...one('t', account.holderType),
        ...one('s', account.state),
        ...(account.differs && Object.keys(account.differs).length > 0 ? ['x:'] : []),
      ]),
    ],
    endKey,
  };
}

/** What a query comes to: terms that must all be there, the most telling first, and the stretch of ends. */
export interface AccountTerms {
  readonly terms: readonly [string, ...string[]];
  readonly from: string;
  readonly to: string;
}

/** The terms of a query. Words that hold no letter or digit find nobody. */
export function termsOfQuery(query: AccountQuery): AccountTerms {
  const text = query.text?.includes('@') ? one('w', query.text.toLowerCase()) : words('w', query.text);
  const asked = [
    ...text,
    ...one('v', query.supervisorId),
    ...(query.wholeDepartment === undefined ? [] : [whole(query.wholeDepartment)]),
    ...words('d', query.department),
    ...(query.differs ? ['x:'] : []),
    ...one('t', query.holderType),
    ...one('s', query.state),
  ];
  const empty = [query.text, query.department].some(
    (said) => said !== undefined && nameWords(said).length === 0,
  );
  const dated = query.endFrom !== undefined || query.endTo !== undefined;
  return {
    terms: empty ? ['nobody:'] : ([...new Set([...asked, ALL])] as [string, ...string[]]),
    from: query.endFrom ?? '',
    to: query.endTo ?? (dated ? '9999-12-30' : NO_END),
  };
}

/** Where a page ended; what is no such place begins at the start. */
export function placeOf(after: string | undefined): { readonly end: string; readonly id: string } {
  const at = after?.indexOf('|') ?? -1;
  return after === undefined || at < 0
    ? { end: '', id: '' }
    : { end: after.slice(0, at), id: after.slice(at + 1) };
}

/** The place of an entry, for `AccountPage.next`. */
export const placeAt = (account: RegisteredAccount): string =>
  `${account.contractEnd || NO_END}|${account._id}`;
