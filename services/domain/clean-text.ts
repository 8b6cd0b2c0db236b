/** Control characters, and the format characters that hide or turn text round (zero width, bidirectional). */
const CONTROL = /\p{Cc}/gu;
const INVISIBLE = /[\p{Cf}\p{Cs}]/gu;

/** One line of plain text: composed letters, no control or invisible characters, single blanks, trimmed. */
export function cleanLine(raw: string): string {
  return raw.replace(CONTROL, ' ').replace(INVISIBLE, '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Plain text that keeps its lines, with at most one empty line between two; each line as `cleanLine` makes it. */
export function cleanNote(raw: string): string {
  return raw
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(cleanLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
