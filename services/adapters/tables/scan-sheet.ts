/** What a look at a worksheet's XML finds before anything is built from it. */
export interface SheetScan {
  /** Highest row and column that any cell names, from 1. */
  readonly rows: number;
  readonly columns: number;
  /** Cells with something in them. */
  readonly filled: number;
  /** Cells whose formula has no kept value, and cells that hold an error; column from 0. */
  readonly flaws: ReadonlyMap<
    number,
    readonly { readonly column: number; readonly code: 'formula' | 'cell_error' }[]
  >;
}

const CELL = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs;
const REFERENCE = /\br="([A-Z]{1,3})(\d{1,7})"/;
const CELL_BEGINS = /<(?:\w+:)?c[\s>]/;
const ROW = /<(?:\w+:)?row\b[^>]*?\br="(\d{1,7})"/g;
const FORMULA = /<(?:\w+:)?f\b/;
const VALUE = /<(?:\w+:)?(?:v|t)\b[^>]*>[^<]/;
const ERROR = /\bt="e"/;
/** A cell is far shorter; a longer one is no worksheet's. */
const LONGEST_CELL = 1_000_000;
/** A tag that may have been cut at the end of a piece. */
const LONGEST_TAG = 500;
const MOST_FLAWS = 20_000;

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Looks through a worksheet piece by piece; `feed` answers false where it is no worksheet that can be read. */
export function scanSheet(): { feed(text: string): boolean; end(): SheetScan } {
  let rest = '';
  let rows = 0;
  let columns = 0;
  let filled = 0;
  let told = 0;
  const flaws = new Map<number, { column: number; code: 'formula' | 'cell_error' }[]>();

  function note(attributes: string, content: string): void {
    const [, letters, number] = REFERENCE.exec(attributes) ?? [];
    const row = Number(number ?? 0);
    const column = letters ? columnOf(letters) : 0;
    rows = Math.max(rows, row);
    columns = Math.max(columns, column);
    const has = VALUE.test(content);
    if (has) filled += 1;
    const code = ERROR.test(attributes)
      ? 'cell_error'
      : FORMULA.test(content) && !has
        ? 'formula'
        : undefined;
    if (!code || told >= MOST_FLAWS) return;
    told += 1;
    flaws.set(row, [...(flaws.get(row) ?? []), { column: column - 1, code }]);
  }

  return {
    feed: (text) => {
      const all = rest + text;
      let done = 0;
      for (const found of all.matchAll(CELL)) {
        note(found[1] ?? '', found[2] ?? '');
        done = found.index + found[0].length;
      }
      for (const found of all.slice(0, done).matchAll(ROW)) rows = Math.max(rows, Number(found[1]));
      rest = all.slice(done);
      if (!CELL_BEGINS.test(rest)) rest = rest.slice(-LONGEST_TAG);
      return rest.length <= LONGEST_CELL;
    },
    end: () => ({ rows, columns, filled, flaws }),
  };
}
