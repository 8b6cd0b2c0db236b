import type { Case, Status } from './case.ts';
import type { CommandName } from './command.ts';
import type { PersonRef, Relation } from './person.ts';
import type { Procedure } from './procedure.ts';
import { addWorkingMs, workingMs, workingTimeBetween } from './working-time.ts';

/** What the procedure promises: that somebody of the desk takes it up, and that it is done. */
export type ServiceGoal = 'first_response' | 'resolution';

/** The desk's own working time on a case. It stands still while the case waits for somebody else, or for a day. */
export interface ServiceClock {
  /** Working milliseconds spent up to `since`. */
  readonly spentMs: number;
  /** UTC instant from which it runs; absent while it stands still. */
  readonly since?: string;
  /** Working milliseconds spent when a person of the desk first acted. */
  readonly respondedMs?: number;
  /** Working milliseconds allowed for the resolution, where the desk lead gave a new date. */
  readonly allowedMs?: number;
  readonly warned: readonly ServiceGoal[];
  readonly breached: readonly ServiceGoal[];
}

/** Since when the case waits for the person whose turn it is, and how often that person was reminded. */
export interface Waiting {
  readonly since: string;
  readonly reminded: number;
}

/** A breached deadline (servicio no conforme); cause and remedy are the desk lead's. */
export interface NonConformity {
  readonly goal: ServiceGoal;
  /** UTC instant on the desk's clock by which it was promised. */
  readonly dueAt?: string;
  readonly openedAt: string;
  readonly cause?: string;
  readonly remedy?: string;
  /** The day by which it is promised now, `YYYY-MM-DD`, where it was not done yet. */
  readonly newDate?: string;
  readonly by?: PersonRef;
  readonly treatedAt?: string;
}

/** The desk's turn: its clock runs. */
export const RUNNING: readonly Status[] = ['in_review', 'fulfilling', 'needs_attention'];
/** Somebody else's turn: reminders run. */
const WAITING: readonly Status[] = [
  'awaiting_supervisor',
  'awaiting_data',
  'delivering',
  'resolved',
  'treating',
];
/** Over for whoever asked. */
export const ENDED: readonly Status[] = ['treating', 'closed'];
/** Nothing is left that could be promised for a day. */
export const DONE: readonly Status[] = ['delivering', 'resolved', ...ENDED];

const FRESH: ServiceClock = { spentMs: 0, warned: [], breached: [] };
const DESK: readonly Relation[] = ['specialist', 'deskLead'];

/** Working milliseconds of the desk on the case up to `now`. */
export function spentMs(value: Pick<Case, 'clock'>, now: string, procedure: Procedure): number {
  const { spentMs: before, since } = value.clock ?? FRESH;
  return before + (since === undefined ? 0 : workingTimeBetween(since, now, procedure));
}

/** Working milliseconds that the procedure, or the desk lead's new date, gives for a goal; undefined for none. */
export function allowedMs(
  value: Pick<Case, 'clock' | 'kind' | 'parentId'>,
  goal: ServiceGoal,
  procedure: Procedure,
): number | undefined {
  /* The mass case is what was promised, not each of its accounts. */
  if (value.parentId) return undefined;
  const promised = procedure.service.kinds[value.kind];
  if (goal === 'resolution' && value.clock?.allowedMs !== undefined) return value.clock.allowedMs;
  return (
    promised && workingMs(goal === 'resolution' ? promised.resolution : promised.firstResponse, procedure)
  );
}

/**
 * UTC instant at which a share of a goal's time is used up: in the future only while the clock runs, past where it
 * stopped too late. Undefined where nothing is promised, the goal was met, or its breach is known.
 */
export function goalAt(value: Case, goal: ServiceGoal, procedure: Procedure, share = 1): string | undefined {
  const allowed = allowedMs(value, goal, procedure);
  const clock = value.clock ?? FRESH;
  if (allowed === undefined || clock.breached.includes(goal)) return undefined;
  if (goal === 'first_response' && clock.respondedMs !== undefined)
    return share === 1 && clock.respondedMs > allowed ? value.updatedAt : undefined;
  const left = Math.floor(allowed * share) - clock.spentMs;
  if (clock.since !== undefined) return addWorkingMs(clock.since, left, procedure);
  return share === 1 && left < 0 ? value.updatedAt : undefined;
}

/** How a promise of the procedure stands. */
export interface TimeLeft {
  readonly goal: ServiceGoal;
  readonly state: 'runs' | 'stands' | 'late';
  /** Working milliseconds left, or gone by since it was due. */
  readonly ms: number;
  /** UTC instant at which it falls due, while its clock runs. */
  readonly at?: string;
}

/** What is still to be kept of the promises: nothing once the work is done. */
export function timesLeft(value: Case, procedure: Procedure, now: string): readonly TimeLeft[] {
  if (DONE.includes(value.status)) return [];
  const goals: readonly ServiceGoal[] =
    value.clock?.respondedMs === undefined ? ['first_response', 'resolution'] : ['resolution'];
  return goals.flatMap((goal): readonly TimeLeft[] => {
    const allowed = allowedMs(value, goal, procedure);
    if (allowed === undefined) return [];
    const left = allowed - spentMs(value, now, procedure);
    if (left < 0) return [{ goal, state: 'late', ms: -left }];
    if (value.clock?.since === undefined) return [{ goal, state: 'stands', ms: left }];
    return [{ goal, state: 'runs', ms: left, at: addWorkingMs(now, left, procedure) }];
  });
}

/** The non-conformities that still want cause and remedy. */
export function untreated(value: Pick<Case, 'nonConformities'>): readonly NonConformity[] {
  return (value.nonConformities ?? []).filter((one) => one.treatedAt === undefined);
}

/**
 * Lets the clocks follow a command: the desk's runs or stands still by the status that it led to, and whoever's
 * turn it is begins to be waited for. `after` may carry `clock` or `waiting` emptied, which starts them afresh.
 */
export function withClocks(
  before: Case,
  after: Case,
  by: { readonly relation: Relation; readonly command: CommandName | 'open' },
  { procedure, now }: { readonly procedure: Procedure; readonly now: string },
): Case {
  const clock = after.clock ?? FRESH;
  const spent = spentMs({ clock }, now, procedure);
  const responds = DESK.includes(by.relation) && by.command !== 'treat_nonconformity';
  const answered = clock.respondedMs ?? (responds ? spent : undefined);
  const running = RUNNING.includes(after.status);
  const kept = before.status === after.status ? after.waiting : undefined;
  return {
    ...after,
    clock: {
      ...clock,
      ...(running ? { since: clock.since ?? now } : { spentMs: spent, since: undefined }),
      respondedMs: answered,
    },
    waiting: WAITING.includes(after.status) ? (kept ?? { since: now, reminded: 0 }) : undefined,
  };
}
