import { stat } from 'node:fs/promises';
import type { Entry, ZipFile } from 'yauzl';
import { refuseTable } from '../../domain/collect-table.ts';
import { TABLE_LIMITS, type TableRefusal } from '../../domain/table.ts';
import { type SheetScan, scanSheet } from './scan-sheet.ts';

/** A workbook that can be read within bounds, with what each sheet's XML says of its cells, in the workbook's order. */
export interface SeenWorkbook {
  readonly ok: true;
  readonly sheets: readonly SheetScan[];
}

const MOST_ENTRIES = 2_000;
/** Inflated XML of a workbook, in bytes; 10,000 rows of 30 columns are about 20 MB. */
const MOST_XML = 64 * 1024 * 1024;
/** How often the inflated size is the packed one before it is a bomb; sheets of equal rows reach some dozens. */
const MOST_RATIO = 200;
/** Smaller entries are no bomb, however well they pack. */
const HARMLESS = 4 * 1024 * 1024;
/** A sheet is built as a rectangle of cells, empty ones too. */
const MOST_CELLS = 3_000_000;
/** Longest data descriptor between an entry and the next. */
const GAP = 24;

const isXml = ({ fileName }: Entry) => /\.(xml|xml\.rels)$/.test(fileName);

/**
 * Looks through the archive before anything is unpacked for good: number of entries, sizes as declared and as they
 * turn out, packing ratio, nothing hidden between entries, and how large a rectangle each sheet spans. XML is read
 * piece by piece and thrown away.
 */
export async function lookAtWorkbook(path: string): Promise<SeenWorkbook | TableRefusal> {
  const { openPromise } = await import('yauzl');
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true });
  } catch {
    return refuseTable('damaged');
  }
  try {
    return await look(zip, (await stat(path)).size);
  } catch {
    // The archive breaks off, or says one thing and holds another.
    return refuseTable('damaged');
  } finally {
    zip.close();
  }
}

async function look(zip: ZipFile, size: number): Promise<SeenWorkbook | TableRefusal> {
  if (zip.entryCount > MOST_ENTRIES) return refuseTable('zip_bomb');
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const refused = declaredSizes(entries) ?? (await hiddenParts(zip, entries, size));
  if (refused) return refused;
  const seen: Seen = { inflated: 0, scans: new Map(), texts: new Map() };
  for (const entry of entries.filter(isXml)) {
    const problem = await readEntry(zip, entry, seen);
    if (problem) return problem;
  }
  const sheets = sheetsInOrder(seen);
  return sheets.length === 0 ? refuseTable('not_a_table') : (spanned(sheets) ?? { ok: true, sheets });
}

function declaredSizes(entries: readonly Entry[]): TableRefusal | undefined {
  if (entries.some((one) => one.isEncrypted())) return refuseTable('encrypted');
  const bomb = entries.some(
    (one) => one.uncompressedSize > HARMLESS && one.uncompressedSize > one.compressedSize * MOST_RATIO,
  );
  if (bomb) return refuseTable('zip_bomb');
  const total = entries.filter(isXml).reduce((sum, one) => sum + one.uncompressedSize, 0);
  return total > MOST_XML ? refuseTable('too_big') : undefined;
}

/** Whoever unpacks the file as a stream must meet exactly the entries that its directory names. */
async function hiddenParts(
  zip: ZipFile,
  entries: readonly Entry[],
  size: number,
): Promise<TableRefusal | undefined> {
  let end = 0;
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const entry of inOrder) {
    const begin = entry.relativeOffsetOfLocalHeader;
    if (begin < end || begin > end + (end === 0 ? 0 : GAP)) return refuseTable('damaged');
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    end = fileDataStart + entry.compressedSize;
  }
  return end > size ? refuseTable('damaged') : undefined;
}

interface Seen {
  inflated: number;
  readonly scans: Map<string, SheetScan>;
  /** Text of the small parts that say which sheet comes first. */
  readonly texts: Map<string, string>;
}

const SMALL_PARTS = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels)$/;
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const LONGEST_SMALL_PART = 1024 * 1024;

async function readEntry(zip: ZipFile, entry: Entry, seen: Seen): Promise<TableRefusal | undefined> {
  const decoder = new TextDecoder();
  const scan = SHEET.test(entry.fileName) ? scanSheet() : undefined;
  let small = SMALL_PARTS.test(entry.fileName) ? '' : undefined;
  const stream = await zip.openReadStreamPromise(entry);
  try {
    for await (const chunk of stream) {
      const bytes = chunk as Buffer;
      seen.inflated += bytes.length;
      if (seen.inflated > MOST_XML) return refuseTable('zip_bomb');
      const text = scan || small !== undefined ? decoder.decode(bytes, { stream: true }) : '';
      if (scan && !scan.feed(text)) return refuseTable('damaged');
      if (small !== undefined) small += text;
      if (small !== undefined && small.length > LONGEST_SMALL_PART) return refuseTable('damaged');
    }
  } finally {
    stream.destroy();
  }
  if (scan) seen.scans.set(entry.fileName, scan.end());
  if (small !== undefined) seen.texts.set(entry.fileName, small);
  return undefined;
}

/** The sheets as the workbook orders them; in the order of the archive where it does not say. */
function sheetsInOrder({ scans, texts }: Seen): readonly SheetScan[] {
  const targets = new Map(
    [...(texts.get('xl/_rels/workbook.xml.rels') ?? '').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      /\bId="([^"]*)"/.exec(tag)?.[1] ?? '',
      (/\bTarget="([^"]*)"/.exec(tag)?.[1] ?? '').replace(/^\/?(xl\/)?/, 'xl/'),
    ]),
  );
  const named = [...(texts.get('xl/workbook.xml') ?? '').matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) =>
    scans.get(targets.get(/\br:id="([^"]*)"/.exec(tag)?.[1] ?? '') ?? ''),
  );
  const known = named.filter((one) => one !== undefined);
  return known.length > 0 ? known : [...scans.values()];
}

function spanned(sheets: readonly SheetScan[]): TableRefusal | undefined {
  const cells = sheets.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  if (cells <= MOST_CELLS) return undefined;
  return sheets.some(({ columns }) => columns > TABLE_LIMITS.columns)
    ? refuseTable('too_many_columns', { limit: TABLE_LIMITS.columns })
    : refuseTable('too_many_rows', { limit: TABLE_LIMITS.rows });
}
