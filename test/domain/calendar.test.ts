import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  closingOf,
  formatDate,
  formatInstant,
  isDate,
  isWorkingDay,
  openingOf,
  startOfAction,
  todayIn,
} from '../../services/domain/calendar.ts';

const OFFICE = {
  timeZone: 'America/Bogota',
  hours: { weekdays: [1, 2, 3, 4, 5], opens: '08:00', closes: '17:30' },
  closedDays: ['2026-12-24'],
};
const NEW_YORK = { ...OFFICE, timeZone: 'America/New_York' };

test.each([
  ['2026-12-31', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['2026-12-31T00:00:00Z', false],
  ['', false],
])('%s is a date: %s', (text, is) => {
  expect(isDate(text)).toBe(is);
});

test('today is the date of the zone, not of UTC', () => {
  expect(todayIn('America/Bogota', '2026-11-21T04:59:59.000Z')).toBe('2026-11-20');
  expect(todayIn('America/Bogota', '2026-11-21T05:00:00.000Z')).toBe('2026-11-21');
  expect(todayIn('America/Mazatlan', '2026-11-21T05:00:00.000Z')).toBe('2026-11-20');
});

test('what is no instant or no zone is a fault', () => {
  expect(() => todayIn('America/Bogota', 'yesterday')).toThrow('unexpected');
  expect(() => todayIn('Nowhere/Land', '2026-11-21T05:00:00.000Z')).toThrow('unexpected');
  expect(() => openingOf('soon', OFFICE)).toThrow('unexpected');
});

test('days are added over months, years and daylight saving', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(addDays('2026-03-07', 2)).toBe('2026-03-09');
});

describe('a day falls due by the office hours', () => {
  test('opening and closing are UTC instants of the zone', () => {
    expect(openingOf('2026-11-23', OFFICE)).toBe('2026-11-23T13:00:00.000Z');
    expect(closingOf('2026-11-23', OFFICE)).toBe('2026-11-23T22:30:00.000Z');
  });

  test('the hours are those of the wall clock on the days when daylight saving changes', () => {
    expect(openingOf('2026-03-07', NEW_YORK)).toBe('2026-03-07T13:00:00.000Z');
    expect(openingOf('2026-03-08', NEW_YORK)).toBe('2026-03-08T12:00:00.000Z');
    expect(openingOf('2026-11-01', NEW_YORK)).toBe('2026-11-01T13:00:00.000Z');
  });

  test('an effective date starts at opening, an end date is inclusive', () => {
    expect(startOfAction('2026-12-31', OFFICE, { inclusiveEnd: false })).toBe('2026-12-31T13:00:00.000Z');
    expect(startOfAction('2026-12-31', OFFICE, { inclusiveEnd: true })).toBe('2026-12-31T22:30:00.000Z');
  });

  test.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-12-24', false],
    ['2026-12-08', false],
  ])('%s is worked: %s', (date, worked) => {
    expect(isWorkingDay(date, OFFICE, new Set(['2026-12-08']))).toBe(worked);
  });

  test('without holidays only weekends and closed days are free', () => {
    expect(isWorkingDay('2026-12-08', OFFICE)).toBe(true);
  });
});

describe('dates are written as people write them', () => {
  test.each([
    ['es', {}, '15 de diciembre de 2026'],
    ['es', { year: false }, '15 de diciembre'],
    ['es', { weekday: true, year: false }, 'martes 15 de diciembre'],
    ['es', { weekday: true }, 'martes 15 de diciembre de 2026'],
    ['es', { short: true }, '15 dic 2026'],
    ['en', {}, '15 December 2026'],
    ['en', { weekday: true, year: false }, 'Tuesday 15 December'],
    ['en', { short: true }, '15 Dec 2026'],
  ] as const)('%s %o', (language, style, written) => {
    expect(formatDate('2026-12-15', language, style)).toBe(written);
  });

  test('the first of the month and the single digits', () => {
    expect(formatDate('2026-09-01', 'es')).toBe('1 de septiembre de 2026');
  });

  test.each([
    ['2026-11-20T20:05:00.000Z', 'es', '20 de noviembre de 2026, 3:05 p. m.'],
    ['2026-11-20T04:05:00.000Z', 'es', '19 de noviembre de 2026, 11:05 p. m.'],
    ['2026-11-20T05:00:00.000Z', 'es', '20 de noviembre de 2026, 12:00 a. m.'],
    ['2026-11-20T17:00:00.000Z', 'en', '20 November 2026, 12:00 pm'],
  ] as const)('%s %s', (instant, language, written) => {
    expect(formatInstant(instant, 'America/Bogota', language)).toBe(written);
  });

  test('anything else comes back as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('es' as const, 'en' as const), (text, language) => {
        if (!isDate(text)) expect(formatDate(text, language)).toBe(text);
        expect(typeof formatInstant(text, 'America/Bogota', language)).toBe('string');
      }),
    );
    expect(formatInstant('soon', 'America/Bogota', 'es')).toBe('soon');
  });
});
