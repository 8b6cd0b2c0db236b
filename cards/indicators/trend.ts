import type { ITable, ITableRow, IVerticalBarChart } from '@microsoft/teams.cards';
import type { TrendPoint } from '../../services/usecases/indicators.ts';
import { paragraph } from '../parts/text.ts';
import { type FigureWords, number, percent, shortPeriod } from './figure-words.ts';

const rateOf = ({ received, resolved }: TrendPoint) =>
  received === 0 ? undefined : (resolved * 100) / received;

const cells = (texts: readonly string[], header = false): ITableRow => ({
  type: 'TableRow',
  cells: texts.map((text) => ({
    type: 'TableCell',
    items: [paragraph(text, header ? { weight: 'Bolder' } : {})],
  })),
});

/** The trend as rows: what is read aloud, and what a client without charts draws. */
function table(trend: readonly TrendPoint[], words: FigureWords): ITable {
  const { t, lang } = words;
  const head = ['period', 'received', 'resolved', 'rate'].map((one) => t(`indicator.column.${one}`));
  return {
    type: 'Table',
    firstRowAsHeaders: true,
    showGridLines: false,
    columns: [{ width: 2 }, { width: 2 }, { width: 2 }, { width: 2 }],
    rows: [
      cells(head, true),
      ...trend.map((one) =>
        cells([
          shortPeriod(one, words),
          number(one.received, lang),
          number(one.resolved, lang),
          percent(rateOf(one), lang),
        ]),
      ),
    ],
  };
}

/**
 * The indicator over the last periods: a chart where the client draws charts (Teams does), and the same figures as a
 * small table where it does not. A period without cases has no bar.
 */
export function trendChart(
  trend: readonly TrendPoint[],
  words: FigureWords,
): IVerticalBarChart & { fallback: ITable } {
  return {
    type: 'Chart.VerticalBar',
    title: words.t('indicator.trendTitle'),
    yAxisTitle: '%',
    showBarValues: true,
    yMin: 0,
    data: trend
      .filter((one) => one.received > 0)
      .map((one) => ({ x: shortPeriod(one, words), y: Math.round((rateOf(one) ?? 0) * 10) / 10 })),
    fallback: table(trend, words),
  };
}
