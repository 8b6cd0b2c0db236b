/**
 * An append-only file apart from the store, where the heads of the histories are written down. Lines hold no line
 * feed. Throws `AppError('file_failed')`.
 */
export interface EvidenceLog {
  /** Every whole line, oldest first; none where there is no file yet. */
  lines(): AsyncIterable<string>;
  /**
   * Appends while nobody else does: `work` is given the last line and a way to append after it, each append on disk
   * when it resolves. Undefined where another process holds the file.
   */
  append<T>(
    work: (last: string | undefined, write: (line: string) => Promise<void>) => Promise<T>,
  ): Promise<T | undefined>;
}
