import { stat } from 'node:fs/promises';
import { refuseTable } from '../../domain/collect-table.ts';
import type { CellValue, WrittenTable } from '../../domain/table.ts';
import { MAX_INCOMING_BYTES } from '../../ports/file-desk.ts';
import type { TableFile, TableFiles, TableFormat } from '../../ports/table-files.ts';
import { readXlsx } from './read-xlsx.ts';
import { sampleOf } from './text-encoding.ts';
import { xlsxBytes } from './write-xlsx.ts';

const MIME_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** The container of Excel before 2007, and of newer workbooks with a password. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** Tables as CSV and XLSX. What a file is is told by its bytes. */
export function createTableFiles(): TableFiles {
  return {
    read: async (path, wanted) => {
      if ((await stat(path)).size > MAX_INCOMING_BYTES) return refuseTable('too_big');
      const sample = await sampleOf(path);
      if (sample.subarray(0, 4).equals(ZIP)) return readXlsx(path, wanted);
      if (sample.subarray(0, 8).equals(COMPOUND))
        return refuseTable(sample.includes(ENCRYPTED) ? 'encrypted' : 'old_excel');
      // With their library, as those of workbooks: a start has no use for it.
      const { readCsv } = await import('./read-csv.ts');
      return readCsv(path, sample, wanted);
    },
    write: async (table, format, locale) => {
      const rows = await allRows(table);
      const language = locale.toLowerCase().startsWith('en') ? 'en' : 'es';
      if (format === 'xlsx') return file(format, await xlsxBytes(table.title, table.columns, rows));
      const { csvBytes } = await import('./write-csv.ts');
      return file(format, csvBytes(table.columns, rows, language));
    },
  };
}

const file = (format: TableFormat, content: Buffer): TableFile => ({
  mimeType: MIME_TYPES[format],
  ending: format,
  content,
});

async function allRows({ rows }: WrittenTable): Promise<readonly (readonly CellValue[])[]> {
  const all: (readonly CellValue[])[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
