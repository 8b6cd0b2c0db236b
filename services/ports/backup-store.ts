/**
 * Where mailbox backups lie, outside the case store (files by default; the shape fits an object store).
 * Throws `AppError('backup_failed')`.
 */
export interface BackupStore {
  /** Writes one item durably; writing the same item again replaces it. */
  putItem(backup: string, itemKey: string, data: Buffer): Promise<void>;
  /** Reads one item back; undefined where it is not there. */
  getItem(backup: string, itemKey: string): Promise<Buffer | undefined>;
  /** Appends lines to the backup's journal (what was fetched so far), durably. */
  appendJournal(backup: string, lines: readonly string[]): Promise<void>;
  /** The journal's whole lines; a torn last line is left out. */
  readJournal(backup: string): AsyncIterable<string>;
  /** Writes the manifest and answers where it lies and its SHA-256 (hex). */
  putManifest(
    backup: string,
    manifest: AsyncIterable<string>,
  ): Promise<{ location: string; sha256: string; bytes: number }>;
  readManifest(backup: string): AsyncIterable<string>;
}
