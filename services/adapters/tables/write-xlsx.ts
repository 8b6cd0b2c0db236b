import type { Cell } from 'write-excel-file/node';
import type { CellValue, WrittenColumn } from '../../domain/table.ts';
import { cleanCell } from './clean-cell.ts';

/** Most characters of a sheet's name in Excel. */
const LONGEST_TITLE = 31;
const WIDTH = 18;

/** The bytes of a workbook of one sheet. Texts are cells of text, so that no formula lives in it. */
export async function xlsxBytes(
  title: string,
  columns: readonly WrittenColumn[],
  rows: readonly (readonly CellValue[])[],
): Promise<Buffer> {
  // Loaded when the first workbook is wanted, as is what reads them: a start has no use for it.
  const { default: writeWorkbook } = await import('write-excel-file/node');
  const head = columns.map(
    ({ heading }): Cell => ({
      value: sharedText(heading),
      type: String,
      fontWeight: 'bold',
      wrap: true,
      alignVertical: 'top',
    }),
  );
  const data = [head, ...rows.map((row) => columns.map((column, at) => cellOf(row[at] ?? null, column)))];
  const bytes = await writeWorkbook(data, {
    sheet: sheetName(title),
    columns: columns.map(({ width = WIDTH }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
  return Buffer.from(bytes);
}

/** Excel refuses a name with these signs, one too long, or none. */
function sheetName(title: string): string {
  return (
    cleanCell(title)
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, LONGEST_TITLE) || 'Mesa'
  );
}

/**
 * write-excel-file 4.1 numbers texts in a plain object, so that one called like a member of every object
 * (`constructor`) damages the file: it gets a sign that shows nothing.
 */
function sharedText(text: string): string {
  const clean = cleanCell(text);
  return clean in {} ? `${clean}\u2060` : clean;
}

function cellOf(value: CellValue, { type }: WrittenColumn): Cell {
  if (value === null || value === '') return null;
  if (typeof value === 'number')
    return type === 'percent' ? { value, type: Number, format: '0.0%' } : { value, type: Number };
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  return { value: sharedText(value), type: String };
}
