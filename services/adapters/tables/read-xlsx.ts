import { collectTable, type RawRow, refuseTable } from '../../domain/collect-table.ts';
import type { ReadTable, TableRefusal, WantedColumn } from '../../domain/table.ts';
import { lookAtWorkbook } from './look-at-workbook.ts';
import type { SheetScan } from './scan-sheet.ts';

type Cell = string | number | boolean | Date | null;

/** Reads a table from the first sheet that has it, rather from one with more of its columns than one. */
export async function readXlsx<Name extends string>(
  path: string,
  wanted: readonly WantedColumn<Name>[],
): Promise<ReadTable<Name> | TableRefusal> {
  const seen = await lookAtWorkbook(path);
  if (!seen.ok) return seen;
  const sheets = await cellsOf(path);
  if (!sheets) return refuseTable('damaged');
  let refused: TableRefusal | undefined;
  let scant: ReadTable<Name> | undefined;
  for (const [at, cells] of sheets.entries()) {
    const outcome = readSheet(cells, seen.sheets[at], wanted);
    // One wanted heading may stand on a cover.
    if (outcome.ok && outcome.columns.length > 1) return outcome;
    if (outcome.ok) scant ??= outcome;
    else if (refused === undefined || refused.code === 'empty') refused = outcome;
  }
  return scant ?? refused ?? refuseTable('empty');
}

/** The cells of every sheet; undefined for a workbook that the library cannot read. It works in a thread of its own. */
async function cellsOf(path: string): Promise<readonly (readonly (readonly Cell[])[])[] | undefined> {
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    const sheets = await readWorkbook(path);
    return sheets.map(({ data }) => data as unknown as readonly (readonly Cell[])[]);
  } catch {
    return undefined;
  }
}

function readSheet<Name extends string>(
  cells: readonly (readonly Cell[])[],
  scan: SheetScan | undefined,
  wanted: readonly WantedColumn<Name>[],
): ReadTable<Name> | TableRefusal {
  const table = collectTable(wanted);
  for (const [at, row] of cells.entries()) {
    const raw: RawRow = { row: at + 1, cells: row.map(textOf) };
    const flaws = scan?.flaws.get(at + 1);
    if (!table.add(flaws ? { ...raw, flaws } : raw)) break;
  }
  return table.end();
}

/** A cell as a person would type it: a day as `YYYY-MM-DD`, a number in plain digits. */
function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number')
    return cell.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 10 });
  return String(cell);
}
