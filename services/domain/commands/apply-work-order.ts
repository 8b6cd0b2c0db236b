import type { Case } from '../case.ts';
import { refuse, type StepResult } from '../command.ts';
import { offersMail } from '../mail-return.ts';
import { currentStep, percentOf, type Step } from '../plan.ts';
import type { WorkItem } from '../work.ts';
import { type Applied, type ApplyCommand, done, noted, notice, said } from './applied.ts';
import { handedOn } from './apply-delivery.ts';

const withStep = (value: Case, step: Step): Case => ({
  ...value,
  steps: value.steps.map((one) => (one.id === step.id ? step : one)),
});

/** Takes what a step's run came to; the last step leads on to delivery or to the requester's confirmation. */
export const applyStep: ApplyCommand<'step'> = (value, command, _actor, context) => {
  const { result } = command;
  const step = value.steps.find((one) => one.id === result.stepId);
  if (!step || step.state === 'done') return refuse('unknown_step');
  const changed = stepAfter(step, result, context.now);
  const known: Case = { ...withStep(value, changed), ...result.learned };
  const recorded = step.state !== changed.state || step.reason?.code !== changed.reason?.code;
  const facts = {
    step: step.id,
    state: changed.state,
    evidence: changed.evidence,
    reason: changed.reason?.code,
  };
  if (changed.state === 'failed') {
    return done(known, {
      to: 'needs_attention',
      facts,
      owes: [{ type: 'assign' }, notice('attention', 'specialists'), { type: 'refresh' }],
    });
  }
  const next = currentStep(known.steps);
  if (!next) return handedOn(known, facts, context);
  return done(known, { facts, recorded, ...goOn(step, changed, next) });
};

function stepAfter(step: Step, result: StepResult, now: string): Step {
  return {
    ...step,
    state: result.state,
    cursor: result.state === 'done' ? undefined : result.cursor,
    evidence: result.evidence ?? step.evidence,
    reason: result.reason,
    notBefore: result.notBefore,
    startedAt: step.startedAt ?? now,
    endedAt: result.state === 'done' || result.state === 'failed' ? now : undefined,
    // Whatever moved on is tried afresh.
    attempts: result.state === 'waiting' ? step.attempts + 1 : result.state === 'running' ? 0 : step.attempts,
  };
}

/** A long step shows itself on the cards at every tenth. */
const tenths = (step: Step): number => Math.floor((percentOf(step) ?? 0) / 10);

/** The order goes on by itself, at once or later; where it waits for a person, the people concerned are told once. */
function goOn(before: Step, changed: Step, next: Step): Pick<Applied, 'owes' | 'runNotBefore'> {
  const visible =
    before.state !== changed.state ||
    before.reason?.code !== changed.reason?.code ||
    tenths(before) !== tenths(changed);
  const shown: readonly WorkItem[] = visible ? [{ type: 'refresh' }] : [];
  const forPeople = changed.state === 'waiting' && changed.notBefore === undefined;
  if (forPeople)
    return { owes: visible ? [{ type: 'assign' }, notice('decision', 'specialists'), ...shown] : shown };
  const later = changed.id === next.id ? changed.notBefore : undefined;
  return { owes: [{ type: 'run' }, ...shown], runNotBefore: later };
}

/** What the desk cannot write itself was done by a person, who says how; it is read back as far as Graph can see. */
export const applyStepByHand: ApplyCommand<'step_by_hand'> = (value, command, actor) => {
  const step = currentStep(value.steps);
  if (!step || step.id !== command.stepId || step.state !== 'waiting') return refuse('unknown_step');
  if (step.mode !== 'manual' && step.reason?.code !== 'confirm_no_mailbox') return refuse('unknown_step');
  if (!said(command.note)) return refuse('note_needed');
  const changed: Step = {
    ...step,
    state: 'running',
    note: command.note.trim(),
    by: actor.person,
    reason: undefined,
  };
  return done(withStep(value, changed), { facts: { step: step.id, note: command.note } });
};

/** The failed step is tried afresh. */
export const applyRetry: ApplyCommand<'retry'> = (value) => {
  const failed = value.steps.find((step) => step.state === 'failed');
  return failed
    ? done(withStep(value, { ...failed, state: 'pending', reason: undefined, attempts: 0 }), {
        facts: { step: failed.id },
      })
    : done(value);
};

/** The new mailbox stays empty; the backup of the former one is kept, and may be returned later. */
export const applyNoMailReturn: ApplyCommand<'skip_mail'> = (value, _command, actor, context) => {
  const step = currentStep(value.steps);
  if (!step || !value.mailReturn || !offersMail(value)) return refuse('no_mail_to_return');
  const mailReturn = { ...value.mailReturn, state: 'skipped' } as const;
  const result: StepResult = {
    stepId: step.id,
    state: 'done',
    evidence: { returned: false },
    learned: { mailReturn },
  };
  const decided = withStep(value, { ...step, by: actor.person });
  return applyStep(decided, { name: 'step', result }, actor, context);
};

/** The rest was settled otherwise, as the note says; never past the licence gate. */
export const applyResolution: ApplyCommand<'resolve_by_hand'> = (value, command, actor, { now }) => {
  if (!said(command.note)) return refuse('note_needed');
  if (leavesMailboxUnguarded(value)) return refuse('past_licence_gate');
  return done(
    noted({ ...value, remark: command.note.trim(), dataRequest: undefined }, actor.person, now, command.note),
    { facts: { note: command.note } },
  );
};

/** Signs-in blocked without a verified backup: nobody may call that resolved. */
function leavesMailboxUnguarded(value: Case): boolean {
  const stateOf = (kind: string) => value.steps.find((step) => step.kind === kind)?.state;
  return (
    stateOf('block_sign_in') === 'done' &&
    stateOf('verify_backup') !== 'done' &&
    stateOf('remove_licence') !== undefined
  );
}
