/** FNV-1a over the code units of a string, continued from `seed`, 32 bits. */
export function hash(text: string, seed = 0x811c9dc5): number {
  let value = seed;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}

/** The bucket of a hash among 2^bits; the upper bits are mixed in, FNV's lower ones being the weaker. */
export function bucket(value: number, bits: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) & ((1 << bits) - 1);
}
