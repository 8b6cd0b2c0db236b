import type { Atom } from './tokens.ts';

/** An address as a voice-to-text program or a careful writer spells it, and the atom after it. */
export interface SpokenAddress {
  readonly address: string;
  readonly next: number;
}

const MARKS: ReadonlyMap<string, string> = new Map([
  ['punto', '.'],
  ['dot', '.'],
  ['.', '.'],
  ['guion', '-'],
  ['-', '-'],
  ['_', '_'],
  ['underscore', '_'],
]);
const LONGEST = 14;

interface Part {
  readonly text: string;
  readonly next: number;
}

/** Words and numbers with a mark between each two; `spaced` says that the marks need not be glued. */
function part(atoms: readonly Atom[], at: number): Part | undefined {
  let text = '';
  let next = at;
  while (next - at < LONGEST) {
    const atom = atoms[next];
    if (!atom || (atom.kind !== 'word' && atom.kind !== 'number')) break;
    text += atom.folded;
    next += 1;
    const after = atoms[next];
    if (after?.kind === 'number' && after.glued) continue;
    let mark = after && MARKS.get(after.folded);
    let step = 1;
    if (after?.folded === 'guion' && atoms[next + 1]?.folded === 'bajo') {
      mark = '_';
      step = 2;
    }
    const follows = atoms[next + step];
    const spelt = after?.kind === 'word' || (after?.glued && follows?.glued);
    if (!mark || !spelt || !follows || (follows.kind !== 'word' && follows.kind !== 'number')) break;
    text += mark;
    next += step;
  }
  return text === '' ? undefined : { text, next };
}

/** "juan punto perez arroba unidad punto gov punto co", "ana.lara @ unidad.gov.co". */
export function spokenAddress(atoms: readonly Atom[], at: number): SpokenAddress | undefined {
  const local = part(atoms, at);
  if (!local || atoms[local.next] === undefined) return undefined;
  let next = local.next;
  const bracket = atoms[next]?.raw === '(' || atoms[next]?.raw === '[';
  if (bracket) next += 1;
  const sign = atoms[next]?.folded;
  if (sign !== 'arroba' && sign !== '@') return undefined;
  next += bracket ? 2 : 1;
  const domain = part(atoms, next);
  if (!domain?.text.includes('.')) return undefined;
  return { address: `${local.text}@${domain.text}`, next: domain.next };
}
