import type { Case, Status } from './case.ts';
import { withFacts } from './case-facts.ts';
import type { Command, CommandName } from './command.ts';
import type { Procedure } from './procedure.ts';
import { goalAt, RUNNING, withClocks } from './service-clock.ts';
import { addWorkingTime } from './working-time.ts';

/** Every timer of a case; when each is set and what it fires is its row in `DEADLINES`. */
export const DEADLINE_NAMES = [
  'start',
  'breach_resolution',
  'breach_first_response',
  'close_unanswered',
  'close_confirmed',
  'escalate_authorisation',
  'remind',
  'warn_resolution',
  'warn_first_response',
] as const;
export type DeadlineName = (typeof DEADLINE_NAMES)[number];

export interface Deadline {
  readonly name: DeadlineName;
  /** UTC instant on the desk's clock. */
  readonly at: string;
}

/** When a timer of the case is set, and what it fires. */
interface Row {
  readonly fires: Command;
  /** Absent: whatever the status, `at` alone says. */
  readonly in?: readonly Status[];
  /** UTC instant on the desk's clock; undefined where there is no such deadline now. */
  readonly at: (value: Case, procedure: Procedure) => string | undefined;
}

const OPEN_TO_BREACH: readonly Status[] = [
  ...RUNNING,
  'awaiting_supervisor',
  'awaiting_data',
  'scheduled',
  'delivering',
  'resolved',
];

/** Working days after which the next reminder is due, by whose turn it is; undefined after the last one. */
function nextReminder(value: Case, { waiting, authorisation }: Procedure): number | undefined {
  const sent = value.waiting?.reminded ?? 0;
  if (value.status === 'awaiting_supervisor') return authorisation.remindAfterDays[sent];
  const days = waiting.remindAfterDays[sent];
  if (value.status === 'treating') return days ?? (waiting.remindAfterDays.at(-1) ?? 1) * (sent + 1);
  const end = value.status === 'awaiting_data' ? waiting.closeAfterDays : waiting.confirmWithinDays;
  return days !== undefined && days < end ? days : undefined;
}

function afterWaiting(value: Case, days: number | undefined, procedure: Procedure): string | undefined {
  if (value.waiting === undefined || days === undefined) return undefined;
  return addWorkingTime(value.waiting.since, { days }, procedure);
}

/**
 * All timers of a case. Where several are due at once the first named in `DEADLINE_NAMES` fires, and most of what
 * stands below it is then no longer true: no reminder follows the closing that it was meant to prevent.
 */
export const DEADLINES: Readonly<Record<DeadlineName, Row>> = {
  start: {
    fires: { name: 'begin' },
    in: ['scheduled'],
    at: (value) => value.deadlines.find((one) => one.name === 'start')?.at,
  },
  breach_resolution: {
    fires: { name: 'breach', goal: 'resolution' },
    in: OPEN_TO_BREACH,
    at: (value, procedure) => goalAt(value, 'resolution', procedure),
  },
  breach_first_response: {
    fires: { name: 'breach', goal: 'first_response' },
    in: OPEN_TO_BREACH,
    at: (value, procedure) => goalAt(value, 'first_response', procedure),
  },
  close_unanswered: {
    fires: { name: 'close_unanswered' },
    in: ['awaiting_data'],
    at: (value, procedure) => afterWaiting(value, procedure.waiting.closeAfterDays, procedure),
  },
  close_confirmed: {
    fires: { name: 'close_confirmed' },
    in: ['delivering', 'resolved'],
    at: (value, procedure) => afterWaiting(value, procedure.waiting.confirmWithinDays, procedure),
  },
  escalate_authorisation: {
    fires: { name: 'escalate_authorisation' },
    in: ['awaiting_supervisor'],
    at: (value, procedure) =>
      value.prepared ? afterWaiting(value, procedure.authorisation.escalateAfterDays, procedure) : undefined,
  },
  remind: {
    fires: { name: 'remind' },
    in: ['awaiting_supervisor', 'awaiting_data', 'delivering', 'resolved', 'treating'],
    at: (value, procedure) =>
      value.prepared || value.status !== 'awaiting_supervisor'
        ? afterWaiting(value, nextReminder(value, procedure), procedure)
        : undefined,
  },
  warn_resolution: {
    fires: { name: 'warn_deadline', goal: 'resolution' },
    in: RUNNING,
    at: (value, procedure) => warningAt(value, 'resolution', procedure),
  },
  warn_first_response: {
    fires: { name: 'warn_deadline', goal: 'first_response' },
    in: RUNNING,
    at: (value, procedure) => warningAt(value, 'first_response', procedure),
  },
};

function warningAt(
  value: Case,
  goal: 'first_response' | 'resolution',
  procedure: Procedure,
): string | undefined {
  if (value.clock?.warned.includes(goal)) return undefined;
  return goalAt(value, goal, procedure, procedure.service.warnAt);
}

/** Every deadline that the case has as it stands. */
export function deadlinesOf(value: Case, procedure: Procedure): readonly Deadline[] {
  return DEADLINE_NAMES.flatMap((name) => {
    const row = DEADLINES[name];
    const at = row.in && !row.in.includes(value.status) ? undefined : row.at(value, procedure);
    return at === undefined ? [] : [{ name, at }];
  });
}

/** The case after a command with its clocks, facts and deadlines as they are then; see `withClocks`. */
export function withTime(
  before: Case,
  after: Case,
  by: Parameters<typeof withClocks>[2],
  context: Parameters<typeof withClocks>[3],
): Case {
  const timed = withClocks(before, after, by, context);
  const counted = withFacts(timed, context);
  return { ...counted, deadlines: deadlinesOf(counted, context.procedure) };
}

/** What the desk has to do with the case at `now` because a time has passed; undefined for nothing. */
export function dueCommand(value: Pick<Case, 'deadlines'>, now: string): Command | undefined {
  const due = DEADLINE_NAMES.find((name) => isPast(value, name, now));
  return due && DEADLINES[due].fires;
}

/** A promised time that has passed and is not recorded yet; it goes before whatever else is written. */
export function unnoticedBreach(value: Pick<Case, 'deadlines'>, now: string): Command | undefined {
  const due = DEADLINE_NAMES.find(
    (name) => DEADLINES[name].fires.name === 'breach' && isPast(value, name, now),
  );
  return due && DEADLINES[due].fires;
}

function isPast({ deadlines }: Pick<Case, 'deadlines'>, name: DeadlineName, now: string): boolean {
  return deadlines.some((one) => one.name === name && one.at <= now);
}

const TIMED: ReadonlySet<CommandName> = new Set(DEADLINE_NAMES.map((name) => DEADLINES[name].fires.name));

/** False for a command that only time may give, given before its deadline or a second time. */
export function isInTime(value: Case, command: Command, now: string): boolean {
  if (!TIMED.has(command.name)) return true;
  const goalOf = (one: Command) => ('goal' in one ? one.goal : undefined);
  return DEADLINE_NAMES.some(
    (name) =>
      DEADLINES[name].fires.name === command.name &&
      goalOf(DEADLINES[name].fires) === goalOf(command) &&
      isPast(value, name, now),
  );
}

/** How often the person whose turn it is should have been reminded by `now`: reminders missed are not caught up. */
export function remindersDue(value: Case, now: string, procedure: Procedure): number {
  let sent = value.waiting?.reminded ?? 0;
  for (;;) {
    const waiting = value.waiting && { ...value.waiting, reminded: sent };
    const at = afterWaiting(value, nextReminder({ ...value, waiting }, procedure), procedure);
    if (at === undefined || at > now) return sent;
    sent += 1;
  }
}
