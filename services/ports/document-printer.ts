import type { PrintedDocument } from '../domain/printed-document.ts';

/** Makes a PDF that screen readers can read: tagged, with its language, title and reading order. */
export interface DocumentPrinter {
  /** The bytes of the PDF. Throws `AppError('file_failed')`. */
  print(document: PrintedDocument): Promise<Buffer>;
}
