/** Where FNV-1a begins. */
export const SEED = 0x811c9dc5;

/** FNV-1a over the code units of a string, continued from `seed`, 32 bits. */
export function hash(text: string, seed = SEED): number {
  return hashPart(text, 0, text.length, seed);
}

/** `hash` of the code units from one place up to another. */
export function hashPart(text: string, from: number, to: number, seed: number): number {
  let value = seed;
  for (let i = from; i < to; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}

/** The hash of up to four words with a blank between each two, without that text being put together. */
export function hashWords(seed: number, first: string, a?: string, b?: string, c?: string): number {
  let value = hash(first, seed);
  if (a !== undefined) value = hash(a, hash(' ', value));
  if (b !== undefined) value = hash(b, hash(' ', value));
  if (c !== undefined) value = hash(c, hash(' ', value));
  return value;
}

/** The bucket of a hash among 2^bits; the upper bits are mixed in, FNV's lower ones being the weaker. */
export function bucket(value: number, bits: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) & ((1 << bits) - 1);
}
