/** Most of a mail's text that is put on a case, in characters. */
export const MAIL_TEXT_LENGTH = 4_000;

/** Where a mail program begins to quote what is answered, in the languages and programs that write to the desk. */
const QUOTE_BEGINS: readonly RegExp[] = [
  /^\s*-{2,}\s*(?:mensaje original|original message|mensaje reenviado|forwarded message)\s*-{2,}/i,
  /^\s*_{10,}\s*$/,
  /^\s*\*?(?:de|from)\*?:\s.+/i,
  /^\s*(?:el|on)\s.{4,120}(?:escribi[oó]|wrote):\s*$/i,
];
const SIGNATURE_BEGINS = /^--\s*$/;
/** Lines that a telephone or a firewall adds. */
const ADDED = /^\s*(?:enviado desde mi|sent from my|obtener outlook para|get outlook for)\b/i;

/** What somebody wrote in a mail: without quotations and signature, blank lines joined, at most `MAIL_TEXT_LENGTH`. */
export function writtenIn(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const from = lines.findIndex(
    (line, at) => SIGNATURE_BEGINS.test(line) || (at > 0 && QUOTE_BEGINS.some((begins) => begins.test(line))),
  );
  const own = (from < 0 ? lines : lines.slice(0, from)).filter(
    (line) => !line.startsWith('>') && !ADDED.test(line),
  );
  return own
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, MAIL_TEXT_LENGTH);
}

const GREETING =
  /^(?:hola|buen(?:os|as)?(?: d[ií]as?| tardes?| noches?)?|estimad[oa]s?|cordial saludo|saludos?|hi|hello|dear|good (?:morning|afternoon|evening))\b[^\n]{0,60}?[,.:!;\n]+/i;
const FAREWELL =
  /(?:^|[\n.!])\s*(?:saludos?|cordialmente|atentamente|(?:muchas |mil )?gracias|quedo atent[oa]|un abrazo|(?:best |kind )?regards|many thanks|thanks?(?: you)?|sincerely)\b[\s\S]*$/i;

/** The mail without greeting and farewell: the answer itself, where there is one. */
export function coreOf(text: string): string {
  return text.trim().replace(GREETING, '').replace(FAREWELL, '').trim();
}

/** The first case code in a text; the prefix is the entity's. "ms 2026-12" is one as well. */
export function codeIn(text: string, prefix: string): string | undefined {
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${prefix}[-\\s]?(\\d{4})[-\\s](\\d{1,6})(?!\\d)`, 'iu').exec(
    text,
  );
  return found ? `${prefix}-${found[1]}-${(found[2] ?? '').padStart(6, '0')}` : undefined;
}
