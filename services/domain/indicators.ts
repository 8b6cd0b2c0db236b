import type { CaseFacts, FactState } from './case-facts.ts';
import { RESOLVED_STATES } from './case-facts.ts';
import { LOW_SCORE } from './survey.ts';

/**
 * The indicators of the service, from the facts of the cases.
 *
 * - **Received** in a period: opened on one of its days, and not taken back by whoever asked.
 * - **Resolved** in a period: brought to its result on one of its days, whenever it was received. The result is that
 *   it was done (also before it is confirmed) or answered with a reasoned no. So resolved / received can pass 100 %
 *   while a backlog is worked off.
 * - A **reopened** case is resolved no longer; it counts once more on the day of its new result, and in that period
 *   alone. Its working time is counted from the reopening.
 * - A **withdrawn** case counts as neither. One that is **open**, or was closed because whoever asked **never
 *   answered**, is received and not resolved.
 * - **Late** in a period: its first promised time was missed on one of its days.
 * - Marks of the survey belong to the period in which their case was resolved.
 */

/** The days on which the indicators find cases. */
export const FACT_DAYS = ['receivedOn', 'resolvedOn', 'breachedOn'] as const;
export type FactDay = (typeof FACT_DAYS)[number];

/** A stretch of days, both included, `YYYY-MM-DD`. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

/** Cases that are alike to the indicators, found by one of their days. */
export interface FactGroup {
  readonly kind: string;
  readonly department: string;
  /** Directory id of whoever has the case, '' for nobody. */
  readonly specialist: string;
  readonly state: FactState;
  readonly cases: number;
  /** Working minutes of each of them, in any order; empty unless they were looked for by `resolvedOn`. */
  readonly worked: readonly number[];
  readonly waited: readonly number[];
  /** Marks, 0 where none was given. */
  readonly scores: readonly number[];
}

/** The groups of a period by the three days. */
export type PeriodGroups = Readonly<Record<FactDay, readonly FactGroup[]>>;

