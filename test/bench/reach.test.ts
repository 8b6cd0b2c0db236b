import { expect, test } from 'vitest';
import { LISTS } from './list-queries.ts';
import type { Measured } from './reach.ts';
import { reachOf } from './reach.ts';
import type { TurnsReport } from './turn-rounds.ts';

const spread = (median: number) => ({ median, min: median, max: median, runs: 1 });

const turns = (byBaseline: number, failures: readonly string[] = []): TurnsReport => ({
  turnsPerSecond: spread(100),
  requestsPerSecond: spread(10),
  turnMs: { p50: 1, p99: 2 },
  cpuMsPerTurn: 1,
  callsPerTurn: 1,
  editsPerTurn: 0,
  byBaseline,
  failures,
});

const startUp = (ms: number) => ({ firstStartMs: spread(ms), laterStartMs: spread(9_999) });
const memory = (idleMb: number | null) => ({ idleMb, cases: 1, idleWithCasesMb: 999, busyWithCasesMb: 999 });

function lists(slowest: number): Measured['lists'] {
  const size = { cases: 1, accounts: 0, insertsPerSecond: 1, lists: {}, idle: {} };
  const names = Object.keys(LISTS);
  const growth = Object.fromEntries(names.map((name, at) => [name, at === 2 ? slowest : 1]));
  return { sqlite: { small: size, large: size, growth: { ...growth, idleSweep: 99 } } };
}

const reached = (measured: Measured) => reachOf(measured).map((one) => one.reached);

test('each store is held against the waterfall, which is held against nothing', () => {
  const compared = { waterfall: turns(1), sqlite: turns(1), mongo: turns(0.99) };
  expect(reachOf({ turns: compared }).map(({ measured, reached }) => [measured, reached])).toEqual([
    [1, true],
    [0.99, false],
  ]);
});

test('a comparison in which either bot failed its conversations proves nothing', () => {
  expect(reached({ turns: { waterfall: turns(1), sqlite: turns(3, ['silent']) } })).toEqual([false]);
  expect(reached({ turns: { waterfall: turns(1, ['silent']), sqlite: turns(3) } })).toEqual([false]);
});

test('start and memory have to stay below their limits; the slowest list may grow by half', () => {
  expect(reached({ startUp: startUp(1_999), memory: memory(199), lists: lists(1.5) })).toEqual([
    true,
    true,
    true,
  ]);
  expect(reached({ startUp: startUp(2_000), memory: memory(200), lists: lists(1.51) })).toEqual([
    false,
    false,
    false,
  ]);
});

test('the recogniser has to stay below each of its limits', () => {
  const recogniser = { medianMs: 1.9, p99Ms: 9, loadMs: 199, modelMegabytes: 4.9, memoryMegabytes: 49 };
  expect(reached({ recogniser })).toEqual([true, true, true, true, true]);
  expect(reached({ recogniser: { ...recogniser, p99Ms: 10 } })).toEqual([true, false, true, true, true]);
});

test('what could not be measured is not reached', () => {
  expect(reached({ memory: memory(null), lists: lists(Number.NaN) })).toEqual([false, false]);
});
