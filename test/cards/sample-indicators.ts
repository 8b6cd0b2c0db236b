import type { FactGroup, PeriodGroups } from '../../services/domain/indicators.ts';
import { DIMENSIONS, type Dimension, figuresOf, partsOf } from '../../services/domain/indicators.ts';
import { trendOf } from '../../services/domain/periods.ts';
import type { IndicatorReport, NamedPart } from '../../services/usecases/indicators.ts';

const QUARTER = { from: '2026-07-01', until: '2026-09-30' };
const NAMES: Readonly<Record<string, string>> = { sofia: 'Sofía Ibáñez León', tomas: 'Tomás Rincón Vélez' };
const KINDS = ['create', 'deactivate', 'modify', 'failure'];
const DEPARTMENTS = ['Oficina Jurídica', 'Dirección de Talento Humano', 'Comunicaciones', ''];

function groups(resolvedOf: number): PeriodGroups {
  const received: FactGroup[] = [];
  const resolved: FactGroup[] = [];
  for (const [k, kind] of KINDS.entries()) {
    for (const [d, department] of DEPARTMENTS.entries()) {
      const count = 12 - 2 * k - d;
      const of = { kind, department, specialist: d === 3 ? '' : d % 2 === 0 ? 'sofia' : 'tomas' };
      const none = { worked: [], waited: [], scores: [] };
      received.push({ ...of, state: 'done', cases: count, ...none });
      if (k === 0) received.push({ ...of, state: d === 0 ? 'unanswered' : 'open', cases: 1, ...none });
      const cases = Math.round(count * resolvedOf);
      const each = (make: (n: number) => number) => Array.from({ length: cases }, (_, n) => make(n));
      resolved.push({
        ...of,
        state: k === 3 && d === 1 ? 'refused' : 'done',
        cases,
        worked: each((n) => 45 + n * 95 + k * 30),
        waited: each((n) => (n % 4 === 0 ? 300 + n * 60 : 0)),
        scores: each((n) => (n % 3 === 0 ? 5 - ((n + k) % 4) : 0)),
      });
    }
  }
  const breachedOn = [{ ...(received[1] as FactGroup), cases: 3 }];
  return { receivedOn: received, resolvedOn: resolved, breachedOn };
}

/** The indicators of a quarter as a desk of some size would have them; `resolvedOf` is about the share resolved. */
export function sampleReport(resolvedOf = 1): IndicatorReport {
  const all = groups(resolvedOf);
  const named = (by: Dimension): readonly NamedPart[] =>
    partsOf(all, by).map((one) => ({ ...one, name: NAMES[one.of] ?? one.of }));
  const [kind, department, specialist] = DIMENSIONS.map(named) as [NamedPart[], NamedPart[], NamedPart[]];
  return {
    days: QUARTER,
    figures: figuresOf(all),
    trend: trendOf(QUARTER).map((one, n) => ({ ...one, received: 80 + n * 9, resolved: 66 + n * 11 })),
    parts: { kind, department, specialist },
  };
}

/** A quarter in which nothing happened. */
export function emptyReport(): IndicatorReport {
  const nothing = { receivedOn: [], resolvedOn: [], breachedOn: [] };
  return {
    days: QUARTER,
    figures: figuresOf(nothing),
    trend: trendOf(QUARTER).map((one) => ({ ...one, received: 0, resolved: 0 })),
    parts: { kind: [], department: [], specialist: [] },
  };
}
