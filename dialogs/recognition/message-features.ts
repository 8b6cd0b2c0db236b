import type { Token } from './chunks.ts';
import { bucket, hash, hashPart, hashWords } from './hashing.ts';
import { type ConceptHit, conceptsIn, GIVEN, PERSONAL_DOMAINS, SURNAMES } from './lexicon.ts';
import type { FeatureVector } from './linear.ts';
import { keyOf } from './tags.ts';

/** Buckets of the models that read a whole message, as a power of two. */
export const MESSAGE_BITS = 17;

/** The most characters of a message that the models of whole messages look at. */
const READ_UP_TO = 4000;

type Group = 'word' | 'pair' | 'chars' | 'concept' | 'shape' | 'cue';

/** How much each group of features weighs together, whatever the message's length. */
const WEIGHTS: Readonly<Record<Group, number>> = {
  word: 1,
  pair: 0.7,
  chars: 1,
  concept: 1.2,
  shape: 0.6,
  cue: 0.4,
};

const isCase = (token: Token): boolean => /^ms(?:[^a-z]|$)/.test(token.folded);

/** What stands for a value of the message, so that the models learn from the words around it. */
const MASKS: Readonly<Record<string, string>> = {
  holderName: '<person>',
  supervisorName: '<person>',
  department: '<unit>',
  position: '<post>',
};

/** The token as the models of messages read it: data are replaced by their kind; '' is passed over. */
function readAs(token: Token, tag: string): string {
  const mask = MASKS[keyOf(tag) ?? ''];
  if (mask) return tag.startsWith('I-') ? '' : mask;
  switch (token.kind) {
    case 'email':
      return PERSONAL_DOMAINS.has(token.address?.split('@')[1]?.split('.')[0] ?? '') ? '<private>' : '<mail>';
    case 'date':
      return '<date>';
    case 'code':
      return isCase(token) ? '<case>' : '<code>';
    case 'number':
      return token.raw.length > 6 ? '<long>' : '<number>';
    case 'url':
      return '<url>';
    case 'break':
      return '';
    case 'word':
      return isName(token) ? '<person>' : token.folded;
    default:
      return token.raw;
  }
}

function isName(token: Token): boolean {
  if (token.raw === token.folded || token.raw.length < 3) return false;
  return GIVEN.has(token.folded) || SURNAMES.has(token.folded);
}

/** Where the hash of a feature of each group begins, so that the same words count apart. */
const SEEDS: Readonly<Record<Group, number>> = {
  word: hash('word'),
  pair: hash('pair'),
  chars: hash('chars'),
  concept: hash('concept'),
  shape: hash('shape'),
  cue: hash('cue'),
};

class Collector {
  readonly #groups = new Map<Group, Set<number>>();

  /** A feature is up to three words. */
  add(group: Group, first: string, a?: string, b?: string): void {
    this.#put(group, hashWords(SEEDS[group], first, a, b));
  }

  /** The characters of a word from one place up to another. */
  addPart(group: Group, word: string, from: number, to: number): void {
    this.#put(group, hashPart(word, from, to, SEEDS[group]));
  }

  #put(group: Group, value: number): void {
    let found = this.#groups.get(group);
    if (!found) {
      found = new Set();
      this.#groups.set(group, found);
    }
    found.add(bucket(value, MESSAGE_BITS));
  }

  vector(): FeatureVector {
    const buckets: number[] = [];
    const values: number[] = [];
    for (const [group, found] of this.#groups) {
      // A cue weighs the same in a long message as in a short one.
      const each = group === 'cue' ? WEIGHTS.cue : WEIGHTS[group] / Math.sqrt(found.size);
      for (const at of found) {
        buckets.push(at);
        values.push(each);
      }
    }
    return { buckets, values };
  }
}

function addWords(into: Collector, words: readonly string[]): void {
  let before = '^';
  let further = '^';
  for (const word of words) {
    into.add('word', word);
    into.add('pair', before, word);
    into.add('pair', further, '_', word);
    further = before;
    before = word;
  }
  into.add('pair', before, '$');
}

function addCharacters(into: Collector, words: readonly string[]): void {
  for (const word of words) {
    if (word.startsWith('<')) continue;
    const padded = ` ${word.slice(0, 24)} `;
    for (let size = 3; size <= 5; size += 1)
      for (let at = 0; at + size <= padded.length; at += 1) into.addPart('chars', padded, at, at + size);
  }
}

/** Values count as concepts too: what is asked stands in an order with what it is asked for. */
function hitsIn(words: readonly string[]): ConceptHit[] {
  const values = words.flatMap((word, at) =>
    word.startsWith('<') ? [{ concept: word, at, length: 1 }] : [],
  );
  return [...conceptsIn(words), ...values].sort((a, b) => a.at - b.at);
}

function addConcepts(into: Collector, words: readonly string[]): void {
  const hits = hitsIn(words);
  const recent: { concept: string; at: number }[] = [];
  for (const { concept, at } of hits) {
    into.add('concept', concept);
    into.add('cue', concept);
    if (at < 4) into.add('concept', `^${concept}`);
    for (const earlier of recent)
      if (earlier.concept !== concept && at - earlier.at <= 7)
        into.add('concept', `${earlier.concept}>${concept}`);
    recent.push({ concept, at });
    if (recent.length > 10) recent.shift();
  }
  if (hits.length === 0) into.add('concept', 'none');
}

function addShape(into: Collector, tokens: readonly Token[], words: readonly string[]): void {
  const count = (kind: Token['kind']): number => tokens.filter((token) => token.kind === kind).length;
  const size = words.length;
  into.add(
    'shape',
    `length ${size < 3 ? size : size < 6 ? '3-5' : size < 12 ? '6-11' : size < 30 ? '12-29' : '30+'}`,
  );
  into.add('shape', `mails ${Math.min(count('email'), 3)}`);
  into.add('shape', `dates ${Math.min(count('date'), 2)}`);
  into.add('shape', `numbers ${Math.min(count('number') + count('code'), 3)}`);
  if (tokens.some(isCase)) into.add('shape', 'case');
  if (tokens.some((token) => token.raw === '?' || token.raw === '¿')) into.add('shape', 'asks');
  if (tokens.some((token) => token.kind === 'break')) into.add('shape', 'lines');
}

/**
 * What the models of whole messages know of a message, given a first reading of its tokens; linear in its length,
 * which is cut after some pages.
 */
export function messageFeatures(tokens: readonly Token[], tags: readonly string[]): FeatureVector {
  const read = tokens.filter((token) => token.start < READ_UP_TO);
  const words = read.map((token, at) => readAs(token, tags[at] ?? 'O')).filter(Boolean);
  const said = words.filter((word) => word.startsWith('<') || /[\p{L}\p{N}]/u.test(word));
  const into = new Collector();
  addWords(
    into,
    words.filter((word) => word.length > 1 || /[\p{L}\p{N}?]/u.test(word)),
  );
  addCharacters(into, said);
  addConcepts(into, said);
  addShape(into, read, said);
  return into.vector();
}
