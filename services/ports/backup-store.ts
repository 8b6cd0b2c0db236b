/**
 * Where mailbox backups lie, outside the case store (files by default; the shape fits an object store). What a
 * promise has acknowledged outlives the process and the machine's power. A line holds no line feed. One worker
 * writes a backup at a time (it holds the case's lease).
 *
 * Throws `AppError('backup_failed')`.
 */
export interface BackupStore {
  /** Writes one item durably; writing the same item again replaces it. */
  putItem(backup: string, itemKey: string, data: Buffer): Promise<void>;
  /** Reads one item back; undefined where it is not there. */
  getItem(backup: string, itemKey: string): Promise<Buffer | undefined>;
  /** Appends lines to the backup's journal (what was fetched so far), durably. */
  appendJournal(backup: string, lines: readonly string[]): Promise<void>;
  /** The journal's whole lines, none before the first is appended; a torn last line is left out. */
  readJournal(backup: string): AsyncIterable<string>;
  /**
   * Writes the manifest, line by line, whole or not at all. Answers where it lies (within the store), its size and
   * the SHA-256 (hex) of its bytes, which are the lines in UTF-8, each ended by a line feed.
   */
  putManifest(
    backup: string,
    manifest: AsyncIterable<string>,
  ): Promise<{ location: string; sha256: string; bytes: number }>;
  /** The manifest's lines; `backup_failed` where there is none. */
  readManifest(backup: string): AsyncIterable<string>;
}
