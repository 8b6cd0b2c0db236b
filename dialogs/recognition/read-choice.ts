import { tokensOf } from './chunks.ts';
import { fold, tidy } from './text.ts';

export interface YesNo {
  readonly answer: 'yes' | 'no';
  /** What else was said: "sí, pero hasta marzo" -> "pero hasta marzo". */
  readonly rest: string;
}

const YES =
  'si claro|si senor|si senora|si por favor|si|claro que si|claro|correcto|correcta|exacto|exactamente|asi es|de acuerdo|confirmo|confirmado|confirmar|listo|dale|ok|okay|okey|vale|bueno|perfecto|esta bien|todo bien|va|sale|simon|por supuesto|desde luego|afirmativo|adelante|hagale|eso es|autorizo|acepto|yes please|yes|yep|yeah|yup|sure|right|correct|of course|go ahead|exactly|confirm|confirmed|y|👍|✅|sip|sii|siii|ya|tal cual';
const NO =
  'no senor|no senora|no gracias|no por favor|no|nop|nope|nel|negativo|incorrecto|incorrecta|para nada|de ninguna manera|todavia no|aun no|no es correcto|jamas|nunca|not really|not yet|n|nah|👎|❌|no autorizo';
const NO_ANSWER = [
  'no se',
  'no lo se',
  'no tengo',
  'no recuerdo',
  'no entiendo',
  'no idea',
  'ni idea',
  'no me acuerdo',
  'no estoy seguro',
  'no estoy segura',
  'not sure',
];

const byLength = (line: string): string[] => line.split('|').sort((a, b) => b.length - a.length);
const YES_WORDS = byLength(YES);
const NO_WORDS = byLength(NO);
/** Words after which "si" without its accent is a yes and not "if". */
const AFTER_SI =
  /^(?:$|[^\p{L}\p{N}]|por favor|pero|gracias|claro|esta|todo|confirmo|senor|el|la|de una|asi|quiero|y )/u;

function after(folded: string, words: readonly string[]): number {
  for (const word of words)
    if (folded.startsWith(word) && !/^[\p{L}\p{N}]/u.test(folded.slice(word.length))) return word.length;
  return -1;
}

const restOf = (text: string, from: number): string =>
  text
    .slice(from)
    .replace(/^[\s,.;:!¡-]+/u, '')
    .trim();

/** Whether an answer begins with a yes or a no; undefined where it does neither ("no sé" is no answer). */
export function readYesNo(text: string): YesNo | undefined {
  const said = tidy(text).trim();
  const folded = fold(said);
  const lead = /^[^\p{L}\p{N}👍✅👎❌]*/u.exec(folded)?.[0].length ?? 0;
  const body = folded.slice(lead);
  if (NO_ANSWER.some((phrase) => body.startsWith(phrase))) return undefined;
  const no = after(body, NO_WORDS);
  if (no !== -1) return { answer: 'no', rest: restOf(said, lead + no) };
  const yes = after(body, YES_WORDS);
  if (yes === -1) return undefined;
  const accented = said.slice(lead, lead + 2).toLowerCase() === 'sí';
  if (yes === 2 && body.startsWith('si') && !accented && !AFTER_SI.test(body.slice(2).trimStart()))
    return undefined;
  return { answer: 'yes', rest: restOf(said, lead + yes) };
}

const ORDINALS: readonly (readonly string[])[] = [
  ['primero', 'primera', 'primer', 'first', 'uno', 'one', '1', '1a', '1ra', '1ro', 'a'],
  ['segundo', 'segunda', 'second', 'dos', 'two', '2', '2a', '2da', '2do', 'b'],
  ['tercero', 'tercera', 'tercer', 'third', 'tres', 'three', '3', '3ra', '3ro', 'c'],
  ['cuarto', 'cuarta', 'fourth', 'cuatro', 'four', '4', 'd'],
  ['quinto', 'quinta', 'fifth', 'cinco', 'five', '5', 'e'],
];
const SMALL = new Set(
  'el la los las un una de del al a y o en por para con que es se su mi the of to and or in on for is it'.split(
    ' ',
  ),
);

const wordsOf = (text: string): string[] =>
  tokensOf(tidy(text), 'es')
    .flatMap((token) => token.folded.split(/[^\p{L}\p{N}]+/u))
    .filter(Boolean);

function byOrdinal(words: readonly string[], count: number): number | undefined {
  const said = words.filter(
    (word) => !SMALL.has(word) && !['opcion', 'option', 'numero', 'number'].includes(word),
  );
  if (words.some((word) => ['ultimo', 'ultima', 'last'].includes(word)) && said.length <= 2) return count - 1;
  if (said.length !== 1 && !(said.length === 0 && words.length === 1)) return undefined;
  const at = ORDINALS.findIndex((list) => list.includes(said[0] ?? words[0] ?? ''));
  return at >= 0 && at < count ? at : undefined;
}

/** How much of an option's words an answer holds; a word stands for another that begins the same way. */
function overlap(said: readonly string[], option: readonly string[]): number {
  const near = (a: string, b: string): boolean =>
    a === b || (a.length >= 5 && b.length >= 5 && a.slice(0, 5) === b.slice(0, 5));
  return option.filter((word) => said.some((other) => near(word, other))).length;
}

/**
 * Which of the options (the words on the buttons) an answer means, as an index: by its place ("la segunda", "2") or by
 * its words ("inactivarla" for "Inactivar la cuenta"). Undefined where none or more than one would fit.
 */
export function readChoice(text: string, options: readonly string[]): number | undefined {
  const words = wordsOf(text);
  if (words.length === 0) return undefined;
  const all = options.map(wordsOf);
  const exact = all.findIndex((option) => option.join(' ') === words.join(' '));
  if (exact !== -1) return exact;
  const shares = all.map((option) => {
    const content = option.filter((word) => !SMALL.has(word));
    return content.length === 0 ? 0 : overlap(words, content) / Math.sqrt(content.length);
  });
  const top = Math.max(0, ...shares);
  if (top > 0) return shares.filter((share) => share === top).length === 1 ? shares.indexOf(top) : undefined;
  return byOrdinal(words, options.length);
}
