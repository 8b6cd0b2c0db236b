import type { Case, Fields } from '../case.ts';
import { reopenedFacts } from '../case-facts.ts';
import type { Command, CommandName, Refusal } from '../command.ts';
import { refuse } from '../command.ts';
import { missingFields } from '../form.ts';
import {
  brakeAfter,
  currentRun,
  freshRun,
  isBraked,
  isRead,
  type Mass,
  type MassRun,
  phaseOf,
  returnWaits,
  UNREAD,
  withRun,
} from '../mass.ts';
import type { Actor } from '../person.ts';
import { startOf } from '../start-of.ts';
import type { WorkItem } from '../work.ts';
import { type Applied, done, ended, type LifecycleContext, notice, said } from './applied.ts';

type Named<N extends CommandName> = Extract<Command, { name: N }>;
type ApplyMass<N extends CommandName> = (
  value: Case & { readonly mass: Mass },
  command: Named<N>,
  actor: Actor,
  context: LifecycleContext,
) => Applied | Refusal;

const SPREAD: WorkItem = { type: 'spread' };
const PREPARE: WorkItem = { type: 'prepare' };

const isMass = (value: Case): value is Case & { readonly mass: Mass } => value.mass !== undefined;

/** A command that only a mass deactivation takes; refused with `not_now` for every other case. */
const forMass =
  <N extends CommandName>(apply: ApplyMass<N>) =>
  (value: Case, command: Named<N>, actor: Actor, context: LifecycleContext): Applied | Refusal =>
    isMass(value) ? apply(value, command, actor, context) : refuse('not_now');

/** The command as a mass deactivation takes it, and as every other case does. */
export const massOr =
  <N extends CommandName>(
    mass: ApplyMass<N>,
    other: (value: Case, command: Named<N>, actor: Actor, context: LifecycleContext) => Applied | Refusal,
  ) =>
  (value: Case, command: Named<N>, actor: Actor, context: LifecycleContext): Applied | Refusal =>
    isMass(value) ? mass(value, command, actor, context) : other(value, command, actor, context);

const put = (value: Case & { readonly mass: Mass }, change: Partial<Mass>) => ({
  ...value,
  mass: { ...value.mass, ...change },
});

/** Changes the run of the phase; the next spreading takes notice. */
function nudged(value: Case & { readonly mass: Mass }, change: Partial<MassRun> = {}) {
  const nudges = (currentRun(value.mass)?.nudges ?? 0) + 1;
  return { ...value, mass: withRun(value.mass, { nudges, ...change }) };
}

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

