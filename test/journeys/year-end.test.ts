import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DirectoryUser } from '../../services/ports/directory.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { syncPeople } from '../../services/usecases/sync-people.ts';
import { postJson } from '../support/fake-connector.ts';
import { enterPeople } from '../support/registered.ts';
import { type RunningDesk, startDesk, TRIAL } from './harness.ts';

const ACCOUNTS = 12;

let desk: RunningDesk;
beforeEach(async () => {
  const mass = { ...unidadVictimas.mass, brake: { share: 1, most: 8 }, inFlight: 1 };
  desk = await startDesk({ trial: { ...TRIAL, procedure: { mass } } });
});
afterEach(() => desk.stop());

/** Contractors of Hernán whose contracts end with the year. */
async function planted(): Promise<readonly DirectoryUser[]> {
  const { body } = await postJson(`${desk.url}/sandbox/tenant`, {
    ...{ do: 'add-people', count: ACCOUNTS, department: 'Oficina Jurídica', managerKey: 'hernan' },
    ...{ contractEnd: '2026-12-31', mailItems: 3 },
  });
  const ids = (body as { userIds: readonly string[] }).userIds;
  await syncPeople(desk.mesa.deps);
  await enterPeople(desk.mesa.deps, ids);
  const users = await Promise.all(ids.map((id) => desk.mesa.deps.directory.user(id)));
  return users.flatMap((one) => (one ? [one] : []));
}

/** The persona attaches a file and says something with it. */
async function attaches(who: string, name: string, body: string | Uint8Array, text = ''): Promise<void> {
  const query = new URLSearchParams({ name, as: who, text });
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await fetch(`${desk.url}/sandbox/files?${query}`, { method: 'POST', headers, body });
  expect(answer.status).toBe(201);
}

const faults = (rule?: object) =>
  rule
    ? postJson(`${desk.url}/sandbox/faults`, rule)
    : fetch(`${desk.url}/sandbox/faults`, { method: 'DELETE' });

const counted = (code: string, state: 'done' | 'running') =>
  desk.mesa.stores.cases.countChildren(code, state);

async function enabled(addresses: readonly string[]): Promise<number> {
  const users = await Promise.all(addresses.map((one) => desk.mesa.deps.directory.user(one)));
  return users.filter((one) => one?.accountEnabled).length;
}

