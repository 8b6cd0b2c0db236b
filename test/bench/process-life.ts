import { setTimeout as pause } from 'node:timers/promises';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import { startBot } from './bot-process.ts';
import type { Channel } from './channel.ts';
import { mesaOn, newFolder } from './contestants.ts';
import { drive } from './drive.ts';
import { fillCases } from './filled-cases.ts';
import { rounded, type Spread, spreadOf } from './statistics.ts';

export interface StartUpReport {
  /** From the start of the process until `/readyz` says ready, in milliseconds: with an empty data folder. */
  readonly firstStartMs: Spread;
  /** The same with the data that the first start left. */
  readonly laterStartMs: Spread;
}

/** Starts the built desk again and again. */
export async function measureStartUp(work: string, runs: number): Promise<StartUpReport> {
  const first: number[] = [];
  const later: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    const folder = newFolder(work);
    for (const times of [first, later]) {
      const bot = await startBot(mesaOn(folder));
      times.push(bot.readyMs);
      await bot.kill();
    }
  }
  return { firstStartMs: spreadOf(first, 0), laterStartMs: spreadOf(later, 0) };
}

/** Resident memory of the desk's process in MB; null where the system does not tell. */
export interface MemoryReport {
  /** Ready, the directory read, nobody writing. */
  readonly idleMb: number | null;
  /** The same with so many cases in the store. */
  readonly cases: number;
  readonly idleWithCasesMb: number | null;
  /** After a while of sixteen conversations with that store. */
  readonly busyWithCasesMb: number | null;
}

const SETTLING_MS = 4_000;

export async function measureMemory(
  channel: Channel,
  work: string,
  options: { readonly cases: number; readonly conversations: number; readonly measureMs: number },
): Promise<MemoryReport> {
  const empty = await startBot(mesaOn(newFolder(work)));
  await pause(SETTLING_MS);
  const idleMb = megabytes(empty.rssMb());
  await empty.kill();
  const folder = newFolder(work);
  const stores = await openSqliteStores(folder);
  await fillCases(stores, options.cases);
  await stores.close();
  const full = await startBot(mesaOn(folder));
  try {
    await pause(SETTLING_MS);
    const idleWithCasesMb = megabytes(full.rssMb());
    await drive(channel, full.url, options);
    await pause(SETTLING_MS);
    return { idleMb, cases: options.cases, idleWithCasesMb, busyWithCasesMb: megabytes(full.rssMb()) };
  } finally {
    await full.kill();
  }
}

const megabytes = (value: number): number | null => (Number.isNaN(value) ? null : rounded(value, 0));
