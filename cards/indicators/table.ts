import { DIMENSIONS, type Figures } from '../../services/domain/indicators.ts';
import type { CellValue, WrittenColumn, WrittenTable } from '../../services/domain/table.ts';
import type { IndicatorReport } from '../../services/usecases/indicators.ts';
import { type FigureWords, periodName } from './figure-words.ts';
import { partName } from './report.ts';

/** The columns of the file: what it is about, and every figure. */
const COLUMNS = [
  ['dimension', 'text'],
  ['name', 'text'],
  ['received', 'number'],
  ['resolved', 'number'],
  ['rate', 'percent'],
  ['refused', 'number'],
  ['open', 'number'],
  ['unanswered', 'number'],
  ['withdrawn', 'number'],
  ['late', 'number'],
  ['worked_median', 'number'],
  ['worked_p90', 'number'],
  ['waited_median', 'number'],
  ['waited_p90', 'number'],
  ['survey_mean', 'number'],
  ['survey_count', 'number'],
] as const satisfies readonly (readonly [string, WrittenColumn['type']])[];

const share = (received: number, resolved: number): CellValue =>
  received === 0 ? null : resolved / received;

const hundredths = (value: number | undefined): CellValue =>
  value === undefined ? null : Math.round(value * 100) / 100;

function cellsOf(figures: Figures): readonly CellValue[] {
  const { received, resolved, refused, open, unanswered, withdrawn, late, worked, waited, survey } = figures;
  return [
    ...[received, resolved, share(received, resolved), refused, open, unanswered, withdrawn, late],
    ...[worked?.median ?? null, worked?.p90 ?? null, waited?.median ?? null, waited?.p90 ?? null],
    ...[hundredths(survey.mean), survey.count],
  ];
}

/**
 * The indicators of a period as a table: the whole, each part of each split, and the periods of the trend. Times are
 * whole minutes of working time.
 */
export function indicatorTable(report: IndicatorReport, words: FigureWords): WrittenTable {
  const { t } = words;
  const none: readonly CellValue[] = Array.from({ length: COLUMNS.length - 5 }, () => null);
  return {
    title: periodName(report.days, words),
    columns: COLUMNS.map(([name, type]) => ({ heading: t(`indicator.column.${name}`), type })),
    rows: [
      [t('indicator.whole'), periodName(report.days, words), ...cellsOf(report.figures)],
      ...DIMENSIONS.flatMap((by) =>
        (report.parts[by] ?? []).map((part) => [
          t(`indicator.by.${by}`),
          partName(by, part, words),
          ...cellsOf(part.figures),
        ]),
      ),
      ...report.trend.map(({ received, resolved, ...days }) => [
        t('indicator.trend'),
        periodName(days, words),
        ...[received, resolved, share(received, resolved), ...none],
      ]),
    ],
  };
}
