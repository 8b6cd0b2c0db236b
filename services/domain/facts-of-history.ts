import { todayIn } from './calendar.ts';
import type { Case, Outcome, Status } from './case.ts';
import { type CaseFacts, factState, RESOLVED_STATES } from './case-facts.ts';
import type { HistoryEntry } from './history.ts';
import type { FactRow } from './indicators.ts';
import type { Procedure } from './procedure.ts';
import { ENDED, RUNNING } from './service-clock.ts';
import { workingTimeBetween } from './working-time.ts';

const OUTCOME_OF: Readonly<Record<string, Outcome>> = {
  turn_down: 'rejected',
  reject: 'rejected',
  not_authorise: 'not_authorised',
  withdraw: 'withdrawn',
  stop: 'withdrawn',
  close_unanswered: 'unanswered',
};
const WAITED_FOR: readonly Status[] = ['awaiting_supervisor', 'awaiting_data'];

/** A time that runs in some statuses, added up from the entries alone. */
interface Sum {
  readonly ms: number;
  readonly since: string;
}
const NOTHING: Sum = { ms: 0, since: '' };

interface Read {
  readonly row: Omit<FactRow, 'facts'>;
  readonly facts: CaseFacts;
  readonly outcome?: Outcome;
  /** A mass request is to be taken back: a no to that leaves it done. */
  readonly returns?: boolean;
  readonly worked: Sum;
  readonly waited: Sum;
}

function factOf(entry: HistoryEntry, name: string): string {
  const { facts } = entry;
  const found = typeof facts === 'object' && facts !== null && name in facts ? Object.entries(facts) : [];
  const value = found.find(([key]) => key === name)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function ran(sum: Sum, runs: boolean, at: string, procedure: Procedure): Sum {
  if (runs) return { ms: sum.ms, since: sum.since || at };
  const more = sum.since === '' ? 0 : workingTimeBetween(sum.since, at, procedure);
  return { ms: sum.ms + more, since: '' };
}

/**
 * Who has the case after an entry: by taking it, being given it, or acting on one that nobody had. A mass request is
 * theirs who approves it.
 */
function specialistAfter({ specialist: before, kind }: Read['row'], entry: HistoryEntry): string {
  if (entry.what === 'take' || (entry.what === 'approve' && kind === 'bulk_deactivate')) return entry.by.id;
  if (entry.what === 'hand_over' || entry.what === 'assign') return factOf(entry, 'to');
  const takes = entry.what === 'approve' || entry.what === 'request_data';
  return takes ? before || entry.by.id : before;
}

function outcomeAfter({ outcome, returns }: Read, entry: HistoryEntry): Outcome | undefined {
  if (!ENDED.includes(entry.to)) return undefined;
  if (returns) return 'fulfilled';
  return entry.from && ENDED.includes(entry.from) ? outcome : (OUTCOME_OF[entry.what] ?? 'fulfilled');
}

function readEntry(before: Read, entry: HistoryEntry, procedure: Procedure): Read {
  const reopens = entry.what === 'reopen' || entry.what === 'return_all';
  const afresh = reopens && before.outcome !== 'unanswered';
  const day = todayIn(procedure.timeZone, entry.at);
  const known = afresh ? { ...before.facts, score: 0, resolvedOn: '' } : before.facts;
  const worked = ran(afresh ? NOTHING : before.worked, RUNNING.includes(entry.to), entry.at, procedure);
  const waited = ran(afresh ? NOTHING : before.waited, WAITED_FOR.includes(entry.to), entry.at, procedure);
  const outcome = outcomeAfter(before, entry);
  const state = factState(entry.to, outcome);
  const resolved = RESOLVED_STATES.includes(state);
  const stands = resolved && known.resolvedOn !== '';
  const minutes = (ms: number) => (resolved ? Math.floor(ms / 60_000) : 0);
  const facts: CaseFacts = {
    ...known,
    state,
    resolvedOn: stands ? known.resolvedOn : resolved ? day : '',
    workedMin: stands ? known.workedMin : minutes(worked.ms),
    waitedMin: stands ? known.waitedMin : minutes(waited.ms),
    breachedOn: known.breachedOn || (entry.what === 'breach' ? day : ''),
    score: entry.what === 'rate' ? Number(factOf(entry, 'score')) : known.score,
    waitedMs: waited.ms,
    waitsSince: waited.since,
  };
  const specialist = specialistAfter(before.row, entry);
  const returns = entry.what === 'return_all' || (before.returns === true && !ENDED.includes(entry.to));
  return { row: { ...before.row, specialist }, facts, outcome, returns, worked, waited };
}

/**
 * What the indicators count of a case, read from its sealed history alone: status by status and entry by entry.
 * What the case keeps of itself (`Case.facts`) must be the same; the histories are what the figures rest on.
 */
export function factsOfHistory(
  { history, kind }: Pick<Case, 'history' | 'kind'>,
  procedure: Procedure,
): FactRow {
  const [opening] = history;
  const start: Read = {
    row: { kind, specialist: '' },
    facts: {
      department: opening ? factOf(opening, 'department') : '',
      receivedOn: opening ? todayIn(procedure.timeZone, opening.at) : '',
      state: 'open',
      resolvedOn: '',
      workedMin: 0,
      waitedMin: 0,
      breachedOn: '',
      score: 0,
      waitedMs: 0,
      waitsSince: '',
    },
    worked: NOTHING,
    waited: NOTHING,
  };
  const { row, facts } = history.reduce((read, entry) => readEntry(read, entry, procedure), start);
  return { ...row, facts };
}
