const FOLDED = new Map<string, string>();

function foldUnit(unit: string): string {
  const known = FOLDED.get(unit);
  if (known !== undefined) return known;
  const folded = unit.normalize('NFD').charAt(0).toLowerCase().charAt(0) || unit;
  if (FOLDED.size < 4096) FOLDED.set(unit, folded);
  return folded;
}

/** Lower case without accents, one code unit for each, so that offsets stay those of `text` (ñ becomes n). */
export function fold(text: string): string {
  let plain = true;
  for (let i = 0; i < text.length; i += 1) {
    if (text.charCodeAt(i) > 127) {
      plain = false;
      break;
    }
  }
  if (plain) return text.toLowerCase();
  let folded = '';
  for (let i = 0; i < text.length; i += 1) folded += foldUnit(text.charAt(i));
  return folded;
}

/** The message as the scanner wants it: composed accents, plain spaces, no invisible characters. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g, ' ')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/\r\n?/g, '\n');
}

const SMALL = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'e', 'da', 'do', 'dos', 'von', 'van', 'der']);

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase('es') + word.slice(1);
}

/**
 * A person's name in Title Case, accents as typed, particles small: "juan de la cruz" -> "Juan de la Cruz".
 * Words typed with a capital of their own inside (McCann) are left alone.
 */
export function titleCase(name: string): string {
  const words = name.replace(/\s+/g, ' ').trim().split(' ');
  const shouted = name === name.toLocaleUpperCase('es');
  return words
    .map((word, index) => {
      const lower = word.toLocaleLowerCase('es');
      if (index > 0 && SMALL.has(lower)) return lower;
      if (!shouted && word !== lower && word.charAt(0) !== lower.charAt(0)) return word;
      return lower.replace(
        /(^|[-'’])(\p{L})/gu,
        (_all, before: string, letter: string) => before + capital(letter),
      );
    })
    .join(' ');
}
