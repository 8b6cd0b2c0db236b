import type { AccountList, GivenAccount } from '../../domain/mass.ts';
import type { Deps } from '../deps.ts';

/** Rows written at once. */
const PAGE = 500;

/** One account as a file or a query gives it. */
export interface GivenRow {
  /** Line of the file. */
  readonly line?: number;
  readonly given: GivenAccount;
}

/**
 * Keeps the accounts of a file or of a query as a list, row by row as they come; the same id again replaces what was
 * there. Nothing of it is looked up yet. Answers the list.
 */
export async function keepList(
  deps: Pick<Deps, 'lists' | 'clock'>,
  list: Pick<AccountList, '_id' | 'ownerId' | 'source' | 'name'> & { readonly unread?: number },
  given: AsyncIterable<GivenRow> | Iterable<GivenRow>,
): Promise<AccountList> {
  await deps.lists.drop(list._id);
  let page: (GivenRow & { readonly n: number })[] = [];
  let n = 0;
  for await (const row of given) {
    n += 1;
    page.push({ ...row, n });
    if (page.length < PAGE) continue;
    await deps.lists.putRows(list._id, page);
    page = [];
  }
  await deps.lists.putRows(list._id, page);
  const kept: AccountList = {
    ...list,
    unread: list.unread ?? 0,
    used: false,
    rows: n,
    at: deps.clock.deskNow(),
  };
  await deps.lists.put(kept);
  return kept;
}
