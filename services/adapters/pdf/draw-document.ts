import type { PrintedBlock, PrintedDocument } from '../../domain/printed-document.ts';
import { drawTable, room, type Tagged } from './draw-table.ts';
import { COLOURS, FONTS, MARGIN, SIZES } from './page-look.ts';

type Pdf = PDFKit.PDFDocument;

const width = (pdf: Pdf) => pdf.page.width - MARGIN.left - MARGIN.right;

/** A paragraph in the reading order. */
function say(
  pdf: Pdf,
  parent: Tagged,
  type: 'H1' | 'H2' | 'P',
  text: string,
  look: { readonly size: number; readonly bold?: boolean; readonly color?: string; readonly gap?: number },
): void {
  if (text === '') return;
  const draw = () => {
    pdf
      .font(look.bold ? FONTS.bold : FONTS.regular)
      .fontSize(look.size)
      .fillColor(look.color ?? COLOURS.text)
      .text(text, MARGIN.left, pdf.y, { width: width(pdf), paragraphGap: look.gap ?? 0 });
  };
  parent.add(pdf.struct(type, {}, draw));
}

/** Something that is not read out: lines and grounds. */
export function decorate(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.save();
  draw();
  pdf.restore();
  pdf.endMarkedContent();
}

/** Everything but the feet of the pages, in reading order below one `Document`. */
export function drawBody(pdf: Pdf, document: PrintedDocument): void {
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  drawHead(pdf, root, document);
  for (const { heading, blocks } of document.sections) {
    const section = pdf.struct('Sect');
    root.add(section);
    room(pdf, 70);
    pdf.y += 12;
    say(pdf, section, 'H2', heading, { size: SIZES.heading, bold: true, color: COLOURS.accent });
    const y = pdf.y + 1;
    decorate(pdf, () => rule(pdf, y));
    pdf.y += 5;
    for (const block of blocks) drawBlock(pdf, section, block);
    section.end();
  }
  root.end();
}

function rule(pdf: Pdf, y: number): void {
  pdf
    .moveTo(MARGIN.left, y)
    .lineTo(pdf.page.width - MARGIN.right, y)
    .lineWidth(0.7)
    .strokeColor(COLOURS.line)
    .stroke();
}

function drawHead(pdf: Pdf, root: Tagged, document: PrintedDocument): void {
  decorate(pdf, () => pdf.rect(0, 0, pdf.page.width, 8).fill(COLOURS.accent));
  const head = pdf.struct('Sect');
  root.add(head);
  say(pdf, head, 'P', document.issuer, { size: SIZES.text, bold: true, color: COLOURS.accent });
  say(pdf, head, 'P', document.above, { size: SIZES.small, color: COLOURS.quiet, gap: 6 });
  say(pdf, head, 'H1', document.title, { size: SIZES.title, bold: true });
  say(pdf, head, 'P', document.below, { size: SIZES.text, color: COLOURS.quiet });
  if (document.proof) drawProof(pdf, head, document.proof);
  head.end();
}

const PAD = 9;

function drawProof(pdf: Pdf, head: Tagged, proof: NonNullable<PrintedDocument['proof']>): void {
  const inner = width(pdf) - 2 * PAD;
  const top = pdf.y + 10;
  const lines = [
    { text: proof.label, size: SIZES.small, font: FONTS.regular, color: COLOURS.quiet },
    { text: proof.code, size: 13, font: FONTS.bold, color: COLOURS.accent },
    { text: proof.note, size: SIZES.small, font: FONTS.regular, color: COLOURS.text },
  ];
  const tall = lines.reduce(
    (sum, one) => sum + pdf.font(one.font).fontSize(one.size).heightOfString(one.text, { width: inner }) + 2,
    2 * PAD - 2,
  );
  decorate(pdf, () => {
    pdf.roundedRect(MARGIN.left, top, width(pdf), tall, 4).fill(COLOURS.band);
    pdf.rect(MARGIN.left, top, 3, tall).fill(COLOURS.accent);
  });
  pdf.y = top + PAD;
  for (const { text, size, font, color } of lines) {
    const draw = () => {
      pdf.font(font).fontSize(size).fillColor(color);
      pdf.text(text, MARGIN.left + PAD, pdf.y, { width: inner });
    };
    head.add(pdf.struct('P', {}, draw));
    pdf.y += 2;
  }
  pdf.y = top + tall;
}

function drawBlock(pdf: Pdf, section: Tagged, block: PrintedBlock): void {
  if (block.type === 'text') {
    room(pdf, 24);
    say(pdf, section, 'P', block.text, { size: SIZES.text, gap: 4 });
  } else if (block.type === 'facts') {
    const rows = block.rows.map((cells) => ({ cells }));
    drawTable(pdf, section, { shares: [0.28, 0.72], rows, labels: true });
  } else {
    const shares = block.columns.map((one) => one.share);
    drawTable(pdf, section, { shares, headings: block.columns.map((one) => one.heading), rows: block.rows });
  }
}

/** Line and number at the foot of each page, which are not read out again and again. */
export function drawFeet(pdf: Pdf, { foot, pageOf }: PrintedDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const y = pdf.page.height - MARGIN.bottom + 22;
    const number = pageOf.replace('{page}', String(page - start + 1)).replace('{pages}', String(count));
    pdf.markContent('Artifact', { type: 'Pagination' });
    // Below the margin the text would open a page of its own.
    const { bottom } = pdf.page.margins;
    pdf.page.margins.bottom = 0;
    rule(pdf, y - 6);
    pdf.font(FONTS.regular).fontSize(SIZES.small).fillColor(COLOURS.quiet);
    pdf.text(foot, MARGIN.left, y, { width: width(pdf) * 0.75, lineBreak: false });
    pdf.text(number, MARGIN.left, y, { width: width(pdf), align: 'right', lineBreak: false });
    pdf.page.margins.bottom = bottom;
    pdf.endMarkedContent();
  }
}
