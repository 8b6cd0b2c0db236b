import { expect, it } from 'vitest';
import { readTableDate } from '../../services/domain/table-date.ts';

it.each([
  ['2026-12-31', '2026-12-31'],
  ['31/12/2026', '2026-12-31'],
  ['31-12-26', '2026-12-31'],
  [' 1.2.2027 ', '2027-02-01'],
  ['31 de diciembre de 2026', '2026-12-31'],
  ['31-dic-2026', '2026-12-31'],
  ['5 dic. 2026', '2026-12-05'],
  ['15 August 2026', '2026-08-15'],
  ['31/02/2026', undefined],
  ['12/31/2026', undefined],
  ['diciembre', undefined],
  ['indefinido', undefined],
  ['', undefined],
] as const)('%s is %s', (text, date) => {
  expect(readTableDate(text)).toBe(date);
});
