import type { AccountQuery } from '../../domain/account-query.ts';
import type { Refusal } from '../../domain/command.ts';
import { refuse } from '../../domain/command.ts';
import type { AccountList } from '../../domain/mass.ts';
import { TABLE_LIMITS } from '../../domain/table.ts';
import type { Deps } from '../deps.ts';
import type { Asker } from '../desk.ts';
import { withinSight } from '../query-accounts.ts';
import { type GivenRow, keepList } from './keep-list.ts';

const PAGE = 200;

/**
 * Keeps what a query finds in the register as a list of the asker's, as far as they may see it; at most as many as a
 * file may have. Throws `store_unavailable`.
 */
export async function listFromQuery(
  deps: Pick<Deps, 'register' | 'lists' | 'clock'>,
  asker: Asker,
  asked: { readonly listId: string; readonly query: AccountQuery; readonly words: string },
): Promise<{ readonly ok: true; readonly list: AccountList } | Refusal> {
  const seen = withinSight(asker, asked.query);
  if (!seen) return refuse('accounts_not_yours');
  const ownerId = asker.actor.person.id;
  const head = { _id: asked.listId, ownerId, source: 'query', name: asked.words } as const;
  return { ok: true, list: await keepList(deps, head, found(deps, seen)) };
}

async function* found(deps: Pick<Deps, 'register'>, query: AccountQuery): AsyncIterable<GivenRow> {
  let after: string | undefined;
  for (let rows = 0; rows < TABLE_LIMITS.rows; rows += PAGE) {
    const page = await deps.register.query(query, { limit: PAGE, ...(after !== undefined && { after }) });
    for (const { _id, address, holderName, contractNumber } of page.accounts)
      yield {
        given: { id: _id, address, name: holderName, ...(contractNumber && { contractNumber }) },
      };
    if (page.next === undefined) return;
    after = page.next;
  }
}
