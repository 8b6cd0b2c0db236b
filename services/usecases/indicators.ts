import { setImmediate as pause } from 'node:timers/promises';
import { RESOLVED_STATES } from '../domain/case-facts.ts';
import type { Refusal } from '../domain/command.ts';
import { refuse } from '../domain/command.ts';
import { BEHIND, type FigureName, type Only } from '../domain/figure-names.ts';
import {
  type Days,
  type Dimension,
  type FactDay,
  type Figures,
  figuresOf,
  type Part,
  type PeriodGroups,
  partsOf,
  RECEIVED_STATES,
} from '../domain/indicators.ts';
import { isPeriod, trendOf } from '../domain/periods.ts';
import type { CasePage } from '../ports/case-store.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';

/** One period of a trend. */
export interface TrendPoint extends Days {
  readonly received: number;
  readonly resolved: number;
}

/** A part of a split with the name that people read. */
export interface NamedPart extends Part {
  /** The specialist's name; for the other splits as `of`. */
  readonly name: string;
}

/** The indicators of a period, whole. */
export interface IndicatorReport {
  readonly days: Days;
  readonly figures: Figures;
  /** The periods before, earliest first, and this one. */
  readonly trend: readonly TrendPoint[];
  /** The splits that were asked for. */
  readonly parts: Readonly<Partial<Record<Dimension, readonly NamedPart[]>>>;
}

type Reads = Pick<Deps, 'figures' | 'people'>;

/** The indicators are the desk lead's. */
const isLead = ({ actor }: Asker) => actor.roles.includes('deskLead');

/** The indicators of a period, split as asked for, for a desk lead. Throws `AppError('store_unavailable')`. */
export async function readIndicators(
  deps: Reads,
  asker: Asker,
  days: Days,
  splits: readonly Dimension[] = [],
): Promise<{ readonly ok: true; readonly report: IndicatorReport } | Refusal> {
  if (!isLead(asker)) return refuse('indicators_not_yours');
  if (!isPeriod(days)) return refuse('period_unclear');
  const [groups, trend] = await Promise.all([groupsIn(deps, days), trendTo(deps, days)]);
  const figures = figuresOf(groups);
  const parts: Partial<Record<Dimension, readonly NamedPart[]>> = {};
  for (const by of splits) {
    /* A year's worth of numbers is sorted for each: whoever waits goes between. */
    await pause();
    const found = partsOf(groups, by);
    parts[by] =
      by === 'specialist' ? await Promise.all(found.map((one) => named(deps, one))) : found.map(same);
  }
  return { ok: true, report: { days, figures, trend, parts } };
}

const same = (part: Part): NamedPart => ({ ...part, name: part.of });

/** A page of the cases behind a figure, for a desk lead. */
export async function casesBehindFigure(
  deps: Pick<Deps, 'figures'>,
  asker: Asker,
  figure: { readonly days: Days; readonly name: FigureName; readonly only?: Only },
  page: { readonly limit: number; readonly before?: string },
): Promise<{ readonly ok: true; readonly page: CasePage } | Refusal> {
  if (!isLead(asker)) return refuse('indicators_not_yours');
  if (!isPeriod(figure.days)) return refuse('period_unclear');
  const wanted = { ...BEHIND[figure.name], ...figure.days, ...(figure.only && { only: figure.only }) };
  return { ok: true, page: await deps.figures.behind(wanted, page) };
}

async function groupsIn({ figures }: Reads, days: Days): Promise<PeriodGroups> {
  const by = (day: FactDay) => figures.groups(day, days);
  const [receivedOn, resolvedOn, breachedOn] = await Promise.all([
    by('receivedOn'),
    by('resolvedOn'),
    by('breachedOn'),
  ]);
  return { receivedOn, resolvedOn, breachedOn };
}

async function trendTo({ figures }: Reads, days: Days): Promise<readonly TrendPoint[]> {
  const periods = trendOf(days);
  const all = { from: periods[0]?.from ?? days.from, until: days.until };
  const [received, resolved] = await Promise.all([
    figures.daily('receivedOn', all, RECEIVED_STATES),
    figures.daily('resolvedOn', all, RESOLVED_STATES),
  ]);
  const within = (counts: typeof received, { from, until }: Days) =>
    counts.reduce((sum, one) => sum + (one.on >= from && one.on <= until ? one.cases : 0), 0);
  return periods.map((one) => ({
    ...one,
    received: within(received, one),
    resolved: within(resolved, one),
  }));
}

async function named({ people }: Reads, part: Part): Promise<NamedPart> {
  const person = part.of === '' ? undefined : await people.get(part.of);
  return { ...part, name: person?.name ?? part.of };
}
