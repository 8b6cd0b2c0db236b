import type { Case } from '../../domain/case.ts';
import type { StepResult } from '../../domain/command.ts';
import { type AppError, asAppError } from '../../domain/errors.ts';
import { currentStep, type Step } from '../../domain/plan.ts';
import type { StepKind } from '../../domain/procedure.ts';
import type { Deps } from '../deps.ts';
import { byHand } from './by-hand.ts';
import { type StepOutcome, waits } from './step.ts';
import { STEPS } from './steps.ts';

/** A step hands back after this long, so that a long backup starves nothing. Milliseconds. */
const SLICE_MS = 30_000;

/** An object just made may be unknown to the next write for a while; this often it is looked for again. */
const REPLICATION_LOOKS = 20;

/** One account of many is not waited for longer than so many tries, some minutes: the others have their turn. */
const TRIES_AMONG_MANY = 8;

/**
 * Runs the step at which the order stands, for one slice. Undefined where the order is done. A fault that may
 * pass makes the step wait and say so; another makes it failed, for the specialist.
 */
export async function runStep(deps: Deps, value: Case): Promise<StepResult | undefined> {
  const step = currentStep(value.steps);
  if (!step) return undefined;
  const context = { deps, case: value, step, sliceEndsAt: Date.now() + SLICE_MS };
  const run = step.mode === 'manual' ? byHand : STEPS[step.kind as StepKind];
  try {
    return { stepId: step.id, ...(await run(context)) };
  } catch (thrown) {
    const fault = asAppError(thrown);
    deps.log.warn({ case: value._id, step: step.id, fault: fault.code, ...fault.detail }, 'step met a fault');
    return { stepId: step.id, ...afterFault(deps, step, value, fault) };
  }
}

function afterFault(deps: Deps, step: Step, value: Case, fault: AppError): StepOutcome {
  const unreadYet =
    fault.code === 'directory_refused' && fault.detail.status === 404 && step.attempts < REPLICATION_LOOKS;
  if (unreadYet)
    return waits(
      { deps, case: value, step, sliceEndsAt: 0 },
      'replicating',
      { first: 1, most: 30 },
      { cursor: step.cursor },
    );
  const given = value.parentId !== undefined && step.attempts >= TRIES_AMONG_MANY;
  if (!fault.retryable || given) return { state: 'failed', reason: { code: fault.code } };
  const most = fault.code === 'directory_forbidden' ? 300 : 120;
  const waiting = waits(
    { deps, case: value, step, sliceEndsAt: 0 },
    fault.code,
    { first: 1, most },
    { cursor: step.cursor },
  );
  const asked = fault.retryAfterMs;
  if (asked === undefined) return waiting;
  return { ...waiting, notBefore: new Date(Date.parse(deps.clock.realNow()) + asked).toISOString() };
}
