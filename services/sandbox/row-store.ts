import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { AppError } from '../domain/errors.ts';
import type { RowChange, RowKind } from './tenant-objects.ts';

const VERSION = 1;

/** A row as it lies in the file. */
export interface StoredRow {
  readonly kind: RowKind;
  readonly json: string;
}

/** The sandbox's file: one row per object, so that a write costs the same however large the tenant is. */
export interface RowStore {
  /** Every row, in order of kind and id. */
  all(): readonly StoredRow[];
  /** All or nothing, on disk when it returns. */
  write(changes: readonly RowChange[]): void;
  close(): void;
}

function prepareFile(db: Database.Database, file: string): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (row.user_version > VERSION) throw new AppError('store_newer', { detail: { file } });
  db.exec(
    'CREATE TABLE IF NOT EXISTS rows (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID',
  );
  db.pragma(`user_version = ${VERSION}`);
}

function openFile(file: string): Database.Database {
  try {
    const db = new Database(file);
    prepareFile(db, file);
    return db;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('store_damaged', { cause, detail: { file } });
  }
}

/**
 * Opens (or makes) `sandbox.db` in `dataDir`.
 * @throws AppError `store_damaged` or `store_newer`, with the file's name in `detail.file`.
 */
export function openRowStore(dataDir: string): RowStore {
  mkdirSync(dataDir, { recursive: true });
  const db = openFile(join(dataDir, 'sandbox.db'));
  const select = db.prepare('SELECT kind, json FROM rows ORDER BY kind, id');
  const put = db.prepare(
    'INSERT INTO rows (kind, id, json) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json',
  );
  const remove = db.prepare('DELETE FROM rows WHERE kind = ? AND id = ?');
  const write = db.transaction((changes: readonly RowChange[]) => {
    for (const change of changes) {
      if ('put' in change) put.run(change.put, change.row.id, JSON.stringify(change.row));
      else remove.run(change.remove, change.id);
    }
  });
  return {
    all: () => select.all() as StoredRow[],
    write: (changes) => {
      write(changes);
    },
    close: () => {
      db.close();
    },
  };
}
