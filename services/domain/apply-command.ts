import { type Applied, done, ended, type LifecycleContext, noted, notice, said } from './applied.ts';
import { applyAnswer, applyReopening } from './apply-answer.ts';
import { applyLostMail, applyResending } from './apply-lost-mail.ts';
import { applyMail } from './apply-mail.ts';
import {
  APPLY_MASS,
  massAnswered,
  massApprove,
  massBegin,
  massNever,
  massOr,
  massPrepared,
  massReject,
  massRetry,
  massWithdraw,
} from './apply-mass.ts';
import {
  applyBreach,
  applyPassingOn,
  applyReminder,
  applySilentConfirmation,
  applyTreatment,
  applyUnanswered,
  applyWarning,
  tellAbsent,
} from './apply-timed.ts';
import type { Case, Fields, Json, Step } from './case.ts';
import type { Command, CommandName, Refusal, StepResult } from './command.ts';
import { refuse } from './command.ts';
import { dropUnwanted, missingFields } from './form.ts';
import { applyMailReturn, offersMail } from './mail-return.ts';
import type { Actor } from './person.ts';
import { currentStep, isUntouched, percentOf, planSteps, waitsForHand } from './plan.ts';
import { startOf } from './start-of.ts';
import { applyRating } from './survey.ts';
import type { WorkItem } from './work.ts';

type Apply<C extends Command> = (
  value: Case,
  command: C,
  actor: Actor,
  context: LifecycleContext,
) => Applied | Refusal;
type Named<N extends CommandName> = Extract<Command, { name: N }>;

