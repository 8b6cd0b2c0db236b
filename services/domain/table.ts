/** Tables that people send and the desk writes: what is wanted of them, and what may be wrong with them. */

/** A column that a caller looks for. */
export interface WantedColumn<Name extends string> {
  readonly name: Name;
  /** Headings by which it is known; case, accents, blanks and signs do not matter. */
  readonly headings: readonly string[];
  /** Without it the table is refused. */
  readonly required?: boolean;
}

/** Most rows, columns and characters of a cell that are read. */
export const TABLE_LIMITS = { rows: 10_000, columns: 100, cell: 2_000 } as const;

/** One row of a table. */
export interface TableRow<Name extends string> {
  /** The row's number as the person sees it in a spreadsheet, from 1. */
  readonly row: number;
  /**
   * Text of each column that was found: trimmed, dates as `YYYY-MM-DD`, numbers as plain digits, '' where empty.
   */
  readonly cells: Readonly<Partial<Record<Name, string>>>;
}

/**
 * What is wrong with one row; it is still among the rows unless said otherwise. `duplicate`: the same cells as an
 * earlier row (`of`), left out; `cell_too_long`: cut; `formula`: a formula without a kept value, read as empty;
 * `too_many_cells`: more cells than headings.
 */
export interface RowProblem {
  readonly row: number;
  readonly code: 'duplicate' | 'cell_too_long' | 'formula' | 'cell_error' | 'too_many_cells';
  /** The column's heading as written, where it is about one. */
  readonly heading?: string;
  /** Row that it repeats. */
  readonly of?: number;
}

/** Why a file cannot be read as the table that is wanted; each is a sentence below `table.refusal`. */
export type TableRefusalCode =
  | 'not_a_table'
  | 'old_excel'
  | 'encrypted'
  | 'zip_bomb'
  | 'too_big'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'empty'
  | 'no_headings'
  | 'missing_columns'
  | 'repeated_columns'
  | 'damaged';

export interface TableRefusal {
  readonly ok: false;
  readonly code: TableRefusalCode;
  /** Values for the sentence: `columns`, `limit`. */
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface ReadTable<Name extends string> {
  readonly ok: true;
  /** Columns that were found, with the heading as written. */
  readonly columns: readonly { readonly name: Name; readonly heading: string }[];
  /** Headings that are none of those wanted. */
  readonly unknown: readonly string[];
  readonly rows: readonly TableRow<Name>[];
  readonly problems: readonly RowProblem[];
}

/** A value of a table that the desk writes. A date is `YYYY-MM-DD`; an instant is written in the table's time zone. */
export type CellValue = string | number | null;

/** A column that the desk writes; `type` says how a spreadsheet shows it. A percentage is a fraction, 0.915. */
export interface WrittenColumn {
  readonly heading: string;
  readonly type: 'text' | 'number' | 'date' | 'percent';
  /** Characters; a sensible width otherwise. */
  readonly width?: number;
}

export interface WrittenTable {
  /** Name of the sheet; at most 31 characters are kept. */
  readonly title: string;
  readonly columns: readonly WrittenColumn[];
  readonly rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>;
}
