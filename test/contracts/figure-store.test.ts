import { expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { FACT_STATES, receivedFacts } from '../../services/domain/case-facts.ts';
import { DIMENSIONS, FACT_DAYS, type FactGroup, groupsOf } from '../../services/domain/indicators.ts';
import type { BehindFigure, FigureStore } from '../../services/ports/figure-store.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aCase, aPerson } from '../support/builders.ts';
import { chance } from '../support/random-cases.ts';
import { onEveryStore } from './on-every-store.ts';

const SPECIALISTS = ['sofia', 'tomas'].map((id) => aPerson({ id }));
const DEPARTMENTS = ['Jurídica', 'Talento "Humano"', ''];

/** Cases of a year with facts of every sort. */
function cases(count: number): readonly Case[] {
  const random = chance(7);
  const day = () =>
    `2026-${String(1 + random(12)).padStart(2, '0')}-${String(1 + random(28)).padStart(2, '0')}`;
  return Array.from({ length: count }, () => {
    const state = FACT_STATES[random(FACT_STATES.length)] ?? 'open';
    const resolved = state === 'done' || state === 'refused';
    const department = DEPARTMENTS[random(3)] ?? '';
    return aCase({
      kind: random(2) === 0 ? 'create' : 'deactivate',
      assignee: random(4) === 0 ? undefined : SPECIALISTS[random(2)],
      facts: {
        ...receivedFacts(`${day()}T15:00:00.000Z`, department, unidadVictimas),
        state,
        resolvedOn: resolved ? day() : '',
        workedMin: resolved ? random(3_000) : 0,
        waitedMin: resolved ? random(3) * 100 : 0,
        breachedOn: random(4) === 0 ? day() : '',
        score: resolved ? random(6) : 0,
      },
    });
  });
}

/** The groups with their pieces put together, in one order. */
const ordered = (all: readonly FactGroup[]): readonly unknown[] => {
  const whole = new Map<string, { cases: number; worked: number[]; waited: number[]; scores: number[] }>();
  for (const { kind, department, specialist, state, ...piece } of all) {
    const key = JSON.stringify([kind, department, specialist, state]);
    const known = whole.get(key) ?? { cases: 0, worked: [], waited: [], scores: [] };
    const rise = (name: 'worked' | 'waited' | 'scores') =>
      [...known[name], ...piece[name]].sort((a, b) => a - b);
    const lists = { worked: rise('worked'), waited: rise('waited'), scores: rise('scores') };
    whole.set(key, { cases: known.cases + piece.cases, ...lists });
  }
  return [...whole].sort(([a], [b]) => (a < b ? -1 : 1));
};

async function codesBehind(figures: FigureStore, figure: BehindFigure, limit: number): Promise<string[]> {
  const codes: string[] = [];
  let before: string | undefined;
  do {
    const page = await figures.behind(figure, { limit, ...(before !== undefined && { before }) });
    codes.push(...page.cases.map((one) => one._id));
    before = page.next;
  } while (before !== undefined);
  return codes;
}

await onEveryStore('a figure store', (bench) => {
  const filled = async (): Promise<readonly Case[]> => {
    const all = cases(160);
    for (const one of all) await bench.stores.cases.insert(one);
    /* A case from before facts were kept is in no figure. */
    await bench.stores.cases.insert(aCase());
    return all;
  };
  const period = { from: '2026-02-11', until: '2026-09-17' };
  const rowOf = ({ kind, assigneeId, facts }: Case) => ({
    kind,
    specialist: assigneeId,
    facts: facts ?? receivedFacts('', '', unidadVictimas),
  });

  it('groups the cases of a period by each of the three days as the domain does', async () => {
    const expected = groupsOf((await filled()).map(rowOf), period);
    for (const day of FACT_DAYS)
      expect(ordered(await bench.stores.figures.groups(day, period)), day).toEqual(ordered(expected[day]));
  });

  it('counts day by day, of the states that are asked for', async () => {
    const all = await filled();
    for (const day of FACT_DAYS) {
      const counted = await bench.stores.figures.daily(day, period, ['done', 'open']);
      const expected: Record<string, number> = {};
      for (const { facts } of all)
        if (
          facts &&
          ['done', 'open'].includes(facts.state) &&
          facts[day] >= period.from &&
          facts[day] <= period.until
        )
          expected[facts[day]] = (expected[facts[day]] ?? 0) + 1;
      expect(Object.fromEntries(counted.map((one) => [one.on, one.cases])), day).toEqual(expected);
    }
  });

  it('pages through the cases behind a figure, latest day first, each once', async () => {
    const all = await filled();
    for (const day of FACT_DAYS) {
      const expected = all
        .filter(({ facts }) => facts && facts[day] >= period.from && facts[day] <= period.until)
        .sort((a, b) => {
          const [x, y] = [a, b].map((one) => `${one.facts?.[day]}.${one._id}`) as [string, string];
          return x < y ? 1 : -1;
        })
        .map((one) => one._id);
      expect(await codesBehind(bench.stores.figures, { ...period, day }, 7), day).toEqual(expected);
    }
  });

  it('finds those of one kind, department, specialist, state or mark alone', async () => {
    const all = await filled();
    const of = { kind: 'create', department: 'Talento "Humano"', specialist: '' };
    for (const by of DIMENSIONS) {
      const codes = await codesBehind(
        bench.stores.figures,
        { ...period, day: 'receivedOn', only: { by, of: of[by] } },
        50,
      );
      const mine = (one: Case) =>
        ({ kind: one.kind, department: one.facts?.department, specialist: one.assigneeId })[by] === of[by];
      const inside = ({ facts }: Case) =>
        facts !== undefined && facts.receivedOn >= period.from && facts.receivedOn <= period.until;
      expect(codes.sort()).toEqual(all.filter((one) => mine(one) && inside(one)).map((one) => one._id));
    }
    const low = await codesBehind(
      bench.stores.figures,
      { ...period, day: 'resolvedOn', states: ['refused'], markUpTo: 2 },
      50,
    );
    const expected = all.filter(
      ({ facts }) =>
        facts?.state === 'refused' &&
        facts.score >= 1 &&
        facts.score <= 2 &&
        facts.resolvedOn >= period.from &&
        facts.resolvedOn <= period.until,
    );
    expect(low.sort()).toEqual(expected.map((one) => one._id));
  });

  it('follows a case with its next write, and a new specialist', async () => {
    const made = aCase({ facts: receivedFacts('2026-03-02T15:00:00.000Z', 'Jurídica', unidadVictimas) });
    await bench.stores.cases.insert(made);
    const facts = {
      ...receivedFacts('2026-03-02T15:00:00.000Z', 'Jurídica', unidadVictimas),
      resolvedOn: '2026-03-05',
    };
    const after = { ...made, revision: 2, facts: { ...facts, state: 'done' as const, workedMin: 61 } };
    await bench.stores.cases.replace(after, 1);
    const resolved = await bench.stores.figures.groups('resolvedOn', period);
    expect(resolved).toMatchObject([{ state: 'done', specialist: '', cases: 1, worked: [61], waited: [0] }]);
    await bench.stores.cases.replace({ ...after, revision: 3, assigneeId: 'sofia' }, 2);
    const taken = await bench.stores.figures.groups('resolvedOn', period);
    expect(taken).toMatchObject([{ specialist: 'sofia', cases: 1 }]);
    await bench.stores.cases.replace({ ...made, revision: 4 }, 3);
    expect(await bench.stores.figures.groups('resolvedOn', period)).toEqual([]);
    expect(await bench.stores.figures.groups('receivedOn', period)).toMatchObject([{ state: 'open' }]);
  });

  it('has nothing where there is nothing, whatever mark is brought along', async () => {
    await filled();
    const never = { from: '2031-01-01', until: '2031-12-31' };
    expect(await bench.stores.figures.groups('receivedOn', never)).toEqual([]);
    expect(await bench.stores.figures.daily('receivedOn', never, ['open'])).toEqual([]);
    const page = await bench.stores.figures.behind(
      { ...never, day: 'receivedOn' },
      { limit: 5, before: 'x' },
    );
    expect(page).toEqual({ cases: [] });
  });
});
