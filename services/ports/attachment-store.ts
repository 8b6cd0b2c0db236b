/**
 * Files that came by e-mail, outside the case store: by the hash of their content, so that the same file is kept
 * once and none is altered unseen. Throws `AppError('file_failed')` where the disk fails.
 */
export interface AttachmentStore {
  /** Keeps the content, durably; answers its SHA-256, hex. */
  keep(content: Buffer): Promise<string>;
  /** The content with this hash; undefined where it is not there. */
  read(sha256: string): Promise<Buffer | undefined>;
}
