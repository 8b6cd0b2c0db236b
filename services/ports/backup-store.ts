/** What is kept of an exported item beside its bytes. */
export interface KeptItem {
  /** Exchange's id of the item: its key in the backup. */
  readonly item: string;
  readonly folder: string;
  readonly changeKey?: string;
  /** Of the exported stream. */
  readonly bytes: number;
  /** SHA-256 of the exported stream, hex. */
  readonly sha256: string;
  /** The part of the backup's list that tells it. */
  readonly part: number;
  /** An earlier part may tell an older version of it. */
  readonly replaces?: true;
}

/**
 * Where mailbox backups lie, outside the case store. Files by default; the shape fits an object store as it is: every
 * object is written whole under a name of its own, replaced whole, read from its beginning, and nothing is appended,
 * renamed or listed. What a promise has acknowledged outlives the process and the machine's power. One worker writes
 * a backup at a time (it holds the case's lease).
 *
 * Throws `AppError('backup_failed')`.
 */
export interface BackupStore {
  /** Writes one item with what is known of it; the same item again replaces it. */
  putItem(backup: string, about: KeptItem, data: Buffer): Promise<void>;
  /** What is known of an item, without its bytes; undefined where it is not there. */
  itemAbout(backup: string, item: string): Promise<KeptItem | undefined>;
  /** Reads one item back; undefined where it is not there. */
  getItem(backup: string, item: string): Promise<Buffer | undefined>;
  /** Writes a small text by its name (some hundred kilobytes at most); the same name again replaces it. */
  putNote(backup: string, name: string, text: string): Promise<void>;
  getNote(backup: string, name: string): Promise<string | undefined>;
  /**
   * Writes the manifest, line by line, whole or not at all; a line holds no line feed. Answers where it lies (within
   * the store), its size and the SHA-256 (hex) of its bytes, which are the lines in UTF-8, each ended by a line feed.
   */
  putManifest(
    backup: string,
    manifest: AsyncIterable<string>,
  ): Promise<{ location: string; sha256: string; bytes: number }>;
  /** The manifest's lines, streamed; `backup_failed` where there is none. */
  readManifest(backup: string): AsyncIterable<string>;
}
