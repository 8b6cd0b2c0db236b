import type { Case } from '../domain/case.ts';
import type { HistoryHead } from '../domain/evidence.ts';
import type { ChildState } from '../domain/mass.ts';

/** A page of cases, newest code first; `before` is the code to go on from. */
export interface CasePage {
  readonly cases: readonly Case[];
  readonly next?: string;
}

export type CaseFilter =
  | { readonly by: 'requester'; readonly personId: string }
  | { readonly by: 'supervisor'; readonly personId: string; readonly open: boolean }
  | { readonly by: 'assignee'; readonly personId: string; readonly open: boolean }
  | { readonly by: 'open' }
  /** With a non-conformity that lacks cause and remedy. */
  | { readonly by: 'untreated' };

/**
 * Cases, one document each. Instants are UTC with milliseconds, as `Date.toISOString` writes them, so that they are
 * compared as text. Writes are durable when the promise resolves. Throws `AppError('store_unavailable')`
 * where the store cannot be reached; a write whose answer was lost may or may not have happened, so callers read again.
 */
export interface CaseStore {
  /** Next number of a year's sequence, from 1; never given twice, gaps allowed. */
  nextNumber(prefix: string, year: number): Promise<number>;
  /**
   * Inserts, or answers the case that already has the `draftId`. A code that another draft's case bears is a fault
   * (`unexpected`), not an answer.
   */
  insert(value: Case): Promise<{ readonly inserted: boolean; readonly case: Case }>;
  get(code: string): Promise<Case | undefined>;
  byDraft(draftId: string): Promise<Case | undefined>;
  /**
   * Replaces the document where its revision is still `expected`; false where somebody was faster, or the case is
   * not there.
   *
   * A lease does not touch `revision`, so the document may have been leased after it was read. Therefore `fence` is
   * never written, and `leaseUntil` only where `value.fence` is the stored one: a command that read before the lease
   * leaves it standing, and the worker that holds it settles (`leaseUntil: ''`) or prolongs it.
   *
   * A worker names its `fence`: then nothing is written either where somebody else has leased the case since.
   */
  replace(value: Case, expected: number, fence?: number): Promise<boolean>;
  /** `open` of a filter is the case's: true for open cases only, false for closed ones only. */
  list(filter: CaseFilter, page: { readonly limit: number; readonly before?: string }): Promise<CasePage>;
  /** How many cases `list` would give in all; counted in an index. */
  count(filter: CaseFilter): Promise<number>;
  /** Open cases on one account (`activeAccountId`), by code, oldest first. */
  openOnAccount(accountId: string): Promise<readonly Case[]>;
  /** The deactivation whose `target` is the account and that kept a snapshot, closed last (by `closedAt`). */
  lastSnapshotOf(accountId: string): Promise<Case | undefined>;
  /** How many of a mass case's accounts stand so: counted by index, no case is read. */
  countChildren(parentId: string, state: ChildState): Promise<number>;
  /** Accounts of a mass case that stand so, by code, oldest first, those after the code `after`. */
  children(
    parentId: string,
    state: ChildState,
    page: { readonly limit: number; readonly after: string },
  ): Promise<readonly Case[]>;
  /**
   * Leases the case whose work fell due first (`dueAt <= now`, not leased past `now`), raising its fence and
   * setting `leaseUntil`; does not touch `revision`. Undefined where nothing is due.
   */
  claimDue(now: string, leaseUntil: string): Promise<Case | undefined>;
  /**
   * From when on `claimDue` finds something, '' where nothing is owed, so that the worker can sleep: the earliest of
   * the due times, for a leased case not before its lease ends. May be past.
   */
  nextDue(): Promise<string>;
  /** Codes of cases whose `deadlineAt` has passed on the desk's clock, earliest first. */
  passedDeadlines(deskNow: string, limit: number): Promise<readonly string[]>;
  /**
   * Where the histories end of the cases changed (`updatedAt`) from an instant on, '' for all of them, in the order of
   * their changes; streamed through an index, without the rest of the documents.
   */
  heads(since: string): AsyncIterable<HistoryHead>;
  /** Every case, by code, for audits; streamed. */
  scan(): AsyncIterable<Case>;
}
