import { Readable } from 'node:stream';
import { parse as parseStream } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { collectTable, type RawRow, refuseTable, type TableCollector } from '../../domain/collect-table.ts';
import type { ReadTable, TableRefusal, WantedColumn } from '../../domain/table.ts';
import { readHeadings } from '../../domain/table-headings.ts';
import { decoded, encodingOf, type TextEncoding } from './text-encoding.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Characters of a record beyond which a quote was never closed. */
const RECORD_LENGTH = 200_000;
/** Lines by which the delimiter is guessed. */
const SAMPLE_LINES = 30;
/** `sep=;`, which Excel reads and does not show. */
const SEPARATOR_LINE = /^\ufeff?sep=(.)\r?\n/i;
/** `="0012"`: how exports keep a spreadsheet from reading a number. */
const QUOTED = /^="([^"]*)"$/;

const OPTIONS = {
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: false,
  max_record_size: RECORD_LENGTH,
} as const;

/** Reads a table of separated values; `sample` are the file's first bytes. */
export async function readCsv<Name extends string>(
  path: string,
  sample: Buffer,
  wanted: readonly WantedColumn<Name>[],
): Promise<ReadTable<Name> | TableRefusal> {
  if (sample.length === 0) return refuseTable('empty');
  const encoding = await encodingOf(path, sample);
  if (!encoding) return refuseTable('not_a_table');
  const head = new TextDecoder(encoding).decode(sample);
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(head)) return refuseTable('not_a_table');
  const said = SEPARATOR_LINE.exec(head);
  const delimiter = said?.[1] ?? guessDelimiter(head, wanted);
  const table = collectTable(wanted);
  const whole = await feed(table, path, encoding, { delimiter, from: said ? 2 : 1 });
  return whole ? table.end() : refuseTable('damaged');
}

/** The delimiter by which most wanted headings are found; among equals the one that parts most. */
function guessDelimiter(head: string, wanted: readonly WantedColumn<string>[]): string {
  const lines = head
    .split(/\r\n|\n|\r/)
    .slice(0, SAMPLE_LINES)
    .join('\n');
  const scored = DELIMITERS.map((delimiter) => {
    const rows = sampleRows(lines, delimiter);
    const found = rows.map((row) => readHeadings(wanted, row).found.length);
    return { delimiter, found: Math.max(0, ...found), parts: rows.reduce((sum, row) => sum + row.length, 0) };
  });
  scored.sort((a, b) => b.found - a.found || b.parts - a.parts);
  return scored[0]?.delimiter ?? ',';
}

function sampleRows(text: string, delimiter: string): readonly string[][] {
  try {
    return parseNow(text, { ...OPTIONS, delimiter, to: SAMPLE_LINES }) as string[][];
  } catch {
    return [];
  }
}

/** False where the file breaks off in the middle of a record, or a quote swallows it. */
async function feed(
  table: TableCollector<string>,
  path: string,
  encoding: TextEncoding,
  { delimiter, from }: { readonly delimiter: string; readonly from: number },
): Promise<boolean> {
  const parser = parseStream({ ...OPTIONS, delimiter, from });
  const source = Readable.from(decoded(path, encoding));
  source.on('error', (thrown) => parser.destroy(thrown));
  let row = 0;
  try {
    for await (const record of source.pipe(parser)) {
      row += 1;
      if (!table.add(rawRow(row, record as string[]))) break;
    }
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('CSV_')) return false;
    throw thrown;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** A formula in a text file has no value beside it: its cell reads as empty. */
function rawRow(row: number, record: readonly string[]): RawRow {
  const flaws: { column: number; code: 'formula' }[] = [];
  const cells = record.map((text, column) => {
    const kept = QUOTED.exec(text)?.[1];
    if (kept !== undefined) return kept;
    if (!text.startsWith('=')) return text;
    flaws.push({ column, code: 'formula' });
    return '';
  });
  return flaws.length > 0 ? { row, cells, flaws } : { row, cells };
}
