import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyHistories } from '../../services/usecases/verify-histories.ts';
import { type Compiled, compile } from '../support/compiled.ts';
import { FakeConnector } from '../support/fake-connector.ts';
import { keepFolder } from '../support/leavings.ts';
import { given } from './given.ts';
import { startDesk, TRIAL } from './harness.ts';
import { wordsOf } from './person.ts';

const LATER_MS = 60 * 24 * 3_600_000;
const MANY = 30;
/** After so many written cases each sweep is killed. */
const KILLS = [4, 9, 7];

let program: Compiled;
const connector = new FakeConnector();
const dataDir = mkdtempSync(join(tmpdir(), 'mesa-sweep-'));
beforeAll(async () => {
  program = compile('test/journeys/mortal-sweep.ts');
  await connector.start();
});
afterAll(async () => {
  program.remove();
  await connector.close();
  keepFolder(dataDir);
});

/** Cases whose requester was asked something and is silent; their desk is stopped. */
async function waiting(): Promise<readonly string[]> {
  const desk = await startDesk({ dataDir, connector });
  const sofia = await desk.mesa.desk.whoIs(desk.sofia.id);
  if (!sofia) throw new TypeError('nobody');
  const codes: string[] = [];
  for (let n = 0; n < MANY; n += 1)
    codes.push((await given(desk, 'camila', 'assistance', { description: { value: `asunto ${n}` } }))._id);
  await desk.settled();
  for (const code of codes)
    await desk.mesa.desk.command(code, { name: 'request_data', fields: [], note: '¿desde cuándo?' }, sofia);
  await desk.settled();
  await desk.stop();
  return codes;
}

/** Sweeps in a process that is killed after so many writes; how many cases are closed by then. */
async function killedSweep(writes: number): Promise<number> {
  const child = spawn(process.execPath, [program.script], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.write(`${[dataDir, LATER_MS, writes].join('\t')}\n`);
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
  const database = new Database(join(dataDir, 'mesa.db'));
  const row = database.prepare("SELECT count(*) AS n FROM cases WHERE doc ->> '$.status' = 'closed'").get();
  database.close();
  return (row as { n: number }).n;
}

it('a sweep killed in the middle, and the next too: each command takes effect once and is told once', async () => {
  const codes = await waiting();
  const closed: number[] = [];
  for (const writes of KILLS) closed.push(await killedSweep(writes));
  expect(closed).toEqual([4, 13, 20]);

  const desk = await startDesk({
    ...{ dataDir, connector, installed: [] },
    trial: { ...TRIAL, laterMs: LATER_MS },
  });
  await expect
    .poll(async () => (await desk.cases()).filter((one) => one.status === 'closed').length, {
      timeout: 30_000,
    })
    .toBe(MANY);
  await desk.settled();
  const told = desk.camila.messages.map(wordsOf);
  const mails = await desk.mails();
  for (const code of codes) {
    const { history, ...value } = await desk.caseOf(code);
    expect(value).toMatchObject({ outcome: 'unanswered', deadlines: [], work: [] });
    const deeds = history.map((one) => one.what);
    expect(deeds.filter((what) => what === 'close_unanswered')).toHaveLength(1);
    expect(deeds).not.toContain('remind');
    expect(told.filter((one) => one.includes(`**${code}** está cerrado`))).toHaveLength(1);
    expect(mails.filter((one) => one.includes(`${code}: se cerró sin respuesta`))).toHaveLength(1);
  }
  expect((await verifyHistories(desk.mesa.deps)).altered).toEqual([]);
  await desk.stop();
});
