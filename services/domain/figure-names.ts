import type { FactState } from './case-facts.ts';
import { type Dimension, type FactDay, type Figures, RECEIVED_STATES } from './indicators.ts';
import { LOW_SCORE } from './survey.ts';

/** Figures of the indicators that are counts of cases, so that the cases behind them can be shown. */
export const FIGURE_NAMES = [
  'received',
  'resolved',
  'refused',
  'open',
  'unanswered',
  'withdrawn',
  'late',
  'rated',
  'low',
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** How the cases behind each figure are found. */
export const BEHIND: Readonly<
  Record<
    FigureName,
    { readonly day: FactDay; readonly states?: readonly FactState[]; readonly markUpTo?: number }
  >
> = {
  received: { day: 'receivedOn', states: RECEIVED_STATES },
  resolved: { day: 'resolvedOn' },
  refused: { day: 'resolvedOn', states: ['refused'] },
  open: { day: 'receivedOn', states: ['open'] },
  unanswered: { day: 'receivedOn', states: ['unanswered'] },
  withdrawn: { day: 'receivedOn', states: ['withdrawn'] },
  late: { day: 'breachedOn' },
  rated: { day: 'resolvedOn', markUpTo: 5 },
  low: { day: 'resolvedOn', markUpTo: LOW_SCORE },
};

/** How many cases stand behind a figure. */
export function casesBehind(figures: Figures, name: FigureName): number {
  if (name === 'rated') return figures.survey.count;
  if (name === 'low') return figures.survey.low;
  return figures[name];
}

/** Cases of one part of a split alone. */
export interface Only {
  readonly by: Dimension;
  readonly of: string;
}
