import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import type { Case } from '../../services/domain/case.ts';
import { factsOfHistory } from '../../services/domain/facts-of-history.ts';
import {
  type Days,
  DIMENSIONS,
  FACT_DAYS,
  figuresOf,
  groupsOf,
  nearestRank,
  type PeriodGroups,
  partsOf,
} from '../../services/domain/indicators.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { livedCase } from '../support/random-cases.ts';

const CASES = 5_000;
const YEAR: Days = { from: '2026-01-01', until: '2026-12-31' };
const PERIODS: readonly Days[] = [
  YEAR,
  { from: '2026-01-01', until: '2026-03-31' },
  { from: '2026-07-01', until: '2026-09-30' },
  { from: '2026-10-01', until: '2026-10-31' },
  { from: '2026-05-13', until: '2026-06-02' },
  { from: '2026-11-30', until: '2026-11-30' },
];

describe('over 5,000 cases lived through with the lifecycle', () => {
  let folder: string;
  let stores: Stores;
  const cases: Case[] = [];
  const rows = () => cases.map((one) => factsOfHistory(one, unidadVictimas));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mesa-figures-'));
    stores = await openSqliteStores(folder);
    for (let seed = 1; seed <= CASES; seed += 1) cases.push(livedCase(seed));
    await Promise.all(cases.map((one) => stores.cases.insert(one)));
  });
  afterAll(async () => {
    await stores.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const stored = async (days: Days): Promise<PeriodGroups> => {
    const [receivedOn, resolvedOn, breachedOn] = await Promise.all(
      FACT_DAYS.map((day) => stores.figures.groups(day, days)),
    );
    return { receivedOn: receivedOn ?? [], resolvedOn: resolvedOn ?? [], breachedOn: breachedOn ?? [] };
  };

  it('what a case keeps of itself is what its history says', () => {
    for (const [n, row] of rows().entries()) {
      const one = cases[n] as Case;
      expect({ kind: one.kind, specialist: one.assigneeId, facts: one.facts }, one._id).toEqual(row);
    }
  });

  it.each(PERIODS)('the figures from $from to $until are those of the histories', async (days) => {
    const kept = await stored(days);
    const recomputed = groupsOf(rows(), days);
    expect(figuresOf(kept)).toEqual(figuresOf(recomputed));
    for (const by of DIMENSIONS) expect(partsOf(kept, by)).toEqual(partsOf(recomputed, by));
  });

  it('the cases behind each figure are as many as the figure says', async () => {
    const figures = figuresOf(await stored(YEAR));
    const behind = async (more: object) => {
      let found = 0;
      for (let before: string | undefined, first = true; first || before; first = false) {
        const page = await stores.figures.behind(
          { ...YEAR, day: 'receivedOn', ...more },
          { limit: 500, ...(before && { before }) },
        );
        found += page.cases.length;
        before = page.next;
      }
      return found;
    };
    expect(await behind({ states: ['open', 'done', 'refused', 'unanswered'] })).toBe(figures.received);
    expect(await behind({ day: 'resolvedOn' })).toBe(figures.resolved);
    expect(await behind({ day: 'breachedOn' })).toBe(figures.late);
    expect(await behind({ day: 'resolvedOn', markUpTo: 5 })).toBe(figures.survey.count);
  });

  it('has lived through everything that is counted', async () => {
    const { received, resolved, refused, open, unanswered, withdrawn, late, worked, waited, survey } =
      figuresOf(await stored(YEAR));
    for (const each of [received, resolved, refused, open, unanswered, withdrawn, late, survey.count])
      expect(each).toBeGreaterThan(50);
    expect(worked?.p90).toBeGreaterThan(worked?.median ?? 0);
    expect(waited?.p90).toBeGreaterThan(0);
    expect(
      cases.filter((one) => one.history.some((entry) => entry.what === 'reopen')).length,
    ).toBeGreaterThan(50);
  });
});

describe('the rank of a share', () => {
  it.each([
    [[7], 0.5, 7],
    [[1, 2], 0.5, 1],
    [[1, 2, 3], 0.5, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(nearestRank(values, share)).toBe(expected);
  });
});
