import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gallery } from '../cards/gallery.ts';
import { renderCards } from '../support/render-cards.ts';

/** Pictures are kept here, to be looked at. */
const OUT = join(tmpdir(), 'mesa-cards');

test.each(['es-CO', 'en-US'])('every card fits a desktop chat and a phone, in %s', async (locale) => {
  const drawn = await renderCards(gallery(locale), { outDir: join(OUT, locale), widths: [400, 320] });
  expect(drawn.filter((one) => one.overflow > 0)).toEqual([]);
});
