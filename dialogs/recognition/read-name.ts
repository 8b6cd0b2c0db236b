import { type Token, tokensOf } from './chunks.ts';
import { DEPARTMENT_HEADS, GIVEN, PARTICLES, POSITION_HEADS, SURNAMES, TITLES } from './lexicon.ts';
import { tidy, titleCase } from './text.ts';

/** Words that an answer wraps around a name, and others that no name begins with. */
const AROUND = new Set(
  'es se llama llamada llamado nombre completo mi su el la los las un una jefe jefa supervisor supervisora inmediato inmediata directo contratista funcionario funcionaria operador operadora nuevo nueva para de del a al con por favor creo que seria sera pues si no sino ahora debe ser y o e is name the her his my it its her boss manager called for to please he she new s gracias thanks hola buenas tengo hay quien cual como se lo ya aun todavia nadie ninguno sabe tampoco nose idk dont know not sure who what'.split(
    ' ',
  ),
);
const REFUSALS = new Set([
  'no se',
  'no lo se',
  'ni idea',
  'no tengo',
  'no tiene',
  'no hay',
  'dont know',
  "don't know",
]);

const inLists = (word: string): boolean => GIVEN.has(word) || SURNAMES.has(word);

function mayBeName(token: Token): boolean {
  if (token.kind !== 'word' || token.raw.length < 2) return false;
  if (inLists(token.folded)) return true;
  if (AROUND.has(token.folded) || TITLES.has(token.folded)) return false;
  return !POSITION_HEADS.has(token.folded) && !DEPARTMENT_HEADS.has(token.folded);
}

/** Runs of words that may be a name, particles inside them included. */
function runs(tokens: readonly Token[]): Token[][] {
  const list: Token[][] = [];
  let run: Token[] = [];
  const close = (): void => {
    while (PARTICLES.has(run.at(-1)?.folded ?? '')) run.pop();
    if (run.length > 0) list.push(run);
    run = [];
  };
  for (const token of tokens) {
    const initial = token.raw === '.' && token.glued && run.at(-1)?.raw.length === 1;
    const hyphen = token.raw === '-' && token.glued && run.length > 0;
    if (mayBeName(token) || initial || hyphen || (run.length > 0 && PARTICLES.has(token.folded)))
      run.push(token);
    else close();
  }
  close();
  return list;
}

const weigh = (run: readonly Token[]): number =>
  run.reduce(
    (sum, token) =>
      sum + (inLists(token.folded) ? 2 : 0) + (token.raw.charAt(0) !== token.folded.charAt(0) ? 1 : 0),
    0,
  );

/**
 * The person whom an answer names, in Title Case: "la doctora ana maría de la cruz" -> "Ana María de la Cruz"; given
 * names alone or one surname will do. Undefined where the answer names nobody ("no sé").
 */
export function readPersonName(text: string): string | undefined {
  const tidied = tidy(text);
  const tokens = tokensOf(tidied, 'es');
  const folded = tokens.map((token) => token.folded).join(' ');
  for (const refusal of REFUSALS) if (folded.startsWith(refusal)) return undefined;
  const candidates = runs(tokens).filter((run) => run.length <= 8);
  let best: Token[] | undefined;
  for (const run of candidates) if (!best || weigh(run) > weigh(best)) best = run;
  const first = best?.[0];
  const last = best?.at(-1);
  if (!best || !first || !last) return undefined;
  const strange = weigh(best) === 0 && tokens.filter((token) => token.kind === 'word').length > 5;
  return strange ? undefined : titleCase(tidied.slice(first.start, last.end));
}
