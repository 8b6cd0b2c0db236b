/** `2026-12-15` as people read it: "15 de diciembre de 2026"; what is no date is returned as it is. */
export function longDate(date: string, locale: string): string {
  const instant = new Date(`${date}T12:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(instant.getTime())) return date;
  return format(instant, locale, { dateStyle: 'long', timeZone: 'UTC' });
}

/** A UTC instant as the day and hour where the entity is: "20 de noviembre de 2026, 9:15 a. m.". */
export function longInstant(instant: string, locale: string, timeZone: string): string {
  const parsed = new Date(instant);
  if (Number.isNaN(parsed.getTime())) return instant;
  return format(parsed, locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
}

/** The day of a UTC instant where the entity is, in long form. */
export function longDay(instant: string, locale: string, timeZone: string): string {
  const parsed = new Date(instant);
  if (Number.isNaN(parsed.getTime())) return instant;
  return format(parsed, locale, { dateStyle: 'long', timeZone });
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(instant: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known.format(instant).replace(/[\u00a0\u202f]/g, ' ');
}
