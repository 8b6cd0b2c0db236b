import { setTimeout as pause } from 'node:timers/promises';
import Database from 'libsql';
import type { AppError } from '../../domain/errors.ts';
import { LogFlush } from './log-flush.ts';
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
  /** Resolves only once it is on disk. */
  readonly lasting: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * One connection to the file. Writes asked for in the same turn of the event loop share one transaction, and the
 * transactions committed while the disk is busy share its next flush; each promise resolves only after that. The
 * engine waits for no flush at a commit (`synchronous = NORMAL`), because all conversations would wait with it: a
 * read may see a write some milliseconds before it is on disk, and what is written upon it is on disk after it.
 *
 * Every write runs between `BEGIN IMMEDIATE` and `COMMIT`: with libsql 0.5.29 a prepared statement that meets
 * SQLITE_BUSY outside a transaction stays in progress, and what the connection writes after it is not committed
 * though it is reported as done (tursodatabase/libsql-js#237). Inside, only BEGIN can meet it, and that is `exec`.
 */
export class SqliteFile {
  readonly path: string;
  readonly #db: Database.Database;
  readonly #waitMs: number;
  readonly #log: Pick<LogFlush, 'flush' | 'close'>;
  #jobs: Job[] = [];
  #committing: Promise<void> | undefined;
  /** Answers to writes that are committed and not yet on disk. */
  #committed: { readonly job: Job; readonly result: unknown }[] = [];
  #flushing: Promise<void> | undefined;
  #closed = false;
  /** What the disk said to a flush. */
  #lost: AppError | undefined;

  /** `waitMs`: for how long a write is tried while another process keeps the file. */
  constructor(
    path: string,
    waitMs: number = WRITE_WAIT_MS,
    log: Pick<LogFlush, 'flush' | 'close'> = new LogFlush(path),
  ) {
    this.path = path;
    this.#waitMs = waitMs;
    this.#log = log;
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

  /** The statements of a store, by their names. */
  prepareAll<Name extends string>(texts: Readonly<Record<Name, string>>): Readonly<Record<Name, Statement>> {
    const entries = Object.entries<string>(texts).map(([name, text]) => [name, this.prepare(text)]);
    return Object.fromEntries(entries) as Record<Name, Statement>;
  }

  /** Runs SQL without parameters now. Throws the desk's faults. */
  exec(sql: string): void {
    this.#sync(() => this.#db.exec(sql));
  }

  /** Runs `work` now; it sees every write that has resolved. */
  async read<T>(work: () => T): Promise<T> {
    this.#refuseIfOver();
    return this.patiently(work);
  }

  /**
   * Runs `work` in a transaction and resolves once it is on disk. `work` may run twice (never twice committed),
   * so it touches nothing but the file; where it throws, nothing of it is kept.
   */
  write<T>(work: () => T): Promise<T> {
    return this.#ask(work, true);
  }

  /**
   * As `write`, but resolves at the commit: the process may die, and the power may take it away unless a later
   * `write` was acknowledged. For what nobody misses after that: a lock of a process that is gone too.
   */
  writeForNow<T>(work: () => T): Promise<T> {
    return this.#ask(work, false);
  }

  /** Waits for the writes under way, then closes; the file alone holds everything then, unless others have it open. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#committing;
    await this.#flushing;
    await this.#log.close();
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

  #ask<T>(work: () => T, lasting: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#refuseIfOver();
      this.#jobs.push({ work, lasting, resolve: (value) => resolve(value as T), reject });
      this.#committing ??= this.#commitAll();
    });
  }

  async #commitAll(): Promise<void> {
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
    this.#committing = undefined;
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
    for (const [at, job] of jobs.entries()) {
      if (job.lasting) this.#committed.push({ job, result: results[at] });
      else job.resolve(results[at]);
    }
    if (this.#committed.length > 0) this.#flushing ??= this.#flushAll();
  }

  /** One flush at a time; what is committed meanwhile shares the next one. */
  async #flushAll(): Promise<void> {
    while (this.#committed.length > 0) {
      const flushed = this.#committed;
      this.#committed = [];
      this.#lost ??= await this.#log.flush().then(
        () => undefined,
        (thrown: unknown) => storeFault(this.path, thrown),
      );
      for (const { job, result } of flushed) {
        if (this.#lost) job.reject(this.#lost);
        else job.resolve(result);
      }
    }
    this.#flushing = undefined;
  }

  /** After a failed flush the system may take for written what is not: nothing more is promised on this file. */
  #refuseIfOver(): void {
    if (this.#closed) throw unavailable(this.path, 'closed');
    if (this.#lost) throw this.#lost;
  }

  #sync<T>(work: () => T): T {
    this.#refuseIfOver();
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

/** The earliest of the instants that there are, '' where there is none. */
export function earliest(instants: readonly unknown[]): string {
  const known = instants.filter((at): at is string => typeof at === 'string').sort();
  return known[0] ?? '';
}
