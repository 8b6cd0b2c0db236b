import type { ReadTable, TableRefusal, WantedColumn, WrittenTable } from '../domain/table.ts';

export type TableFormat = 'csv' | 'xlsx';

/** A table as a file. `content` and `mimeType` fit `FileToGive`. */
export interface TableFile {
  readonly mimeType: string;
  /** `csv` or `xlsx`, for the file's name. */
  readonly ending: TableFormat;
  readonly content: Buffer;
}

/** Tables as files: CSV and XLSX, told apart by their bytes and not by their names. */
export interface TableFiles {
  /**
   * Reads the wanted columns from a file on disk within bounded memory. Never throws for what is in the file: a
   * refusal says what is wrong as a whole, problems say it row by row.
   */
  read<Name extends string>(
    path: string,
    wanted: readonly WantedColumn<Name>[],
  ): Promise<ReadTable<Name> | TableRefusal>;
  /** Writes a table that a spreadsheet of the language opens as it should, with no live formula in it. */
  write(table: WrittenTable, format: TableFormat, locale: string): Promise<TableFile>;
}
