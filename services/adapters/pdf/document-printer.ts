import { createRequire } from 'node:module';
import { AppError } from '../../domain/errors.ts';
import type { PrintedDocument } from '../../domain/printed-document.ts';
import type { DocumentPrinter } from '../../ports/document-printer.ts';
import { drawBody, drawFeet } from './draw-document.ts';
import { FONTS, MARGIN } from './page-look.ts';

const files = createRequire(import.meta.url);
const fontFile = (weight: string) =>
  files.resolve(`@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`);

/** PDF/UA-1 with its own letters embedded, on letter paper. */
export function createDocumentPrinter(): DocumentPrinter {
  return {
    print: async (document) => {
      try {
        return await printed(document);
      } catch (cause) {
        throw new AppError('file_failed', { cause, detail: { why: 'pdf' } });
      }
    },
  };
}

async function printed(document: PrintedDocument): Promise<Buffer> {
  // Loaded when the first document is wanted: it would cost every start 30 MB.
  const { default: PDFDocument } = await import('pdfkit');
  const made = new Date(document.madeAt);
  // The types do not know of PDF/UA yet; the library does.
  const pdf = new PDFDocument({
    size: 'LETTER',
    margins: MARGIN,
    bufferPages: true,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    lang: document.lang,
    info: {
      Title: document.title,
      Author: document.issuer,
      Creator: 'Mesa',
      CreationDate: made,
      ModDate: made,
    },
  } as unknown as PDFKit.PDFDocumentOptions);
  const pieces: Uint8Array[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Uint8Array) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
  pdf.registerFont(FONTS.regular, fontFile('400Regular'));
  pdf.registerFont(FONTS.bold, fontFile('600SemiBold'));
  drawBody(pdf, document);
  drawFeet(pdf, document);
  pdf.end();
  return whole;
}
