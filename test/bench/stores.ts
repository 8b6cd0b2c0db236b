import { performance } from 'node:perf_hooks';
import type { Case } from '../../services/domain/case.ts';
import type { CaseFilter } from '../../services/ports/case-store.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { aCase, aPerson } from '../support/builders.ts';

/** Inserts under way at once while filling. */
const TOGETHER = 64;
/** One case in this many is still open; one in this many of the open ones owes work. */
const OPEN_EVERY = 20;
const PAGE = 20;

const SPECIALISTS = Array.from({ length: 12 }, (_, n) => aPerson({ id: `specialist-${n}` }));
const SUPERVISORS = Array.from({ length: 150 }, (_, n) => aPerson({ id: `supervisor-${n}` }));
const EMPLOYEES = Array.from({ length: 400 }, (_, n) => aPerson({ id: `employee-${n}` }));

const HISTORY = [1, 2, 3, 4, 5, 6].flatMap((seq) => aCase().history.map((entry) => ({ ...entry, seq })));

function pick<T>(from: readonly T[], n: number): T {
  const found = from[n % from.length];
  return found ?? (from[0] as T);
}

/** The case with this number, as a desk of some years would hold it: mostly closed, some 4 KB. */
function caseNumber(n: number): Case {
  const open = n % OPEN_EVERY === 0;
  return aCase({
    _id: `MS-2026-${String(n).padStart(6, '0')}`,
    requester: pick(EMPLOYEES, n * 7),
    assignee: pick(SPECIALISTS, Math.floor(n / OPEN_EVERY)),
    supervisor: pick(SUPERVISORS, n * 3),
    kind: n % 3 === 0 ? 'deactivate' : 'create',
    status: open ? 'in_review' : 'closed',
    open,
    history: HISTORY,
    deadlineAt: open ? new Date(Date.UTC(2027, 0, 1, 0, 0, n % 86_400)).toISOString() : '',
    dueAt: open ? new Date(Date.UTC(2027, 0, 1, 0, 0, n % 86_400)).toISOString() : '',
    remark: 'x'.repeat(1_000),
  });
}

/** Adds cases `from` to `to - 1`. Answers the inserts per second. */
export async function fillCases(stores: Stores, from: number, to: number): Promise<number> {
  const started = performance.now();
  for (let n = from; n < to; n += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, to - n) }, (_, at) => n + at);
    await Promise.all(numbers.map((number) => stores.cases.insert(caseNumber(number))));
  }
  return Math.round((to - from) / ((performance.now() - started) / 1_000));
}

/** Milliseconds of one query. */
export interface Timing {
  readonly median: number;
  readonly p99: number;
}

async function time(runs: number, query: (n: number) => Promise<unknown>): Promise<Timing> {
  for (let n = 0; n < Math.ceil(runs / 4); n += 1) await query(n);
  const took: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    const started = performance.now();
    await query(n);
    took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => Number((took[Math.floor(took.length * share)] ?? 0).toFixed(3));
  return { median: at(0.5), p99: at(0.99) };
}

const LISTS: Readonly<Record<string, (n: number) => CaseFilter>> = {
  ofRequester: (n) => ({ by: 'requester', personId: pick(EMPLOYEES, n).id }),
  openOfSupervisor: (n) => ({ by: 'supervisor', personId: pick(SUPERVISORS, n * 30).id, open: true }),
  openOfAssignee: (n) => ({ by: 'assignee', personId: pick(SPECIALISTS, n).id, open: true }),
  closedOfAssignee: (n) => ({ by: 'assignee', personId: pick(SPECIALISTS, n).id, open: false }),
  open: () => ({ by: 'open' }),
};

/** Times pages of 20 of every list, and what an idle worker and an idle sweep ask, on the stores as filled. */
export async function measureQueries(stores: Stores, runs = 400): Promise<Record<string, Timing>> {
  const timings: Record<string, Timing> = {};
  for (const [name, filter] of Object.entries(LISTS)) {
    timings[name] = await time(runs, (n) => stores.cases.list(filter(n), { limit: PAGE }));
  }
  const quiet = '2026-12-01T00:00:00.000Z';
  timings.idleClaim = await time(runs, () => stores.cases.claimDue(quiet, quiet));
  timings.nextDue = await time(runs, () => stores.cases.nextDue());
  timings.idleSweep = await time(runs, () => stores.cases.passedDeadlines(quiet, 100));
  return timings;
}

/** What the bench prints of one kind of store. */
export interface StoresReport {
  readonly small: {
    readonly cases: number;
    readonly insertsPerSecond: number;
    readonly queries: Record<string, Timing>;
  };
  readonly large: {
    readonly cases: number;
    readonly insertsPerSecond: number;
    readonly queries: Record<string, Timing>;
  };
  /** Median at the large size by median at the small one. */
  readonly growth: Readonly<Record<string, number>>;
}

/** Fills empty stores to two sizes and times the same queries at both. */
export async function benchStores(stores: Stores, small = 10_000, large = 200_000): Promise<StoresReport> {
  const first = await fillCases(stores, 1, small + 1);
  const before = await measureQueries(stores);
  const rest = await fillCases(stores, small + 1, large + 1);
  const after = await measureQueries(stores);
  const growth = Object.fromEntries(
    Object.entries(after).map(([name, timing]) => [
      name,
      Number((timing.median / Math.max(before[name]?.median ?? 0, 0.001)).toFixed(2)),
    ]),
  );
  return {
    small: { cases: small, insertsPerSecond: first, queries: before },
    large: { cases: large, insertsPerSecond: rest, queries: after },
    growth,
  };
}
