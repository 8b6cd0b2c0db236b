import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { buildPackage } from '../../manifest/build-package.ts';
import { checkPackage } from '../../manifest/check-package.ts';
import { colourIcon, outlineIcon } from '../../manifest/draw-icons.ts';
import { type PackageOptions, packageOptions } from '../../manifest/package-options.ts';
import { decodePng, encodePng } from '../../manifest/png.ts';

const APP_ID = '11111111-2222-4333-8444-555555555555';

function options(...parameters: string[]): PackageOptions {
  const read = packageOptions(parameters);
  if ('problems' in read) throw new Error(read.problems.join());
  return read;
}

const built = () =>
  buildPackage('manifest', '1.2.3', options('--app-id', APP_ID, '--domain', 'mesa.entidad.example'));

/** The real package with some of its files changed, or left out where undefined. */
function changed(changes: Record<string, Uint8Array | ((text: string) => string) | undefined>): Uint8Array {
  const files: Record<string, Uint8Array> = unzipSync(built());
  for (const [name, change] of Object.entries(changes)) {
    if (change === undefined) delete files[name];
    else
      files[name] =
        typeof change === 'function' ? strToU8(change(strFromU8(files[name] ?? strToU8('')))) : change;
  }
  return zipSync(files);
}

describe('the Teams package', () => {
  test('of the committed files has no problem', async () => {
    expect(await checkPackage(built())).toEqual([]);
  });

  test('names the app, the bot, the version and the host that it was made for', () => {
    const manifest = JSON.parse(strFromU8(unzipSync(built())['manifest.json'] ?? strToU8('')));
    expect(manifest).toMatchObject({ id: APP_ID, version: '1.2.3', validDomains: ['mesa.entidad.example'] });
    expect(manifest.bots[0]).toMatchObject({ botId: APP_ID, scopes: ['personal'], supportsFiles: true });
  });

  test('is the same, byte for byte, each time', () => {
    expect(Buffer.from(built())).toEqual(Buffer.from(built()));
  });

  test('keeps a name with quotation marks intact', async () => {
    const quoted = options('--app-id', APP_ID, '--domain', 'a.example', '--organisation', 'Ministerio "TIC"');
    const zip = buildPackage('manifest', '1.2.3', quoted);
    expect(await checkPackage(zip)).toEqual([]);
    expect(strFromU8(unzipSync(zip)['manifest.json'] ?? strToU8(''))).toContain('Ministerio \\"TIC\\"');
  });
});

describe('checking a package finds', () => {
  const cases: [name: string, changes: Parameters<typeof changed>[0], problem: RegExp][] = [
    [
      'a manifest that Teams refuses',
      { 'manifest.json': (t) => t.replace('"#0D6870"', '"teal"') },
      /accentColor/,
    ],
    [
      'a short name that is too long',
      { 'manifest.json': (t) => t.replace('"Mesa"', `"${'M'.repeat(31)}"`) },
      /name/,
    ],
    [
      'an unfilled placeholder',
      { 'manifest.json': (t) => t.replace(APP_ID, `\${{BOT_ID}}`) },
      /BOT_ID.*no value/,
    ],
    ['another schema version', { 'manifest.json': (t) => t.replace('/v1.30/', '/v1.29/') }, /schema/],
    ['broken JSON', { 'manifest.json': () => '{' }, /manifest\.json/],
    ['no manifest', { 'manifest.json': undefined }, /manifest\.json/],
    ['a missing icon', { 'color.png': undefined }, /color\.png is missing/],
    ['a missing translation file', { 'en.json': undefined }, /en\.json/],
    ['a file that nothing names', { 'notes.txt': strToU8('x') }, /notes\.txt does not belong/],
    [
      'an untranslated text',
      { 'en.json': (t) => t.replace(/"bots[^"]*commands\[6\]\.title": "[^"]*",/, '') },
      /\[6\]\.title is not translated/,
    ],
    [
      'a translation of nothing',
      { 'en.json': (t) => t.replaceAll('commands[6]', 'commands[9]') },
      /no bots.*\[9\]/,
    ],
    [
      'a translation that is too long',
      { 'en.json': (t) => t.replace('"Request, ', `"${'x'.repeat(80)}`) },
      /en\.json.*description\.short/,
    ],
    ['an icon of the wrong size', { 'color.png': encodePng(outlineIcon()) }, /32 x 32, not 192 x 192/],
    ['an icon that is no PNG', { 'outline.png': strToU8('GIF89a') }, /not an 8-bit/],
    ['an outline that is not white', { 'outline.png': encodePng(tinted(outlineIcon())) }, /not all white/],
    [
      'an outline without a transparent ground',
      { 'outline.png': encodePng(filledWhite()) },
      /no transparent ground/,
    ],
  ];

  test.each(cases)('%s', async (_name, changes, problem) => {
    expect((await checkPackage(changed(changes))).join('\n')).toMatch(problem);
  });

  test('a package that is no zip', async () => {
    expect(await checkPackage(strToU8('not a zip'))).toEqual(['the package is not a zip file']);
  });
});

describe('the icons', () => {
  test.each([
    ['color.png', colourIcon()],
    ['outline.png', outlineIcon()],
  ])('%s is what the drawing gives', (name, drawn) => {
    const committed = decodePng(readFileSync(join('manifest', name)));
    expect(committed?.width).toBe(drawn.width);
    expect(Buffer.compare(Buffer.from(committed?.rgba ?? []), Buffer.from(drawn.rgba))).toBe(0);
  });
});

describe('the command line', () => {
  test.each<[string[], RegExp]>([
    [['--app-id', 'mesa', '--domain', 'mesa.example.org'], /--app-id must be a GUID/],
    [['--app-id', APP_ID, '--domain', 'https://mesa.example.org/'], /--domain must be a host name/],
    [['--app-id', APP_ID], /--domain must be/],
    [['--domain', 'mesa.example.org'], /--app-id must be/],
    [
      ['--app-id', APP_ID, '--domain', 'mesa.example.org', '--privacy', 'http://x.example'],
      /--privacy must be an https/,
    ],
    [['--appid', APP_ID], /appid/],
  ])('%j is refused with the reason', (parameters, reason) => {
    const read = packageOptions(parameters);
    expect('problems' in read ? read.problems.join('\n') : 'accepted').toMatch(reason);
  });

  test('without id and domain makes a sample, and says so', () => {
    expect(options()).toMatchObject({ sample: true, out: 'build/mesa-teams.zip' });
    expect(options('--app-id', APP_ID, '--domain', 'mesa.example.org').sample).toBe(false);
  });
});

describe('reading PNG files', () => {
  test('a damaged byte is noticed', () => {
    const png = encodePng(outlineIcon());
    png[60] = (png[60] ?? 0) ^ 0xff;
    expect(decodePng(png)).toBeUndefined();
  });
});

function tinted(picture: ReturnType<typeof outlineIcon>) {
  const rgba = picture.rgba.map((value, n) => (n % 4 === 0 ? 13 : value));
  return { ...picture, rgba };
}

function filledWhite() {
  return { width: 32, height: 32, rgba: new Uint8Array(32 * 32 * 4).fill(255) };
}
