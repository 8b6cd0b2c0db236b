import type { Case, Fields } from '../case.ts';
import { reopenedFacts } from '../case-facts.ts';
import { type Refusal, refuse } from '../command.ts';
import { dropUnwanted } from '../form.ts';
import type { Actor } from '../person.ts';
import { planSteps, waitsForHand } from '../plan.ts';
import { ENDED } from '../service-clock.ts';
import type { WorkItem } from '../work.ts';
import {
  type Applied,
  type ApplyCommand,
  done,
  type LifecycleContext,
  noted,
  notice,
  said,
} from './applied.ts';

/** A question to whoever asked, in chat and by mail: fields, a note, or both. */
export const applyQuestion: ApplyCommand<'request_data'> = (value, command, actor, { now }) => {
  if (value.status === 'fulfilling' && !waitsForHand(value)) return refuse('not_now');
  if (value.mass?.back) return refuse('not_now');
  if (command.fields.length === 0 && !said(command.note)) return refuse('fields_needed');
  const dataRequest = { fields: command.fields, note: command.note.trim(), by: actor.person, at: now };
  const mail: WorkItem = { type: 'mail', notice: 'data_requested', personId: value.requester.id };
  return done(
    { ...value, dataRequest, assignee: value.assignee ?? actor.person, waiting: undefined },
    { facts: { fields: command.fields, note: command.note }, owes: [mail] },
  );
};

/** What was asked for goes into the fields while nothing automatic has begun, else onto the case as a note. */
export function applyAnswer(
  value: Case,
  fields: Fields,
  note: string | undefined,
  actor: Actor,
  context: LifecycleContext,
): Applied | Refusal {
  if (ENDED.includes(value.status) && value.outcome !== 'unanswered') return refuse('not_now');
  const late = tooLate(value, context.procedure.waiting.answerAfterClosingDays, context);
  if (late) return late;
  const given = Object.keys(fields);
  if (given.length === 0 && !(note && said(note))) return refuse('fields_needed');
  const begun = value.steps.some((step) => step.state !== 'pending');
  const open = value.steps.every((step) => step.mode === 'manual' || step.state === 'pending');
  const merged = open
    ? dropUnwanted(context.procedure, value.kind, { ...value.fields, ...fields }, value.target)
    : value.fields;
  const text =
    note ??
    (open
      ? undefined
      : Object.values(fields)
          .map((one) => one?.shown ?? one?.value)
          .join(', '));
  const known = noted(
    { ...value, fields: merged, dataRequest: undefined, waiting: asked(value) },
    actor.person,
    context.now,
    text,
  );
  const changes = given.map((id) => ({
    field: id,
    from: value.fields[id as keyof Fields]?.value ?? null,
    to: fields[id as keyof Fields]?.value ?? null,
  }));
  return done(known, { to: begun ? 'fulfilling' : 'in_review', facts: { changes, note: note ?? '' } });
}

/** Undefined while a closed case can still be taken up: `days` are calendar days after the closing. */
export function tooLate({ closedAt }: Case, days: number, { now }: LifecycleContext): Refusal | undefined {
  const gone = closedAt ? (Date.parse(now) - Date.parse(closedAt)) / 86_400_000 : 0;
  return gone > days ? refuse('reopen_expired', { days }) : undefined;
}

/** Words of the requester begin the wait for their confirmation anew; they do not move another person's turn. */
const asked = (value: Case) => (value.status === 'awaiting_supervisor' ? value.waiting : undefined);

/** Words of whoever asked, given to the desk by mail or telephone. */
export const applyRecordedAnswer: ApplyCommand<'record_answer'> = (value, command, actor, context) =>
  said(command.note)
    ? applyAnswer(value, command.fields, command.note, actor, context)
    : refuse('note_needed');

/**
 * A reopened case is looked at afresh: its work order starts again, and every step of it is safe to repeat. One that
 * silence closed takes the words as the late answer.
 */
export const applyReopening: ApplyCommand<'reopen'> = (value, command, actor, context) => {
  if (value.outcome === 'unanswered') return applyAnswer(value, {}, command.remark, actor, context);
  if (!said(command.remark)) return refuse('reason_needed');
  const late = tooLate(value, context.procedure.reopenDays, context);
  if (late) return late;
  const unauthorised =
    context.procedure.kinds[value.kind]?.authorisation === 'supervisor' && !value.authorisedBy;
  const again: Case = {
    ...value,
    remark: command.remark,
    outcome: undefined,
    prepared: false,
    steps: planSteps(context.procedure, value),
    delivery: undefined,
    unrestored: undefined,
    clock: undefined,
    passedOn: undefined,
    survey: undefined,
    facts: reopenedFacts(value.facts),
  };
  return done(again, {
    to: unauthorised ? 'awaiting_supervisor' : 'in_review',
    facts: { remark: command.remark },
    owes: [notice('reopened', 'specialists')],
  });
};
