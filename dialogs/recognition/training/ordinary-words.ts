import { writeFileSync } from 'node:fs';
import { GIVEN, SURNAMES } from '../lexicon.ts';
import { NUMBER_WORDS } from '../number-words.ts';
import type { Example } from './examples.ts';
import { generate } from './generate.ts';
import { readGrammar } from './grammar.ts';
import { readWriters } from './sources.ts';
import { exampleOf } from './teach.ts';

const GRAMMAR = 'dialogs/recognition/training/grammar';
const FILE = 'dialogs/recognition/lexicon/ordinary-words.json';
const SEED = 2026;
/** In how many templates or labelled messages a word stands at least, so that a slip of the finger or a word of one message alone is left out. */
const TEMPLATES = 3;

interface Counted {
  /** Templates and messages in which a word stands outside every value, in small letters. */
  readonly small: Map<string, Set<string>>;
  /** The same, in the middle of a sentence with a capital: "del Valle". */
  readonly capital: Map<string, Set<string>>;
  /** Words of people's names. */
  readonly names: Set<string>;
}

function note(map: Map<string, Set<string>>, word: string, id: string): void {
  map.set(word, (map.get(word) ?? new Set()).add(id.split('-')[0] ?? id));
}

function count(examples: readonly Example[]): Counted {
  const counted: Counted = { small: new Map(), capital: new Map(), names: new Set() };
  for (const { id, tokens, tags } of examples)
    tokens.forEach(({ kind, folded, raw }, at) => {
      if (kind !== 'word') return;
      const tag = tags[at] ?? 'O';
      if (/-(?:holder|supervisor)Name$/.test(tag)) counted.names.add(folded);
      if (tag !== 'O') return;
      if (raw === raw.toLowerCase()) note(counted.small, folded, id);
      else if (tokens[at - 1]?.kind === 'word' && raw !== raw.toUpperCase())
        note(counted.capital, folded, id);
    });
  return counted;
}

const KEPT_IN_NAMES = new Set('de del la las los y e a o'.split(' '));

/**
 * Writes the words that may stay in an example kept for training (`lexicon/ordinary-words.json`) from the grammars
 * and the labelled messages: those that stand outside every value and are nobody's name. The same bytes each time.
 */
function main(): void {
  const made = generate(readGrammar(GRAMMAR), SEED).map(({ example }) => example);
  const labelled = readWriters()
    .flatMap((writer) => writer.rows)
    .map((row) => exampleOf(row, 1));
  const { small, capital, names } = count([...made, ...labelled]);
  const words = [...small]
    .filter(([word, ids]) => ids.size >= TEMPLATES && ids.size > (capital.get(word)?.size ?? 0))
    .map(([word]) => word)
    .filter((word) => /^(?:[a-z]{2,}|[aeouy]|'s)$/.test(word) && !NUMBER_WORDS.has(word))
    .filter((word) => KEPT_IN_NAMES.has(word) || !(names.has(word) || GIVEN.has(word) || SURNAMES.has(word)))
    .sort();
  writeFileSync(FILE, `${JSON.stringify({ words: words.join(' ') }, null, 2)}\n`);
  process.stdout.write(`${words.length} words\n`);
}

main();
