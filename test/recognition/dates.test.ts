import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../dialogs/recognition/chunks.ts';
import { type DateHint, resolveDate } from '../../dialogs/recognition/date-resolve.ts';
import { type DateKey, resolveDates } from '../../dialogs/recognition/date-roles.ts';
import { parseDay } from '../../dialogs/recognition/days.ts';
import { tidy } from '../../dialogs/recognition/text.ts';

// A Friday.
const NOW = parseDay('2026-11-20') ?? 0;

function datesIn(text: string, locale = 'es-CO', hint: DateHint = {}): (string | undefined)[] {
  return tokensOf(tidy(text), locale)
    .filter((token) => token.kind === 'date' && token.reading)
    .map((token) => token.reading && resolveDate(token.reading, NOW, hint));
}

describe('dates in Spanish', () => {
  it.each([
    ['el 31 de diciembre', '2026-12-31'],
    ['31 de diciembre de 2027', '2027-12-31'],
    ['31 de diciembre del 2027', '2027-12-31'],
    ['31-dic-26', '2026-12-31'],
    ['31 dic.', '2026-12-31'],
    ['diciembre 31 de 2026', '2026-12-31'],
    ['1° de enero', '2027-01-01'],
    ['1ro de enero', '2027-01-01'],
    ['primero de enero', '2027-01-01'],
    ['treinta y uno de enero de dos mil veintisiete', '2027-01-31'],
    ['05/01/2027', '2027-01-05'],
    ['5/1/27', '2027-01-05'],
    ['2027-01-05', '2027-01-05'],
    ['05.01.2027', '2027-01-05'],
    ['hoy', '2026-11-20'],
    ['a partir de la fecha', '2026-11-20'],
    ['mañana', '2026-11-21'],
    ['pasado mañana', '2026-11-22'],
    ['ayer', '2026-11-19'],
    ['antier', '2026-11-18'],
    ['el viernes', '2026-11-27'],
    ['el lunes', '2026-11-23'],
    ['el próximo martes', '2026-11-24'],
    ['el viernes pasado', '2026-11-13'],
    ['el lunes 30', '2026-11-30'],
    ['el miércoles 2 de diciembre', '2026-12-02'],
    ['30 de los corrientes', '2026-11-30'],
    ['15 del presente', '2026-11-15'],
    ['el 5 del mes entrante', '2026-12-05'],
    ['15 de noviembre del presente', '2026-11-15'],
    ['en dos semanas', '2026-12-04'],
    ['dentro de 15 días', '2026-12-05'],
    ['hace 3 días', '2026-11-17'],
    ['fin de mes', '2026-11-30'],
    ['fin de año', '2026-12-31'],
    ['finales de febrero', '2027-02-28'],
    ['hasta marzo de 2027', '2027-03-01'],
    ['28 de feb', '2027-02-28'],
    ['29 de febrero', '2028-02-29'],
  ])('%s is %s', (text, expected) => {
    expect(datesIn(text)).toEqual([expected]);
  });

  it.each([
    'por la mañana',
    'a las 8 de la mañana',
    'esta mañana',
    'CPS-30-2026',
    'DTI/12/2026',
    '24 horas al día',
    'MS-2026-000123',
    'cc 1.098.765.432',
    'Julio Restrepo',
    'el 100%',
  ])('%s holds none', (text) => {
    expect(datesIn(text)).toEqual([]);
  });

  it('reads past and future by what the words say', () => {
    expect(datesIn('31 de octubre', 'es-CO', { past: true })).toEqual(['2026-10-31']);
    expect(datesIn('31 de octubre', 'es-CO', { side: 'end' })).toEqual(['2027-10-31']);
    expect(datesIn('19 de noviembre', 'es-CO', { side: 'effective' })).toEqual(['2026-11-19']);
    expect(datesIn('el lunes', 'es-CO', { past: true })).toEqual(['2026-11-16']);
  });
});

/** The date of a message, the tagger's word for it given. */
function roleIn(text: string, key: DateKey): Partial<Record<DateKey, string>> {
  const tokens = tokensOf(tidy(text), 'es-CO');
  return resolveDates(tokens, [{ key, at: tokens.findIndex((token) => token.reading) }], '2026-11-20');
}

describe('dates told as past or to come', () => {
  it.each<[string, DateKey, string]>([
    ['renunció el lunes', 'endDate', '2026-11-16'],
    ['renunció y su último día es el lunes', 'endDate', '2026-11-23'],
    ['soy contratista desde el martes', 'startDate', '2026-11-17'],
    ['crear desde el martes', 'startDate', '2026-11-24'],
    ['acta de inicio el martes', 'startDate', '2026-11-24'],
    ['inició el martes', 'startDate', '2026-11-17'],
  ])('%s', (text, key, expected) => {
    expect(roleIn(text, key)).toEqual({ [key]: expected });
  });

  it('an action asked for on "that same day" takes effect on the day that was told', () => {
    expect(roleIn('termina el 30, ese mismo día ciérrenle el correo', 'endDate')).toEqual({
      endDate: '2026-11-30',
      effectiveDate: '2026-11-30',
    });
  });
});

describe('dates in English', () => {
  it.each([
    ['December 31, 2026', '2026-12-31'],
    ['Dec 31st', '2026-12-31'],
    ['31 December', '2026-12-31'],
    ['the 1st of January', '2027-01-01'],
    ['12/05/2026', '2026-12-05'],
    ['13/05/2026', '2026-05-13'],
    ['the 31st', '2026-12-31'],
    ['Friday the 27th', '2026-11-27'],
    ['next Monday', '2026-11-23'],
    ['last Friday', '2026-11-13'],
    ['tomorrow', '2026-11-21'],
    ['in two weeks', '2026-12-04'],
    ['3 days ago', '2026-11-17'],
    ['the end of the month', '2026-11-30'],
    ['year end', '2026-12-31'],
  ])('%s is %s', (text, expected) => {
    expect(datesIn(text, 'en-US')).toEqual([expected]);
  });
});
