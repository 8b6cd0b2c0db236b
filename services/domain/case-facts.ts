import { todayIn } from './calendar.ts';
import type { Case, Outcome, Status } from './case.ts';
import type { Procedure } from './procedure.ts';
import { DONE } from './service-clock.ts';
import { workingTimeBetween } from './working-time.ts';

/**
 * How a case stands to the indicators. `done`: what was asked was done, whether or not it has been confirmed;
 * `refused`: it was answered with a reasoned no, of the desk or of the supervisor; `unanswered`: closed because
 * whoever asked never answered; `withdrawn`: whoever asked took it back.
 */
export const FACT_STATES = ['open', 'done', 'refused', 'unanswered', 'withdrawn'] as const;
export type FactState = (typeof FACT_STATES)[number];

/**
 * What the indicators count of one case, kept on it by each of its writes and indexed by the stores. Days are
 * `YYYY-MM-DD` in the profile's time zone, '' for none; minutes are whole minutes of working time, rounded down.
 */
export interface CaseFacts {
  /** Department of whoever asked, at the opening; '' where it is not known. */
  readonly department: string;
  readonly receivedOn: string;
  readonly state: FactState;
  /** Day of the last resolution; '' while it is not resolved, and again once it was reopened. */
  readonly resolvedOn: string;
  /** The desk's own working time up to the resolution; since the last reopening where there was one. */
  readonly workedMin: number;
  /** Working time in which the case waited for whoever asked or for the supervisor, counted as `workedMin`. */
  readonly waitedMin: number;
  /** Day on which the first promised time was missed. */
  readonly breachedOn: string;
  /** Mark from the survey, 1 to 5; 0 where none was given. */
  readonly score: number;
  /** Milliseconds waited up to `waitsSince`, a UTC instant, '' while the case waits for nobody. */
  readonly waitedMs: number;
  readonly waitsSince: string;
}

/** States of a case that count as resolved. */
export const RESOLVED_STATES: readonly FactState[] = ['done', 'refused'];
/** The turn of people outside the desk, before there is a result. */
const WAITED_FOR: readonly Status[] = ['awaiting_supervisor', 'awaiting_data'];
const MINUTE_MS = 60_000;

const STATE_OF: Readonly<Record<Outcome, FactState>> = {
  fulfilled: 'done',
  rejected: 'refused',
  not_authorised: 'refused',
  unanswered: 'unanswered',
  withdrawn: 'withdrawn',
};

/** The facts of a case that was received at this instant from somebody of the department. */
export function receivedFacts(at: string, department: string, { timeZone }: Procedure): CaseFacts {
  return {
    department,
    receivedOn: todayIn(timeZone, at),
    state: 'open',
    resolvedOn: '',
    workedMin: 0,
    waitedMin: 0,
    breachedOn: '',
    score: 0,
    waitedMs: 0,
    waitsSince: '',
  };
}

/** The facts of a case that is reopened: what it waited before counts no more. */
export function reopenedFacts(facts: CaseFacts | undefined): CaseFacts | undefined {
  return facts && { ...facts, waitedMs: 0, waitsSince: '' };
}

/** How a case in this status, with this outcome, stands to the indicators. */
export function factState(status: Status, outcome: Outcome | undefined): FactState {
  if (outcome) return STATE_OF[outcome];
  return DONE.includes(status) ? 'done' : 'open';
}

/**
 * The case with its facts brought up to a command that was given at `now`; its clocks are those after it. The cases of
 * the accounts of a mass request have none: the request counts, once.
 */
export function withFacts(
  value: Case,
  { procedure, now }: { readonly procedure: Procedure; readonly now: string },
): Case {
  if (value.parentId) return value;
  const known = value.facts ?? receivedFacts(value.createdAt, '', procedure);
  const state = factState(value.status, value.outcome);
  const waits = WAITED_FOR.includes(value.status);
  const waited =
    known.waitedMs + (known.waitsSince === '' ? 0 : workingTimeBetween(known.waitsSince, now, procedure));
  const goesOn = waits && known.waitsSince !== '';
  const day = (instant: string) => todayIn(procedure.timeZone, instant);
  const breach = value.nonConformities?.[0]?.openedAt;
  const facts: CaseFacts = {
    ...known,
    ...resolution(known, state, { day: day(now), spentMs: value.clock?.spentMs ?? 0, waitedMs: waited }),
    state,
    breachedOn: breach === undefined ? '' : day(breach),
    score: value.survey?.score ?? 0,
    waitedMs: goesOn ? known.waitedMs : waited,
    waitsSince: goesOn ? known.waitsSince : waits ? now : '',
  };
  return { ...value, facts };
}

type Resolution = Pick<CaseFacts, 'resolvedOn' | 'workedMin' | 'waitedMin'>;

/** What is resolved stays so, by its first day, until the case is open again. */
function resolution(
  known: CaseFacts,
  state: FactState,
  now: { readonly day: string; readonly spentMs: number; readonly waitedMs: number },
): Resolution {
  if (!RESOLVED_STATES.includes(state)) return { resolvedOn: '', workedMin: 0, waitedMin: 0 };
  if (known.resolvedOn !== '') return known;
  const minutes = (ms: number) => Math.floor(ms / MINUTE_MS);
  return { resolvedOn: now.day, workedMin: minutes(now.spentMs), waitedMin: minutes(now.waitedMs) };
}
