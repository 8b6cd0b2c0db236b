import type { Case, Fields, Kind } from '../../services/domain/case.ts';
import { aNewAccount } from '../support/builders.ts';
import { personOf, type Role, type RunningDesk } from './harness.ts';

/** What is asked of a new contractor's account, all of it. */
export const LAURA: Fields = aNewAccount({ value: personOf('hernan').id, shown: 'Hernán Castaño Muñoz' });

/** The end of somebody's contract, from today. */
export function ending(desk: RunningDesk, who: string): Fields {
  return {
    account: { value: personOf(who).id, shown: personOf(who).displayName },
    reason: { value: 'contract_end' },
    effectiveDate: { value: desk.mesa.desk.today() },
  };
}

let drafts = 0;

/** A case as a conversation leaves it, for tests of what comes after the conversation. */
export async function given(
  desk: RunningDesk,
  by: Role,
  kind: Kind,
  fields: Fields,
  locale = 'es-CO',
): Promise<Case> {
  const asker = await desk.mesa.desk.whoIs(desk[by].id);
  if (!asker) throw new TypeError(`the desk does not know ${by}`);
  drafts += 1;
  const opened = await desk.mesa.desk.openCase({ draftId: `given-${drafts}`, kind, fields, locale }, asker);
  if (!opened.ok) throw new TypeError(`refused: ${opened.code}`);
  return opened.case;
}
