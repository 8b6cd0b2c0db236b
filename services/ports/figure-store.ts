import type { FactState } from '../domain/case-facts.ts';
import type { Days, Dimension, FactDay, FactGroup } from '../domain/indicators.ts';
import type { CasePage } from './case-store.ts';

/** The cases behind a figure: those with this day in the period, and whatever else is named. */
export interface BehindFigure extends Days {
  readonly day: FactDay;
  readonly states?: readonly FactState[];
  /** Of one kind, department or specialist only; '' for those that have none. */
  readonly only?: { readonly by: Dimension; readonly of: string };
  /** Given a mark, and none above this one; looked for by `resolvedOn`. */
  readonly markUpTo?: number;
}

/**
 * What the indicators count, read from the facts that each case keeps of itself (`Case.facts`), through narrow
 * indexes: no case is opened for a count. Throws `AppError('store_unavailable')`.
 */
export interface FigureStore {
  /** The cases with this day in the period, grouped as `groupsOf` of the domain does it. In any order; a group may come in pieces. */
  groups(day: FactDay, days: Days): Promise<readonly FactGroup[]>;
  /** How many cases of these states each day of the period has; days without any are left out. */
  daily(
    day: FactDay,
    days: Days,
    states: readonly FactState[],
  ): Promise<readonly { readonly on: string; readonly cases: number }[]>;
  /** A page of the cases behind a figure, latest day first; `before` is the `next` of the page before. */
  behind(figure: BehindFigure, page: { readonly limit: number; readonly before?: string }): Promise<CasePage>;
}
