import { stringify } from 'csv-stringify/sync';
import type { CellValue, WrittenColumn } from '../../domain/table.ts';
import { cleanCell } from './clean-cell.ts';

/** What a spreadsheet would take for a formula at the beginning of a cell, full-width signs too (OWASP, "CSV injection"). */
const FORMULA_BEGINS = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** How a language writes tables: its spreadsheets part cells by `;` where the comma is for decimals. */
const CUSTOMS = {
  es: { delimiter: ';', decimal: ',' },
  en: { delimiter: ',', decimal: '.' },
} as const;

/** The bytes of a CSV that spreadsheets of the language open as a table: with a mark of UTF-8, CRLF, no live formula. */
export function csvBytes(
  columns: readonly WrittenColumn[],
  rows: readonly (readonly CellValue[])[],
  language: keyof typeof CUSTOMS,
): Buffer {
  const { delimiter, decimal } = CUSTOMS[language];
  const lines = [
    columns.map(({ heading }) => harmless(heading)),
    ...rows.map((row) => columns.map((column, at) => written(row[at] ?? null, column, decimal))),
  ];
  return Buffer.from(stringify(lines, { bom: true, delimiter, record_delimiter: '\r\n' }), 'utf8');
}

function written(value: CellValue, { type }: WrittenColumn, decimal: string): string {
  if (value === null) return '';
  if (typeof value === 'string') return harmless(value);
  const shown = type === 'percent' ? Math.round(value * 1_000) / 10 : value;
  return `${String(shown).replace('.', decimal)}${type === 'percent' ? '%' : ''}`;
}

/** Text that stays text: an apostrophe goes before what would be read as a formula. */
function harmless(text: string): string {
  const clean = cleanCell(text);
  return FORMULA_BEGINS.test(clean) ? `'${clean}` : clean;
}
