const CURP = /^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d$/;
const ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** Whether a text has the form of a CURP, whatever its check digit. */
export function looksLikeCurp(id: string): boolean {
  return CURP.test(id);
}

/**
 * Whether a CURP's last digit is the check digit of the other seventeen characters: each character's place in
 * 0-9A-ZÑ times its weight 18 to 2, the sum's remainder by 10 taken from 10 (RENAPO, instructivo normativo).
 */
export function curpIsValid(id: string): boolean {
  if (!looksLikeCurp(id)) return false;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += ALPHABET.indexOf(id.charAt(at)) * (18 - at);
  return (10 - (sum % 10)) % 10 === Number(id.charAt(17));
}
