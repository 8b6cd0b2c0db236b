import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encodePng, type Picture } from './png.ts';

/** Signed distance in pixels from a point to a shape's edge, negative inside. */
type Shape = (x: number, y: number) => number;
type Colour = readonly [red: number, green: number, blue: number];

const WHITE: Colour = [255, 255, 255];
const DEEP: Colour = [9, 84, 92];
const LIGHT: Colour = [18, 124, 128];
const SAMPLES = 4;

/** The app's colour icon, 192 x 192: a reception bell whose body is an envelope, white on teal. */
export function colourIcon(): Picture {
  return paint(192, (x, y) => {
    const ground = mix(LIGHT, DEEP, (x + y) / 384);
    return [...mix(ground, WHITE, covered(bell(x, y))), 255];
  });
}

/** The outline icon, 32 x 32: the same mark in white lines on nothing. */
export function outlineIcon(): Picture {
  return paint(32, (x, y) => [...WHITE, 255 * covered(bellLines(x, y))]);
}

const bell: Shape = (() => {
  const body = roundBox(96, 98, 48, 37, 40, 7);
  const flap = chevron(96, 111, 42, 33, 4);
  const base = roundBox(96, 147, 60, 6, 6, 6);
  const button = roundBox(96, 46, 13, 6.5, 6.5, 6.5);
  const stem = roundBox(96, 57, 4, 8, 0, 0);
  return union(without(body, flap), base, button, stem);
})();

/** Edges lie on whole pixels: at this size anything else is a blur. */
const bellLines: Shape = (() => {
  const body = outlined(roundBox(16, 16, 9, 7, 6.5, 1.5), 1);
  const flap = chevron(16, 18.5, 7, 6, 0.9);
  const base = roundBox(16, 27, 12, 1, 1, 1);
  const button = roundBox(16, 4, 3, 1, 1, 1);
  const stem = roundBox(16, 6.5, 1, 2, 0, 0);
  return union(body, flap, base, button, stem);
})();

/** A box around its centre, with one radius for both upper corners and one for both lower ones. */
function roundBox(
  cx: number,
  cy: number,
  halfWidth: number,
  halfHeight: number,
  upper: number,
  lower: number,
): Shape {
  return (x, y) => {
    const radius = y < cy ? upper : lower;
    const dx = Math.abs(x - cx) - halfWidth + radius;
    const dy = Math.abs(y - cy) - halfHeight + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

/** An open V with its tip at the given point. */
function chevron(x: number, y: number, width: number, height: number, halfLine: number): Shape {
  return union(line(x, y, x - width, y - height, halfLine), line(x, y, x + width, y - height, halfLine));
}

function line(ax: number, ay: number, bx: number, by: number, halfLine: number): Shape {
  const [ux, uy] = [bx - ax, by - ay];
  return (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy)));
    return Math.hypot(x - ax - along * ux, y - ay - along * uy) - halfLine;
  };
}

function union(...shapes: Shape[]): Shape {
  return (x, y) => Math.min(...shapes.map((shape) => shape(x, y)));
}

function without(shape: Shape, hole: Shape): Shape {
  return (x, y) => Math.max(shape(x, y), -hole(x, y));
}

function outlined(shape: Shape, halfLine: number): Shape {
  return (x, y) => Math.abs(shape(x, y)) - halfLine;
}

function covered(distance: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance * SAMPLES));
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const at = (n: 0 | 1 | 2) => from[n] + (to[n] - from[n]) * share;
  return [at(0), at(1), at(2)];
}

/** Every pixel the mean of `SAMPLES` x `SAMPLES` points; alpha weighs, so that edges keep their colour. */
function paint(
  size: number,
  colourAt: (x: number, y: number) => readonly [...Colour, alpha: number],
): Picture {
  const rgba = new Uint8Array(size * size * 4);
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const sums = [0, 0, 0, 0];
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
      const x = (pixel % size) + ((sample % SAMPLES) + 0.5) / SAMPLES;
      const y = Math.floor(pixel / size) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
      const [red, green, blue, alpha] = colourAt(x, y);
      [red * alpha, green * alpha, blue * alpha, alpha].forEach((value, n) => {
        sums[n] = (sums[n] ?? 0) + value;
      });
    }
    const [red = 0, green = 0, blue = 0, alpha = 0] = sums;
    const weight = alpha === 0 ? 1 : alpha;
    rgba.set([red / weight, green / weight, blue / weight, alpha / SAMPLES ** 2].map(Math.round), pixel * 4);
  }
  return { width: size, height: size, rgba };
}

/** `node dist/manifest/draw-icons.js` in the project's folder writes both icons anew. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join('manifest', 'color.png'), encodePng(colourIcon()));
  writeFileSync(join('manifest', 'outline.png'), encodePng(outlineIcon()));
}
