import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../services/domain/errors.ts';
import { createSandbox } from '../../services/sandbox/create-sandbox.ts';
import { type Harness, newUser, openHarness } from './sandbox-harness.ts';

let desk: Harness;
const folders: string[] = [];
beforeEach(async () => {
  desk = await openHarness({ delays: { userVisibleMs: 0 } });
});
afterEach(async () => {
  await desk.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The files as a process killed at this instant would leave them. */
function filesNow(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-killed-'));
  folders.push(folder);
  for (const name of ['sandbox.db', 'sandbox.db-wal'])
    if (existsSync(join(desk.dataDir, name))) copyFileSync(join(desk.dataDir, name), join(folder, name));
  return folder;
}

test('whatever is answered is on disk already: a process killed before the answer leaves has saved it', async () => {
  const left: string[] = [];
  await desk.reopen({ onExchange: () => left.push(filesNow()) });
  const { body } = await desk.graph('POST', '/users', newUser('ana.nunez'));
  await desk.graph('PATCH', `/users/${body.id}`, { accountEnabled: false });
  const found = left.map((dataDir) => {
    const sandbox = createSandbox({ dataDir });
    const user = sandbox.tenant.get('user', body.id);
    sandbox.close();
    return user?.accountEnabled;
  });
  expect(found).toEqual([true, false]);
});

test('everything is there after a restart, and the seed is not planted twice', async () => {
  const { body } = await desk.graph('POST', '/users', newUser('ana.nunez'));
  const before = await desk.control('GET', '/tenant');
  await desk.reopen();
  expect((await desk.control('GET', '/tenant')).body).toEqual(before.body);
  expect((await desk.graph('GET', `/users/${body.id}`)).body.displayName).toBe('Ana María Ñúñez Peña');
});

test('a write touches the rows that it changes and no others', async () => {
  await desk.control('POST', '/tenant', { do: 'add-people', count: 500, mailItems: 50 });
  const db = new Database(join(desk.dataDir, 'sandbox.db'));
  const rows = () =>
    new Map(
      (
        db.prepare('SELECT kind, id, json FROM rows').all() as { kind: string; id: string; json: string }[]
      ).map((row) => [`${row.kind} ${row.id}`, row.json]),
    );
  const before = rows();
  const { body } = await desk.graph('POST', '/users', newUser('ana.nunez'));
  const after = rows();
  db.close();
  const changed = [...after].filter(([key, json]) => before.get(key) !== json).map(([key]) => key);
  expect(changed.sort()).toEqual(['facts tenant', `user ${body.id}`]);
});

test('no password is in the file', async () => {
  const { body } = await desk.graph(
    'POST',
    '/users',
    newUser('ana.nunez', { passwordProfile: { password: 'Secreta-Muy-1' } }),
  );
  await desk.graph('PATCH', `/users/${body.id}`, { passwordProfile: { password: 'Secreta-Muy-2' } });
  await desk.control('POST', '/tenant', { do: 'access-pass-policy', allowed: true });
  const pass = await desk.graph('POST', `/users/${body.id}/authentication/temporaryAccessPassMethods`, {
    lifetimeInMinutes: 60,
    isUsableOnce: true,
  });
  const folder = filesNow();
  const bytes = ['sandbox.db', 'sandbox.db-wal']
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
  expect(bytes).toContain('ana.nunez');
  expect(bytes).not.toContain('Secreta-Muy');
  expect(bytes).not.toContain(pass.body.temporaryAccessPass);
});

test('a damaged file is refused by its name and left as it is', async () => {
  const dataDir = filesNow();
  const file = join(dataDir, 'sandbox.db');
  rmSync(join(dataDir, 'sandbox.db-wal'), { force: true });
  const garbage = 'this is no database '.repeat(500);
  writeFileSync(file, garbage);
  expect(() => createSandbox({ dataDir })).toThrow(
    expect.objectContaining({ code: 'store_damaged', detail: { file } }),
  );
  expect(readFileSync(file, 'utf8')).toBe(garbage);
});

test('a file of a newer version is refused by its name', () => {
  const dataDir = filesNow();
  const file = join(dataDir, 'sandbox.db');
  const db = new Database(file);
  db.pragma('user_version = 99');
  db.close();
  expect(() => createSandbox({ dataDir })).toThrow(
    expect.objectContaining({ code: 'store_newer', detail: { file } }),
  );
});

test('a write that cannot be saved is a fault, and is not believed', async () => {
  const { tenant } = desk.sandbox;
  const facts = tenant.get('facts', 'tenant');
  tenant.close();
  expect(() => tenant.commit([{ put: 'facts', row: { ...facts, deleteAttempts: 9 } }])).toThrow(AppError);
  expect(tenant.get('facts', 'tenant').deleteAttempts).toBe(0);
});
