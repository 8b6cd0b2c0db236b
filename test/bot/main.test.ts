import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { type BuiltDesk, buildDesk, DeskProcess } from '../support/built-desk.ts';
import { FakeConnector } from '../support/fake-connector.ts';
import { freePort } from '../support/free-port.ts';

let built: BuiltDesk;
let dataDir: string;
let port: number;
let running: DeskProcess[] = [];

beforeAll(() => {
  built = buildDesk();
});
afterAll(() => built.remove());
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'mesa-main-'));
  port = await freePort();
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop('SIGKILL')));
  running = [];
  rmSync(dataDir, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}): DeskProcess {
  const desk = new DeskProcess(built, { DATA_DIR: dataDir, PORT: String(port), ...env });
  running.push(desk);
  return desk;
}

describe('the process', () => {
  it('says SANDBOX in its first line, serves, and ends well when it is asked to', async () => {
    const desk = start();
    expect(await desk.firstLine()).toMatch(/^SANDBOX/);
    await desk.ready(port);
    expect(await desk.stop('SIGTERM')).toBe(0);
  });

  it('ends well also when it is asked to before it is ready', async () => {
    const desk = start();
    await desk.answers(port);
    expect(await desk.stop('SIGTERM')).toBe(0);
  });

  it('names every bad setting in a line of its own and does not start', async () => {
    const desk = start({ NODE_ENV: 'production', HOST: '0.0.0.0' });
    expect(await desk.ended).toBe(1);
    expect(
      desk.err
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['NODE_ENV', 'HOST']);
    expect(desk.out).toBe('');
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('says which port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const desk = start();
    expect(await desk.ended).toBe(1);
    expect(desk.err).toContain(`PORT: ${port} is taken`);
    other.close();
  });

  it('refuses a damaged store by its name and leaves it as it is', async () => {
    writeFileSync(join(dataDir, 'mesa.db'), 'this is no database, but somebody may want it back');
    const desk = start();
    expect(await desk.ended).toBe(1);
    expect(desk.err).toContain('mesa.db');
    expect(desk.err).not.toContain('    at ');
  });

  it('is alive and not ready, with the reason, while its store is away', async () => {
    const desk = start({
      MONGODB_URI: `mongodb://127.0.0.1:${await freePort()}/?serverSelectionTimeoutMS=300`,
    });
    await desk.answers(port);
    const url = `http://127.0.0.1:${port}`;
    let told: unknown;
    do told = await (await fetch(`${url}/readyz`)).json();
    while (JSON.stringify(told).includes('starting'));
    expect(told).toEqual({ status: 'not_ready', reason: 'store: store_unavailable' });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await desk.stop('SIGTERM')).toBe(0);
  });

  it('goes on after it was killed: a message that was answered stays answered, the next is taken', async () => {
    const connector = await new FakeConnector().start();
    const camila = tenantSeed.people.find((one) => one.key === 'camila');
    const first = start();
    await first.ready(port);
    const person = connector.persona(`http://127.0.0.1:${port}`, { id: camila?.id ?? '', name: 'Camila' });
    const activity = person.activity('message', { text: 'ayuda' });
    await person.post(activity);
    const shown = person.seen.length;
    expect(shown).toBeGreaterThan(0);
    await first.stop('SIGKILL');
    const second = start();
    await second.ready(port);
    await person.post(activity);
    expect(person.seen.length).toBe(shown);
    await person.says('ayuda');
    expect(person.seen.length).toBeGreaterThan(shown);
    await connector.close();
  });
});
