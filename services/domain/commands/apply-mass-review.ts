import type { Case, Fields } from '../case.ts';
import { type CommandOf, type Refusal, refuse } from '../command.ts';
import { missingFields } from '../form.ts';
import { brakeAfter, freshRun, isBraked, isRead, returnWaits, UNREAD, withRun } from '../mass.ts';
import type { Actor } from '../person.ts';
import { startOf } from '../start-of.ts';
import type { WorkItem } from '../work.ts';
import { type Applied, done, ended, type LifecycleContext, notice, said } from './applied.ts';
import { type ApplyMass, isMass, put, SPREAD } from './applied-mass.ts';

const PREPARE: WorkItem = { type: 'prepare' };

/**
 * The list was read to its end. In review it waits for the second person; before the start, which it was read for
 * again, it begins, unless it has become more than was looked at.
 */
export const massPrepared: ApplyMass<'prepared'> = (value, { reading }, _actor, { procedure }) => {
  if (!reading) return done({ ...value, prepared: true });
  const brake = brakeAfter(reading, value.mass.brake, procedure);
  const read = { ...put(value, { reading, brake }), prepared: true };
  const braked = isBraked(read.mass);
  const facts = { affected: reading.affected, excluded: { ...reading.excluded }, braked };
  const toLeads: readonly WorkItem[] = braked ? [notice('decision', 'deskLeads')] : [];
  if (!value.mass.run) return done(read, { facts, owes: [...toLeads, { type: 'refresh' }] });
  if (braked) {
    const again = { ...read, mass: { ...read.mass, run: undefined, approvedBy: undefined } };
    return done(again, { to: 'in_review', facts, owes: [notice('decision', 'specialists'), ...toLeads] });
  }
  return done({ ...read, mass: withRun(read.mass, { total: reading.affected }) }, { facts, owes: [SPREAD] });
};

/** A second person's yes. What is larger than expected starts in no way; a list gone stale is read again first. */
export const massApprove: ApplyMass<'approve'> = (value, _command, actor, context) => {
  const { mass } = value;
  if (returnWaits(mass)) return refuse('not_now');
  if (!value.prepared || !isRead(mass)) return refuse('not_prepared');
  if (isBraked(mass)) return refuse('brake', { limit: mass.brake?.limit ?? 0, count: mass.reading.affected });
  if (mass.reading.affected === 0) return refuse('nothing_affected');
  const fields: Fields = value.fields;
  const missing = missingFields(context.procedure, value.kind, fields);
  if (missing.length > 0) return refuse('data_missing', { fields: missing.join(',') });
  const approved = {
    ...put(value, { approvedBy: actor.person }),
    assignee: actor.person,
    dataRequest: undefined,
  };
  const start = startOf(approved, context);
  const facts = { affected: mass.reading.affected, start };
  if (start > context.now)
    return done(
      { ...approved, deadlines: [{ name: 'start', at: start }] },
      { to: 'scheduled', facts, owes: [notice('scheduled', 'requester')] },
    );
  const begun = massBegin(approved, { name: 'begin' }, actor, context);
  return begun.ok ? { ...begun, to: 'fulfilling', facts } : begun;
};

const HOUR_MS = 3_600_000;

/** The run begins; what was read too long ago is read once more before. */
export const massBegin: ApplyMass<'begin'> = (value, _command, _actor, { procedure, now }) => {
  const { reading } = value.mass;
  const age = Date.parse(now) - Date.parse(reading.finishedAt ?? '');
  const fresh = age <= procedure.mass.readingHolds * HOUR_MS;
  const begun = put(value, {
    run: freshRun(reading.affected, now),
    ...(!fresh && { reading: UNREAD }),
  });
  return done(begun, { owes: [fresh ? SPREAD : PREPARE] });
};

/** No to a deactivation ends it; no to its return leaves it as done. */
export const massReject: ApplyMass<'reject'> = (value, command) => {
  if (!said(command.remark)) return refuse('reason_needed');
  const facts = { remark: command.remark };
  if (!returnWaits(value.mass)) return done(ended(value, 'rejected', command.remark), { facts });
  return done(
    { ...put(value, { back: undefined }), outcome: 'fulfilled', remark: command.remark },
    { facts },
  );
};

/** What was carried out is returned as a whole and not reopened; what runs is stopped and not resolved by hand. */
export const massNever = (): Refusal => refuse('not_now');

/** What comes in before anything was done makes the list be read again; which accounts stays as it was given. */
export function massAnswered<C extends CommandOf<'add_data' | 'record_answer'>>(
  other: (value: Case, command: C, actor: Actor, context: LifecycleContext) => Applied | Refusal,
) {
  return (value: Case, command: C, actor: Actor, context: LifecycleContext): Applied | Refusal => {
    if (!isMass(value)) return other(value, command, actor, context);
    if (value.mass.run || returnWaits(value.mass)) return refuse('not_now');
    const { accountList: _kept, ...fields } = command.fields;
    const unread = { ...put(value, { reading: UNREAD, brake: undefined }), prepared: false };
    return other(unread, { ...command, fields }, actor, context);
  };
}

/** A request is withdrawn before it begins; the asking for a return is not a request of its own. */
export const massWithdraw: ApplyMass<'withdraw'> = (value) =>
  returnWaits(value.mass) || value.mass.run
    ? refuse('too_late_to_withdraw')
    : done(ended(value, 'withdrawn'));

/** Only a part of the list; it is read again. */
export const massNarrow: ApplyMass<'narrow'> = (value, { department, holderType }) => {
  if (!department && !holderType) return refuse('narrow_needed');
  if (returnWaits(value.mass)) return refuse('not_now');
  const within = { ...(department && { department }), ...(holderType && { holderType }) };
  return done(
    { ...put(value, { narrow: within, reading: UNREAD, brake: undefined }), prepared: false },
    { facts: within },
  );
};

/** It was looked at a second time, and is right. */
export const massReleaseBrake: ApplyMass<'release_brake'> = (value, { note }, actor, { procedure, now }) => {
  const { brake } = value.mass;
  if (!brake || brake.released) return refuse('not_now');
  if (procedure.mass.onBrake === 'narrow')
    return refuse('brake', { limit: brake.limit, count: brake.affected });
  if (!said(note)) return refuse('note_needed');
  const released = { by: actor.person, at: now, note: note.trim() };
  return done(put(value, { brake: { ...brake, released } }), { facts: { note, affected: brake.affected } });
};
