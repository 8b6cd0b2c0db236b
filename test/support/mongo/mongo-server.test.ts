import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findMongo } from './mongo-server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-find-mongo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that notes its parameters and says what mongod says once it is up. */
function fakeMongod(
  path: string,
  body = `console.log('{"msg":"Waiting for connections"}'); setInterval(() => {}, 1e6);`,
) {
  mkdirSync(join(path, '..'), { recursive: true });
  const notes = `require('node:fs').writeFileSync(${JSON.stringify(`${path}.args`)}, process.argv.slice(2).join(' '));`;
  writeFileSync(path, `#!${process.execPath}\n${notes}\n${body}\n`);
  chmodSync(path, 0o755);
}

/** A machine with nothing but what a test puts into its folder. */
const bare = () => ({ PATH: join(folder, 'bin'), HOME: folder });

describe('looking for a MongoDB server', () => {
  test('takes the one that MONGODB_TEST_URI names, and starts nothing', async () => {
    fakeMongod(join(folder, 'bin', 'mongod'));
    const found = await findMongo({ ...bare(), MONGODB_TEST_URI: 'mongodb://db.example:27017' });
    expect(found).toMatchObject({ uri: 'mongodb://db.example:27017' });
  });

  test('else starts the mongod on PATH on a free local port, with a folder that goes with it', async () => {
    const mongod = join(folder, 'bin', 'mongod');
    fakeMongod(mongod);
    const found = await findMongo(bare());
    if (!('uri' in found)) throw new Error(found.skipReason);
    const [, port, dbpath] =
      /--bind_ip 127\.0\.0\.1 --port (\d+) --dbpath (\S+)/.exec(readFileSync(`${mongod}.args`, 'utf8')) ?? [];
    expect(found.uri).toBe(`mongodb://127.0.0.1:${port}`);
    await found.stop();
    expect(() => readFileSync(join(String(dbpath), '.'))).toThrow(/ENOENT/);
  });

  test('else the newest one that mongodb-memory-server has downloaded', async () => {
    const cache = join(folder, '.cache', 'mongodb-binaries');
    for (const name of ['mongod-x64-debian-7.0.9', 'mongod-x64-debian-7.0.14']) fakeMongod(join(cache, name));
    const found = await findMongo(bare());
    if (!('uri' in found)) throw new Error(found.skipReason);
    await found.stop();
    expect(readFileSync(join(cache, 'mongod-x64-debian-7.0.14.args'), 'utf8')).toContain('--port');
  });

  test('gives the reason when mongod ends before it is ready', async () => {
    fakeMongod(join(folder, 'bin', 'mongod'), `console.error('disk full'); process.exit(14);`);
    expect(await findMongo(bare())).toEqual({
      skipReason: expect.stringMatching(/ended with 14.*disk full/s),
    });
  });

  test('says how to get one where there is none', async () => {
    const { skipReason } = (await findMongo(bare())) as { skipReason: string };
    for (const way of ['MONGODB_TEST_URI', 'mongod on PATH', 'JDK', 'Maven'])
      expect(skipReason).toContain(way);
  });

  test('says so when there is a JDK but nothing to fetch the jars with', async () => {
    fakeMongod(join(folder, 'bin', 'java'));
    expect(await findMongo(bare())).toEqual({ skipReason: expect.stringContaining('no mvn') });
  });

  test('gives the reason when the jars cannot be fetched', async () => {
    fakeMongod(join(folder, 'bin', 'java'));
    fakeMongod(join(folder, 'bin', 'mvn'), `console.log('[ERROR] Unknown host'); process.exit(1);`);
    expect(await findMongo(bare())).toEqual({ skipReason: expect.stringContaining('Unknown host') });
  });
});
