import type { Case } from '../../domain/case.ts';
import type { StepResult } from '../../domain/command.ts';
import type { Step } from '../../domain/plan.ts';
import type { Deps } from '../deps.ts';

/** What a step works with: the case as last read, and itself. */
export interface StepContext {
  readonly deps: Deps;
  readonly case: Case;
  readonly step: Step;
  /** Real instant, in milliseconds, at which a long step hands back with a cursor. */
  readonly sliceEndsAt: number;
}

export type StepOutcome = Omit<StepResult, 'stepId'>;

/**
 * One step of a work order: does what is still to do and proves it by reading back. Safe to repeat at any point,
 * since a crash may come between its writes. Faults are thrown; the runner makes them waiting or failed.
 */
export type StepRun = (context: StepContext) => Promise<StepOutcome>;

/** How often a write that showed no effect is tried before a person is asked. */
const PROOFS = 12;

/** The directory id of the account that the case works on. */
export function accountId(value: Case): string {
  return value.account?.id ?? value.target?.id ?? '';
}

/** Done with what the read-back showed. */
export function proved(evidence: Step['evidence'], learned?: StepResult['learned']): StepOutcome {
  return { state: 'done', evidence, learned };
}

/** Waits by itself: seconds grow from `first` to `most` with the attempts so far. */
export function waits(
  { deps, step }: StepContext,
  code: string,
  seconds: { first: number; most: number },
  rest: Partial<StepOutcome> = {},
): StepOutcome {
  const delay = Math.min(seconds.most, seconds.first * 2 ** Math.min(step.attempts, 16));
  const notBefore = new Date(Date.parse(deps.clock.realNow()) + delay * 1000).toISOString();
  return { state: 'waiting', reason: { code }, notBefore, ...rest };
}

export function failed(code: string, params?: NonNullable<Step['reason']>['params']): StepOutcome {
  return { state: 'failed', reason: params ? { code, params } : { code } };
}

/** A write was accepted and the read-back does not show it: look again for a while, then ask a person. */
export function unproved(context: StepContext, rest: Partial<StepOutcome> = {}): StepOutcome {
  if (context.step.attempts >= PROOFS) return failed('no_effect');
  return waits(context, 'reading_back', { first: 0.5, most: 30 }, rest);
}

/**
 * The common form: look; where it is not so, write and look again. `look` answers the evidence, or undefined
 * while it does not hold.
 */
export async function ensure(
  context: StepContext,
  look: () => Promise<Step['evidence'] | undefined>,
  write: () => Promise<StepOutcome | undefined>,
): Promise<StepOutcome> {
  const before = await look();
  if (before !== undefined) return proved(before);
  const refused = await write();
  if (refused) return refused;
  const after = await look();
  return after === undefined ? unproved(context) : proved(after);
}
