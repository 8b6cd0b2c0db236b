import { performance } from 'node:perf_hooks';
import type { CaseFilter } from '../../services/ports/case-store.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { ACCOUNT_QUERIES } from './filled-accounts.ts';
import { assigneeNumber, openSupervisorNumber, requesterNumber } from './filled-cases.ts';
import { quantile, rounded } from './statistics.ts';

/** Milliseconds of one query. */
export interface Timing {
  readonly median: number;
  readonly p99: number;
}

/** What is asked again and again: the n-th asking of each query, so that not one page alone is warm. */
type Query = (stores: Stores, n: number) => Promise<unknown>;

const PAGE = { limit: 20 };
const QUIET = '2019-12-01T00:00:00.000Z';

const list =
  (filter: (n: number) => CaseFilter): Query =>
  (stores, n) =>
    stores.cases.list(filter(n), PAGE);

/** Pages of every list that people see. */
export const LISTS: Readonly<Record<string, Query>> = {
  ofRequester: list((n) => ({ by: 'requester', personId: requesterNumber(n).id })),
  openOfSupervisor: list((n) => ({ by: 'supervisor', personId: openSupervisorNumber(n).id, open: true })),
  openOfAssignee: list((n) => ({ by: 'assignee', personId: assigneeNumber(n).id, open: true })),
  closedOfAssignee: list((n) => ({ by: 'assignee', personId: assigneeNumber(n).id, open: false })),
  open: list(() => ({ by: 'open' })),
};

/** Pages of the register, as people ask for them. */
export const ACCOUNTS: Readonly<Record<string, Query>> = Object.fromEntries(
  Object.entries(ACCOUNT_QUERIES).map(([name, query]): [string, Query] => [
    `accounts.${name}`,
    (stores, n) => stores.register.query(query(n), PAGE),
  ]),
);

/** What an idle worker and an idle sweep of the deadlines ask. */
export const IDLE: Readonly<Record<string, Query>> = {
  idleClaim: (stores) => stores.cases.claimDue(QUIET, QUIET),
  nextDue: (stores) => stores.cases.nextDue(),
  idleSweep: (stores) => stores.cases.passedDeadlines(QUIET, 100),
  idleCalendar: (stores) => stores.register.calendarDue(QUIET, 1),
};

/** Turns that each store gets with a query. */
const ROUNDS = 20;
const RUNS = 25;

/**
 * Times the queries on each of the stores in short turns, so that whatever else the machine does falls on all of
 * them alike. Answers a table of timings per store.
 */
export async function timeQueries(
  queries: Readonly<Record<string, Query>>,
  stores: readonly Stores[],
  rounds = ROUNDS,
): Promise<Record<string, Timing>[]> {
  const tables: Record<string, Timing>[] = stores.map(() => ({}));
  for (const [name, query] of Object.entries(queries)) {
    const took = stores.map((): number[] => []);
    for (let round = -1; round < rounds; round += 1) {
      for (const [at, one] of stores.entries()) {
        const times = await timesOf(query, one, round * RUNS);
        // The first round only warms up.
        if (round >= 0) took[at]?.push(...times);
      }
    }
    for (const [at, table] of tables.entries()) {
      const times = took[at] ?? [];
      table[name] = { median: rounded(quantile(times, 0.5), 4), p99: rounded(quantile(times, 0.99), 4) };
    }
  }
  return tables;
}

async function timesOf(query: Query, stores: Stores, from: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = from; n < from + RUNS; n += 1) {
    const started = performance.now();
    await query(stores, Math.abs(n));
    times.push(performance.now() - started);
  }
  return times;
}
