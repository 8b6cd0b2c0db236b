/**
 * A contract number that was said in part, by the one that is known: "110" for CPS-101-2026 is CPS-110-2026,
 * "CPS-110" is CPS-110-2026, "el mismo" is the known one. What is whole stays as it is.
 */
export function mendContract(said: string, known: string | undefined): string {
  const text = said.trim();
  if (known === undefined) return text;
  if (/^(?:(?:es |sigue siendo |con )?(?:el|la) mism[oa]|igual|the same(?: one)?|same)[\s.!]*$/i.test(text))
    return known;
  const parts = /^(.*?)(\d+)(\D+\d{4})$/.exec(known);
  const number = /(\d{1,5})\s*$/.exec(text)?.[1];
  if (!parts || number === undefined || /\d{4}\s*$/.test(text)) return text;
  const [, prefix = '', old = '', year = ''] = parts;
  const letters = /([A-Za-z]{2,6})[\s-]*\d+\s*$/.exec(text)?.[1];
  const before =
    letters && !/^(?:es|el|the|no|num|is)$/i.test(letters) ? `${letters.toUpperCase()}-` : prefix;
  return `${before}${number.padStart(old.length, '0')}${year}`;
}
