import { setTimeout as pause } from 'node:timers/promises';
import Database from 'libsql';
import { damaged, engineCode, storeFault, unavailable } from './sqlite-faults.ts';

/** How long the engine itself waits for another process's write, in milliseconds; it blocks the event loop. */
const ENGINE_WAIT_MS = 100;
/** How long a write is tried for altogether before it is `store_unavailable`, in milliseconds. */
const WRITE_WAIT_MS = 5_000;

export type Bound = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** A prepared statement; parameters are `@name`. Only for use inside `read` and `write`. */
export interface Statement {
  all(bound?: Readonly<Record<string, Bound>>): readonly Row[];
  first(bound?: Readonly<Record<string, Bound>>): Row | undefined;
  /** How many rows it changed. */
  run(bound?: Readonly<Record<string, Bound>>): number;
}

interface Job {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * One connection to the file. Writes asked for in the same turn of the event loop share one transaction, so that a
 * busy desk pays one flush to disk for many of them; each promise resolves only after that transaction's commit.
 *
 * Every write runs between `BEGIN IMMEDIATE` and `COMMIT`: with libsql 0.5.29 a prepared statement that meets
 * SQLITE_BUSY outside a transaction stays in progress, and what the connection writes after it is not committed
 * though it is reported as done (tursodatabase/libsql-js#237). Inside, only BEGIN can meet it, and that is `exec`.
 */
export class SqliteFile {
  readonly path: string;
  readonly #db: Database.Database;
  readonly #waitMs: number;
  #jobs: Job[] = [];
  #flushing: Promise<void> | undefined;
  #closed = false;

  /** `waitMs`: for how long a write is tried while another process keeps the file. */
  constructor(path: string, waitMs: number = WRITE_WAIT_MS) {
    this.path = path;
    this.#waitMs = waitMs;
    try {
      this.#db = new Database(path, { timeout: ENGINE_WAIT_MS });
    } catch (thrown) {
      throw storeFault(path, thrown);
    }
  }

  prepare(sql: string): Statement {
    const statement = this.#sync(() => this.#db.prepare<[Readonly<Record<string, Bound>>]>(sql));
    return {
      all: (bound = {}) => statement.all(bound) as Row[],
      first: (bound = {}) => statement.get(bound) as Row | undefined,
      run: (bound = {}) => statement.run(bound).changes,
    };
  }

  /** Runs SQL without parameters now. Throws the desk's faults. */
  exec(sql: string): void {
    this.#sync(() => this.#db.exec(sql));
  }

  /** Runs `work` now; it sees every write that has resolved. */
  async read<T>(work: () => T): Promise<T> {
    if (this.#closed) throw unavailable(this.path, 'closed');
    return this.patiently(work);
  }

  /**
   * Runs `work` in a transaction and resolves once it is on disk. `work` may run twice (never twice committed),
   * so it touches nothing but the file; where it throws, nothing of it is kept.
   */
  write<T>(work: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(unavailable(this.path, 'closed'));
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({ work, resolve: (value) => resolve(value as T), reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Waits for the writes under way, then closes; the file alone holds everything then, unless others have it open. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#flushing;
    try {
      this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    } catch {
      // The log keeps what could not be merged; the next opening reads it.
    }
    this.#db.close();
  }

  /** Makes a call again while another process keeps the engine busy, for a time. */
  async patiently<T>(call: () => T): Promise<T> {
    const giveUpAt = performance.now() + this.#waitMs;
    for (;;) {
      try {
        return call();
      } catch (thrown) {
        if (!isBusy(thrown) || performance.now() > giveUpAt) throw storeFault(this.path, thrown);
        await pause(5 + Math.random() * 20);
      }
    }
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#jobs.length > 0) {
      const jobs = this.#jobs;
      this.#jobs = [];
      try {
        await this.#commitTogether(jobs);
      } catch (thrown) {
        // One of them failed: each alone, so that only the one at fault is told.
        if (jobs.length === 1 || isBusy(thrown)) this.#rejectAll(jobs, thrown);
        else
          for (const job of jobs)
            await this.#commitTogether([job]).catch((fault) => job.reject(storeFault(this.path, fault)));
      }
    }
    this.#flushing = undefined;
  }

  #rejectAll(jobs: readonly Job[], thrown: unknown): void {
    for (const job of jobs) job.reject(storeFault(this.path, thrown));
  }

  async #commitTogether(jobs: readonly Job[]): Promise<void> {
    await this.patiently(() => this.#db.exec('BEGIN IMMEDIATE'));
    let results: unknown[];
    try {
      results = jobs.map((job) => job.work());
      this.#db.exec('COMMIT');
    } catch (thrown) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw thrown;
    }
    jobs.forEach((job, at) => {
      job.resolve(results[at]);
    });
  }

  #sync<T>(work: () => T): T {
    if (this.#closed) throw unavailable(this.path, 'closed');
    try {
      return work();
    } catch (thrown) {
      throw storeFault(this.path, thrown);
    }
  }
}

function isBusy(thrown: unknown): boolean {
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  return engineCode(cause).startsWith('SQLITE_BUSY');
}

/** Reads a stored document; what is not JSON was damaged on disk. */
export function parseDoc<T>(file: SqliteFile, text: unknown): T {
  try {
    return JSON.parse(String(text)) as T;
  } catch (thrown) {
    throw damaged(file.path, 'unreadable document', thrown);
  }
}
