import {
  type ReadTable,
  type RowProblem,
  TABLE_LIMITS,
  type TableRefusal,
  type TableRefusalCode,
  type TableRow,
  type WantedColumn,
} from './table.ts';
import { type Headings, missingColumns, readHeadings } from './table-headings.ts';

/** A row as a file has it: texts by column, and cells of which the file itself says that something is wrong. */
export interface RawRow {
  /** From 1, as a spreadsheet counts. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly flaws?: readonly { readonly column: number; readonly code: 'formula' | 'cell_error' }[];
}

/** Rows of text within which the headings are looked for. */
const HEADING_ROWS = 30;
/** A control character, or one that turns text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is taken out are control characters
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A cell's text: composed, one line, trimmed, without what cannot be seen. */
export function cellText(raw: string): string {
  return raw.normalize('NFC').replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
}

export function refuseTable(code: TableRefusalCode, params?: TableRefusal['params']): TableRefusal {
  return params ? { ok: false, code, params } : { ok: false, code };
}

/** Takes a file's rows one by one, and says at the end what table they are. */
export interface TableCollector<Name extends string> {
  /** False once it is known that the file is refused: the rest need not be read. */
  add(row: RawRow): boolean;
  end(): ReadTable<Name> | TableRefusal;
}

const filled = (texts: readonly string[]) => texts.filter((text) => text !== '').length;
const textsOf = ({ cells }: RawRow) => cells.slice(0, TABLE_LIMITS.columns * 3).map(cellText);

/**
 * Finds the headings among the first rows, then gathers the rows below them. A row with one wanted heading alone may
 * be a title: it counts where none has more. Empty rows and repeated headings are passed over, a row that repeats
 * another is left out and told.
 */
export function collectTable<Name extends string>(
  wanted: readonly WantedColumn<Name>[],
): TableCollector<Name> {
  const looked: { headings: Headings<Name>; texts: readonly string[] }[] = [];
  let above: readonly string[] = [];
  let rows: RowsOf<Name> | undefined;
  let refused: TableRefusal | undefined;
  const scant = scantTable(wanted);
  const settle = () => {
    if (!rows && !refused) ({ rows, refused } = scant.settle());
  };

  function look(row: RawRow, texts: readonly string[]): void {
    const candidates = [readHeadings(wanted, texts), readHeadings(wanted, texts, above)];
    above = texts;
    const best = candidates.sort((a, b) => b.found.length - a.found.length)[0];
    if (!best) return;
    looked.push({ headings: best, texts });
    const enough = best.found.length >= Math.min(2, wanted.length);
    if (!enough || missingColumns(wanted, best).length > 0) {
      scant.look(row, texts);
      if (looked.length >= HEADING_ROWS) settle();
      return;
    }
    refused = flawOf(wanted, best);
    rows = rowsBelow(best, texts);
  }

  return {
    add: (row) => {
      const texts = textsOf(row);
      if (texts.every((text) => text === '') && !row.flaws?.length) return true;
      if (rows) refused = rows.add(row, texts);
      else look(row, texts);
      return refused === undefined && (rows !== undefined || looked.length < HEADING_ROWS);
    },
    end: () => {
      settle();
      if (refused) return refused;
      if (rows) return rows.table();
      if (looked.length === 0) return refuseTable('empty');
      const best = looked.sort((a, b) => b.headings.found.length - a.headings.found.length)[0]?.headings;
      return best && best.found.length > 0
        ? missing(wanted, best)
        : refuseTable('no_headings', needed(wanted));
    },
  };
}

const namesOf = (columns: readonly WantedColumn<string>[]) =>
  columns.map(({ headings }) => `«${headings[0] ?? ''}»`).join(', ');

function needed(wanted: readonly WantedColumn<string>[]) {
  const required = wanted.filter((one) => one.required);
  return { columns: namesOf(required.length > 0 ? required : wanted) };
}

function missing<Name extends string>(wanted: readonly WantedColumn<Name>[], headings: Headings<Name>) {
  const lacking = missingColumns(wanted, headings);
  return lacking.length > 0
    ? refuseTable('missing_columns', { columns: namesOf(lacking) })
    : refuseTable('no_headings', needed(wanted));
}

function flawOf<Name extends string>(
  wanted: readonly WantedColumn<Name>[],
  headings: Headings<Name>,
): TableRefusal | undefined {
  if (headings.width > TABLE_LIMITS.columns)
    return refuseTable('too_many_columns', { limit: TABLE_LIMITS.columns });
  const twice = wanted.filter((one) => headings.repeated.includes(one.name));
  return twice.length > 0 ? refuseTable('repeated_columns', { columns: namesOf(twice) }) : undefined;
}

/** Keeps a row with one wanted heading, and what stands below it: the table's, should no better come. */
function scantTable<Name extends string>(wanted: readonly WantedColumn<Name>[]) {
  let kept: { headings: Headings<Name>; texts: readonly string[]; below: RawRow[] } | undefined;
  return {
    look(row: RawRow, texts: readonly string[]): void {
      const headings = readHeadings(wanted, texts);
      const better = !kept || (filled(kept.texts) === 1 && filled(texts) > 1);
      const whole = headings.found.length > 0 && missingColumns(wanted, headings).length === 0;
      if (whole && better) kept = { headings, texts, below: [] };
      else kept?.below.push(row);
    },
    settle(): { rows?: RowsOf<Name>; refused?: TableRefusal } {
      if (!kept) return {};
      const rows = rowsBelow(kept.headings, kept.texts);
      let refused = flawOf(wanted, kept.headings);
      for (const row of kept.below) refused ??= rows.add(row, textsOf(row));
      return { rows, ...(refused && { refused }) };
    },
  };
}

interface RowsOf<Name extends string> {
  add(row: RawRow, texts: readonly string[]): TableRefusal | undefined;
  table(): ReadTable<Name>;
}

function rowsBelow<Name extends string>(headings: Headings<Name>, texts: readonly string[]): RowsOf<Name> {
  const rows: TableRow<Name>[] = [];
  const problems: RowProblem[] = [];
  const seen = new Map<string, number>();
  const repeated = JSON.stringify(texts);
  return {
    add: (raw, cells) => {
      if (JSON.stringify(cells) === repeated) return undefined;
      const { row } = raw;
      const { values, flaws } = readRow(headings, raw, cells);
      if (Object.values(values).every((text) => text === '') && flaws.length === 0) return undefined;
      const key = JSON.stringify(values).toLowerCase();
      const of = seen.get(key);
      if (of !== undefined) {
        problems.push({ row, code: 'duplicate', of });
        return undefined;
      }
      seen.set(key, row);
      rows.push({ row, cells: values });
      problems.push(...flaws);
      return rows.length > TABLE_LIMITS.rows
        ? refuseTable('too_many_rows', { limit: TABLE_LIMITS.rows })
        : undefined;
    },
    table: () => ({
      ok: true,
      columns: headings.found.map(({ name, heading }) => ({ name, heading })),
      unknown: headings.unknown,
      rows,
      problems,
    }),
  };
}

function readRow<Name extends string>(
  headings: Headings<Name>,
  { row, flaws = [] }: RawRow,
  cells: readonly string[],
): { values: Partial<Record<Name, string>>; flaws: RowProblem[] } {
  const values: Partial<Record<Name, string>> = {};
  const told: RowProblem[] = [];
  for (const { name, at, heading } of headings.found) {
    const text = cells[at] ?? '';
    values[name] = text.slice(0, TABLE_LIMITS.cell);
    if (text.length > TABLE_LIMITS.cell) told.push({ row, code: 'cell_too_long', heading });
    const flaw = flaws.find((one) => one.column === at);
    if (flaw) told.push({ row, code: flaw.code, heading });
  }
  if (cells.slice(headings.width).some((text) => text !== '')) told.push({ row, code: 'too_many_cells' });
  return { values, flaws: told };
}
