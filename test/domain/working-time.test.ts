import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { todayIn } from '../../services/domain/calendar.ts';
import { holidaysOf } from '../../services/domain/holidays.ts';
import {
  addWorkingMs,
  addWorkingTime,
  daysAndHours,
  type WorkingCalendar,
  workingMs,
  workingTimeBetween,
  worksOn,
} from '../../services/domain/working-time.ts';

const BOGOTA: WorkingCalendar = {
  country: 'CO',
  timeZone: 'America/Bogota',
  hours: { weekdays: [1, 2, 3, 4, 5], opens: '08:00', closes: '17:00' },
  closedDays: ['2026-12-24'],
  closedAroundEaster: [],
};
const TIJUANA: WorkingCalendar = {
  country: 'MX',
  timeZone: 'America/Tijuana',
  hours: { weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '00:30', closes: '15:00' },
  closedDays: [],
  closedAroundEaster: [-3, -2],
};
const CULIACAN: WorkingCalendar = { ...TIJUANA, timeZone: 'America/Mazatlan', hours: BOGOTA.hours };
const HOUR = 3_600_000;
const ALL = [BOGOTA, TIJUANA, CULIACAN];

describe('holidays', () => {
  test('Colombia rests on the Mondays of the Ley Emiliani, on what hangs on Easter, and on fixed days', () => {
    expect([...holidaysOf('CO', 2026).holidays].sort()).toEqual([
      '2026-01-01',
      '2026-01-12',
      '2026-03-23',
      '2026-04-02',
      '2026-04-03',
      '2026-05-01',
      '2026-05-18',
      '2026-06-08',
      '2026-06-15',
      '2026-06-29',
      '2026-07-13',
      '2026-07-20',
      '2026-08-07',
      '2026-08-17',
      '2026-10-12',
      '2026-11-02',
      '2026-11-16',
      '2026-12-08',
      '2026-12-25',
    ]);
  });

  test.each([
    ['CO', '2024-03-28', 'Jueves Santo'],
    ['CO', '2025-04-18', 'Viernes Santo'],
    ['CO', '2027-03-25', 'Jueves Santo'],
    ['CO', '2027-01-11', 'Reyes, moved to Monday'],
    ['CO', '2024-06-03', 'Corpus Christi'],
    ['CO', '2025-06-30', 'Sagrado Corazón, and San Pedro on the same day'],
    ['CO', '2028-11-13', 'Independencia de Cartagena'],
    ['CO', '2029-07-09', 'Chiquinquirá, on a Monday already'],
    ['MX', '2026-02-02', 'Constitución, first Monday'],
    ['MX', '2027-03-15', 'Juárez, third Monday'],
    ['MX', '2026-11-16', 'Revolución, third Monday'],
    ['MX', '2024-10-01', 'change of the federal executive'],
    ['MX', '2030-10-01', 'change of the federal executive'],
  ] as const)('%s rests on %s: %s', (country, date, _why) => {
    expect(holidaysOf(country, Number(date.slice(0, 4))).holidays.has(date)).toBe(true);
  });

  test.each([
    ['CO', '2025-07-14', 'Chiquinquirá is a holiday since 2026'],
    ['CO', '2026-03-19', 'San José itself is worked'],
    ['CO', '2026-03-29', 'Domingo de Ramos is an observance'],
    ['MX', '2030-12-01', 'the executive changes in October now'],
    ['MX', '2026-10-01', 'it changes every six years'],
    ['MX', '2026-05-10', 'an observance'],
    ['MX', '2026-04-02', 'Holy Week is no holiday of the law'],
  ] as const)('%s works on %s: %s', (country, date, _why) => {
    expect(holidaysOf(country, Number(date.slice(0, 4))).holidays.has(date)).toBe(false);
  });

  test('an entity closes on days of its own and in Holy Week', () => {
    expect(worksOn('2026-12-24', BOGOTA)).toBe(false);
    expect(worksOn('2026-12-23', BOGOTA)).toBe(true);
    expect(worksOn('2026-04-02', CULIACAN)).toBe(false);
    expect(worksOn('2026-04-01', CULIACAN)).toBe(true);
    expect(worksOn('2027-03-26', CULIACAN)).toBe(false);
  });
});

