import { GIVEN_LISTS, SURNAME_LISTS } from './name-lists.ts';
import type { Random } from './random.ts';

/** Somebody made up for a message. */
export interface Person {
  readonly name: string;
  readonly local: string;
}

const strip = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const SYLLABLES =
  'ba be bi bri ca car ce cor da dan de do fa fer ga gal gra ja jo la lan le lin lo ma mar me mi mon na nel ni no pa per que ra ren ri ro sa sel so ta tan te tor va ver vi ya yor za zu'.split(
    ' ',
  );
const ENDINGS = 'no na do da ro ra les res mez tin ndo nte llo lla sco rio ria ño ña que z s r n'.split(' ');

/** A name that is in no list, so that the tagger must go by the words around it. */
function invented(random: Random): string {
  let word = '';
  for (let count = 1 + random.below(2); count > 0; count -= 1) word += random.pick(SYLLABLES);
  word += random.pick(ENDINGS);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function given(random: Random): string {
  if (random.chance(0.2)) return invented(random);
  return random.pick(random.chance(0.5) ? GIVEN_LISTS.feminine : GIVEN_LISTS.masculine);
}

function surname(random: Random, english: boolean): string {
  if (random.chance(0.25)) return invented(random);
  return random.pick(english ? SURNAME_LISTS.other : SURNAME_LISTS.spanish);
}

const PARTICLES = ['de', 'de la', 'del', 'de los', 'de las', 'la', 'de', 'San', 'Santa'];
const SECOND = [
  'del Carmen',
  'de Jesús',
  'del Pilar',
  'de los Ángeles',
  'del Socorro',
  'del Rosario',
  'de la Cruz',
  'de la Luz',
  'del Mar',
];

function spanishName(random: Random): string[] {
  const parts = [given(random)];
  if (random.chance(0.55)) parts.push(random.chance(0.12) ? random.pick(SECOND) : given(random));
  const first = random.chance(0.1)
    ? `${random.pick(PARTICLES)} ${surname(random, false)}`
    : surname(random, false);
  if (random.chance(0.05)) parts.push(`${first}-${surname(random, false)}`);
  else parts.push(first);
  if (random.chance(0.5))
    parts.push(
      random.chance(0.1) ? `${random.pick(PARTICLES)} ${surname(random, false)}` : surname(random, false),
    );
  return parts;
}

/** "Torres Luisa": as lists have it. */
function surnameFirst(parts: readonly string[], random: Random): string[] {
  const [first = '', ...rest] = parts;
  return rest.length > 0 && random.chance(0.04) ? [...rest, first] : [...parts];
}

/** Makes somebody up. */
export function makePerson(random: Random, english: boolean): Person {
  const foreign = english ? random.chance(0.75) : random.chance(0.03);
  const parts = foreign ? [given(random), surname(random, true)] : spanishName(random);
  if (foreign && random.chance(0.12)) parts.splice(1, 0, `${String.fromCharCode(65 + random.below(26))}.`);
  const first = strip(parts[0] ?? '').replace(/[^a-z]/g, '');
  const last = strip(parts.at(random.chance(0.5) ? -1 : Math.min(2, parts.length - 1)) ?? '').replace(
    /[^a-z]/g,
    '',
  );
  const second = strip(parts[1] ?? '').replace(/[^a-z]/g, '');
  const number = String(1 + random.below(99));
  const local = random.pick([
    `${first}.${last}`,
    `${first}.${last}`,
    `${first}.${last}`,
    `${first}.${second}`,
    `${first.charAt(0)}${last}`,
    `${first}${last}`,
    `${first}.${last}${number}`,
    `${first}${last.charAt(0)}`,
    `${last}.${first}`,
    `${first}_${last}`,
  ]);
  return { name: surnameFirst(parts, random).join(' '), local };
}
