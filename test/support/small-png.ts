import { deflateSync } from 'node:zlib';
import { chunk, decodePng, type Picture } from '../../manifest/png.ts';

/** Drawn text needs the colours and a few shades between each of them and the ground. */
const COLOURS = 48;

/** A PNG of few colours and no transparency, for drawings: a third of the size. Undefined for what is no 8-bit PNG. */
export function smallPng(file: Uint8Array): Buffer | undefined {
  const picture = decodePng(file);
  if (!picture) return undefined;
  const palette = paletteOf(picture);
  const nearest = new Map<number, number>();
  const rows = Buffer.alloc(picture.height * (picture.width + 1));
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const colour = colourAt(picture, y * picture.width + x);
      const index = nearest.get(colour) ?? nearestOf(palette, colour);
      nearest.set(colour, index);
      rows[y * (picture.width + 1) + 1 + x] = index;
    }
  }
  return pngOf(picture, palette, rows);
}

const colourAt = ({ rgba }: Picture, pixel: number): number =>
  ((rgba[pixel * 4] ?? 0) << 16) | ((rgba[pixel * 4 + 1] ?? 0) << 8) | (rgba[pixel * 4 + 2] ?? 0);

const partsOf = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const;

function distance(one: number, other: number): number {
  const [a, b] = [partsOf(one), partsOf(other)];
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

const nearestOf = (palette: readonly number[], colour: number): number =>
  palette.reduce(
    (best, one, at) => (distance(one, colour) < distance(palette[best] ?? 0, colour) ? at : best),
    0,
  );

/** The most frequent colours, none so near to a more frequent one that nobody sees the difference. */
function paletteOf(picture: Picture): readonly number[] {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < picture.width * picture.height; pixel += 1) {
    const colour = colourAt(picture, pixel);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette: number[] = [];
  for (const [colour] of [...counts].sort((a, b) => b[1] - a[1])) {
    if (palette.length === COLOURS) break;
    if (palette.every((one) => distance(one, colour) >= 192)) palette.push(colour);
  }
  return palette;
}

function pngOf({ width, height }: Picture, palette: readonly number[], rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [...partsOf(colour)]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
