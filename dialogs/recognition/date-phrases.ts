import type { Atom } from './tokens.ts';

/** Phrases of dates by their first word: a message's every word is looked up once in each list. */
export type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

function phrases(...lines: readonly string[]): Phrases {
  const all = lines.map((line) => line.split(' '));
  return new Map(all.map(([first = '']) => [first, all.filter((words) => words[0] === first)]));
}

/** The place after the phrase that stands there, the first of the list that fits; otherwise -1. */
export function afterPhrase(atoms: readonly Atom[], at: number, list: Phrases): number {
  const candidates = list.get(atoms[at]?.folded ?? '');
  const found = candidates?.find((words) => words.every((word, index) => atoms[at + index]?.folded === word));
  return found ? at + found.length : -1;
}

export const TODAY = phrases(
  'el dia de hoy',
  'hoy mismo',
  'hoy',
  'today',
  'esta tarde',
  'this afternoon',
  'tonight',
);

/** Days told by how far from today they are. */
export const OFFSETS: readonly (readonly [Phrases, number])[] = [
  [phrases('pasado manana', 'day after tomorrow'), 2],
  [phrases('tomorrow'), 1],
  [phrases('yesterday', 'ayer', 'anoche'), -1],
  [phrases('antes de ayer', 'day before yesterday', 'antier', 'anteayer'), -2],
];

export const THIS_DATE = phrases('la fecha');
export const COUPLE = phrases('un par de', 'a couple of');
export const AHEAD = phrases('dentro de', 'en', 'in', 'within');
export const BACK = phrases('hace como', 'hace', 'desde hace');
export const COMING = phrases('que viene', 'que entra', 'proximo', 'siguiente', 'entrante');

export const OF_THE_MONTH = phrases('del mes de');
export const OF_NEXT_MONTH = phrases(
  'del proximo mes',
  'del mes que viene',
  'del mes entrante',
  'del otro mes',
  'of next month',
);
export const OF_LAST_MONTH = phrases('del mes pasado', 'del pasado mes', 'of last month');
export const OF_THIS_MONTH = phrases(
  'de los corrientes',
  'del corriente mes',
  'del corriente',
  'del presente mes',
  'del presente',
  'del mes en curso',
  'de este mes',
  'del mes',
  'of this month',
  'of the month',
);

export const OF_THIS_YEAR = phrases(
  'del presente ano',
  'del ano en curso',
  'de este ano',
  'del corriente ano',
  'del presente',
  'del corriente',
  'of this year',
  'this year',
);
export const OF_NEXT_YEAR = phrases(
  'del proximo ano',
  'del otro ano',
  'del ano que viene',
  'del ano entrante',
  'of next year',
  'next year',
);
export const TWO_THOUSAND = phrases('dos mil');

export const END_OF = phrases(
  'fin de',
  'final de',
  'final del',
  'finales de',
  'fines de',
  'finales del',
  'cierre de',
  'cierre del',
  'ultimo dia de',
  'ultimo dia del',
  'the end of',
  'end of',
  'last day of',
);
export const START_OF = phrases(
  'primer dia de',
  'primer dia del',
  'comienzos de',
  'principios de',
  'inicios de',
  'first day of',
  'beginning of',
);
export const PLAIN_END = phrases('year end', 'year - end', 'end - of - year', 'month end');
