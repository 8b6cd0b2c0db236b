import { describe, expect, it } from 'vitest';
import { parsePeriod } from '../../dialogs/recognition/periods.ts';
import { fold } from '../../dialogs/recognition/text.ts';
import { isPeriod, periodBefore, trendOf, unitOf } from '../../services/domain/periods.ts';

const TODAY = '2026-11-20';
const days = (text: string) => {
  const [from, until] = text.split('..');
  return { from, until };
};

describe('a period in words', () => {
  it.each([
    ['tercer trimestre', '2026-07-01..2026-09-30'],
    ['del tercer trimestre', '2026-07-01..2026-09-30'],
    ['3er trimestre de 2025', '2025-07-01..2025-09-30'],
    ['trimestre 2', '2026-04-01..2026-06-30'],
    ['cuarto trimestre del año pasado', '2025-10-01..2025-12-31'],
    ['T1 2026', '2026-01-01..2026-03-31'],
    ['for Q3', '2026-07-01..2026-09-30'],
    ['Q4 of 2025', '2025-10-01..2025-12-31'],
    ['the third quarter of this year', '2026-07-01..2026-09-30'],
    ['last quarter', '2026-07-01..2026-09-30'],
    ['este trimestre', '2026-10-01..2026-12-31'],
    ['trimestre pasado', '2026-07-01..2026-09-30'],
    ['primer semestre', '2026-01-01..2026-06-30'],
    ['de octubre', '2026-10-01..2026-10-31'],
    ['del mes de octubre', '2026-10-01..2026-10-31'],
    ['diciembre', '2025-12-01..2025-12-31'],
    ['diciembre de 2026', '2026-12-01..2026-12-31'],
    ['in October', '2026-10-01..2026-10-31'],
    ['february 2024', '2024-02-01..2024-02-29'],
    ['este mes', '2026-11-01..2026-11-30'],
    ['el mes pasado', '2026-10-01..2026-10-31'],
    ['last month', '2026-10-01..2026-10-31'],
    ['en lo que va del año 2026', '2026-01-01..2026-12-31'],
    ['este año', '2026-01-01..2026-12-31'],
    ['this year', '2026-01-01..2026-12-31'],
    ['el año pasado', '2025-01-01..2025-12-31'],
    ['2025', '2025-01-01..2025-12-31'],
    ['esta semana', '2026-11-16..2026-11-22'],
    ['last week', '2026-11-09..2026-11-15'],
    ['hoy', '2026-11-20..2026-11-20'],
    ['ayer?', '2026-11-19..2026-11-19'],
  ])('%s', (said, expected) => {
    expect(parsePeriod(fold(said), TODAY)).toEqual(days(expected));
  });

  it.each([
    '',
    'tercer',
    'trimestre',
    'trimestre 5',
    'tercer semestre',
    'octubre y noviembre',
    'una cuenta',
    'mi jefe',
    'q9',
    `${'de '.repeat(5_000)}octubre`,
  ])('is not in %j', (said) => {
    expect(parsePeriod(fold(said), TODAY)).toBeUndefined();
  });
});

describe('periods of the calendar', () => {
  it.each([
    ['2026-07-01..2026-09-30', 'quarter', '2026-04-01..2026-06-30'],
    ['2026-01-01..2026-03-31', 'quarter', '2025-10-01..2025-12-31'],
    ['2026-03-01..2026-03-31', 'month', '2026-02-01..2026-02-28'],
    ['2026-01-01..2026-12-31', 'year', '2025-01-01..2025-12-31'],
    ['2026-01-01..2026-06-30', 'half', '2025-07-01..2025-12-31'],
    ['2026-11-16..2026-11-22', 'week', '2026-11-09..2026-11-15'],
    ['2026-11-20..2026-11-20', 'day', '2026-11-19..2026-11-19'],
    ['2026-11-01..2026-11-15', 'range', '2026-10-17..2026-10-31'],
  ])('%s is a %s and comes after %s', (period, unit, before) => {
    const the = days(period) as { from: string; until: string };
    expect(unitOf(the)).toBe(unit);
    expect(periodBefore(the)).toEqual(days(before));
  });

  it('a trend of quarters begins with the same one of the year before', () => {
    const trend = trendOf({ from: '2026-07-01', until: '2026-09-30' });
    expect(trend.map((one) => one.from)).toEqual([
      '2025-07-01',
      '2025-10-01',
      '2026-01-01',
      '2026-04-01',
      '2026-07-01',
    ]);
  });

  it('days in the wrong order, or of decades, are not counted', () => {
    expect(isPeriod({ from: '2026-02-01', until: '2026-01-01' })).toBe(false);
    expect(isPeriod({ from: '2000-01-01', until: '2026-01-01' })).toBe(false);
    expect(isPeriod({ from: '2025-01-01', until: '2026-12-31' })).toBe(true);
  });
});
