import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts a file's write-ahead log on disk in a thread of the pool, so that the event loop goes on meanwhile. The
 * engine itself flushes the log at checkpoints and when it begins it anew, so that nothing is left out between.
 */
export class LogFlush {
  readonly #path: string;
  #log: FileHandle | undefined;

  /** `path` is the database file's; its log stands beside it for as long as any connection is open. */
  constructor(path: string) {
    this.#path = path;
  }

  /** Resolves once everything committed before the call is on disk. Rejects with the file system's own error. */
  async flush(): Promise<void> {
    this.#log ??= await this.#opened();
    await this.#log.datasync();
  }

  async close(): Promise<void> {
    await this.#log?.close();
  }

  /** The log may have been made a moment ago: its name has to be on disk too. */
  async #opened(): Promise<FileHandle> {
    const log = await open(`${this.#path}-wal`, 'r+');
    if (process.platform === 'win32') return log;
    const folder = await open(dirname(this.#path), 'r');
    await folder.sync();
    await folder.close();
    return log;
  }
}
