import { readFileSync } from 'node:fs';
import { type Token, tokensOf } from './chunks.ts';
import { GIVEN, SURNAMES } from './lexicon.ts';
import type { Models } from './model-file.ts';
import { NUMBER_WORDS } from './number-words.ts';
import { viewsOf } from './tag-features.ts';
import { ANY_INTENT, tagTokens } from './tagger.ts';
import { keyOf } from './tags.ts';
import { tidy } from './text.ts';
import type { SpanKey } from './types.ts';

type Kind = 'name' | 'number' | 'address' | 'date' | 'code' | 'department' | 'position' | 'value' | 'word';

const OF_KEY: Readonly<Record<SpanKey, Kind>> = {
  holderName: 'name',
  supervisorName: 'name',
  nationalId: 'number',
  phone: 'number',
  account: 'address',
  personalEmail: 'address',
  supervisorEmail: 'address',
  department: 'department',
  position: 'position',
  contractNumber: 'code',
  caseNumber: 'code',
  oficioNumber: 'code',
  startDate: 'date',
  endDate: 'date',
  effectiveDate: 'date',
  newValue: 'value',
};

const MARKS = new Set('.,;:?!¿¡()"\'/-');
const ENDS_SENTENCE = new Set('.?!¿¡…');

/** Words that say nothing of anybody; made from the grammars by `training/ordinary-words.ts`. */
const ORDINARY = new Set(
  (
    JSON.parse(readFileSync(new URL('./lexicon/ordinary-words.json', import.meta.url), 'utf8')) as {
      readonly words: string;
    }
  ).words.split(' '),
);

const isCapital = (raw: string): boolean => raw.charAt(0) !== raw.charAt(0).toLowerCase() && raw !== 'I';

/** What stands for a word; undefined where it stays. `inside`: a sentence's first word has its capital from that. */
function standsForWord({ raw, folded }: Token, inside: boolean): Kind | undefined {
  if (GIVEN.has(folded) || SURNAMES.has(folded)) return 'name';
  if (NUMBER_WORDS.has(folded)) return 'number';
  if (inside && isCapital(raw)) return 'word';
  return ORDINARY.has(folded) || raw === 'I' ? undefined : 'word';
}

function standsFor(token: Token, tag: string, inside: boolean): Kind | undefined {
  const key = keyOf(tag);
  if (key) return OF_KEY[key];
  switch (token.kind) {
    case 'word':
      return standsForWord(token, inside);
    case 'number':
    case 'code':
    case 'date':
      return token.kind;
    case 'email':
    case 'url':
      return 'address';
    default:
      return undefined;
  }
}

/** Typed in capitals only, so that a capital tells no name. */
const isShouted = (tokens: readonly Token[]): boolean =>
  tokens.every(({ kind, raw }) => kind !== 'word' || raw === raw.toUpperCase());

/** Pieces are joined at the end: looking back into a text that grows would cost its whole length each time. */
interface Written {
  readonly pieces: string[];
  last: 'nothing' | 'plain' | 'mark' | Kind;
}

function write(written: Written, text: string, last: Written['last'], glued: boolean): void {
  const close = glued && (last === 'mark' || written.last === 'mark');
  written.pieces.push(written.last === 'nothing' || close ? '' : ' ', text);
  written.last = last;
}

function writeToken(written: Written, token: Token, kind: Kind | undefined): void {
  const { raw, glued } = token;
  if (token.kind === 'break') {
    written.pieces.push('\n');
    written.last = 'nothing';
  } else if (kind !== undefined) {
    // One for all the words of a name: how many there are may tell who it is.
    if (written.last !== kind) write(written, `<${kind}>`, kind, glued);
  } else if (token.kind === 'word') write(written, raw, 'plain', glued);
  else if (MARKS.has(raw)) write(written, raw, 'mark', glued);
}

/**
 * A message as it may be kept for training: `(text, locale)` to the text with `<name>`, `<number>`, `<address>`,
 * `<date>`, `<code>`, `<department>`, `<position>` and `<value>` for its data, and `<word>` for every other word that
 * is not an ordinary one of requests. What stays is words of a fixed list, none of them a known name, and plain
 * marks; so a name that nothing recognises does not stay either. Total, and linear in the text's length.
 */
export function withoutPersonalData(models: Pick<Models, 'tags'>): (text: string, locale: string) => string {
  return (text, locale) => {
    const tokens = tokensOf(tidy(text), locale);
    const tags = tagTokens(models.tags, viewsOf(tokens, []), ANY_INTENT);
    const shouted = isShouted(tokens);
    const written: Written = { pieces: [], last: 'nothing' };
    let inside = false;
    tokens.forEach((token, at) => {
      writeToken(written, token, standsFor(token, tags[at] ?? 'O', inside && !shouted));
      if (token.kind === 'break' || ENDS_SENTENCE.has(token.raw)) inside = false;
      else if (token.kind !== 'punct') inside = true;
    });
    return written.pieces.join('').trim();
  };
}
