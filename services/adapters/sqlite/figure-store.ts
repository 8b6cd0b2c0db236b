import { setImmediate as pause } from 'node:timers/promises';
import { FACT_STATES, type FactState } from '../../domain/case-facts.ts';
import type { Days, FactDay, FactGroup } from '../../domain/indicators.ts';
import type { CasePage } from '../../ports/case-store.ts';
import type { BehindFigure, FigureStore } from '../../ports/figure-store.ts';
import { afterMark, markOf, slicesOf } from '../figure-pages.ts';
import { readCase } from './case-store.ts';
import type { Bound, Row, SqliteFile, Statement } from './sqlite-file.ts';

const COLUMN: Readonly<Record<FactDay, string>> = {
  receivedOn: 'received_on',
  resolvedOn: 'resolved_on',
  breachedOn: 'breached_on',
};
/** The minutes and marks of a group's cases as one text each; only the index of `resolved_on` has them. */
const LISTS =
  "group_concat(worked, ' ') AS worked, group_concat(waited, ' ') AS waited, group_concat(score, ' ') AS scores";

const within = (day: FactDay) =>
  `${COLUMN[day]} > '' AND ${COLUMN[day]} >= @from AND ${COLUMN[day]} <= @until`;

/** Every statement of the figures, for each of the three days; `test/adapters/sqlite` asks that each is covered. */
export const figureSql = (day: FactDay) =>
  ({
    groups: `SELECT kind, department, specialist, state, count(*) AS cases${day === 'resolvedOn' ? `, ${LISTS}` : ''}
      FROM case_facts WHERE ${within(day)} GROUP BY kind, department, specialist, state`,
    daily: `SELECT ${COLUMN[day]} AS day, count(*) AS cases FROM case_facts
      WHERE ${within(day)} AND instr(@states, state) > 0 GROUP BY ${COLUMN[day]}`,
    behind: `SELECT doc, lease_until, fence, ${COLUMN[day]} AS day FROM case_facts AS facts
      CROSS JOIN cases USING (_id)
      WHERE ${within(day)} AND (${COLUMN[day]}, facts._id) < (@day, @code)
        AND instr(@states, facts.state) > 0
        AND (@kind IS NULL OR facts.kind = @kind)
        AND (@department IS NULL OR facts.department = @department)
        AND (@specialist IS NULL OR facts.specialist = @specialist)
        ${day === 'resolvedOn' ? 'AND (@mark IS NULL OR (score > 0 AND score <= @mark))' : ''}
      ORDER BY ${COLUMN[day]} DESC, facts._id DESC LIMIT @limit`,
  }) as const;

type Statements = Readonly<Record<keyof ReturnType<typeof figureSql>, Statement>>;

/**
 * `FigureStore` on the embedded file. A long period is read month by month, and whoever waits for the event loop
 * goes between.
 */
export function sqliteFigureStore(file: SqliteFile): FigureStore {
  const prepared = (day: FactDay): Statements => {
    const { groups, daily, behind } = figureSql(day);
    return { groups: file.prepare(groups), daily: file.prepare(daily), behind: file.prepare(behind) };
  };
  const sql: Readonly<Record<FactDay, Statements>> = {
    receivedOn: prepared('receivedOn'),
    resolvedOn: prepared('resolvedOn'),
    breachedOn: prepared('breachedOn'),
  };
  /* One reading after another, so that several at once hold nobody up longer than one. */
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(read: () => Promise<T>): Promise<T> => {
    const mine = before.then(read);
    before = mine.catch(() => undefined);
    return mine;
  };
  const slices = async <T>(days: Days, read: (slice: Days) => readonly T[]): Promise<readonly T[]> => {
    const found: T[] = [];
    for (const slice of slicesOf(days)) {
      found.push(...(await file.read(() => read(slice))));
      await pause();
    }
    return found;
  };
  return {
    groups: (day, days) =>
      inTurn(() => slices(days, (slice) => sql[day].groups.all({ ...slice }).map(groupOf))),
    daily: (day, days, states) => {
      const dayOf = (row: Row) => ({ on: String(row.day), cases: Number(row.cases) });
      const bound = { states: states.join(' ') };
      return inTurn(() => slices(days, (slice) => sql[day].daily.all({ ...slice, ...bound }).map(dayOf)));
    },
    behind: (figure, page) => file.read(() => pageOf(file, sql[figure.day].behind, figure, page)),
  };
}

const numbers = (text: unknown): number[] =>
  typeof text === 'string' && text !== '' ? text.split(' ').map(Number) : [];

function groupOf(row: Row): FactGroup {
  return {
    kind: String(row.kind),
    department: String(row.department),
    specialist: String(row.specialist),
    state: String(row.state) as FactState,
    cases: Number(row.cases),
    worked: numbers(row.worked),
    waited: numbers(row.waited),
    scores: numbers(row.scores),
  };
}

function pageOf(
  file: SqliteFile,
  statement: Statement,
  { day, from, until, states, only, markUpTo }: BehindFigure,
  page: { readonly limit: number; readonly before?: string },
): CasePage {
  const bound: Record<string, Bound> = {
    from,
    until,
    ...afterMark(page.before),
    states: (states ?? FACT_STATES).join(' '),
    kind: null,
    department: null,
    specialist: null,
    ...(only && { [only.by]: only.of }),
    ...(day === 'resolvedOn' && { mark: markUpTo ?? null }),
    limit: page.limit + 1,
  };
  const rows = statement.all(bound);
  const cases = rows.slice(0, page.limit).map((row) => readCase(file, row));
  const last = rows[page.limit - 1];
  const final = cases.at(-1);
  return rows.length > page.limit && last && final
    ? { cases, next: markOf(String(last.day), final._id) }
    : { cases };
}
