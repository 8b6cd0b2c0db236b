import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openSqliteStores } from '../../../services/adapters/sqlite/open-sqlite-stores.ts';
import { type Compiled, compile } from '../../support/compiled.ts';

let program: Compiled;
let folder: string;

beforeAll(() => {
  program = compile('test/adapters/sqlite/insert-until-killed.ts');
});
afterAll(() => program.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Lets a process insert until it has acknowledged `enough`, kills it with no warning, and tells what it said. */
async function insertAndKill(prefix: string, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, [program.script, folder, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === enough) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

async function codesIn(): Promise<Set<string>> {
  const stores = await openSqliteStores(folder);
  const codes = new Set<string>();
  for await (const each of stores.cases.scan()) codes.add(each._id);
  await stores.close();
  return codes;
}

it('has every acknowledged case after the process was killed, time after time', async () => {
  const acknowledged: string[] = [];
  for (const round of ['A', 'B', 'C']) {
    acknowledged.push(...(await insertAndKill(round, 150)));
    const kept = await codesIn();
    expect(acknowledged.filter((code) => !kept.has(code))).toEqual([]);
  }
});

it('has every acknowledged case of two processes that write at once, one of them killed', async () => {
  const both = await Promise.all([insertAndKill('A', 100), insertAndKill('B', 250)]);
  const kept = await codesIn();
  expect(both.flat().filter((code) => !kept.has(code))).toEqual([]);
});
