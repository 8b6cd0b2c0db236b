import type { HolderType } from '../../services/domain/case.ts';
import { type Token, tokensOf } from './chunks.ts';
import { resolveDate } from './date-resolve.ts';
import { parseDay } from './days.ts';
import { holderTypeIn } from './holder-type.ts';
import { tidy } from './text.ts';
import { caseValue, contractValue, idValue, phoneValue } from './values.ts';

/** Readers of an answer in the light of the question: the asker knows what kind of value it waits for. */

const CORRECTIONS = new Set(
  'no perdon mejor digo sino corrijo sorry actually rather disculpe disculpa mentira mentiras instead mean'.split(
    ' ',
  ),
);

/** The last of the candidates that follows a word of correction, or else the first. */
function settled<T extends { readonly at: number }>(
  tokens: readonly Token[],
  found: readonly T[],
): T | undefined {
  let chosen = found[0];
  for (const candidate of found.slice(1)) {
    const between = tokens.slice((chosen?.at ?? 0) + 1, candidate.at);
    if (between.some((token) => CORRECTIONS.has(token.folded))) chosen = candidate;
  }
  return chosen;
}

function pick<T>(text: string, locale: string, read: (token: Token) => T | undefined): T | undefined {
  const tokens = tokensOf(tidy(text), locale);
  const found = tokens.flatMap((token, at) => {
    const value = read(token);
    return value === undefined ? [] : [{ at, value }];
  });
  return settled(tokens, found)?.value;
}

/**
 * The date that an answer gives, `YYYY-MM-DD`: "el 30", "hasta marzo", "tomorrow". A day without a month is the next
 * such day; a month alone is its last day where an end is asked for, otherwise its first.
 */
export function readDate(
  text: string,
  now: string,
  locale: string,
  side: 'start' | 'end' | 'effective' = 'effective',
): string | undefined {
  const today = parseDay(now);
  if (today === undefined) return undefined;
  const leads = /^\s*\p{L}+\s*$/u.test(text) ? `${side === 'end' ? 'hasta' : 'desde'} ${text}` : text;
  const full = pick(leads, locale, ({ kind, reading }) =>
    kind === 'date' && reading ? resolveDate(reading, today, { side }) : undefined,
  );
  return (
    full ??
    pick(text, locale, ({ kind, reading }) =>
      kind === 'number' && reading ? resolveDate(reading, today, { side }) : undefined,
    )
  );
}

/** The address in an answer, lower case. */
export function readEmail(text: string): string | undefined {
  return pick(text, 'es', (token) => token.address);
}

const digitsIn = (token: Token): number => token.raw.replace(/\D/g, '').length;

/** A national id: 5 to 12 digits, or a CURP or RFC in upper case. `curpIsValid` tells a mistyped CURP. */
export function readNationalId(text: string): string | undefined {
  return pick(text, 'es', (token) => {
    if (token.kind === 'code' && /^[a-zñ&]{3,4}\d{6}[a-z0-9]{3,8}$/.test(token.folded))
      return idValue(token.raw);
    if (token.kind !== 'number' || token.raw.startsWith('+')) return undefined;
    const digits = digitsIn(token);
    return digits >= 5 && digits <= 12 ? idValue(token.raw) : undefined;
  });
}

/** A telephone or an extension: 3 to 15 digits, with the leading + where it was given. */
export function readPhone(text: string): string | undefined {
  return pick(text, 'es', (token) => {
    const digits = digitsIn(token);
    return token.kind === 'number' && digits >= 3 && digits <= 15 ? phoneValue(token.raw) : undefined;
  });
}

const isYear = (raw: string): boolean => /^(?:19|20|21)\d\d$/.test(raw);

/** A contract's number as typed: a code ("CPS-110-2026", "110 de 2026") or a number that is no year. */
export function readContractNumber(text: string): string | undefined {
  const code = pick(text, 'es', (token) =>
    token.kind === 'code' || (token.kind === 'number' && /\d[-/]\d/.test(token.raw))
      ? contractValue(token.raw)
      : undefined,
  );
  return (
    code ??
    pick(text, 'es', (token) =>
      token.kind === 'number' && !isYear(token.raw) ? contractValue(token.raw) : undefined,
    )
  );
}

/** A case's number: "MS-2026-000123", "el 12" -> "12". */
export function readCaseNumber(text: string): string | undefined {
  return (
    pick(text, 'es', (token) => (token.kind === 'code' ? caseValue(token.raw) : undefined)) ??
    pick(text, 'es', (token) => (token.kind === 'number' ? caseValue(token.raw) : undefined))
  );
}

/**
 * Puts a corrected number into a contract's number: "es el 110, perdón" for CPS-101-2026 gives CPS-110-2026. A whole
 * number with prefix and year replaces it all; undefined where the answer holds no number.
 */
export function mendContractNumber(text: string, current: string): string | undefined {
  const said = readContractNumber(text);
  if (said === undefined) return undefined;
  const groups = current.match(/\d+/g) ?? [];
  const old = groups.find((group) => !isYear(group)) ?? groups[0];
  if (old === undefined || /\p{L}/u.test(said)) return said;
  const [number = said, year] = said.split(/[-/]/);
  const padded = old.startsWith('0') ? number.padStart(old.length, '0') : number;
  const mended = current.replace(old, padded);
  return year && isYear(year) ? mended.replace(/(?<!\d)(?:19|20|21)\d\d(?!\d)(?!.*\d{4})/, year) : mended;
}

/** The kind of holder that an answer affirms: "es operadora, no contratista" -> operator. */
export function readHolderType(text: string): HolderType | undefined {
  const tokens = tokensOf(tidy(text), 'es');
  const said = holderTypeIn(tokens);
  if (said) return said;
  if (tokens.some((token) => ['planta', 'carrera', 'oficial', 'empleado', 'empleada'].includes(token.folded)))
    return 'official';
  return tokens.some((token) => ['contrato', 'contratado', 'contratada', 'cps'].includes(token.folded))
    ? 'contractor'
    : undefined;
}
