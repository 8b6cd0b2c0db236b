import type { Case } from '../domain/case.ts';

/** A page of cases, newest code first; `before` is the code to go on from. */
export interface CasePage {
  readonly cases: readonly Case[];
  readonly next?: string;
}

export type CaseFilter =
  | { readonly by: 'requester'; readonly personId: string }
  | { readonly by: 'supervisor'; readonly personId: string; readonly open: boolean }
  | { readonly by: 'assignee'; readonly personId: string; readonly open: boolean }
  | { readonly by: 'open' };

/**
 * Cases, one document each. Writes are durable when the promise resolves. Throws `AppError('store_unavailable')`
 * where the store cannot be reached; a write whose answer was lost may or may not have happened, so callers read again.
 */
export interface CaseStore {
  /** Next number of a year's sequence, from 1; never given twice, gaps allowed. */
  nextNumber(prefix: string, year: number): Promise<number>;
  /** Inserts, or answers the case that already has the `draftId`. */
  insert(value: Case): Promise<{ readonly inserted: boolean; readonly case: Case }>;
  get(code: string): Promise<Case | undefined>;
  byDraft(draftId: string): Promise<Case | undefined>;
  /** Replaces the document where its revision is still `expected`; false where somebody was faster. */
  replace(value: Case, expected: number): Promise<boolean>;
  list(filter: CaseFilter, page: { readonly limit: number; readonly before?: string }): Promise<CasePage>;
  /** Open cases on one account, oldest first. */
  openOnAccount(accountId: string): Promise<readonly Case[]>;
  /** The latest closed deactivation of an account that kept a snapshot. */
  lastSnapshotOf(accountId: string): Promise<Case | undefined>;
  /**
   * Leases the case whose work fell due first (`dueAt <= now`, not leased past `now`), raising its fence and
   * setting `leaseUntil`; does not touch `revision`. Undefined where nothing is due.
   */
  claimDue(now: string, leaseUntil: string): Promise<Case | undefined>;
  /** When the next work falls due, '' where nothing is owed (so that the worker can sleep). */
  nextDue(): Promise<string>;
  /** Codes of cases whose `deadlineAt` has passed on the desk's clock, earliest first. */
  passedDeadlines(deskNow: string, limit: number): Promise<readonly string[]>;
  /** Every case, by code, for audits; streamed. */
  scan(): AsyncIterable<Case>;
}
