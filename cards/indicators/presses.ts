import { z } from 'zod';
import { FIGURE_NAMES, type FigureName, type Only } from '../../services/domain/figure-names.ts';
import { type Days, DIMENSIONS, type Dimension } from '../../services/domain/indicators.ts';

/** What a card of the indicators can show: the summary, a split, or the cases behind a figure. */
export const INDICATOR_VIEWS = ['summary', ...DIMENSIONS, ...FIGURE_NAMES] as const;
export type IndicatorView = 'summary' | Dimension | FigureName;

/** The indicators of a period, drawn anew in place of the pressed card. */
export interface IndicatorsPress {
  readonly verb: 'indicators';
  readonly days: Days;
  readonly show: IndicatorView;
}

/** A page of the cases behind a figure. */
export interface IndicatorCasesPress {
  readonly verb: 'indicator_cases';
  readonly days: Days;
  readonly figure: FigureName;
  readonly only?: Only;
  /** '' for the first page. */
  readonly before: string;
}

/** The indicators of a period as a file; with a figure, the cases behind it. */
export interface IndicatorFilePress {
  readonly verb: 'indicator_file';
  readonly days: Days;
  readonly figure?: FigureName;
  readonly only?: Only;
  readonly format: 'xlsx' | 'csv';
}

const day = z.iso.date();
const period = { from: day, until: day };
const part = { by: z.enum(DIMENSIONS).optional(), of: z.string().max(300).optional() };

function onlyOf({ by, of }: { readonly by?: Dimension; readonly of?: string }): { readonly only?: Only } {
  return by !== undefined && of !== undefined ? { only: { by, of } } : {};
}

/** The data of the buttons, checked for form alone. */
export const INDICATOR_SHAPES = {
  indicators: z
    .object({ ...period, show: z.enum(INDICATOR_VIEWS).or(z.literal('')).default('summary') })
    .transform(({ from, until, show }) => ({ days: { from, until }, show: show || ('summary' as const) })),
  indicator_cases: z
    .object({ ...period, ...part, figure: z.enum(FIGURE_NAMES), before: z.string().max(200).default('') })
    .transform(({ from, until, figure, before, ...rest }) => ({
      ...{ days: { from, until }, figure, before },
      ...onlyOf(rest),
    })),
  indicator_file: z
    .object({ ...period, ...part, figure: z.enum(FIGURE_NAMES).optional(), format: z.enum(['xlsx', 'csv']) })
    .transform(({ from, until, figure, format, ...rest }) => ({
      ...{ days: { from, until }, format },
      ...(figure && { figure }),
      ...onlyOf(rest),
    })),
} as const;