describe('working time', () => {
  test.each([
    ['Friday afternoon and a day', '2026-11-20T20:00:00.000Z', { days: 1 }, '2026-11-23T20:00:00.000Z'],
    ['a whole day ends at closing', '2026-11-20T13:00:00.000Z', { days: 1 }, '2026-11-20T22:00:00.000Z'],
    ['asked on a Saturday', '2026-11-21T15:00:00.000Z', { hours: 1 }, '2026-11-23T14:00:00.000Z'],
    ['asked before opening', '2026-11-20T10:00:00.000Z', { hours: 2 }, '2026-11-20T15:00:00.000Z'],
    ['over a puente', '2026-11-13T21:00:00.000Z', { hours: 2 }, '2026-11-17T14:00:00.000Z'],
    ['over Semana Santa', '2026-04-01T21:00:00.000Z', { hours: 2 }, '2026-04-06T14:00:00.000Z'],
    [
      'over a closed day, Christmas and a weekend',
      '2026-12-23T21:00:00.000Z',
      { hours: 2 },
      '2026-12-28T14:00:00.000Z',
    ],
    ['over the year', '2026-12-31T21:00:00.000Z', { days: 1, hours: 1 }, '2027-01-04T22:00:00.000Z'],
    ['nothing', '2026-11-21T15:00:00.000Z', {}, '2026-11-21T15:00:00.000Z'],
  ] as const)('%s', (_name, from, duration, to) => {
    expect(addWorkingTime(from, duration, BOGOTA)).toBe(to);
  });

  test('office hours are those of the wall clock where daylight saving changes them', () => {
    /* Tijuana springs forward on 8 March 2026 at 2:00: that Sunday, 0:30 to 15:00, lasts 13.5 hours. */
    expect(workingTimeBetween('2026-03-08T00:00:00.000Z', '2026-03-09T07:00:00.000Z', TIJUANA)).toBe(
      13.5 * HOUR,
    );
    expect(workingTimeBetween('2026-03-09T07:00:00.000Z', '2026-03-10T07:00:00.000Z', TIJUANA)).toBe(
      14.5 * HOUR,
    );
    /* And falls back on 1 November. */
    expect(workingTimeBetween('2026-11-01T07:00:00.000Z', '2026-11-02T08:00:00.000Z', TIJUANA)).toBe(
      15.5 * HOUR,
    );
  });

  test('is read as days and hours', () => {
    expect(daysAndHours(workingMs({ days: 1, hours: 2 }, BOGOTA), BOGOTA)).toEqual({ days: 1, hours: 2 });
    expect(daysAndHours(2 * HOUR - 1, BOGOTA)).toEqual({ days: 0, hours: 1 });
  });

  test('a calendar without working days, or what is no instant, is a fault', () => {
    const never = { ...BOGOTA, hours: { ...BOGOTA.hours, weekdays: [] } };
    expect(() => addWorkingTime('2026-11-20T15:00:00.000Z', { days: 1 }, never)).toThrow('unexpected');
    expect(() => workingTimeBetween('soon', '2026-11-20T15:00:00.000Z', BOGOTA)).toThrow('unexpected');
  });
});

const instant = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 11, 31) })
  .map((ms) => new Date(ms).toISOString());
const length = fc.integer({ min: 0, max: 60 * 9 * HOUR });
const calendar = fc.constantFrom(...ALL);
const runs = { numRuns: 400 };

describe('whatever the instant', () => {
  test('more working time never ends earlier, nor does a later start', () => {
    fc.assert(
      fc.property(instant, instant, length, length, calendar, (a, b, m, n, office) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        expect(addWorkingMs(early, m, office) <= addWorkingMs(late, m, office)).toBe(true);
        expect(
          addWorkingMs(early, Math.min(m, n), office) <= addWorkingMs(early, Math.max(m, n), office),
        ).toBe(true);
      }),
      runs,
    );
  });

  test('adding twice is adding the sum: a clock may be paused anywhere', () => {
    fc.assert(
      fc.property(instant, length, length, calendar, (from, m, n, office) => {
        expect(addWorkingMs(addWorkingMs(from, m, office), n, office)).toBe(
          addWorkingMs(from, m + n, office),
        );
      }),
      runs,
    );
  });

  test('what was added is what lies between', () => {
    fc.assert(
      fc.property(instant, length, calendar, (from, ms, office) => {
        const to = addWorkingMs(from, ms, office);
        expect(workingTimeBetween(from, to, office)).toBe(ms);
        if (ms > 0) expect(worksOn(todayIn(office.timeZone, to), office)).toBe(true);
      }),
      runs,
    );
  });

  test('time adds up over any moment in between, and runs neither backwards nor off hours', () => {
    fc.assert(
      fc.property(fc.tuple(instant, instant, instant), calendar, (three, office) => {
        const [a = '', b = '', c = ''] = [...three].sort();
        expect(workingTimeBetween(a, b, office) + workingTimeBetween(b, c, office)).toBe(
          workingTimeBetween(a, c, office),
        );
        expect(workingTimeBetween(c, a, office)).toBe(0);
        expect(workingTimeBetween(a, b, office)).toBeLessThanOrEqual(Date.parse(b) - Date.parse(a));
      }),
      { numRuns: 100 },
    );
  });

  test('a pause moves the end by exactly what was left, however long it was', () => {
    fc.assert(
      fc.property(
        instant,
        length,
        length,
        fc.integer({ min: 0, max: 90 * 24 * HOUR }),
        calendar,
        (from, total, used, pause, office) => {
          const spent = Math.min(used, total);
          const pausedAt = addWorkingMs(from, spent, office);
          const resumedAt = new Date(Date.parse(pausedAt) + pause).toISOString();
          const left = total - workingTimeBetween(from, pausedAt, office);
          const end = addWorkingMs(resumedAt, left, office);
          expect(
            workingTimeBetween(from, pausedAt, office) + workingTimeBetween(resumedAt, end, office),
          ).toBe(total);
        },
      ),
      runs,
    );
  });
});
