import { COMMON_GIVEN_NAMES } from './given-names.ts';

/** Letters that no accent can be taken off: what stands for them in a name without accents. */
const LIGATURES: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const APOSTROPHES = /['’‘ʼ`´]/g;

/** Words that join the next one into a surname; all of these but `san` and its like stay in lower case. */
const LOWER_PARTICLES = new Set('de del la las los y e da das do dos van von der den'.split(' '));
const PARTICLES = new Set([...LOWER_PARTICLES, 'di', 'san', 'santa']);
const CONJUNCTIONS = new Set(['y', 'e']);

/** Second halves of given names that look like surnames with a particle: "María del Carmen". */
const GIVEN_TAILS = new Set(
  `de jesus|de la concepcion|de la luz|de la paz|de las mercedes|de los angeles|de lourdes|de fatima|de guadalupe
  |del amparo|del carmen|del consuelo|del mar|del milagro|del pilar|del rocio|del rosario|del socorro|del sagrario`
    .split('|')
    .map((tail) => tail.trim()),
);

/**
 * The text as names are compared: lower case, no accents (ñ becomes n), no apostrophes, single blanks.
 * Letters of other scripts stay.
 */
export function foldName(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(APOSTROPHES, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The folded words of a name or of an address's local part, in order; hyphens, dots and other signs part words. */
export function nameWords(text: string): readonly string[] {
  return foldName(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Whether the words that somebody typed may mean the person: each is one of the person's words, and the last may
 * be the beginning of one. Order does not matter, particles are passed over; particles alone match nobody.
 */
export function nameMatches(typed: readonly string[], person: readonly string[]): boolean {
  const wanted = typed.filter((word) => !PARTICLES.has(word));
  const last = wanted.at(-1);
  return (
    last !== undefined &&
    wanted.every(
      (word) => person.includes(word) || (word === last && person.some((one) => one.startsWith(word))),
    )
  );
}

const upper = (letter: string) =>
  letter.toUpperCase().length === letter.length ? letter.toUpperCase() : letter;
const capital = (word: string) =>
  word.replace(/(^|[-'’.])(\p{L})/gu, (_, before: string, first: string) => before + upper(first));

/** `Mc`, `De` and the like in a name that was typed with capitals are as the owner writes them. */
function titleWord(word: string, leading: boolean, keepMixed: boolean): string {
  const lower = word.toLowerCase();
  if (
    keepMixed &&
    word !== lower &&
    (word !== word.toUpperCase() || /^(?:I{1,3}|IV|\p{L}\.?)$/u.test(word))
  ) {
    return word;
  }
  return !leading && LOWER_PARTICLES.has(foldName(lower)) ? lower : capital(lower);
}

/**
 * A name with capitals where Spanish has them: "JUAN DE LA CRUZ" becomes "Juan de la Cruz". Words in a text of mixed
 * case that bear a capital stay as typed ("McAllister", "De la Cruz"). Blanks are collapsed.
 */
export function titleCaseName(text: string): string {
  const words = text.normalize('NFC').split(/\s+/).filter(Boolean);
  const joined = words.join(' ');
  const mixed = joined !== joined.toUpperCase() && joined !== joined.toLowerCase();
  return words
    .map((word, index) => titleWord(word, index === 0, mixed))
    .join(' ')
    .normalize('NFC');
}

/** A person's name in its parts; `surname` is all surnames as written, `surnames` one by one. */
export interface SplitName {
  readonly givenName: string;
  readonly surname: string;
  readonly surnames: readonly string[];
}

/** One given name or surname with the particles before it; `link` is the y or e that joins it to the one before. */
interface Unit {
  readonly text: string;
  readonly link?: string;
}

function unitsOf(words: readonly string[]): readonly Unit[] {
  const units: Unit[] = [];
  let particles: string[] = [];
  for (const word of words) {
    if (PARTICLES.has(foldName(word))) {
      particles.push(word);
      continue;
    }
    const [head = ''] = particles;
    const link = units.length > 1 && CONJUNCTIONS.has(foldName(head)) ? head : undefined;
    units.push({ text: [...(link === undefined ? particles : particles.slice(1)), word].join(' '), link });
    particles = [];
  }
  return particles.length > 0 ? [...units, { text: particles.join(' ') }] : units;
}

/** Puts "del Carmen" back to "María" where more of the name follows. */
function withTails(units: readonly Unit[]): readonly Unit[] {
  const whole: Unit[] = [];
  units.forEach((unit, index) => {
    const before = whole.at(-1);
    const after = units[index + 1];
    const isTail =
      GIVEN_TAILS.has(foldName(unit.text)) &&
      unit.link === undefined &&
      after !== undefined &&
      after.link === undefined;
    if (before !== undefined && isTail) {
      whole[whole.length - 1] = { ...before, text: `${before.text} ${unit.text}` };
    } else whole.push(unit);
  });
  return whole;
}

/** How many of the units are given names. */
function givenCount(units: readonly Unit[]): number {
  const joined = units.findIndex((unit) => unit.link !== undefined);
  if (joined > 1) return joined - 1;
  if (units.length <= 2) return Math.min(units.length, 1);
  if (units.length > 3) return units.length - 2;
  return COMMON_GIVEN_NAMES.has(foldName(units[1]?.text ?? '')) ? 2 : 1;
}

const leadingCapital = (text: string) => text.replace(/^\p{Ll}/u, upper);
const lettered = (text: string) => text.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word));

/**
 * Splits a full name as Spanish speakers write it. Particles go with the word after them ("De la Cruz"), "del Carmen"
 * and its like with the given name before. Four parts or more: the last two are surnames. Three: one given name and
 * two surnames, unless the second is a common given name. Two: one each. One: a given name alone. "y" between
 * two parts says that both are surnames, and a comma that the surnames came first. A guess: people correct it.
 */
export function splitSpanishName(fullName: string): SplitName {
  const [first = '', ...rest] = fullName.split(',').map(titleCaseName).filter(Boolean);
  const given = unitsOf(lettered(rest.join(' ')));
  const before = unitsOf(lettered(first));
  const all = given.length > 0 ? [...given, ...before] : withTails(before);
  const count = given.length > 0 ? given.length : givenCount(all);
  const surnames = all.slice(count);
  const written = surnames.map(({ text, link }) => (link === undefined ? text : `${link} ${text}`));
  return {
    givenName: leadingCapital(
      all
        .slice(0, count)
        .map((unit) => unit.text)
        .join(' '),
    ),
    surname: leadingCapital(written.join(' ')),
    surnames: surnames.map((unit) => leadingCapital(unit.text)),
  };
}
