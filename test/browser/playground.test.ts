import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createChat } from '../../bot/chat.ts';
import { composeMesa, type Mesa } from '../../bot/compose.ts';
import { createLog } from '../../bot/log.ts';
import { type Playgrounds, startPlaygrounds } from '../../bot/playground.ts';
import { sandboxConfig } from '../journeys/harness.ts';
import { freePort } from '../support/free-port.ts';
import { PlaygroundPage } from './playground-page.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'mesa-pages-'));
let mesa: Mesa;
let playgrounds: Playgrounds;
let browser: Browser;
let camila: PlaygroundPage;
let hernan: PlaygroundPage;
let sofia: PlaygroundPage;

beforeAll(async () => {
  mesa = await composeMesa(sandboxConfig(dataDir), { log: createLog('silent'), chat: createChat });
  const personas = await Promise.all(
    (mesa.sandbox?.personas ?? []).slice(0, 3).map(async (one) => ({ ...one, port: await freePort() })),
  );
  const { stores, clock, port } = mesa;
  const started = await startPlaygrounds({
    personas,
    botPort: port,
    dataDir,
    conversations: stores.conversations,
    clock,
  });
  if (!started) throw new TypeError('the Playground is not installed');
  playgrounds = started;
  expect(started.pages.map((page) => page.problem)).toEqual([undefined, undefined, undefined]);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const [first, second, third] = await Promise.all(
    started.pages.map((page) => PlaygroundPage.open(browser, page.name.split(' ')[0] ?? '', page.address)),
  );
  if (!first || !second || !third) throw new TypeError('three pages expected');
  [camila, hernan, sofia] = [first, second, third];
});

afterAll(async () => {
  await browser?.close();
  await playgrounds?.stop();
  await mesa?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('an account is asked for, approved, carried out and handed over, by three people in their Playgrounds', async () => {
  await camila.picture('welcome');
  await camila.says(
    'buenas, me ayudan con un correo para laura inés ñungo pérez, contratista nueva, cc 52.345.678, contrato CPS-101-2026 hasta el 15 de diciembre',
  );
  await camila.sees('Desde qué fecha rige el contrato');
  await camila.picture('form');
  await camila.says(
    'desde el lunes. y es operadora, no contratista. El correo personal es laura.nungo@correo.example',
  );
  await camila.sees(/Qué cargo tendrá/);
  await camila.says('abogada de apoyo');
  await camila.sees('¿Todo bien? Al confirmar');
  await camila.picture('summary');
  await camila.presses('Confirmar', 'Laura Inés Ñungo Pérez');
  await camila.sees(/Quedó registrada como/);
  await sofia.sees('laura.nungo@entidad.example');
  await camila.picture('registered');
  await sofia.picture('decision');
  await sofia.presses('Aprobar', 'laura.nungo@entidad.example');
  await hernan.sees('La cuenta de Laura Inés Ñungo Pérez ya está lista');
  await camila.sees('El acceso lo entrega Hernán Castaño Muñoz');
  await sofia.sees(/Esperar el buzón · hecho/);
  await sofia.picture('steps');
  await camila.picture('ready');
  await hernan.picture('delivery');
  await hernan.presses('Revelar acceso', 'Para entrar la primera vez');
  await hernan.sees('Letra por letra');
  await hernan.picture('revealed');
  await hernan.presses('Entregado y explicado', 'Laura Inés');
  await camila.sees('¿Todo bien?');
  await camila.picture('solved');
  await camila.presses('Todo bien', 'Con «Todo bien» se cierra');
  await camila.sees(/está cerrado/);
  await camila.picture('closed');
  const value = await mesa.stores.cases.get('MS-2026-000001');
  expect(value).toMatchObject({ status: 'closed', outcome: 'fulfilled' });
});

it('an account is inactivated at its supervisor’s word', async () => {
  await hernan.says('inactiven la cuenta de andres pena, se le acabó el contrato');
  await hernan.chooses('Hoy');
  await hernan.sees('La cuenta no se elimina y puede reactivarse');
  await hernan.picture('deactivation');
  await hernan.presses('Confirmar', 'Andrés Felipe');
  await sofia.sees(/MS-2026-000002.*Inactivación/);
  await sofia.picture('deactivation');
  await sofia.presses('Aprobar', 'Andrés Felipe');
  await hernan.sees('quedó inactiva, con copia del buzón guardada');
  await hernan.picture('inactive');
  await sofia.picture('inactive');
  expect((await mesa.stores.cases.get('MS-2026-000002'))?.status).toBe('resolved');
});

it('no page had an error', () => {
  expect([...camila.errors, ...hernan.errors, ...sofia.errors]).toEqual([]);
});
