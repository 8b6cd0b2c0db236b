import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gallery } from '../cards/gallery.ts';
import { renderCards } from '../support/render-cards.ts';
import { smallPng } from '../support/small-png.ts';

/** Cards that the README shows. Their pictures go here, to be looked at and copied to `manifest/pictures`. */
const SHOWN = ['draft-form', 'decision-create', 'status-running', 'authorisation', 'delivery', 'reveal'];
const OUT = 'build/pictures';

test('the README shows these cards, each drawn anew in less than 60 KB', async () => {
  const pictures = gallery('es-CO').filter((one) => SHOWN.includes(one.name));
  const drawn = await renderCards(pictures, {
    outDir: join(tmpdir(), 'mesa-pictures'),
    widths: [340],
    scale: 1.5,
  });
  mkdirSync(OUT, { recursive: true });
  const sizes = drawn.map(({ name, file }) => {
    const small = smallPng(readFileSync(file)) ?? Buffer.alloc(0);
    writeFileSync(join(OUT, `${name}.png`), small);
    return small.length;
  });
  expect(sizes.filter((size) => size < 1000 || size > 60_000)).toEqual([]);
  expect(readdirSync('manifest/pictures')).toEqual(
    expect.arrayContaining(SHOWN.map((name) => `${name}.png`)),
  );
});
