import type { HolderType } from '../../services/domain/case.ts';
import type { Token } from './chunks.ts';

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
      'consulting',
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
      'en planta',
      'staff position',
      'planta',
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
      'personal externo',
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

interface Word {
  readonly text: string;
  readonly stem: boolean;
}

interface Phrase {
  readonly type: HolderType;
  readonly words: readonly Word[];
}

/** What words begin with that begin alike; no stem is shorter. */
const headOf = (word: string): string => word.slice(0, 3);

/** The phrases, taken apart once, by how their first word begins: every word of a message is looked up. */
const PHRASES: ReadonlyMap<string, readonly Phrase[]> = (() => {
  const byHead = new Map<string, Phrase[]>();
  for (const [type, lines] of SAID)
    for (const line of lines) {
      const words = line.split(' ').map((word): Word => {
        const stem = word.endsWith('*');
        return { text: stem ? word.slice(0, -1) : word, stem };
      });
      const head = headOf(line.replace(/[ *].*/, ''));
      byHead.set(head, [...(byHead.get(head) ?? []), { type, words }]);
    }
  return byHead;
})();

function fits(tokens: readonly Token[], at: number, words: readonly Word[]): number {
  let next = at;
  for (const { text, stem } of words) {
    const word = tokens[next]?.folded ?? '';
    if (stem ? !word.startsWith(text) : word !== text) return -1;
    next += 1;
  }
  return next;
}

function negated(tokens: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0 && at - back <= 3; back -= 1) {
    const word = tokens[back]?.folded ?? '';
    if (NOT.has(word)) return true;
    if (!BETWEEN.has(word)) return false;
  }
  return false;
}

/** What is provisional, or official, after these is no person's post: "una clave provisional". */
const THINGS = new Set(
  'clave contrasena password acceso correo cuenta usuario buzon oficio mail email account mailbox address'.split(
    ' ',
  ),
);

function ofAThing(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.folded ?? '';
  if (word === 'planta') return ['la', 'piso'].includes(tokens[at - 1]?.folded ?? '');
  if (!/^(?:provisional|official)/.test(word)) return false;
  return [tokens[at - 1], tokens[at + 1]].some((beside) => THINGS.has(beside?.folded ?? ''));
}

function mentions(tokens: readonly Token[]): Mention[] {
  const list: Mention[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'word') return;
    for (const { type, words } of PHRASES.get(headOf(token.folded)) ?? []) {
      const to = fits(tokens, at, words);
      if (to !== -1 && !negated(tokens, at) && !ofAThing(tokens, at)) list.push({ type, at, to });
    }
  });
  return list;
}

/** What of a message is no kind of holder: a position's or a department's words, or the desk's own operator. */
export type Skip = (at: number) => boolean;

/** The kind of holder that a message affirms ("es operadora, no contratista" -> operator); undefined: not said. */
export function holderTypeIn(tokens: readonly Token[], skip: Skip = () => false): HolderType | undefined {
  return mentions(tokens).find((mention) => !skip(mention.at))?.type;
}
