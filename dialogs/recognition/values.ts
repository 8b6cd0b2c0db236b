import type { Token } from './chunks.ts';
import { TITLES } from './lexicon.ts';
import { fold, titleCase } from './text.ts';

/** A national id as it is kept: digits, or the letters and digits of a CURP or RFC in upper case. */
export function idValue(raw: string): string {
  return raw.replace(/[^\p{L}\p{Nd}]/gu, '').toUpperCase();
}

/** A telephone as it is kept: digits, with the leading + where it was given. */
export function phoneValue(raw: string): string {
  const digits = raw.replace(/\D/g, '');
  return raw.trimStart().startsWith('+') ? `+${digits}` : digits;
}

/** A contract's number as typed; "045 de 2026" becomes "045-2026". */
export function contractValue(raw: string): string {
  return raw
    .replace(/\s+(?:del?|of)\s+(?:(?:año|ano)\s+)?/giu, '-')
    .replace(/\s*[–—]\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A case's number in upper case, other separators made hyphens; digits and leading zeros stay. */
export function caseValue(raw: string): string {
  const upper = raw.toUpperCase().replace(/[\s/_.–—-]+/g, '-');
  return upper.replace(/^(MS)(?=\d)/, '$1-').replace(/^-|-$/g, '');
}

/** The number of an official letter, as typed. */
export function oficioValue(raw: string): string {
  return contractValue(raw);
}

const ARTICLE = /^(?:el|la|los|las|the)\s+(?=\S)/iu;

/** A name without what stands before it in courtesy ("Dra.", "don") and without an English possessive. */
function nameValue(text: string): string {
  const words = spaces(text)
    .replace(/['’]s$/iu, '')
    .split(' ');
  while (words.length > 1 && TITLES.has(fold(words[0] ?? '').replace(/\.$/, ''))) words.shift();
  return titleCase(words.join(' '));
}

const spaces = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The value of a stretch of the message for a key that is neither a date nor an address. */
export function spanValue(key: string, text: string, first: Token): string {
  switch (key) {
    case 'holderName':
    case 'supervisorName':
      return nameValue(text);
    case 'nationalId':
      return idValue(text);
    case 'phone':
      return phoneValue(text);
    case 'contractNumber':
      return contractValue(text);
    case 'caseNumber':
      return caseValue(text);
    case 'oficioNumber':
      return oficioValue(text);
    case 'department':
    case 'position':
      return spaces(text).replace(ARTICLE, '');
    case 'newValue':
      return first.address ?? spaces(text);
    default:
      return spaces(text);
  }
}