it('a year ends: by file, dry run, brake, a second person, run, pause, retry, report, and back', {
  timeout: 240_000,
}, async () => {
  const { hernan, ricardo, sofia } = desk;
  const people = await planted();
  const accounts = people.map((one) => one.userPrincipalName);
  const lines = people.map((one) => `${one.displayName};${one.userPrincipalName.toUpperCase()};31/12/2026`);

  // What is no list is refused in words; what is one is read, row by row.
  await attaches('hernan', 'lista.xlsx', 'esto no es un libro', 'inactivación masiva');
  await hernan.sees(/no es una tabla|títulos de las columnas|le faltan columnas/);
  const file = ['Nombre;Cuenta;Fecha de fin', ...lines, ';;31/12/2026', ';nadie@entidad.example;', lines[0]];
  await attaches('hernan', 'terminaciones.csv', file.join('\r\n'));
  const read = await hernan.shows(/Fila 14: no dice de quién es la cuenta/);
  expect(read).toMatch(/Fila 16: repite la fila 2/);
  await hernan.says('Circular 012 de 2026');
  await hernan.says('31 de diciembre');
  await hernan.card('Confirmar', /Circular 012 de 2026/);
  await hernan.says('sí');

  // The dry run changes nothing, says who is left out, and is more than expected.
  const dry = await sofia.shows(/Se inactivarían \*\*12 cuentas\*\*/);
  expect(dry).toMatch(/1 · no se encontró en el directorio/);
  expect(dry).toMatch(/el límite es 8/);
  const code = /MS-2026-\d{6}/.exec(dry)?.[0] ?? '';
  expect(await enabled(accounts)).toBe(ACCOUNTS);
  expect(JSON.stringify((await sofia.card('Lista (XLSX)')).activity)).not.toContain('"Aprobar"');

  // A desk lead who did not ask looks a second time; another person approves.
  await ricardo.presses('Dejar que siga', { typed: { release_note: 'Son los de la vigencia 2026' } });
  await sofia.presses('Aprobar', { on: /Inactivación masiva/ });
  await hernan.shows(/empieza el 31 de diciembre/);

  // On its day it runs; it is paused in the middle, and goes on.
  const failing = people[7]?.id;
  await faults({ match: { method: 'PATCH', pathPrefix: `/users/${failing}` }, status: 400, times: null });
  await faults({ match: { pattern: 'exportItems' }, effect: 'delay', delayMs: 150, times: null });
  const advanced = desk.advance('P45D');
  await vi.waitUntil(async () => (await counted(code, 'done')) >= 2, { timeout: 60_000 });
  await sofia.presses('Pausar', { on: /Inactivación masiva/ });
  await vi.waitUntil(async () => (await desk.caseOf(code)).work.length === 0, { timeout: 60_000 });
  await vi.waitUntil(async () => (await desk.caseOf(code)).mass?.run?.paused, { timeout: 5_000 });
  await sofia.shows(/En pausa por Sofía/);
  const resting = await counted(code, 'done');
  expect(resting).toBeLessThan(ACCOUNTS);
  await desk.settled();
  expect(await counted(code, 'done')).toBeLessThanOrEqual(resting + 1);
  await sofia.presses('Seguir', { on: /En pausa/ });
  await advanced;

  // What failed is named, and taken up alone.
  const stuck = await sofia.shows(/una cuenta no terminó/, 60_000);
  expect(stuck).toMatch(/Bloquear el acceso/);
  await faults();
  await sofia.presses('Reintentar', { on: /no terminó/ });
  await hernan.shows(/terminó: 12 cuentas inactivas/, 60_000);
  expect(await enabled(accounts)).toBe(0);

  // The report says how each account ended, with the hash of its copy.
  await sofia.shows(/informe-MS-2026-\d{6}\.xlsx/);
  await sofia.presses('Informe (XLSX)', { on: /terminó/ });
  const link = /\((http[^)]+)\)/.exec(await hernan.shows(/descargar/))?.[1] ?? '';
  const path = join(desk.dataDir, 'informe.xlsx');
  writeFileSync(path, Buffer.from(await (await fetch(link)).arrayBuffer()));
  const report = await desk.mesa.deps.tables.read(path, [
    { name: 'account', headings: ['Cuenta'] },
    { name: 'outcome', headings: ['Resultado'] },
    { name: 'hash', headings: ['Huella de la copia (SHA-256)'] },
    { name: 'dry', headings: ['Ensayo'] },
  ]);
  if (!report.ok) throw new TypeError(report.code);
  const ended = report.rows.filter(({ cells }) => cells.outcome === 'Inactiva, con copia comprobada');
  expect(ended.map(({ cells }) => cells.account).sort()).toEqual([...accounts].sort());
  for (const { cells } of ended) expect(cells.hash).toMatch(/^[0-9a-f]{64}$/);
  const nobody = report.rows.find(({ cells }) => cells.account === 'nadie@entidad.example');
  expect(nobody?.cells.dry).toBe('No se encontró en el directorio');

  // The two who decided it take it back as a whole.
  await sofia.presses('Pedir devolución', {
    on: /terminó/,
    typed: { return_remark: 'Se amplió la vigencia' },
  });
  await hernan.shows(/pide devolver completa/);
  await hernan.presses('Aprobar devolución');
  await hernan.shows(/se devolvió: 12 cuentas activas/, 60_000);
  expect(await enabled(accounts)).toBe(ACCOUNTS);
});
