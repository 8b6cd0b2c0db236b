import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStores } from '../../../services/adapters/sqlite/open-sqlite-stores.ts';
import { AppError } from '../../../services/domain/errors.ts';
import type { Stores } from '../../../services/ports/stores.ts';
import { aCase } from '../../support/builders.ts';

/** Removed after each test; `folder` is it, or within it. */
let root: string;
let folder: string;
let path: string;
const opened: Stores[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mesa-opening-'));
  folder = root;
  path = join(folder, 'mesa.db');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((stores) => stores.close()));
  rmSync(root, { recursive: true, force: true });
});

async function open(): Promise<Stores> {
  const stores = await openSqliteStores(folder);
  opened.push(stores);
  return stores;
}

/** A closed file with this many cases in it, the log already merged into it. */
async function filled(cases: number): Promise<void> {
  const stores = await open();
  await Promise.all(Array.from({ length: cases }, () => stores.cases.insert(aCase())));
  await stores.close();
  withFile('PRAGMA wal_checkpoint(TRUNCATE)');
  for (const neighbour of ['-wal', '-shm']) rmSync(path + neighbour, { force: true });
}

function withFile(sql: string): void {
  const db = new Database(path);
  db.prepare(sql).all();
  db.close();
}

async function refusal(): Promise<AppError> {
  const thrown = await open().then(
    () => undefined,
    (fault: unknown) => fault,
  );
  if (!(thrown instanceof AppError)) return expect.fail(`opened, or another fault: ${thrown}`);
  expect(thrown.message).toContain(path);
  expect(String(thrown.detail.remedy).length).toBeGreaterThan(20);
  return thrown;
}

describe('a first start', () => {
  it('makes folder and file', async () => {
    folder = join(folder, 'deep', 'data');
    const stores = await open();
    await stores.settings.write('a', 'b');
    expect(existsSync(join(folder, 'mesa.db'))).toBe(true);
  });

  it('of several processes at once makes one schema', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => open()));
    await all[0]?.settings.write('a', 'b');
    expect(await Promise.all(all.map((stores) => stores.settings.read('a')))).toEqual(Array(5).fill('b'));
  });

  it('takes a file that another process has only begun for what it is', async () => {
    writeFileSync(path, '');
    await (await open()).ping();
  });

  it('where a file stands in the place of the folder is refused', async () => {
    folder = join(folder, 'taken');
    path = join(folder, 'mesa.db');
    writeFileSync(folder, 'x');
    expect((await refusal()).code).toBe('store_unavailable');
  });

  it('where the file’s name is a folder is refused as unavailable', async () => {
    mkdirSync(path);
    expect((await refusal()).code).toBe('store_unavailable');
  });
});

describe('a file', () => {
  it('closed holds everything by itself, so that copying it is a backup', async () => {
    const stores = await open();
    const { case: made } = await stores.cases.insert(aCase());
    await stores.close();
    const copy = mkdtempSync(join(tmpdir(), 'mesa-copy-'));
    copyFileSync(path, join(copy, 'mesa.db'));
    const restored = await openSqliteStores(copy);
    expect(await restored.cases.get(made._id)).toEqual(made);
    await restored.close();
    rmSync(copy, { recursive: true });
  });
});

describe('a file that cannot be trusted', () => {
  it('of a later version is refused as newer', async () => {
    await filled(1);
    withFile('PRAGMA user_version = 999');
    const fault = await refusal();
    expect(fault.code).toBe('store_newer');
    expect(fault.detail).toMatchObject({ version: 999 });
  });

  it('of another program is refused and left as it is', async () => {
    withFile('CREATE TABLE theirs (a)');
    const before = readFileSync(path);
    expect((await refusal()).code).toBe('store_damaged');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('that is no database is refused', async () => {
    writeFileSync(path, 'not a database, '.repeat(1_000));
    expect((await refusal()).code).toBe('store_damaged');
  });

  it('cut short is refused', async () => {
    await filled(200);
    truncateSync(path, Math.floor(statSync(path).size / 2));
    expect((await refusal()).code).toBe('store_damaged');
  });

  it('with a page overwritten is refused', async () => {
    await filled(200);
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(3 * 4096, 0xa5), 0, 3 * 4096, 20 * 4096);
    closeSync(file);
    expect((await refusal()).code).toBe('store_damaged');
  });

  it('emptied is refused, never taken for a first start', async () => {
    await filled(1);
    truncateSync(path, 0);
    expect((await refusal()).code).toBe('store_damaged');
    expect(statSync(path).size).toBe(0);
  });

  it('gone is refused, never made anew', async () => {
    await filled(1);
    rmSync(path);
    const fault = await refusal();
    expect(fault.code).toBe('store_damaged');
    expect(fault.message).toContain('mesa.db.made');
    expect(existsSync(path)).toBe(false);
  });

  it('gone while its log is still there is refused', async () => {
    await filled(1);
    const stores = await open();
    await stores.settings.write('a', 'b');
    copyFileSync(`${path}-wal`, join(folder, 'kept'));
    await stores.close();
    for (const name of ['mesa.db', 'mesa.db-shm', 'mesa.db.made'])
      rmSync(join(folder, name), { force: true });
    copyFileSync(join(folder, 'kept'), `${path}-wal`);
    const fault = await refusal();
    expect(fault.code).toBe('store_damaged');
    expect(fault.message).toContain('mesa.db-wal');
  });

  it('with a document that is no JSON tells so when it is read', async () => {
    await filled(1);
    const stores = await open();
    const { case: made } = await stores.cases.insert(aCase());
    await stores.people.upsert([{ _id: 'p', name: 'Pe' }]);
    await stores.close();
    withFile(`UPDATE people SET doc = '{"cut'`);
    const again = await open();
    await expect(again.people.get('p')).rejects.toMatchObject({
      code: 'store_damaged',
      detail: { file: path },
    });
    expect(await again.cases.get(made._id)).toEqual(made);
  });

  it('taken away from under an open desk shows in its ping', async () => {
    const stores = await open();
    await stores.ping();
    rmSync(path);
    await expect(stores.ping()).rejects.toMatchObject({ code: 'store_damaged', detail: { file: path } });
  });
});
