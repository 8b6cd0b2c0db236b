import { closingOf, isDate } from '../calendar.ts';
import type { Case, Status } from '../case.ts';
import { type Command, type Refusal, refuse } from '../command.ts';
import { remindersDue } from '../deadlines.ts';
import { lostMailsOf } from '../lost-mail.ts';
import type { Actor } from '../person.ts';
import {
  DONE,
  ENDED,
  goalAt,
  type NonConformity,
  type ServiceClock,
  type ServiceGoal,
  spentMs,
  untreated,
} from '../service-clock.ts';
import type { Notice, WorkItem } from '../work.ts';
import { workingTimeBetween } from '../working-time.ts';
import { type Applied, done, ended, type LifecycleContext, notice, said } from './applied.ts';

/** The message that hands the turn to somebody; before it is out, their silence counts for nothing. */
const QUESTIONS: Readonly<Partial<Record<Status, Notice>>> = {
  awaiting_data: 'data_requested',
  delivering: 'delivery',
  resolved: 'solved',
};

function questionIsOut(value: Case): boolean {
  const { status, work, posts } = value;
  const question = QUESTIONS[status];
  const posted = posts.some((post) => post.notice === question);
  const owed = work.filter((one) => 'notice' in one && one.notice === question);
  const asked = status === 'delivering' ? value.delivery?.recipient : value.requester;
  const lost = lostMailsOf(value).some(({ to }) => to.id === asked?.id);
  return owed.every((one) => one.type === 'mail' && posted) && (posted || !lost);
}

/** Whoever is waited for gets the whole time again. */
const waitedAfresh = (value: Case): Case => ({ ...value, waiting: undefined });

/** Somebody is reminded, once, however many reminders a stop of the desk has swallowed. */
export function applyReminder(value: Case, { procedure, now }: LifecycleContext): Applied {
  const reminded = remindersDue(value, now, procedure);
  const mail: WorkItem = { type: 'mail', notice: 'data_reminder', personId: value.requester.id };
  return done(
    { ...value, waiting: value.waiting && { ...value.waiting, reminded } },
    { facts: { reminded }, owes: value.status === 'awaiting_data' ? [mail] : [] },
  );
}

/** Silence closes, with what was asked kept for a late answer; never before the question was out. */
export function applyUnanswered(value: Case): Applied {
  if (!questionIsOut(value)) return done(waitedAfresh(value), { facts: { postponed: true } });
  const mail: WorkItem = { type: 'mail', notice: 'closed', personId: value.requester.id };
  return done(
    { ...ended(value, 'unanswered'), dataRequest: value.dataRequest },
    { to: 'closed', owes: [notice('closed', 'requester'), mail] },
  );
}

/** What was done and delivered closes as done. What nobody has taken delivery of stays, and the desk hears of it. */
export function applySilentConfirmation(value: Case): Applied {
  if (!questionIsOut(value)) return done(waitedAfresh(value), { facts: { postponed: true } });
  if (value.status === 'delivering' && (value.delivery?.reveals ?? 0) === 0)
    return done(waitedAfresh(value), {
      facts: { undelivered: true },
      owes: [notice('undelivered', 'specialists')],
    });
  return done({ ...value, outcome: 'fulfilled' }, { to: 'closed', owes: [notice('closed', 'requester')] });
}

/** The authorisation goes to somebody else, who gets the whole time; whoever had it may still answer. */
export function applyPassingOn(
  value: Case,
  { to, why }: Extract<Command, { name: 'pass_authorisation' }>,
  { now }: LifecycleContext,
): Applied {
  return done(
    waitedAfresh({
      ...value,
      supervisor: to,
      passedOn: [...(value.passedOn ?? []), { from: value.supervisor, at: now, why }],
    }),
    { facts: { to: to?.id ?? '', why } },
  );
}

/** Those who did not decide themselves hear what was decided in their place. */
export function tellAbsent(value: Case, actor: Actor): readonly WorkItem[] {
  const others = (value.passedOn ?? []).filter((one) => one.from && one.from.id !== actor.person.id);
  return others.length > 0 ? [notice('decided_for_you', 'absent')] : [];
}

const withGoals = (
  clock: ServiceClock | undefined,
  key: 'warned' | 'breached',
  goals: readonly ServiceGoal[],
) => {
  const known = clock ?? { spentMs: 0, warned: [], breached: [] };
  return { ...known, [key]: [...new Set([...known[key], ...goals])] };
};

/** Specialist and desk lead are warned once for each goal. */
export function applyWarning(value: Case, goal: ServiceGoal): Applied {
  return done({ ...value, clock: withGoals(value.clock, 'warned', [goal]) }, { facts: { goal } });
}

/** A breach opens a non-conformity. Whoever is late with the whole is not told of the first response besides. */
export function applyBreach(value: Case, goal: ServiceGoal, { now, procedure }: LifecycleContext): Applied {
  const goals: readonly ServiceGoal[] = goal === 'resolution' ? ['resolution', 'first_response'] : [goal];
  const opened: NonConformity = { goal, dueAt: goalAt(value, goal, procedure), openedAt: now };
  return done(
    {
      ...value,
      clock: withGoals(value.clock, 'breached', goals),
      nonConformities: [...(value.nonConformities ?? []), opened],
    },
    { facts: { goal } },
  );
}

/** Cause and remedy for all that is open; the new date gives the desk the working time up to its close. */
export function applyTreatment(
  value: Case,
  command: Extract<Command, { name: 'treat_nonconformity' }>,
  actor: Actor,
  context: LifecycleContext,
): Applied | Refusal {
  if (untreated(value).length === 0) return refuse('nothing_to_treat');
  if (!said(command.cause) || !said(command.remedy)) return refuse('cause_needed');
  const pending = !DONE.includes(value.status);
  const newDate = pending ? command.newDate : undefined;
  const end = newDate && isDate(newDate) ? closingOf(newDate, context.procedure) : '';
  if (pending && (end <= context.now || end > atMost(context.now))) return refuse('new_date_needed');
  const treatment = {
    cause: command.cause.trim(),
    remedy: command.remedy.trim(),
    by: actor.person,
    treatedAt: context.now,
    newDate,
  };
  const treated: Case = {
    ...value,
    nonConformities: value.nonConformities?.map((one) => (one.treatedAt ? one : { ...one, ...treatment })),
    clock: pending ? extended(value, end, context) : value.clock,
  };
  return done(treated, {
    to: ENDED.includes(value.status) ? 'closed' : undefined,
    facts: { cause: treatment.cause, remedy: treatment.remedy, newDate: newDate ?? '' },
    owes: [notice('delay', 'requester')],
  });
}

/** A promise for later than this is none. */
const atMost = (now: string) => new Date(Date.parse(now) + 366 * 86_400_000).toISOString();

function extended(value: Case, end: string, { procedure, now }: LifecycleContext): ServiceClock {
  const clock = value.clock ?? { spentMs: 0, warned: [], breached: [] };
  const others = (goals: readonly ServiceGoal[]) => goals.filter((one) => one !== 'resolution');
  return {
    ...clock,
    allowedMs: spentMs(value, now, procedure) + workingTimeBetween(now, end, procedure),
    warned: others(clock.warned),
    breached: others(clock.breached),
  };
}
