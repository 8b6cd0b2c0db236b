import type { Case } from '../../services/domain/case.ts';
import type { FigureName } from '../../services/domain/figure-names.ts';
import type { CellValue, WrittenColumn, WrittenTable } from '../../services/domain/table.ts';
import { oneLine, subjectOf } from '../parts/words.ts';
import type { FigureWords } from './figure-words.ts';

const COLUMNS = [
  ['code', 'text'],
  ['kind', 'text'],
  ['about', 'text'],
  ['department', 'text'],
  ['specialist', 'text'],
  ['status', 'text'],
  ['received_on', 'date'],
  ['resolved_on', 'date'],
  ['worked', 'number'],
  ['waited', 'number'],
  ['late_on', 'date'],
  ['cause', 'text'],
  ['mark', 'number'],
  ['comment', 'text'],
] as const satisfies readonly (readonly [string, WrittenColumn['type']])[];

function rowOf(about: Case, { t }: FigureWords): readonly CellValue[] {
  const { facts, survey } = about;
  const kind = t(`case.kind.${about.kind}`);
  const causes = (about.nonConformities ?? []).map((one) => one.cause ?? '').filter(Boolean);
  const resolved = facts !== undefined && facts.resolvedOn !== '';
  return [
    ...[about._id, kind, subjectOf(about), facts?.department ?? '', about.assignee?.name ?? ''],
    about.outcome ? t(`case.outcome.${about.outcome}`) : t(`case.status.${about.status}`),
    ...[facts?.receivedOn || null, facts?.resolvedOn || null],
    ...[resolved ? facts.workedMin : null, resolved ? facts.waitedMin : null],
    ...[facts?.breachedOn || null, oneLine(causes.join('; '), 1_000)],
    ...[survey?.score ?? null, oneLine(survey?.comment ?? '', 1_000)],
  ];
}

/** The cases behind a figure as a table, in the order in which they come. Times are whole minutes of working time. */
export function caseTable(figure: FigureName, cases: AsyncIterable<Case>, words: FigureWords): WrittenTable {
  const { t } = words;
  async function* rows(): AsyncIterable<readonly CellValue[]> {
    for await (const one of cases) yield rowOf(one, words);
  }
  return {
    title: t(`indicator.cases.${figure}`),
    columns: COLUMNS.map(([name, type]) => ({ heading: t(`indicator.caseColumn.${name}`), type })),
    rows: rows(),
  };
}
