import { readFileSync } from 'node:fs';

function lists(name: string): Record<string, string[]> {
  const text = readFileSync(new URL(`../lexicon/${name}.json`, import.meta.url), 'utf8');
  const lines = JSON.parse(text) as Record<string, string>;
  return Object.fromEntries(Object.entries(lines).map(([key, line]) => [key, line.split(' ')]));
}

const given = lists('given-names');
const surnames = lists('surnames');

/** The lists of names with their accents. */
export const GIVEN_LISTS = { feminine: given.feminine ?? [], masculine: given.masculine ?? [] };
export const SURNAME_LISTS = { spanish: surnames.spanish ?? [], other: surnames.other ?? [] };
