import { isDate } from './calendar.ts';
import { foldName } from './names.ts';

/** Words that people write before the number of a Colombian identity document. */
const BEFORE_NUMBER = new Set(
  'cc c ce e cedula de ciudadania extranjeria documento identidad no nro num numero n id la su mi es el'.split(
    ' ',
  ),
);

/**
 * A Colombian cédula as digits, or undefined: 5 to 10 digits, whatever dots, blanks and words ("CC No. 52.345.678")
 * stand about them.
 */
export function readCedula(text: string): string | undefined {
  const start = text.search(/\d/);
  const before = text.slice(0, Math.max(start, 0));
  const words = foldName(before).match(/\p{L}+/gu) ?? [];
  const bare =
    /^[\p{L}\s.,:#°ºª-]*$/u.test(before) &&
    /^[\d.,\s'’-]+$/.test(text.slice(before.length)) &&
    words.every((word) => BEFORE_NUMBER.has(word));
  const digits = text.replace(/\D/g, '');
  return bare && /^[1-9]\d{4,9}$/.test(digits) ? digits : undefined;
}

/* Source: RENAPO, "Instructivo normativo para la asignación de la CURP". */
const CURP = /^[A-Z][AEIOUX][A-Z]{2}(\d{2})(\d{2})(\d{2})[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}([A-Z\d])\d$/;
const CURP_SIGNS = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** The check digit of a CURP, from its first 17 signs. */
function curpDigit(curp: string): number {
  const sum = [...curp.slice(0, 17)].reduce((all, sign, at) => all + CURP_SIGNS.indexOf(sign) * (18 - at), 0);
  return (10 - (sum % 10)) % 10;
}

/**
 * A Mexican CURP in capitals without blanks; `form` where it does not look like one, `check` where a sign must have
 * been mistyped because the check digit does not fit.
 */
export function readCurp(text: string): { readonly curp: string } | 'form' | 'check' {
  const curp = text
    .toUpperCase()
    .replace(/^\s*CURP\b/, '')
    .replace(/[\s.:,-]/g, '');
  const found = CURP.exec(curp);
  if (!found) return 'form';
  const [, year, month, dayOfMonth, differentiator = ''] = found;
  const century = /\d/.test(differentiator) ? '19' : '20';
  if (!isDate(`${century}${year}-${month}-${dayOfMonth}`)) return 'form';
  return Number(curp.at(-1)) === curpDigit(curp) ? { curp } : 'check';
}
