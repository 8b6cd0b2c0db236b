import type { Case } from '../../domain/case.ts';
import { currentRun, type Exclusion } from '../../domain/mass.ts';
import { exclusionOf } from '../../domain/mass-exclusion.ts';
import { readAccount } from '../check-target.ts';
import type { Deps } from '../deps.ts';
import { factsOf, rulesOf } from './examine-account.ts';

/**
 * Why an account of a mass deactivation is not worked on at this moment: it was paused or stopped before the account
 * was begun, or what the dry run saw has changed since (the contract was extended, the supervisor is another).
 */
export async function whyNotNow(
  deps: Deps,
  child: Case,
  parentId: string,
): Promise<Exclusion | 'paused' | 'stopped' | 'target_unknown' | undefined> {
  const parent = await deps.cases.get(parentId);
  const mass = parent?.mass;
  if (!parent || !mass) return 'stopped';
  const run = currentRun(mass);
  if (run?.stopped) return 'stopped';
  if (run?.paused) return 'paused';
  if (child.kind === 'activate') return undefined;
  const read = await readAccount(deps, child.kind, child.target?.id ?? '', child._id);
  if (!read) return 'target_unknown';
  return exclusionOf(await factsOf(deps, read), rulesOf(parent, mass));
}
