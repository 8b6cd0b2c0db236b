import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SandboxExchange } from '../../services/sandbox/graph-service.ts';
import { verifyHistories } from '../../services/usecases/verify-histories.ts';
import { secretsIn } from '../support/leavings.ts';
import { type RunningDesk, startDesk, TRIAL } from './harness.ts';

/** A create, a deactivation and a reset from the first word to the last, and then what is left of their secrets. */
let desk: RunningDesk;
const minted = new Set<string>();
const shown: string[] = [];

/** Every password that was ever set, and every pass, as Graph saw them. */
function hear(exchange: SandboxExchange): void {
  for (const secret of secretsIn(exchange)) minted.add(secret);
}

beforeAll(async () => {
  desk = await startDesk({ trial: { ...TRIAL, sandbox: { ...TRIAL.sandbox, onExchange: hear } } });
  const { camila, hernan, sofia, luisa } = desk;
  await camila.says(
    'necesito un correo para Laura Inés Ñungo Pérez, contratista, cc 52345678, contrato CPS-101-2026 desde el lunes hasta el 15 de diciembre, abogada, correo personal laura.nungo@correo.example',
  );
  if (!/Confirmar/.test(camila.fresh.join())) await camila.says('abogada de apoyo');
  await camila.presses('Confirmar');
  await sofia.presses('Aprobar');
  shown.push((await hernan.presses('Revelar acceso')).text);
  shown.push((await hernan.presses('Revelar otra vez')).text);
  await hernan.presses('Entregado y explicado');
  await camila.presses('Todo bien', { on: /está funcionando/ });
  await hernan.says('inactiven la cuenta de andres pena desde hoy porque renunció');
  await hernan.presses('Confirmar');
  await sofia.presses('Aprobar', { on: /Andrés Felipe/ });
  await hernan.presses('Todo bien', { on: /quedó inactiva/ });
  await luisa.says('olvidé mi contraseña');
  await luisa.presses('Confirmar');
  await sofia.presses('Aprobar', { on: /Cambio de contraseña/ });
  await sofia.presses('Marcar como hecho', { on: /Luisa/, typed: { step_note: 'La llamé a su oficina' } });
  shown.push((await luisa.presses('Revelar acceso')).text);
  await luisa.presses('Recibido');
  await desk.settled();
});
afterAll(() => desk.stop());

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });

it('shows each secret in the answer to its press', () => {
  expect(minted.size).toBeGreaterThanOrEqual(4);
  for (const text of shown) expect([...minted].filter((secret) => text.includes(secret))).toHaveLength(1);
});

it('keeps none of them in the store, the backups, the log, a message or a mail', async () => {
  const sent = desk.connector.shown.map(({ activity }) => JSON.stringify(activity));
  const pressed = /Revelar otra vez|Recibido|Entregado y explicado/;
  const posted = JSON.stringify(sent.filter((one) => !pressed.test(one)));
  const places: [string, Buffer][] = [
    ...files(desk.dataDir)
      .filter((path) => !/sandbox\.db/.test(path))
      .map((path): [string, Buffer] => [path, readFileSync(path)]),
    ['the log', Buffer.from(desk.logged.join(''))],
    ['messages', Buffer.from(posted)],
    ['mails', Buffer.from((await desk.mails()).join(''))],
  ];
  expect(places.some(([path]) => path.endsWith('mesa.db'))).toBe(true);
  for (const [place, bytes] of places)
    for (const secret of minted) expect(bytes.includes(secret), `a secret in ${place}`).toBe(false);
});

it('logs no word that anybody wrote, and no name', () => {
  const log = desk.logged.join('');
  for (const word of ['Ñungo', '52345678', 'laura.nungo', 'CPS-101', 'andres.pena', 'La llamé', 'Castaño'])
    expect(log).not.toContain(word);
});

it('never tried to delete a user, and every history verifies', async () => {
  expect(desk.mesa.sandbox?.tenant.get('facts', 'tenant').deleteAttempts).toBe(0);
  const report = await verifyHistories(desk.mesa.deps);
  expect(report).toMatchObject({ cases: 3, altered: [] });
  expect((await desk.cases()).map((one) => one.status)).toEqual(['closed', 'closed', 'closed']);
});
