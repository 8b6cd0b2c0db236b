import { readFileSync } from 'node:fs';
import { fold } from './text.ts';

function load(name: string): Record<string, string> {
  const text = readFileSync(new URL(`./lexicon/${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text) as Record<string, string>;
}

const wordsOf = (line: string): string[] => fold(line).split(' ').filter(Boolean);

/** Letters that a stem has at least, and by which it is looked up. */
const SHORTEST_STEM = 3;

/** Words and stems (`abogad*`) to look words up in. */
export class WordSet {
  readonly #words = new Set<string>();
  readonly #stems = new Map<string, string[]>();

  constructor(words: readonly string[]) {
    for (const word of words) {
      if (word.endsWith('*')) this.#addStem(word.slice(0, -1));
      else this.#words.add(word);
    }
  }

  /** Whether a folded word is in the set, whole or by a stem. */
  has(word: string): boolean {
    if (this.#words.has(word)) return true;
    if (this.#stems.size === 0) return false;
    return this.#stems.get(word.slice(0, SHORTEST_STEM))?.some((stem) => word.startsWith(stem)) ?? false;
  }

  #addStem(stem: string): void {
    const head = stem.slice(0, SHORTEST_STEM);
    this.#stems.set(head, [...(this.#stems.get(head) ?? []), stem]);
  }
}

const setOf = (line: string | undefined): WordSet => new WordSet(wordsOf(line ?? ''));

const given = load('given-names');
const surnames = load('surnames');
const nameParts = load('name-parts');
const domains = load('domains');
const roles = load('roles');

/** Spanish and English given names and surnames, particles of names, and titles before them. */
export const GIVEN = new WordSet(wordsOf(`${given.feminine} ${given.masculine}`));
export const SURNAMES = new WordSet(wordsOf(`${surnames.spanish} ${surnames.other}`));
export const PARTICLES = setOf(nameParts.particles);
export const TITLES = setOf(nameParts.titles);

/** Second-level names of public mail services, and of public bodies (`gov`, `gob`). */
export const PERSONAL_DOMAINS = setOf(domains.personal);
export const PUBLIC_DOMAINS = setOf(domains.institutional);

/** Words that introduce or begin the values of each kind. */
export const CUES: readonly (readonly [string, WordSet])[] = Object.entries(roles).map(([name, line]) => [
  name,
  setOf(line),
]);
export const POSITION_HEADS = setOf(roles.position);
export const DEPARTMENT_HEADS = setOf(roles.department);

interface Pattern {
  readonly concept: string;
  readonly parts: readonly string[];
}

/** A concept found in a message: words from `at` on. */
export interface ConceptHit {
  readonly concept: string;
  readonly at: number;
  readonly length: number;
}

const fits = (part: string, word: string | undefined): boolean =>
  word !== undefined && (part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : part === word);

const STEM = 4;

/** Patterns by their first word, or by the first letters of its stem. */
function indexPatterns(): { whole: Map<string, Pattern[]>; stems: Map<string, Pattern[]> } {
  const whole = new Map<string, Pattern[]>();
  const stems = new Map<string, Pattern[]>();
  for (const [concept, line] of Object.entries(load('concepts')))
    for (const text of line.split('|')) {
      const parts = wordsOf(text);
      const [first = ''] = parts;
      const key = first.endsWith('*') ? first.slice(0, Math.min(first.length - 1, STEM)) : first;
      const index = first.endsWith('*') ? stems : whole;
      index.set(key, [...(index.get(key) ?? []), { concept, parts }]);
    }
  return { whole, stems };
}

const PATTERNS = indexPatterns();

/** The concepts in a row of folded words, in order; linear in their number. */
export function conceptsIn(words: readonly string[]): ConceptHit[] {
  const hits: ConceptHit[] = [];
  words.forEach((word, at) => {
    const lists = [PATTERNS.whole.get(word)];
    for (let length = 1; length <= STEM; length += 1) lists.push(PATTERNS.stems.get(word.slice(0, length)));
    for (const list of lists)
      for (const { concept, parts } of list ?? [])
        if (parts.every((part, index) => fits(part, words[at + index])))
          hits.push({ concept, at, length: parts.length });
  });
  return hits;
}
