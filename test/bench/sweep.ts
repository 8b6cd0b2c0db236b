import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { openMongoStores } from '../../services/adapters/mongo/open-mongo-stores.ts';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import type { Case } from '../../services/domain/case.ts';
import { withTime } from '../../services/domain/deadlines.ts';
import { withIndexFields } from '../../services/domain/index-fields.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import type { Deps } from '../../services/usecases/deps.ts';
import { sweepDeadlines } from '../../services/usecases/sweep-deadlines.ts';
import { aCase } from '../support/builders.ts';
import { newDatabase, newFolder } from './contestants.ts';
import { fillCases, requesterNumber } from './filled-cases.ts';
import { quantile, rounded } from './statistics.ts';

const ASKED = '2026-03-02T15:00:00.000Z';
const LATER = '2026-06-01T15:00:00.000Z';
const TOGETHER = 64;
const IDLE_RUNS = 200;

/** A backlog worked off, and what a sweep costs with nothing to do. */
export interface SweepReport {
  /** Cases in the store, those with a passed deadline included. */
  readonly cases: number;
  readonly due: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Longest single call: the time for which the worker does nothing else. Milliseconds. */
  readonly longestCallMs: number;
  readonly idleMs: { readonly median: number; readonly p99: number };
}

/** A case that waits for its requester, who never answers. */
function waitingCase(n: number): Case {
  const made = aCase({
    _id: `MS-2026-${String(n).padStart(6, '0')}`,
    requester: requesterNumber(n),
    status: 'awaiting_data',
    createdAt: ASKED,
    updatedAt: ASKED,
  });
  const context = { procedure: unidadVictimas, now: ASKED };
  const by = { relation: 'specialist', command: 'request_data' } as const;
  return withIndexFields(withTime({ ...made, status: 'in_review' }, made, by, context));
}

/** What a sweep stands on; the rest of the desk is not asked. */
function depsOf(stores: Stores): Deps {
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  const realNow = () => new Date().toISOString();
  return {
    cases: stores.cases,
    procedure: unidadVictimas,
    clock: { deskNow: () => LATER, realNow },
    historyKey: 'a key for measurements',
    log: silent,
    wake: () => {},
  } as unknown as Deps;
}

async function measured(stores: Stores, cases: number, due: number): Promise<SweepReport> {
  await fillCases(stores, cases - due);
  for (let n = 1; n <= due; n += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, due + 1 - n) }, (_, at) => n + at);
    await Promise.all(numbers.map((number) => stores.cases.insert(waitingCase(number))));
  }
  const deps = depsOf(stores);
  const started = performance.now();
  let longest = 0;
  let moved = 0;
  for (let took = -1; took !== 0; moved += took) {
    const from = performance.now();
    took = await sweepDeadlines(deps);
    longest = Math.max(longest, performance.now() - from);
  }
  const seconds = (performance.now() - started) / 1_000;
  if (moved !== due) throw new Error(`${moved} commands for ${due} deadlines`);
  const idle: number[] = [];
  for (let n = 0; n < IDLE_RUNS; n += 1) {
    const from = performance.now();
    await sweepDeadlines(deps);
    idle.push(performance.now() - from);
  }
  return {
    ...{ cases, due, seconds: rounded(seconds), perSecond: Math.round(due / seconds) },
    longestCallMs: Math.round(longest),
    idleMs: { median: rounded(quantile(idle, 0.5), 3), p99: rounded(quantile(idle, 0.99), 3) },
  };
}

/** Works off a backlog in an embedded store that holds `cases` in all. */
export async function sweepOnSqlite(work: string, cases: number, due: number): Promise<SweepReport> {
  const stores = await openSqliteStores(newFolder(work));
  try {
    return await measured(stores, cases, due);
  } finally {
    await stores.close();
  }
}

/** The same in a MongoDB database. */
export async function sweepOnMongo(uri: string, cases: number, due: number): Promise<SweepReport> {
  const stores = await openMongoStores({ uri, db: newDatabase(), log: pino({ level: 'silent' }) });
  try {
    return await measured(stores, cases, due);
  } finally {
    await stores.close();
  }
}
