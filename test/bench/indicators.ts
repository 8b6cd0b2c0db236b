import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { openMongoStores } from '../../services/adapters/mongo/open-mongo-stores.ts';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import type { Case, Kind } from '../../services/domain/case.ts';
import { type FactState, receivedFacts } from '../../services/domain/case-facts.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import type { Asker } from '../../services/usecases/desk.ts';
import { casesBehindFigure, readIndicators } from '../../services/usecases/indicators.ts';
import { aCase, aPerson } from '../support/builders.ts';
import { newDatabase, newFolder } from './contestants.ts';
import { assigneeNumber, requesterNumber } from './filled-cases.ts';
import { quantile, rounded } from './statistics.ts';

const YEAR = { from: '2025-01-01', until: '2025-12-31' };
const QUARTER = { from: '2025-07-01', until: '2025-09-30' };
const KINDS: readonly Kind[] = ['create', 'deactivate', 'modify', 'reset', 'failure', 'assistance'];
const STATES: readonly FactState[] = [
  'done',
  'done',
  'done',
  'done',
  'done',
  'refused',
  'open',
  'unanswered',
  'withdrawn',
];
const DEPARTMENTS = 40;
const TOGETHER = 64;
const WRITES = 400;

const LEAD: Asker = {
  actor: { person: aPerson({ id: 'lead' }), roles: ['deskLead'] },
  ...{ department: '', position: '', fresh: true },
};

const dayOf = (n: number) => new Date(Date.UTC(2025, 0, 1 + (n % 365))).toISOString();

/** The case with this number, received on some day of the year and mostly resolved some days later. */
function caseNumber(n: number, filler: string): Case {
  const state = STATES[n % STATES.length] ?? 'done';
  const resolved = state === 'done' || state === 'refused';
  const received = receivedFacts(dayOf(n * 7), `Dependencia ${n % DEPARTMENTS}`, unidadVictimas);
  return aCase({
    _id: `MS-2025-${String(n).padStart(6, '0')}`,
    requester: requesterNumber(n),
    assignee: assigneeNumber(n),
    kind: KINDS[n % KINDS.length] ?? 'create',
    status: state === 'open' ? 'in_review' : 'closed',
    open: state === 'open',
    remark: filler,
    facts: {
      ...received,
      state,
      resolvedOn: resolved ? dayOf(n * 7 + (n % 9)).slice(0, 10) : '',
      workedMin: resolved ? (n * 7919) % 2_700 : 0,
      waitedMin: resolved && n % 3 === 0 ? (n * 104_729) % 4_000 : 0,
      breachedOn: n % 25 === 0 ? received.receivedOn : '',
      score: resolved && n % 4 === 0 ? 1 + (n % 5) : 0,
    },
  });
}

async function fill(stores: Stores, count: number, filler: string): Promise<void> {
  for (let n = 1; n <= count; n += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, count + 1 - n) }, (_, at) => n + at);
    await Promise.all(numbers.map((number) => stores.cases.insert(caseNumber(number, filler))));
  }
}

/**
 * Milliseconds of the middle run and of the worst, of this process's own work in the middle one (on the embedded store
 * all there is; other programs do not count), and the longest that anything else had to wait meanwhile.
 */
async function timed(runs: number, work: () => Promise<unknown>) {
  const waits = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  const works: number[] = [];
  waits.enable();
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    works.push((user + system) / 1_000);
    times.push(performance.now() - started);
  }
  waits.disable();
  return {
    medianMs: rounded(quantile(times, 0.5), 1),
    cpuMs: rounded(quantile(works, 0.5), 1),
    worstMs: rounded(Math.max(...times), 1),
    longestBlockMs: rounded(waits.max / 1e6, 1),
  };
}

/** Median milliseconds of a case's write where its facts change, where they stay, and where it has none. */
async function writes(stores: Stores, filler: string) {
  const costs: Record<'changed' | 'same' | 'none', number[]> = { changed: [], same: [], none: [] };
  for (let n = 0; n < WRITES; n += 1) {
    for (const how of ['changed', 'same', 'none'] as const) {
      const { facts, ...rest } = caseNumber(n + 1, filler);
      const made: Case = { ...rest, _id: `${how}-${n}`, ...(how !== 'none' && facts && { facts }) };
      await stores.cases.insert(made);
      const later =
        how === 'changed' && facts ? { facts: { ...facts, state: 'done' as const, score: 3 } } : {};
      const started = performance.now();
      await stores.cases.replace({ ...made, ...later, revision: 2, status: 'closed' }, 1);
      costs[how].push(performance.now() - started);
    }
  }
  const median = (how: keyof typeof costs) => rounded(quantile(costs[how], 0.5), 3);
  return { changedMs: median('changed'), sameMs: median('same'), withoutFactsMs: median('none') };
}

async function measured(stores: Stores, count: number, filler: string, runs: number) {
  const started = performance.now();
  await fill(stores, count, filler);
  const deps = { figures: stores.figures, people: stores.people };
  const behind = { days: YEAR, name: 'low' as const };
  return {
    cases: count,
    fillSeconds: rounded((performance.now() - started) / 1_000, 1),
    year: await timed(runs, () => readIndicators(deps, LEAD, YEAR)),
    quarter: await timed(runs, () => readIndicators(deps, LEAD, QUARTER)),
    pageBehind: await timed(runs, () => casesBehindFigure(deps, LEAD, behind, { limit: 8 })),
    write: await writes(stores, filler),
  };
}

export type IndicatorsReport = Awaited<ReturnType<typeof measured>>;

/** The indicators of a year of so many cases on the embedded store, each case some 3 KB. */
export async function indicatorsOnSqlite(work: string, count: number): Promise<IndicatorsReport> {
  const stores = await openSqliteStores(newFolder(work));
  try {
    return await measured(stores, count, 'x'.repeat(1_000), 7);
  } finally {
    await stores.close();
  }
}

/** The same on MongoDB's wire. A test server reads every document for a count, so there are fewer and short ones. */
export async function indicatorsOnMongo(uri: string, count: number): Promise<IndicatorsReport> {
  const log = pino({ level: 'silent' });
  const patience = { selectionMs: 10_000, answerMs: 120_000 };
  const stores = await openMongoStores({ uri, db: newDatabase(), log, patience });
  try {
    return await measured(stores, count, '', 3);
  } finally {
    await stores.close();
  }
}
