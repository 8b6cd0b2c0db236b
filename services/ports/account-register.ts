import type { RegisteredAccount } from '../domain/account.ts';
import type { AccountPage, AccountQuery } from '../domain/account-query.ts';

export type { RegisteredAccount };

export interface AccountRegister {
  get(id: string): Promise<RegisteredAccount | undefined>;
  /** Those of the ids that have an entry or a claim, in no order. */
  many(ids: readonly string[]): Promise<readonly RegisteredAccount[]>;
  /**
   * Claims the account for a case's work order: true where it was free or already this case's. One work order an
   * account at a time, also between processes. An account not registered yet gets an entry with `lastCase` ''.
   */
  claim(id: string, address: string, caseId: string, at: string): Promise<boolean>;
  /**
   * Writes what the case (`lastCase`) did and frees its claim (`activeCaseId` is stored as ''). Idempotent by case
   * and content: repeated late, it neither touches another case's claim nor puts itself over a newer `updatedAt`.
   * With `expected`, the version that was read ('' for no entry), only where nobody has written since; whether it wrote.
   */
  record(account: RegisteredAccount, expected?: string): Promise<boolean>;
  /** Frees a claim without other change, where it is this case's; an entry never recorded goes with it. */
  release(id: string, caseId: string): Promise<void>;
  /**
   * Writes the entry where its version is still `account.version` (absent: where there is none), claim included as
   * it was read; false where somebody was faster.
   */
  put(account: RegisteredAccount): Promise<boolean>;
  /** Entries that a query finds, by end of contract (those without one last), then id. Every query walks an index. */
  query(
    filter: AccountQuery,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<AccountPage>;
  /** How many a query finds, counted up to `most`. */
  count(filter: AccountQuery, most: number): Promise<number>;
  /** Entries whose `calendarAt` has passed on the desk's clock, earliest first. */
  calendarDue(deskNow: string, limit: number): Promise<readonly RegisteredAccount[]>;
}

/** Addresses ever used: claimed by insert before an account is made, never removed. Case does not matter. */
export interface AddressBook {
  /** True where the address was free or already this case's. */
  claim(address: string, caseId: string, at: string): Promise<boolean>;
  /** Takes those that are free; the others stay with whoever has them. */
  claimAll(addresses: readonly string[], owner: string, at: string): Promise<void>;
  ownerOf(address: string): Promise<string | undefined>;
}
