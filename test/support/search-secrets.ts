import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Database from 'libsql';

/** Where a secret was found. The secret itself is not told: the report is read by many. */
export interface Leak {
  readonly file: string;
  readonly length: number;
}

export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The secrets of a ledger, each once. */
export function secretsOf(ledger: string): readonly string[] {
  const lines = filesIn(ledger).flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** Secrets by their first four bytes, so that many are looked for in one pass. */
type ByHead = ReadonlyMap<number, readonly Buffer[]>;

function byHead(secrets: readonly string[]): ByHead {
  const heads = new Map<number, Buffer[]>();
  for (const secret of secrets) {
    const bytes = Buffer.from(secret, 'utf8');
    const head = bytes.readInt32BE(0);
    heads.set(head, [...(heads.get(head) ?? []), bytes]);
  }
  return heads;
}

function firstIn(bytes: Buffer, heads: ByHead): Buffer | undefined {
  let head = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    head = (head << 8) | (bytes[at] ?? 0);
    const found = heads.get(head)?.find((secret) => {
      const from = at - 3;
      return from >= 0 && bytes.subarray(from, from + secret.length).equals(secret);
    });
    if (found) return found;
  }
  return undefined;
}

/** Every row of an SQLite file as text: in the file itself a long value lies in pieces. */
function rowsOf(path: string): Buffer {
  const db = new Database(path);
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
      name: string;
    }[];
    const rows = tables.flatMap(({ name }) => db.prepare(`SELECT * FROM "${name}"`).all());
    return Buffer.from(JSON.stringify(rows), 'utf8');
  } catch {
    // Some tests leave a file damaged on purpose: its bytes are searched all the same.
    return Buffer.alloc(0);
  } finally {
    db.close();
  }
}

/** Searches every file below the folder for every secret: its bytes, and the rows of a store. */
export function leaksIn(folder: string, secrets: readonly string[]): readonly Leak[] {
  const heads = byHead(secrets);
  return filesIn(folder).flatMap((path) => {
    const bytes = readFileSync(path);
    const texts = path.endsWith('.db') ? [bytes, rowsOf(path)] : [bytes];
    return texts.flatMap((text) => {
      const found = firstIn(text, heads);
      return found ? [{ file: relative(folder, path), length: found.length }] : [];
    });
  });
}
