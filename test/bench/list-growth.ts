import { pino } from 'pino';
import { openMongoStores } from '../../services/adapters/mongo/open-mongo-stores.ts';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { newDatabase, newFolder } from './contestants.ts';
import { fillAccounts } from './filled-accounts.ts';
import { fillCases } from './filled-cases.ts';
import { ACCOUNTS, IDLE, LISTS, type Timing, timeQueries } from './list-queries.ts';
import { rounded } from './statistics.ts';

interface Size {
  readonly cases: number;
  readonly accounts: number;
  readonly insertsPerSecond: number;
  /** Pages of 20 of the lists that people see. */
  readonly lists: Readonly<Record<string, Timing>>;
  /** What an idle worker and an idle sweep ask. */
  readonly idle: Readonly<Record<string, Timing>>;
}

/** Queries of one store at two sizes. */
export interface ListsReport {
  readonly small: Size;
  readonly large: Size;
  /** Median at the large size by median at the small one. */
  readonly growth: Readonly<Record<string, number>>;
}

/** A desk has some ten cases for each account. */
const accountsBeside = (cases: number) => Math.round(cases / 10);

async function measured(
  stores: readonly Stores[],
  counts: readonly number[],
  rounds?: number,
): Promise<Size[]> {
  const speeds: number[] = [];
  for (const [at, one] of stores.entries()) speeds.push(await fillCases(one, counts[at] ?? 0));
  for (const [at, one] of stores.entries()) await fillAccounts(one, accountsBeside(counts[at] ?? 0));
  const lists = await timeQueries({ ...LISTS, ...ACCOUNTS }, stores, rounds);
  const idle = await timeQueries(IDLE, stores, rounds);
  return stores.map((_one, at) => ({
    cases: counts[at] ?? 0,
    accounts: accountsBeside(counts[at] ?? 0),
    insertsPerSecond: speeds[at] ?? 0,
    lists: lists[at] ?? {},
    idle: idle[at] ?? {},
  }));
}

/** A test server that plans no compound index takes its time. */
const MONGO_ROUNDS = 2;

/** Fills two embedded stores and asks both by turns. */
export async function listsOnSqlite(
  work: string,
  smallCount: number,
  largeCount: number,
): Promise<ListsReport> {
  const stores = [await openSqliteStores(newFolder(work)), await openSqliteStores(newFolder(work))];
  try {
    const [small, large] = (await measured(stores, [smallCount, largeCount])) as [Size, Size];
    const growth = Object.fromEntries(
      Object.entries({ ...large.lists, ...large.idle }).map(([name, { median }]) => {
        const before = { ...small.lists, ...small.idle }[name]?.median ?? Number.NaN;
        return [name, rounded(median / before)];
      }),
    );
    return { small, large, growth };
  } finally {
    await Promise.all(stores.map((one) => one.close()));
  }
}

/** Asks one MongoDB database of that size. */
export async function listsOnMongo(uri: string, count: number): Promise<Size> {
  const stores = await openMongoStores({ uri, db: newDatabase(), log: pino({ level: 'silent' }) });
  try {
    const [size] = (await measured([stores], [count], MONGO_ROUNDS)) as [Size];
    return size;
  } finally {
    await stores.close();
  }
}
