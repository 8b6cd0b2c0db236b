import { foldName } from './names.ts';
import type { WantedColumn } from './table.ts';

/** Words that headings have or lack without meaning anything else. */
const EMPTY_WORDS = new Set('de del la el los las of the a en para'.split(' '));
/** Ways to write "number". */
const NUMBER = new Set(['n', 'no', 'nro', 'num', 'nr', 'number', 'numero']);
const MOST_HEADING = 200;

/** A heading as it is compared: folded, without signs, remarks in brackets and empty words. */
export function foldHeading(text: string): string {
  const bare = text.slice(0, MOST_HEADING).replace(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  const words = foldName(bare.replace(/[°º]/g, ' ')).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .map((word) => (NUMBER.has(word) ? 'numero' : word))
    .filter((word) => !EMPTY_WORDS.has(word))
    .join(' ');
}

/** Where each wanted column stands in a row of headings. */
export interface Headings<Name extends string> {
  readonly found: readonly { readonly name: Name; readonly at: number; readonly heading: string }[];
  readonly unknown: readonly string[];
  /** Wanted columns that two headings claim alike. */
  readonly repeated: readonly Name[];
  /** How many cells the row of headings has. */
  readonly width: number;
}

/** The texts that a column's heading may have, likeliest first: its own, and with a merged one above it. */
function readings(upper: readonly string[], lower: readonly string[]): readonly (readonly string[])[] {
  let spread = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const above = upper[at] ?? '';
    const own = lower[at] ?? '';
    // A merged cell keeps its text in its first column; the others below it are empty.
    if (above !== '') spread = above;
    if (own === '') return above === '' ? [] : [above];
    return spread === '' ? [own] : [own, `${spread} ${own}`];
  });
}

/**
 * Reads a row as headings, with the row above it where headings are merged or stand in two rows. A column whose
 * heading comes earlier in the wanted list of headings has precedence over another that is known by a later one.
 */
export function readHeadings<Name extends string>(
  wanted: readonly WantedColumn<Name>[],
  lower: readonly string[],
  upper: readonly string[] = [],
): Headings<Name> {
  const columns = readings(upper, lower);
  const folded = columns.map((texts) => texts.map(foldHeading));
  const taken = new Set<number>();
  const repeated: Name[] = [];
  const found = wanted.flatMap(({ name, headings }) => {
    for (const heading of headings.map(foldHeading)) {
      const at = folded.flatMap((texts, n) => (!taken.has(n) && texts.includes(heading) ? [n] : []));
      const [first] = at;
      if (first === undefined) continue;
      if (at.length > 1) repeated.push(name);
      taken.add(first);
      return [{ name, at: first, heading: columns[first]?.[0] ?? '' }];
    }
    return [];
  });
  const unknown = columns.flatMap((texts, n) => (taken.has(n) || !texts[0] ? [] : [texts[0]]));
  return { found, unknown, repeated, width: columns.length };
}

/** The wanted columns without which a table is refused and which these headings lack. */
export function missingColumns<Name extends string>(
  wanted: readonly WantedColumn<Name>[],
  { found }: Headings<Name>,
): readonly WantedColumn<Name>[] {
  return wanted.filter((one) => one.required && !found.some(({ name }) => name === one.name));
}
