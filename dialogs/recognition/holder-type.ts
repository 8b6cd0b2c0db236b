import type { Token } from './chunks.ts';
import type { HolderType } from './types.ts';

/** Words (folded; a trailing * is a stem) that say what kind of holder somebody is. */
const SAID: readonly (readonly [HolderType, readonly string[]])[] = [
  [
    'contractor',
    [
      'contratist*',
      'excontratist*',
      'prestacion de servicios',
      'prestacion servicios',
      'prest de servicios',
      'prestador de servicios',
      'prestadora de servicios',
      'prestadores de servicios',
      'ops',
      'consultor*',
      'honorarios',
      'freelanc*',
      'contractor*',
      'consultant*',
    ],
  ],
  [
    'official',
    [
      'funcionari*',
      'exfuncionari*',
      'servidor publico',
      'servidora publica',
      'servidores publicos',
      'servidoras publicas',
      'empleado publico',
      'empleada publica',
      'empleado de planta',
      'empleada de planta',
      'de planta',
      'planta provisional',
      'planta temporal',
      'planta global',
      'de carrera',
      'carrera administrativa',
      'provisional',
      'provisionalidad',
      'libre nombramiento',
      'de base',
      'de confianza',
      'civil servant*',
      'public servant*',
      'public official*',
      'official',
      'officials',
      'permanent staff',
      'staff employee',
      'career employee',
      'government employee*',
    ],
  ],
  [
    'operator',
    [
      'operador',
      'operadora',
      'operadores',
      'operadoras',
      'tercero',
      'terceros',
      'tercerizad*',
      'operator',
      'operators',
      'third party',
      'third - party',
      'outsourc*',
    ],
  ],
];

interface Mention {
  readonly type: HolderType;
  readonly at: number;
  readonly to: number;
}

const NOT = new Set(['no', 'not', 'ni', 'nor', "isn't", 'never', "aren't"]);
const BETWEEN = new Set(['es', 'un', 'una', 'como', 'era', 'a', 'an', 'de', 'is', 'sea', 'soy', 'son']);

interface Phrase {
  readonly type: HolderType;
  readonly parts: readonly string[];
}

const STEM = 4;

/** The phrases by the first letters of their first word. */
const PHRASES: ReadonlyMap<string, readonly Phrase[]> = (() => {
  const index = new Map<string, Phrase[]>();
  for (const [type, lines] of SAID)
    for (const line of lines) {
      const parts = line.split(' ');
      const key = (parts[0] ?? '').slice(0, STEM).replace('*', '');
      index.set(key, [...(index.get(key) ?? []), { type, parts }]);
    }
  return index;
})();

/** The index after the phrase when it stands at `at`, or -1. */
function fits(tokens: readonly Token[], at: number, parts: readonly string[]): number {
  for (const [index, part] of parts.entries()) {
    const word = tokens[at + index]?.folded ?? '';
    if (part.endsWith('*') ? !word.startsWith(part.slice(0, -1)) : word !== part) return -1;
  }
  return at + parts.length;
}

function negated(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0 && at - back <= 3; back -= 1) {
    const word = tokens[back]?.folded ?? '';
    if (NOT.has(word)) return true;
    if (!BETWEEN.has(word)) return false;
  }
  return false;
}

/** "Official" before one of these says nothing of a holder: an official letter. */
const OFFICIAL_THINGS = new Set(
  'letter memo mail email e address account notice communication request records document mailbox'.split(' '),
);

function isThing(tokens: readonly Token[], at: number, to: number): boolean {
  return tokens[at]?.folded === 'official' && OFFICIAL_THINGS.has(tokens[to]?.folded ?? '');
}

function mentionAt(tokens: readonly Token[], at: number): Mention | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  for (const { type, parts } of PHRASES.get(token.folded.slice(0, STEM)) ?? []) {
    const to = fits(tokens, at, parts);
    if (to !== -1 && !negated(tokens, at) && !isThing(tokens, at, to)) return { type, at, to };
  }
  return undefined;
}

/** What of a message is no kind of holder: a position's or a department's words, or the desk's own operator. */
export type Skip = (at: number) => boolean;

/** The kind of holder that a message affirms ("es operadora, no contratista" -> operator); undefined: not said. */
export function holderTypeIn(tokens: readonly Token[], skip: Skip = () => false): HolderType | undefined {
  for (let at = 0; at < tokens.length; at += 1) {
    const mention = skip(at) ? undefined : mentionAt(tokens, at);
    if (mention) return mention.type;
  }
  return undefined;
}
