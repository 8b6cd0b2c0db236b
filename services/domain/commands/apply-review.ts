import type { Case, Fields } from '../case.ts';
import { type CommandOf, refuse } from '../command.ts';
import { dropUnwanted, missingFields } from '../form.ts';
import { isUntouched, planSteps } from '../plan.ts';
import { startOf } from '../start-of.ts';
import { type ApplyCommand, done, ended, notice, said } from './applied.ts';
import { tellAbsent } from './apply-timed.ts';

/** What the preparation read in the directory; the work order follows it until a step of it has begun. */
export const applyPreparation: ApplyCommand<'prepared'> = (value, command, _actor, context) => {
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
};

/** Who is asked to authorise: the supervisor, or whoever stands in; once passed on it stays where it is. */
function approverOf(
  value: Case,
  { supervisor = value.supervisor, substitute }: CommandOf<'prepared'>,
  now: string,
): Pick<Case, 'supervisor' | 'passedOn'> {
  if (value.passedOn) return { supervisor: value.supervisor, passedOn: value.passedOn };
  if (!substitute || value.status !== 'awaiting_supervisor') return { supervisor };
  return { supervisor: substitute, passedOn: [{ from: supervisor, at: now, why: 'substitute' }] };
}

/** The desk itself sees that it cannot be. */
export const applyTurningDown: ApplyCommand<'turn_down'> = (value, command) =>
  done(ended(value, 'rejected', command.reason), {
    facts: { reason: command.reason },
    owes: [{ type: 'register' }],
  });

/** The supervisor's formal request. */
export const applyAuthorisation: ApplyCommand<'authorise'> = (value, _command, actor) =>
  done({ ...value, authorisedBy: actor.person }, { owes: tellAbsent(value, actor) });

/** The supervisor's no. */
export const applyNoAuthorisation: ApplyCommand<'not_authorise'> = (value, command, actor) =>
  said(command.remark)
    ? done(ended(value, 'not_authorised', command.remark), {
        facts: { remark: command.remark },
        owes: tellAbsent(value, actor),
      })
    : refuse('reason_needed');

/** The desk gives a case that nobody has to a specialist. */
export const applyAssignment: ApplyCommand<'assign'> = (value, command) =>
  value.assignee
    ? refuse('not_now')
    : done({ ...value, assignee: command.to }, { facts: { to: command.to.id, open: command.open } });

/** A specialist takes it; whoever was given it may do so once, as the first response. */
export const applyTaking: ApplyCommand<'take'> = (value, _command, actor) =>
  value.assignee?.id === actor.person.id && value.clock?.respondedMs !== undefined
    ? refuse('same_person')
    : done({ ...value, assignee: actor.person });

/** Whoever has it gives it to another specialist. */
export const applyHandingOver: ApplyCommand<'hand_over'> = (value, command) =>
  value.assignee?.id === command.to.id
    ? refuse('same_person')
    : done({ ...value, assignee: command.to }, { facts: { to: command.to.id } });

/** Approval carries the holder type: changing it recomputes fields and work order before anything else. */
export const applyApproval: ApplyCommand<'approve'> = (value, command, actor, context) => {
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
};

/** The desk's reasoned no. */
export const applyRejection: ApplyCommand<'reject'> = (value, command) =>
  said(command.remark)
    ? done(ended(value, 'rejected', command.remark), { facts: { remark: command.remark } })
    : refuse('reason_needed');

/** Whoever asked takes it back, while nothing has been done. */
export const applyWithdrawal: ApplyCommand<'withdraw'> = (value) =>
  value.status === 'fulfilling' && !isUntouched(value)
    ? refuse('too_late_to_withdraw')
    : done(ended(value, 'withdrawn'));