/** What each command does with the case's content. Which may be given when, and by whom, is `lifecycle.ts`. */
export const APPLY: { readonly [N in CommandName]: Apply<Named<N>> } = {
  ...APPLY_MASS,
  prepared: massOr(massPrepared, (value, command, _actor, context) => {
    const known = {
      ...value,
      ...approverOf(value, command, context.now),
      prepared: true,
      waiting: value.prepared ? value.waiting : undefined,
      target: command.target ?? value.target,
      proposal: command.proposal ?? value.proposal,
      findings: command.findings ?? value.findings,
    };
    return done(
      value.steps.some((step) => step.state !== 'pending')
        ? known
        : { ...known, steps: planSteps(context.procedure, known) },
    );
  }),
  turn_down: (value, command) =>
    done(ended(value, 'rejected', command.reason), {
      facts: { reason: command.reason },
      owes: [{ type: 'register' }],
    }),
  authorise: (value, _command, actor) =>
    done({ ...value, authorisedBy: actor.person }, { owes: tellAbsent(value, actor) }),
  not_authorise: (value, command, actor) =>
    said(command.remark)
      ? done(ended(value, 'not_authorised', command.remark), {
          facts: { remark: command.remark },
          owes: tellAbsent(value, actor),
        })
      : refuse('reason_needed'),
  assign: (value, command) =>
    value.assignee
      ? refuse('not_now')
      : done({ ...value, assignee: command.to }, { facts: { to: command.to.id, open: command.open } }),
  take: (value, _command, actor) =>
    value.assignee?.id === actor.person.id && value.clock?.respondedMs !== undefined
      ? refuse('same_person')
      : done({ ...value, assignee: actor.person }),
  hand_over: (value, command) =>
    value.assignee?.id === command.to.id
      ? refuse('same_person')
      : done({ ...value, assignee: command.to }, { facts: { to: command.to.id } }),
  approve: massOr(massApprove, applyApproval),
  reject: massOr(massReject, (value, command) =>
    said(command.remark)
      ? done(ended(value, 'rejected', command.remark), { facts: { remark: command.remark } })
      : refuse('reason_needed'),
  ),
  request_data: (value, command, actor, { now }) => {
    if (value.status === 'fulfilling' && !waitsForHand(value)) return refuse('not_now');
    if (value.mass?.back) return refuse('not_now');
    if (command.fields.length === 0 && !said(command.note)) return refuse('fields_needed');
    const dataRequest = { fields: command.fields, note: command.note.trim(), by: actor.person, at: now };
    const mail: WorkItem = { type: 'mail', notice: 'data_requested', personId: value.requester.id };
    return done(
      { ...value, dataRequest, assignee: value.assignee ?? actor.person, waiting: undefined },
      { facts: { fields: command.fields, note: command.note }, owes: [mail] },
    );
  },
  add_data: massAnswered<Named<'add_data'>>((value, command, actor, context) =>
    applyAnswer(value, command.fields, command.note, actor, context),
  ),
  record_answer: massAnswered<Named<'record_answer'>>((value, command, actor, context) =>
    said(command.note)
      ? applyAnswer(value, command.fields, command.note, actor, context)
      : refuse('note_needed'),
  ),
  receive_mail: applyMail,
  lose_mail: applyLostMail,
  resend_mail: (value, _command, _actor, context) => applyResending(value, context),
  withdraw: massOr(massWithdraw, (value) =>
    value.status === 'fulfilling' && !isUntouched(value)
      ? refuse('too_late_to_withdraw')
      : done(ended(value, 'withdrawn')),
  ),
  begin: massOr(massBegin, (value) => done(value)),
  step: applyStep,
  step_by_hand: (value, command, actor) => {
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
  },
  retry: massOr(massRetry, (value) => {
    const failed = value.steps.find((step) => step.state === 'failed');
    return failed
      ? done(withStep(value, { ...failed, state: 'pending', reason: undefined, attempts: 0 }), {
          facts: { step: failed.id },
        })
      : done(value);
  }),
  return_mail: (value, _command, actor, context) => applyMailReturn(value, actor, context),
  skip_mail: skipMail,
  resolve_by_hand: massOr(massNever, (value, command, actor, { now }) => {
    if (!said(command.note)) return refuse('note_needed');
    if (leavesMailboxUnguarded(value)) return refuse('past_licence_gate');
    return done(
      noted(
        { ...value, remark: command.note.trim(), dataRequest: undefined },
        actor.person,
        now,
        command.note,
      ),
      { facts: { note: command.note } },
    );
  }),
  reveal: (value, _command, _actor, { now }) =>
    value.delivery
      ? done(
          {
            ...value,
            delivery: { ...value.delivery, reveals: value.delivery.reveals + 1, lastRevealAt: now },
            waiting: undefined,
          },
          { facts: { reveals: value.delivery.reveals + 1 } },
        )
      : refuse('not_now'),
  acknowledge: (value, _command, actor, { now }) => {
    if (!value.delivery || value.delivery.reveals === 0) return refuse('reveal_first');
    const known = { ...value, delivery: { ...value.delivery, acknowledgedAt: now } };
    const ownDelivery = actor.person.id === value.requester.id;
    return ownDelivery && value.kind !== 'create'
      ? done(known, { to: 'closed', owes: [notice('closed', 'requester')] })
      : done(known, { to: 'resolved', owes: [notice('solved', 'requester')] });
  },
  confirm: (value) => done({ ...value, outcome: 'fulfilled' }),
  reopen: massOr(massNever, (value, command, actor, context) =>
    value.outcome === 'unanswered'
      ? applyAnswer(value, {}, command.remark, actor, context)
      : applyReopening(value, command, actor, context),
  ),
  rate: (value, command, _actor, context) => applyRating(value, command, context),
  remind: (value, _command, _actor, context) => applyReminder(value, context),
  close_unanswered: (value) => applyUnanswered(value),
  close_confirmed: (value) => applySilentConfirmation(value),
  escalate_authorisation: (value) => done({ ...value, waiting: undefined }),
  warn_deadline: (value, command) => applyWarning(value, command.goal),
  breach: (value, command, _actor, context) => applyBreach(value, command.goal, context),
  pass_authorisation: (value, command, _actor, context) => applyPassingOn(value, command, context),
  treat_nonconformity: applyTreatment,
};

const withStep = (value: Case, step: Step): Case => ({
  ...value,
  steps: value.steps.map((one) => (one.id === step.id ? step : one)),
});

