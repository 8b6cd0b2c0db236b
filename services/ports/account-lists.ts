import type { AccountList, ListRow } from '../domain/mass.ts';

/**
 * Lists of accounts that somebody gave for a mass deactivation, row by row. A list is written before its case, under
 * the draft's id. Throws `AppError('store_unavailable')`.
 */
export interface AccountLists {
  /** Writes the head, once all rows are there; the same list again replaces it. */
  put(list: AccountList): Promise<void>;
  get(id: string): Promise<AccountList | undefined>;
  /** Writes rows by their number; one that is there is replaced. */
  putRows(id: string, rows: readonly ListRow[]): Promise<void>;
  /** Rows in order, those from number `from` on. */
  rows(id: string, from: number, limit: number): Promise<readonly ListRow[]>;
  /** The first row that was read as this account; by index. */
  rowOf(id: string, accountId: string): Promise<ListRow | undefined>;
  /** Lists that no case was opened on and that are older than the instant, oldest first. */
  abandoned(before: string, limit: number): Promise<readonly string[]>;
  /** Head and rows are gone; nothing happens where there are none. */
  drop(id: string): Promise<void>;
}
