import { fold } from '../recognition/text.ts';

const SIGNS = /[¿?¡!.,;:"'“”‘’«»()…*_~`-]+/g;
const COURTESY =
  /^(?:(?:por favor|porfa(?:vor)?|please|pues|entonces|bueno|ok|hola|buenas|oiga) )+|(?: (?:por favor|porfa(?:vor)?|gracias|muchas gracias|please|thanks|thank you|pues|entonces|ya))+$/g;

/** A short message as set phrases are compared: no accents, capitals, signs or courtesies. */
export function bare(text: string): string {
  const plain = fold(text.slice(0, 400).normalize('NFC')).replace(SIGNS, ' ').replace(/\s+/g, ' ').trim();
  return plain.replace(COURTESY, '').trim() || plain;
}

/** How many words a text has. */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/** Whether there is anything in it that could be read; emoji and signs alone are nothing. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
