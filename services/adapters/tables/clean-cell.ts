// biome-ignore lint/suspicious/noControlCharactersInRegex: no spreadsheet takes any of them
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Noncharacter_Code_Point}]/gu;
/** Most characters of a cell in Excel. */
const LONGEST = 32_767;

/** Text as every spreadsheet takes it: no control characters, no half of a surrogate pair, no longer than a cell. */
export function cleanCell(text: string): string {
  return Buffer.from(text.replace(CONTROLS, '').slice(0, LONGEST), 'utf8').toString('utf8');
}
