import { decodePng, type Picture } from './png.ts';

/**
 * Teams' rules for the two icons: the colour one a PNG of 192 x 192 without transparency at its edge, the outline
 * one a PNG of 32 x 32, white on a transparent ground. Returns what breaks them.
 */
export function checkIcons(color: Uint8Array | undefined, outline: Uint8Array | undefined): string[] {
  return [...check('colour', 192, color, opaque), ...check('outline', 32, outline, whiteOnNothing)];
}

function check(
  name: string,
  size: number,
  file: Uint8Array | undefined,
  rule: (picture: Picture) => string | undefined,
): string[] {
  if (file === undefined) return [];
  const picture = decodePng(file);
  if (picture === undefined) return [`the ${name} icon is not an 8-bit RGB or RGBA PNG`];
  if (picture.width !== size || picture.height !== size) {
    return [`the ${name} icon is ${picture.width} x ${picture.height}, not ${size} x ${size}`];
  }
  const broken = rule(picture);
  return broken === undefined ? [] : [`the ${name} icon ${broken}`];
}

function opaque(picture: Picture): string | undefined {
  return pixels(picture).every(([, , , alpha]) => alpha === 255) ? undefined : 'has transparent pixels';
}

function whiteOnNothing(picture: Picture): string | undefined {
  const seen = pixels(picture).filter(([, , , alpha]) => alpha !== 0);
  if (seen.length === 0) return 'is empty';
  if (seen.some(([red, green, blue]) => red !== 255 || green !== 255 || blue !== 255))
    return 'is not all white';
  return seen.length * 2 > picture.width * picture.height ? 'has no transparent ground' : undefined;
}

function pixels({ rgba }: Picture): Uint8Array[] {
  return Array.from({ length: rgba.length / 4 }, (_, n) => rgba.subarray(n * 4, n * 4 + 4));
}
