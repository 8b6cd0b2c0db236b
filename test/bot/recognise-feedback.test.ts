import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/bot/recognise-feedback.js', import.meta.url));

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mesa-feedback-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function run(
  env: Readonly<Record<string, string>>,
): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    out += data;
  });
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    err += data;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

it('prints what was chosen as labelled messages, also while the desk has the store open', async () => {
  const stores = await openSqliteStores(dataDir);
  const offered = ['create_account', 'activate_account'];
  for (const chosen of offered)
    await stores.feedback.add({
      text: 'la cuenta de <name>\n¿sí?',
      locale: 'es-MX',
      offered,
      chosen,
      at: '2026-11-20',
    });
  const { code, out } = await run({});
  await stores.close();
  expect(code).toBe(0);
  expect(out.endsWith('\n')).toBe(true);
  const rows = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { intent: string });
  expect(rows).toMatchObject([{ id: 'f0001' }, { id: 'f0002' }]);
  expect(rows.map((row) => row.intent).sort()).toEqual([...offered].sort());
  const { text, locale } = { text: 'la cuenta de <name>\n¿sí?', locale: 'es-MX' };
  for (const row of rows)
    expect(row).toMatchObject({ text, locale, now: '2026-11-20', at: '2026-11-20', entities: {}, offered });
});

it('prints nothing where nothing was chosen yet', async () => {
  expect(await run({})).toMatchObject({ code: 0, out: '' });
});

it('says which setting is wrong', async () => {
  const { code, out, err } = await run({ PORT: 'no' });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('PORT');
});