/** By what the indicators can be split. */
export const DIMENSIONS = ['kind', 'department', 'specialist'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Nearest rank: the least value that at least half, or nine tenths, of the cases do not pass. Working minutes. */
export interface Spread {
  readonly median: number;
  readonly p90: number;
}

export interface Figures {
  readonly received: number;
  readonly resolved: number;
  /** Resolved / received x 100; undefined where nothing was received. */
  readonly rate?: number;
  /** Of the resolved ones: answered with a no. */
  readonly refused: number;
  /** Of the received ones: still open, closed unanswered. */
  readonly open: number;
  readonly unanswered: number;
  /** Beside the received ones. */
  readonly withdrawn: number;
  readonly late: number;
  /** The desk's working time to the result; undefined where nothing was resolved. */
  readonly worked?: Spread;
  /** Time waited for people, of those resolved cases that waited a minute or more, and how many those are. */
  readonly waited?: Spread;
  readonly waitedCases: number;
  /** How many marks were given, 1 to 5, how many of them low ones, and their mean. */
  readonly survey: { readonly count: number; readonly low: number; readonly mean?: number };
}

/** The value of that rank among sorted values: the least one that a share of them does not pass. */
export function nearestRank(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function spreadOf(minutes: readonly number[]): Spread | undefined {
  const sorted = Int32Array.from(minutes).sort();
  if (sorted.length === 0) return undefined;
  return { median: nearestRank(sorted, 0.5), p90: nearestRank(sorted, 0.9) };
}

const counted = (groups: readonly FactGroup[], states?: readonly FactState[]) =>
  groups.reduce((sum, one) => sum + (!states || states.includes(one.state) ? one.cases : 0), 0);

/** States of a case that count as received. */
export const RECEIVED_STATES: readonly FactState[] = ['open', 'done', 'refused', 'unanswered'];

/** The figures of a period. */
export function figuresOf({ receivedOn, resolvedOn, breachedOn }: PeriodGroups): Figures {
  const received = counted(receivedOn, RECEIVED_STATES);
  const resolved = counted(resolvedOn, RESOLVED_STATES);
  const marks = resolvedOn.flatMap((one) => one.scores).filter((one) => one > 0);
  const sum = marks.reduce((total, one) => total + one, 0);
  const waited = resolvedOn.flatMap((one) => one.waited).filter((one) => one > 0);
  return {
    received,
    resolved,
    rate: received === 0 ? undefined : (resolved * 100) / received,
    refused: counted(resolvedOn, ['refused']),
    open: counted(receivedOn, ['open']),
    unanswered: counted(receivedOn, ['unanswered']),
    withdrawn: counted(receivedOn, ['withdrawn']),
    late: counted(breachedOn),
    worked: spreadOf(resolvedOn.flatMap((one) => one.worked)),
    waited: spreadOf(waited),
    waitedCases: waited.length,
    survey: {
      count: marks.length,
      low: marks.filter((one) => one <= LOW_SCORE).length,
      mean: marks.length === 0 ? undefined : sum / marks.length,
    },
  };
}

/** One part of a split: which kind, department or specialist, and its figures. */
export interface Part {
  /** A kind, a department's name, or a directory id; '' for cases that have none. */
  readonly of: string;
  readonly figures: Figures;
}

/** The figures split, the part with most cases received first. */
export function partsOf(groups: PeriodGroups, by: Dimension): readonly Part[] {
  const names = new Set(FACT_DAYS.flatMap((day) => groups[day].map((one) => one[by])));
  const parts = [...names].map((of): Part => {
    const only = (all: readonly FactGroup[]) => all.filter((one) => one[by] === of);
    return {
      of,
      figures: figuresOf({
        receivedOn: only(groups.receivedOn),
        resolvedOn: only(groups.resolvedOn),
        breachedOn: only(groups.breachedOn),
      }),
    };
  });
  const weight = ({ figures }: Part) => figures.received + figures.resolved;
  return parts.sort((a, b) => weight(b) - weight(a) || a.of.localeCompare(b.of));
}

/** Whether the target, in per cent, was reached; undefined where nothing was received. */
export function isMet({ received, resolved }: Figures, target: number): boolean | undefined {
  return received === 0 ? undefined : resolved * 100 >= target * received;
}

/** A case as the indicators see it. */
export interface FactRow {
  readonly kind: string;
  readonly specialist: string;
  readonly facts: CaseFacts;
}

/** What a store answers for the rows that lie in the period: the definition that both stores are tried against. */
export function groupsOf(rows: readonly FactRow[], { from, until }: Days): PeriodGroups {
  const inside = (day: FactDay): readonly FactGroup[] => {
    const groups = new Map<string, FactGroup>();
    for (const { kind, specialist, facts } of rows) {
      if (facts[day] === '' || facts[day] < from || facts[day] > until) continue;
      const { department, state } = facts;
      const key = JSON.stringify([kind, department, specialist, state]);
      const known = groups.get(key) ?? emptyGroup({ kind, department, specialist, state });
      groups.set(key, withCase(known, day, facts));
    }
    return [...groups.values()];
  };
  return {
    receivedOn: inside('receivedOn'),
    resolvedOn: inside('resolvedOn'),
    breachedOn: inside('breachedOn'),
  };
}

const emptyGroup = (of: Pick<FactGroup, 'kind' | 'department' | 'specialist' | 'state'>): FactGroup => ({
  ...of,
  cases: 0,
  worked: [],
  waited: [],
  scores: [],
});

function withCase(group: FactGroup, day: FactDay, facts: CaseFacts): FactGroup {
  const more = { ...group, cases: group.cases + 1 };
  if (day !== 'resolvedOn') return more;
  return {
    ...more,
    worked: [...group.worked, facts.workedMin],
    waited: [...group.waited, facts.waitedMin],
    scores: [...group.scores, facts.score],
  };
}
