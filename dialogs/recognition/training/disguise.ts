import type { Segment } from './generate.ts';
import type { Random } from './random.ts';

const WORD_KEYS = new Set(['holderName', 'supervisorName', 'department', 'position', 'newValue', undefined]);

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/(?!\u0303)\p{M}/gu, '')
    .normalize('NFC');

/** Words as people shorten them in a hurry. */
const SHORT: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bque\b/g, ['q', 'k', 'que']],
  [/\bpor favor\b/g, ['x favor', 'porfa', 'xfa', 'pf', 'por fa', 'plis', 'porfavor']],
  [/\bpor\b/g, ['x', 'por']],
  [/\bpara\b/g, ['pa', 'para', 'xa']],
  [/\bcorreo\b/g, ['correo', 'coreo', 'email', 'mail', 'correito']],
  [/\bcuenta\b/g, ['cuenta', 'cta', 'cuentra']],
  [/\bcontratista\b/g, ['contratista', 'ctista', 'contratsta']],
  [/\bcontraseña\b/g, ['contraseña', 'contrasena', 'clave', 'contrasña']],
  [/\bdependencia\b/g, ['dependencia', 'dep.', 'depcia']],
  [/\bplease\b/g, ['pls', 'plz', 'please']],
  [/\byou\b/g, ['u', 'you']],
  [/\baccount\b/g, ['account', 'acct', 'acount']],
];

function typo(text: string, random: Random): string {
  const at = 1 + random.below(Math.max(1, text.length - 2));
  const pair = text.slice(at, at + 2);
  if (!/^[a-záéíóúñ]{2}$/.test(pair) || text.includes('@')) return text;
  const way = random.below(3);
  const mid =
    way === 0 ? pair.charAt(1) + pair.charAt(0) : way === 1 ? pair.charAt(0) : pair + pair.charAt(1);
  return text.slice(0, at) + mid + text.slice(at + 2);
}

function each(
  segments: readonly Segment[],
  change: (text: string, key: string | undefined) => string,
): Segment[] {
  return segments.map((segment) => ({ key: segment.key, text: change(segment.text, segment.key) }));
}

const lower = (text: string): string => text.toLocaleLowerCase('es');

/** Spoken into a telephone: no capitals, hardly a mark, emphasis none. */
const dictated = (text: string): string => lower(text).replace(/[,;:.¿?¡!]+(?=\s|$)/g, '');

/**
 * Writes a message as people do: without accents or capitals, in capitals only, dictated, in a hurry, with slips of
 * the finger. Values keep their key; addresses and numbers are left as they are.
 */
export function disguise(made: readonly Segment[], random: Random, gentle: boolean): Segment[] {
  let segments: Segment[] = made.map((segment) => ({ ...segment }));
  const soft = (change: (text: string) => string) => (text: string, key: string | undefined) =>
    WORD_KEYS.has(key) ? change(text) : text;
  const roll = random.next();
  if (roll < 0.22) segments = each(segments, soft(plain));
  if (roll < 0.28) segments = each(segments, soft(lower));
  else if (roll < 0.34)
    segments = each(
      segments,
      soft((text) => text.toLocaleUpperCase('es')),
    );
  else if (roll < 0.4)
    segments = each(
      segments,
      soft((text) => plain(dictated(text))),
    );
  else if (roll < 0.46) segments = each(segments, (text, key) => (key === undefined ? lower(text) : text));
  else if (roll < 0.5)
    segments = each(segments, (text, key) => (key === 'holderName' ? text.toLocaleUpperCase('es') : text));
  if (random.chance(gentle ? 0.08 : 0.22))
    for (const [pattern, ways] of SHORT)
      segments = each(segments, (text, key) =>
        key === undefined ? text.replace(pattern, () => random.pick(ways)) : text,
      );
  if (random.chance(gentle ? 0.08 : 0.2))
    segments = each(segments, (text, key) =>
      key === undefined && text.length > 6 ? typo(text, random) : text,
    );
  if (random.chance(0.05)) {
    const last = segments.at(-1);
    if (last) last.text += random.pick(['!!', '...', ' 🙏', ' gracias', ' 😅', '!', ' ok']);
  }
  return segments;
}
