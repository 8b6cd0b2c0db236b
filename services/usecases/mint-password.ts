/** No letter or digit that is mistaken for another when read aloud or copied by hand. */
const LOWER = 'abcdefghjkmnpqrstuvwxyz';
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';

/**
 * A first password: four groups of four signs, upper, lower and digits in each, joined by hyphens (about 66 bits
 * of chance). Graph wants three of four classes and at least eight signs.
 */
export function mintPassword(randomInt: (below: number) => number): string {
  const one = (signs: string) => signs.charAt(randomInt(signs.length));
  const group = () => `${one(UPPER)}${one(LOWER)}${one(LOWER)}${one(DIGITS)}`;
  return [group(), group(), group(), group()].join('-');
}