/** The failed accounts are taken up again, those that were done are not touched. */
export const massRetry: ApplyMass<'retry'> = (value) =>
  currentRun(value.mass)
    ? done(nudged(value, { retry: { after: '' }, stopped: undefined, finishedAt: undefined }), {
        owes: [SPREAD],
      })
    : refuse('not_now');

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
export function massAnswered<C extends Named<'add_data'> | Named<'record_answer'>>(
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

const narrow: ApplyMass<'narrow'> = (value, { department, holderType }) => {
  if (!department && !holderType) return refuse('narrow_needed');
  if (returnWaits(value.mass)) return refuse('not_now');
  const within = { ...(department && { department }), ...(holderType && { holderType }) };
  return done(
    { ...put(value, { narrow: within, reading: UNREAD, brake: undefined }), prepared: false },
    { facts: within },
  );
};

const releaseBrake: ApplyMass<'release_brake'> = (value, { note }, actor, { procedure, now }) => {
  const { brake } = value.mass;
  if (!brake || brake.released) return refuse('not_now');
  if (procedure.mass.onBrake === 'narrow')
    return refuse('brake', { limit: brake.limit, count: brake.affected });
  if (!said(note)) return refuse('note_needed');
  const released = { by: actor.person, at: now, note: note.trim() };
  return done(put(value, { brake: { ...brake, released } }), { facts: { note, affected: brake.affected } });
};

const pause: ApplyMass<'pause'> = (value, _command, actor, { now }) => {
  const run = currentRun(value.mass);
  if (!run || run.paused || run.stopped) return refuse('not_now');
  return done(nudged(value, { paused: { by: actor.person, at: now } }));
};

const goOn: ApplyMass<'go_on'> = (value) => {
  const run = currentRun(value.mass);
  if (!run?.paused) return refuse('not_now');
  return done(nudged(value, { paused: undefined, pace: undefined }));
};

/** Before the start it is a withdrawal; after it no further account begins, and the rest is said in the report. */
const stop: ApplyMass<'stop'> = (value, _command, actor, { now }) => {
  const run = currentRun(value.mass);
  if (!run) return done(ended(value, 'withdrawn'), { to: 'closed' });
  if (run.stopped) return refuse('not_now');
  const stopped = { by: actor.person, at: now };
  return done(nudged(value, { stopped, paused: undefined, retry: undefined, spent: true }), {
    owes: [SPREAD],
  });
};

const childSettled: ApplyMass<'child_settled'> = (value) =>
  currentRun(value.mass) ? done(nudged(value), { recorded: false }) : refuse('not_now');

/** All that could be done is done: to the requester, or, where accounts failed, to the desk first. */
const spreadDone: ApplyMass<'spread_done'> = (value, { tally }, _actor, { now }) => {
  const run = currentRun(value.mass);
  if (!run) return refuse('not_now');
  const { running, failed, done: finished, excluded } = tally;
  const counts = { running, failed, done: finished, excluded };
  const over = { ...value, mass: withRun(value.mass, { tally, finishedAt: now, retry: undefined }) };
  const facts = { phase: phaseOf(value.mass), ...counts };
  if (tally.failed > 0 && !run.stopped)
    return done(over, { to: 'needs_attention', facts, owes: attention(value) });
  return done(over, {
    to: 'resolved',
    facts,
    owes: [notice('solved', 'requester'), ...told(value), ...reports(value)],
  });
};

/** It is said once that accounts failed, not at each one that is settled afterwards. */
const attention = (value: Case): readonly WorkItem[] =>
  value.status === 'fulfilling' ? [notice('attention', 'specialists')] : [];

/** The other of the two hears the outcome as well. */
const told = ({ mass }: Case): readonly WorkItem[] =>
  mass?.approvedBy ? [notice('solved', 'approver')] : [];

/** Both of the two get the report, once each time it is over. */
const reports = ({ requester, mass }: Case): readonly WorkItem[] =>
  [...new Set([requester.id, mass?.approvedBy?.id])].flatMap((personId) =>
    personId ? [{ type: 'hand_out', personId } as const] : [],
  );

const returnAll: ApplyMass<'return_all'> = (value, { remark }, actor, { procedure, now }) => {
  const { mass } = value;
  if (!mass.run || mass.run.tally.done === 0) return refuse('not_now');
  if (mass.back) return refuse('already_returned');
  if (!said(remark)) return refuse('reason_needed');
  if (!isOneOfTheTwo(value, actor)) return refuse('not_of_the_two');
  const days = procedure.mass.returnDays;
  const gone = (Date.parse(now) - Date.parse(mass.run.finishedAt ?? now)) / 86_400_000;
  if (gone > days) return refuse('return_expired', { days });
  const back = { askedBy: actor.person, askedAt: now, remark: remark.trim() };
  const afresh = {
    outcome: undefined,
    clock: undefined,
    survey: undefined,
    facts: reopenedFacts(value.facts),
  };
  return done({ ...put(value, { back }), ...afresh }, { facts: { remark } });
};

const approveReturn: ApplyMass<'approve_return'> = (value, _command, actor, { now }) => {
  const { back, run } = value.mass;
  if (!back || back.approvedBy) return refuse('not_now');
  if (back.askedBy.id === actor.person.id) return refuse('own_request');
  if (!isOneOfTheTwo(value, actor)) return refuse('not_of_the_two');
  const total = run?.tally.done ?? 0;
  return done(put(value, { back: { ...back, approvedBy: actor.person, run: freshRun(total, now) } }), {
    facts: { total },
  });
};

/** Who asked for the deactivation, and who approved it. */
export function isOneOfTheTwo({ requester, mass }: Case, { person }: Actor): boolean {
  return person.id === requester.id || person.id === mass?.approvedBy?.id;
}

/** What the commands do that only a mass deactivation takes. */
export const APPLY_MASS = {
  narrow: forMass(narrow),
  release_brake: forMass(releaseBrake),
  pause: forMass(pause),
  go_on: forMass(goOn),
  stop: forMass(stop),
  child_settled: forMass(childSettled),
  spread_done: forMass(spreadDone),
  return_all: forMass(returnAll),
  approve_return: forMass(approveReturn),
};

const run = ({ mass }: Case) => mass && currentRun(mass);

/** What has to hold for a command to be worth offering on a mass deactivation. */
export const MASS_POSSIBLE: {
  readonly [N in keyof typeof APPLY_MASS]: (value: Case, actor: Actor) => boolean;
} = {
  narrow: ({ mass }) => mass !== undefined && !returnWaits(mass),
  release_brake: ({ mass }) => mass !== undefined && isBraked(mass),
  pause: (value) => run(value) !== undefined && !run(value)?.paused && !run(value)?.stopped,
  go_on: (value) => run(value)?.paused !== undefined,
  stop: (value) => value.mass !== undefined && !run(value)?.stopped,
  child_settled: () => false,
  spread_done: () => false,
  return_all: (value, actor) =>
    (value.mass?.run?.tally.done ?? 0) > 0 && !value.mass?.back && isOneOfTheTwo(value, actor),
  approve_return: (value, actor) =>
    value.mass !== undefined &&
    returnWaits(value.mass) &&
    value.mass.back?.askedBy.id !== actor.person.id &&
    isOneOfTheTwo(value, actor),
};

/** Commands that a mass deactivation takes only before anything was done, or never. */
export function massAllows(name: CommandName, { mass, status }: Case): boolean {
  if (!mass) return true;
  if (name === 'reopen' || name === 'resolve_by_hand') return false;
  const deciding: readonly CommandName[] = [
    'approve',
    'request_data',
    'withdraw',
    'add_data',
    'record_answer',
  ];
  if (!deciding.includes(name)) return true;
  if (returnWaits(mass) || mass.run) return false;
  if (name !== 'approve') return true;
  return status === 'in_review' && isRead(mass) && !isBraked(mass) && mass.reading.affected > 0;
}

/** What the stage of a mass case hangs on besides status, fields and steps. */
export function massFace({ mass }: Case): unknown {
  if (!mass) return null;
  const going = currentRun(mass);
  return [
    isRead(mass),
    mass.narrow ?? null,
    mass.brake ?? null,
    Boolean(mass.back),
    Boolean(going?.paused),
    Boolean(going?.stopped),
  ];
}