/** Who is asked to authorise: the supervisor, or whoever stands in; once passed on it stays where it is. */
function approverOf(
  value: Case,
  { supervisor = value.supervisor, substitute }: Named<'prepared'>,
  now: string,
): Pick<Case, 'supervisor' | 'passedOn'> {
  if (value.passedOn) return { supervisor: value.supervisor, passedOn: value.passedOn };
  if (!substitute || value.status !== 'awaiting_supervisor') return { supervisor };
  return { supervisor: substitute, passedOn: [{ from: supervisor, at: now, why: 'substitute' }] };
}

/** Approval carries the holder type: changing it recomputes fields and work order before anything else. */
function applyApproval(
  value: Case,
  command: Named<'approve'>,
  actor: Actor,
  context: LifecycleContext,
): Applied | Refusal {
  if (!value.prepared) return refuse('not_prepared');
  const wanted = context.procedure.kinds[value.kind]?.confirms ?? [];
  if (wanted.some((one) => !command.confirmed?.includes(one))) return refuse('confirmation_needed');
  const typed: Fields = command.holderType
    ? { ...value.fields, holderType: { value: command.holderType } }
    : value.fields;
  const fields = dropUnwanted(context.procedure, value.kind, typed, value.target);
  const missing = missingFields(context.procedure, value.kind, fields, value.target);
  if (missing.length > 0) return refuse('data_missing', { fields: missing.join(',') });
  const known: Case = { ...value, fields, assignee: value.assignee ?? actor.person, dataRequest: undefined };
  const planned: Case = { ...known, steps: planSteps(context.procedure, known) };
  const start = startOf(planned, context);
  const facts = {
    holderType: fields.holderType?.value,
    ...(wanted.length > 0 && { confirmed: wanted }),
  };
  return start > context.now
    ? done(
        { ...planned, deadlines: [{ name: 'start', at: start }] },
        { to: 'scheduled', facts: { ...facts, start }, owes: [notice('scheduled', 'requester')] },
      )
    : done(planned, { to: 'fulfilling', facts, owes: [{ type: 'run' }] });
}

/** Signs-in blocked without a verified backup: nobody may call that resolved. */
function leavesMailboxUnguarded(value: Case): boolean {
  const stateOf = (kind: string) => value.steps.find((step) => step.kind === kind)?.state;
  return (
    stateOf('block_sign_in') === 'done' &&
    stateOf('verify_backup') !== 'done' &&
    stateOf('remove_licence') !== undefined
  );
}

/** Takes what a step's run came to; the last step leads on to delivery or to the requester's confirmation. */
function applyStep(
  value: Case,
  command: Named<'step'>,
  _actor: Actor,
  context: LifecycleContext,
): Applied | Refusal {
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
  if (!next) return finished(known, facts, context);
  return done(known, { facts, recorded, ...goOn(step, changed, next) });
}

/** The new mailbox stays empty; the backup of the former one is kept, and may be returned later. */
function skipMail(
  value: Case,
  _command: Named<'skip_mail'>,
  actor: Actor,
  context: LifecycleContext,
): Applied | Refusal {
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
}

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

function finished(value: Case, facts: Json, context: LifecycleContext): Applied {
  const delivery = context.procedure.kinds[value.kind]?.delivery;
  const recipient =
    delivery &&
    (delivery.recipient === 'requester'
      ? value.requester
      : delivery.recipient === 'supervisor'
        ? value.supervisor
        : value.target);
  const after: readonly WorkItem[] = [{ type: 'register' }, { type: 'refresh' }];
  if (!recipient)
    return done(
      { ...value, remark: lastNote(value) ?? value.remark },
      { to: 'resolved', facts, owes: [...after, notice('solved', 'requester')] },
    );
  const told: readonly WorkItem[] = recipient.id === value.requester.id ? [] : [notice('ready', 'requester')];
  return done(
    {
      ...value,
      delivery: { recipient: { id: recipient.id, name: recipient.name, email: recipient.email }, reveals: 0 },
    },
    { to: 'delivering', facts, owes: [...after, notice('delivery', 'recipient'), ...told] },
  );
}

/** What a person wrote about the last step done by hand: the requester's answer. */
function lastNote(value: Case): string | undefined {
  return value.steps.filter((step) => step.mode === 'manual').at(-1)?.note;
}
