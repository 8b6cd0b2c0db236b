import type { Bulletin, BulletinKind } from '../domain/bulletin.ts';

/**
 * Bulletins, one document each. Instants are UTC with milliseconds and compared as text. Writes are durable when the
 * promise resolves. Throws `AppError('store_unavailable')`.
 */
export interface BulletinStore {
  get(id: string): Promise<Bulletin | undefined>;
  /** True where it was made; false where there is one with this `_id`, which stays as it is. */
  insert(value: Bulletin): Promise<boolean>;
  /**
   * Replaces the document where its revision is still `expected`; false where somebody was faster. As with cases,
   * `fence` is never written and `leaseUntil` only where `value.fence` is the stored one; a worker names its `fence`,
   * and then nothing is written where somebody else has leased it since.
   */
  replace(value: Bulletin, expected: number, fence?: number): Promise<boolean>;
  /** Leases what fell due first (`dueAt <= now`, not leased past `now`), raising its fence. Undefined where nothing is due. */
  claimDue(now: string, leaseUntil: string): Promise<Bulletin | undefined>;
  /** From when on `claimDue` finds something, '' where nothing is owed; one look into an index. */
  nextDue(): Promise<string>;
  /** The person's bulletins of a kind that are not finished, by `_id`; at most `limit`. */
  standing(personId: string, kind: BulletinKind, limit: number): Promise<readonly Bulletin[]>;
}
