import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeConnector } from '../support/fake-connector.ts';
import { describeOnMongo } from '../support/mongo/mongo-for-tests.ts';
import { type TcpGate, tcpGate } from '../support/tcp-gate.ts';
import { given, LAURA } from './given.ts';
import { type RunningDesk, startDesk } from './harness.ts';

const left: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const undo of left.splice(0).reverse()) await undo();
});

async function opened(...[options]: Parameters<typeof startDesk>): Promise<RunningDesk> {
  const desk = await startDesk(options);
  left.push(() => desk.stop());
  return desk;
}

const SENTENCE =
  'necesito un correo para Laura Inés Ñungo Pérez, contratista, cc 52345678, contrato CPS-101-2026 hasta el 15 de diciembre';

describe('the embedded store', () => {
  it('held by another program in the middle: the person is told to try again, and the turn is not half done', async () => {
    const desk = await opened();
    await desk.camila.says(SENTENCE);
    await desk.settled();
    const other = new Database(join(desk.dataDir, 'mesa.db'));
    other.exec('BEGIN EXCLUSIVE');
    const { status } = await desk.camila.says('desde el lunes, abogada de apoyo');
    expect(status).toBeLessThan(300);
    expect(desk.camila.fresh.join()).toMatch(/Intente de nuevo/);
    other.exec('ROLLBACK');
    other.close();
    await desk.camila.says('desde el lunes');
    expect(desk.camila.last).toMatch(/cargo/i);
    expect(desk.camila.fresh.join()).toMatch(/desde el lunes \d+ de \p{L}+/u);
  });

  it('damaged: the start names the file and what to do, and nothing is overwritten', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'mesa-damaged-'));
    left.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const connector = await new FakeConnector().start();
    left.push(() => connector.close());
    writeFileSync(join(dataDir, 'mesa.db'), 'this is no database at all, only words'.repeat(200));
    await expect(startDesk({ dataDir, connector })).rejects.toMatchObject({ code: 'store_damaged' });
  });
});

await describeOnMongo('MongoDB', (mongo) => {
  async function gated(): Promise<{ gate: TcpGate; env: Record<string, string> }> {
    const url = new URL(mongo.uri);
    const gate = await tcpGate(url.hostname, Number(url.port || '27017'));
    left.push(() => gate.remove());
    url.host = `127.0.0.1:${gate.port}`;
    url.searchParams.set('directConnection', 'true');
    return { gate, env: { MONGODB_URI: url.href, MONGODB_DB: mongo.newDatabase() } };
  }

  it('takes the whole journey of an account', async () => {
    const { env } = await gated();
    const desk = await opened({ env });
    await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.presses('Aprobar');
    await desk.hernan.presses('Revelar acceso');
    await desk.hernan.presses('Entregado y explicado');
    await desk.camila.presses('Todo bien', { on: /está funcionando/ });
    await desk.camila.shows(/está cerrado/);
  });

  it('gone in the middle: told to try again, not ready, nothing half done; back: goes on by itself', async () => {
    const { gate, env } = await gated();
    const desk = await opened({ env });
    await desk.camila.says(SENTENCE);
    const { _id } = await given(desk, 'luisa', 'create', {
      ...LAURA,
      holderName: { value: 'Zoila Vera Paz' },
    });
    await desk.sofia.card('Aprobar', /Zoila/);
    await desk.settled();
    await gate.shut();
    const { status } = await desk.camila.says('desde el lunes');
    expect(status).toBeLessThan(300);
    expect(desk.camila.fresh.join()).toMatch(/Intente de nuevo/);
    const pressed = await desk.sofia.presses('Aprobar', { on: /Zoila/ });
    expect(pressed.status).toBe(200);
    expect(pressed.text).toMatch(/Intente de nuevo/);
    const ready = await fetch(`${desk.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toMatch(/store/);
    await gate.open();
    await desk.camila.says('desde el lunes');
    expect(desk.camila.fresh.join()).toMatch(/desde el lunes \d+ de \p{L}+[\s\S]*cargo/iu);
    await desk.sofia.presses('Aprobar', { on: /Zoila/ });
    await desk.luisa.shows(/ya está lista/);
    expect((await desk.caseOf(_id)).history.filter((one) => one.what === 'approve')).toHaveLength(1);
  });

  it('shared by two processes: one conversation is held by one turn at a time, whichever of them it reaches', async () => {
    const { env } = await gated();
    const one = await opened({ env });
    const two = await startDesk({ env, connector: one.connector, installed: [] });
    left.push(() => two.stop());
    await one.camila.says('necesito un correo para Laura Inés Ñungo Pérez, contratista');
    const said = [
      [one, 'cc 52345678'],
      [two, 'contrato CPS-101-2026'],
      [one, 'hasta el 15 de diciembre'],
      [two, 'el correo personal es laura@correo.example'],
    ] as const;
    await Promise.all(said.map(([desk, text]) => desk.camila.chat.says(text)));
    const form = await one.camila.card('Guardar');
    for (const value of ['52.345.678', 'CPS-101-2026', '15 de diciembre de 2026', 'laura@correo.example'])
      expect(JSON.stringify(form.activity)).toContain(value);
    const activity = one.camila.chat.activity('message', { text: 'mis casos' });
    const before = one.camila.messages.length;
    await Promise.all([one, two].map((desk) => desk.camila.chat.post(activity)));
    const lists = one.camila.messages
      .slice(before)
      .filter((each) => JSON.stringify(each).includes('No tiene casos'));
    expect(lists).toHaveLength(1);
  });
});
