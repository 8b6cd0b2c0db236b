import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import { damaged, storeFault } from './sqlite-faults.ts';
import { SqliteFile } from './sqlite-file.ts';

/** The embedded store's file in the data folder. */
export const STORE_FILE = 'mesa.db';

/** Files up to this size are checked page by page at opening (some 60 ms); larger ones as they are read. */
const CHECKED_BYTES = 32 * 1024 * 1024;

/** Stands beside the file from its making on, so that a vanished file is not taken for a first start. */
const MARK_SUFFIX = '.made';

/**
 * Opens `mesa.db` in the folder, making both at the first start, and brings it to this version's schema. Several
 * processes may have it open.
 *
 * Refuses with `store_newer` (written by a later version), `store_damaged` (not a whole file of this desk, or gone
 * although it once was here) or `store_unavailable` (folder not writable, kept busy by another process); each
 * names the file and what to do. `waitMs`: see `SqliteFile`.
 */
export async function openSqliteFile(dataDir: string, waitMs?: number): Promise<SqliteFile> {
  const path = join(dataDir, STORE_FILE);
  try {
    mkdirSync(dataDir, { recursive: true });
    refuseIfVanished(path);
  } catch (thrown) {
    throw storeFault(path, thrown);
  }
  const file = new SqliteFile(path, waitMs);
  try {
    await file.patiently(() => refuseIfForeign(file));
    await file.patiently(() => file.exec('PRAGMA journal_mode = WAL'));
    file.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA journal_size_limit = 67108864');
    // The same conversations are written again and again: a log of 16 MB carries each of their pages over once.
    file.exec('PRAGMA wal_autocheckpoint = 4000');
    await file.patiently(() => migrate(file));
    refuseIfBroken(file);
    mark(path);
    // From here on `SqliteFile` itself flushes what it has committed.
    file.exec('PRAGMA synchronous = NORMAL');
    return file;
  } catch (thrown) {
    await file.close();
    throw storeFault(path, thrown);
  }
}

/** A file that was made once and is gone or empty now is a loss to be told, not a new beginning. */
function refuseIfVanished(path: string): void {
  const isThere = () => existsSync(path) && statSync(path).size > 0;
  if (isThere()) return;
  const traces = [`${path}-wal`, `${path}${MARK_SUFFIX}`].filter(
    (trace) => existsSync(trace) && statSync(trace).size > 0,
  );
  // Another process may be making it, and may have come this far between the two looks.
  if (traces.length === 0 || isThere()) return;
  throw damaged(
    path,
    existsSync(path) ? 'empty' : 'missing',
    undefined,
    `put the file or the last backup in its place; to begin with an empty desk on purpose, remove ${traces.join(' and ')}`,
  );
}

function refuseIfForeign(file: SqliteFile): void {
  // Tables before the stamp, and of that the id last: another process may be at its first migration.
  const tables = Number(file.prepare('SELECT count(*) AS n FROM sqlite_schema').first()?.n);
  const { version, application } = stamp(file);
  if (tables === 0 && application === 0 && version === 0) return;
  if (application !== APPLICATION_ID) {
    throw damaged(
      file.path,
      'not written by this desk',
      undefined,
      'move the file away or name another data folder',
    );
  }
  if (version > MIGRATIONS.length) throw newer(file.path, version);
}

function newer(path: string, version: number): AppError {
  return new AppError('store_newer', {
    detail: {
      file: path,
      version,
      known: MIGRATIONS.length,
      remedy:
        'start the later version of the desk that wrote it, or put back the backup made before that version',
    },
  });
}

function stamp(file: SqliteFile): { version: number; application: number } {
  return {
    version: Number(file.prepare('PRAGMA user_version').first()?.user_version),
    application: Number(file.prepare('PRAGMA application_id').first()?.application_id),
  };
}

function migrate(file: SqliteFile): void {
  file.exec('BEGIN IMMEDIATE');
  try {
    // Read under the lock: another process may be at the same.
    const { version } = stamp(file);
    if (version > MIGRATIONS.length) throw newer(file.path, version);
    if (version < MIGRATIONS.length) {
      for (const step of MIGRATIONS.slice(version)) file.exec(step);
      file.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
    }
    file.exec('COMMIT');
  } catch (thrown) {
    file.exec('ROLLBACK');
    throw thrown;
  }
}

function refuseIfBroken(file: SqliteFile): void {
  if (statSync(file.path).size > CHECKED_BYTES) return;
  const said = file.prepare('PRAGMA quick_check(1)').first()?.quick_check;
  if (said !== 'ok') throw damaged(file.path, String(said));
}

function mark(path: string): void {
  const sign = `${path}${MARK_SUFFIX}`;
  if (existsSync(sign)) return;
  writeFileSync(sign, `Says that ${STORE_FILE} was made here, so that its loss is noticed.\n`, {
    flush: true,
  });
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
