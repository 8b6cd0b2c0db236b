import type { Case } from '../../domain/case.ts';
import { currentRun, type Exclusion } from '../../domain/mass.ts';
import { exclusionOf } from '../../domain/mass-exclusion.ts';
import { readAccount } from '../check-target.ts';
import type { Deps } from '../deps.ts';
import { factsOf, rulesOf } from './examine-account.ts';

/** Whether the mass case of an account was paused or stopped before the account was begun. */
export async function heldBack(
  deps: Pick<Deps, 'cases'>,
  { parentId }: Pick<Case, 'parentId'>,
): Promise<'paused' | 'stopped' | undefined> {
  if (!parentId) return undefined;
  const mass = (await deps.cases.get(parentId))?.mass;
  const run = mass && currentRun(mass);
  if (!run || run.stopped) return 'stopped';
  return run.paused ? 'paused' : undefined;
}

/**
 * Why an account of a mass deactivation is left as it is after all: what the dry run saw has changed since (the
 * contract was extended, the supervisor is another). Reads it once more, by the rule of the dry run.
 */
export async function whyNotNow(
  deps: Deps,
  child: Case,
  parentId: string,
): Promise<Exclusion | 'target_unknown' | undefined> {
  const parent = await deps.cases.get(parentId);
  const read = await readAccount(deps, child.kind, child.target?.id ?? '', child._id);
  if (!read || !parent?.mass) return 'target_unknown';
  return exclusionOf(await factsOf(deps, read), rulesOf(parent, parent.mass));
}
