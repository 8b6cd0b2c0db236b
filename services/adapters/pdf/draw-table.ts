import { COLOURS, FONTS, GAP, MARGIN, SIZES } from './page-look.ts';

type Pdf = PDFKit.PDFDocument;
/** An element of the reading order. */
export type Tagged = ReturnType<Pdf['struct']>;

interface Row {
  readonly cells: readonly string[];
  readonly under?: string;
}

interface Table {
  /** Shares of the width, together 1. */
  readonly shares: readonly number[];
  readonly headings?: readonly string[];
  readonly rows: readonly Row[];
  /** The first cell of each row names it. */
  readonly labels?: boolean;
}

const bottom = (pdf: Pdf) => pdf.page.height - MARGIN.bottom;

/** Begins a page where less than this is left. Points. */
export function room(pdf: Pdf, height: number): boolean {
  if (pdf.y + height <= bottom(pdf)) return false;
  pdf.addPage();
  pdf.x = MARGIN.left;
  return true;
}

interface Place {
  readonly x: number;
  readonly width: number;
}

function places(pdf: Pdf, shares: readonly number[]): readonly Place[] {
  const whole = pdf.page.width - MARGIN.left - MARGIN.right;
  let x: number = MARGIN.left;
  return shares.map((share) => {
    const place = { x, width: whole * share - GAP.column };
    x += whole * share;
    return place;
  });
}

interface Look {
  readonly font: string;
  readonly size: number;
  readonly color: string;
}

const HEADING: Look = { font: FONTS.bold, size: SIZES.small, color: COLOURS.accent };
const LABEL: Look = { font: FONTS.regular, size: SIZES.text, color: COLOURS.quiet };
const CELL: Look = { font: FONTS.regular, size: SIZES.text, color: COLOURS.text };
const UNDER: Look = { font: FONTS.regular, size: SIZES.tiny, color: COLOURS.quiet };

const tallOf = (pdf: Pdf, text: string, { font, size }: Look, width: number) =>
  pdf
    .font(font)
    .fontSize(size)
    .heightOfString(text === '' ? ' ' : text, { width });

/** Longest text that one cell shows; a page holds more than twice as much. */
const LONGEST = 3_000;

/**
 * A table over as many pages as it needs, its headings repeated to the eye and said once. A row is kept on one page.
 */
export function drawTable(pdf: Pdf, section: Tagged, table: Table): void {
  const columns = places(pdf, table.shares);
  const tagged = pdf.struct('Table');
  section.add(tagged);
  const heads = table.headings;
  if (heads) drawRow(pdf, tagged, columns, { cells: heads }, () => HEADING, { head: true });
  for (const [at, row] of table.rows.entries()) {
    const cut = { ...row, cells: row.cells.map((text) => text.slice(0, LONGEST)) };
    const look = (column: number) => (table.labels && column === 0 ? LABEL : CELL);
    const again = heads && (() => repeatHeads(pdf, columns, heads));
    drawRow(pdf, tagged, columns, cut, look, {
      label: table.labels === true,
      shaded: !!heads && at % 2 === 1,
      again,
    });
  }
  tagged.end();
  pdf.x = MARGIN.left;
  pdf.y += 4;
}

interface RowKind {
  readonly head?: boolean;
  /** The first cell is the row's heading. */
  readonly label?: boolean;
  readonly shaded?: boolean;
  /** Draws the headings again on a new page. */
  readonly again?: (() => void) | undefined;
}

function drawRow(
  pdf: Pdf,
  tagged: Tagged,
  columns: readonly Place[],
  row: Row,
  look: (column: number) => Look,
  kind: RowKind,
): void {
  const whole = pdf.page.width - MARGIN.left - MARGIN.right;
  const tall = Math.max(...columns.map((at, n) => tallOf(pdf, row.cells[n] ?? '', look(n), at.width)));
  const under = row.under ? tallOf(pdf, row.under, UNDER, whole - GAP.column) : 0;
  if (room(pdf, tall + under + 2 * GAP.row)) kind.again?.();
  const top = pdf.y;
  if (kind.head || kind.shaded) {
    ground(pdf, top, tall + under + 2 * GAP.row, kind.head ? COLOURS.band : '#f7f9fb');
  }
  const line = pdf.struct('TR');
  tagged.add(line);
  for (const [n, at] of columns.entries()) {
    const isHead = kind.head || (kind.label && n === 0);
    // `scope` is known to the library and not yet to its types.
    const options: object = isHead ? { scope: kind.head ? 'Column' : 'Row' } : {};
    const last = n === columns.length - 1;
    line.add(
      pdf.struct(isHead ? 'TH' : 'TD', options, () => {
        write(pdf, row.cells[n] ?? '', look(n), at, top + GAP.row);
        if (last && row.under)
          write(
            pdf,
            row.under,
            UNDER,
            { x: MARGIN.left + GAP.column / 2, width: whole - GAP.column },
            top + GAP.row + tall,
          );
      }),
    );
  }
  line.end();
  pdf.y = top + tall + under + 2 * GAP.row;
}

function write(pdf: Pdf, text: string, { font, size, color }: Look, at: Place, y: number): void {
  pdf.font(font).fontSize(size).fillColor(color);
  pdf.text(text === '' ? ' ' : text, at.x + GAP.column / 2, y, { width: at.width });
}

function ground(pdf: Pdf, top: number, height: number, color: string): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.rect(MARGIN.left, top, pdf.page.width - MARGIN.left - MARGIN.right, height).fill(color);
  pdf.endMarkedContent();
}

/** The headings once more at the top of a page, for the eye alone. */
function repeatHeads(pdf: Pdf, columns: readonly Place[], heads: readonly string[]): void {
  const top = pdf.y;
  const tall = Math.max(...columns.map((at, n) => tallOf(pdf, heads[n] ?? '', HEADING, at.width)));
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf
    .rect(MARGIN.left, top, pdf.page.width - MARGIN.left - MARGIN.right, tall + 2 * GAP.row)
    .fill(COLOURS.band);
  for (const [n, at] of columns.entries()) write(pdf, heads[n] ?? '', HEADING, at, top + GAP.row);
  pdf.endMarkedContent();
  pdf.y = top + tall + 2 * GAP.row;
}
