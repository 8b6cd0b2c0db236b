import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltDesk, buildDesk, DeskProcess } from '../support/built-desk.ts';
import { freePort } from '../support/free-port.ts';

const DECLARED = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).dependencies);

let built: BuiltDesk;
let work: string;

beforeAll(() => {
  built = buildDesk();
  work = mkdtempSync(join(tmpdir(), 'mesa-start-up-'));
});
afterAll(() => {
  built.remove();
  rmSync(work, { recursive: true, force: true });
});

/** All files of packages that a desk has loaded once it is ready, as paths below node_modules. */
async function loadedBy(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const port = await freePort();
  const list = join(work, `loaded-${port}`);
  const desk = new DeskProcess(built, {
    ...{ DATA_DIR: join(work, `data-${port}`), PORT: String(port), LOADED_LIST: list },
    NODE_OPTIONS: `--import ${pathToFileURL(resolve('test/support/list-loaded.mjs')).href}`,
    ...env,
  });
  await desk.ready(port);
  expect(await desk.stop('SIGTERM')).toBe(0);
  const below = (path: string) => path.split('/node_modules/').slice(1).join('/node_modules/');
  return readFileSync(list, 'utf8').replaceAll('\\', '/').split('\n').map(below).filter(Boolean);
}

/** Declared packages among them. Copies that others bring along below themselves are theirs. */
const packagesOf = (files: readonly string[]) =>
  DECLARED.filter((name) => files.some((path) => path.startsWith(`${name}/`))).sort();

/**
 * What is loaded stays in memory for as long as the desk runs, used or not, and is paid for at each start. Who adds
 * a row here has measured it (`npm run bench -- --only memory,startUp`), or loads it with `await import` where it is
 * first wanted.
 */
describe('a start in the sandbox', () => {
  let files: readonly string[];
  beforeAll(async () => {
    files = await loadedBy({});
  });

  test('loads these packages and no other', () => {
    expect(packagesOf(files)).toEqual([
      '@microsoft/microsoft-graph-client',
      'botbuilder',
      'botbuilder-dialogs',
      'botframework-connector',
      'canonicalize',
      'express',
      'i18next',
      'libsql',
      'luxon',
      'pino',
      'zod',
    ]);
  });

  test.each([
    [
      'the index of the dialogs, and with it prompts and their recognisers',
      /^botbuilder-dialogs\/lib\/index/,
    ],
    ['recognisers of the SDK (30 MB)', /^@microsoft\/recognizers-text/],
    ['the tables of all countries (24 MB)', /^(date-holidays|astronomia|moment)/],
  ])('loads nothing of %s', (_what, pattern) => {
    expect(files.filter((path) => pattern.test(path))).toEqual([]);
  });
});
