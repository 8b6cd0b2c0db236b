import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, formatDate } from '../../services/domain/calendar.ts';
import { chatOf, personOf, type RunningDesk, startDesk } from './harness.ts';
import type { Person } from './person.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

const today = () => desk.mesa.desk.today();
const inDays = (days: number) => addDays(today(), days);

/** A list as somebody keeps it in a spreadsheet. */
const list = (...rows: readonly string[]) =>
  ['Correo;Tipo;Dependencia;Supervisor;Contrato;Fecha de inicio;Fecha de fin', ...rows].join('\n');

async function attachment(content: string) {
  const answer = await fetch(`${desk.url}/sandbox/files?name=cuentas.csv`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: content,
  });
  return ((await answer.json()) as { attachment: object }).attachment;
}

/** Brings a list into the register as the desk lead does. */
async function imported(...rows: readonly string[]): Promise<void> {
  await desk.ricardo.says('importar cuentas', { attachments: [await attachment(list(...rows))] });
  await desk.ricardo.presses('Aplicar al registro');
  await desk.ricardo.shows(/el registro quedó al día/);
}

const contractor = (key: string, contract: string, end: string, supervisor = 'hernan') =>
  `${personOf(key).userPrincipalName};Contratista;Oficina Jurídica;${personOf(supervisor).userPrincipalName};${contract};;${end}`;

/** The directory says the same end as the list. */
const alsoThere = (key: string, contractEnd: string) =>
  desk.mesa.deps.directory.updateUser(personOf(key).id, { contractEnd });

const input = (name: string, key: string) => `b_${name}__${personOf(key).id}`;

/** Fetches the file of the last link in somebody's chat. */
async function taken(person: Person, name: string): Promise<string> {
  const shown = await person.shows(new RegExp(`${name}.*descargar|${name}.*download`));
  const link = /\((http[^)]+)\)/.exec(shown)?.[1];
  if (!link) throw new TypeError(`no link in ${shown}`);
  return Buffer.from(await (await fetch(link)).arrayBuffer()).toString('latin1');
}

describe('a list of accounts', () => {
  it('is looked at first, told row by row, applied once it is confirmed, and asked for in words', async () => {
    const { ricardo } = desk;
    await ricardo.says('importar cuentas');
    await ricardo.sees(/Adjunte aquí la lista/);
    const rows = [
      contractor('andres', 'CPS-045-2026', inDays(60)),
      contractor('luisa', 'CPS-009-2026', 'mañana'),
      'nadie@entidad.example;Contratista;;;;;',
      ';;;;;;',
    ];
    await ricardo.says('', { attachments: [await attachment(list(...rows))] });
    const preview = await ricardo.shows(/Esto es lo que cambiaría/);
    expect(preview).toMatch(/Nuevas[\s\S]*2/);
    expect(await desk.mesa.stores.register.get(personOf('andres').id)).toBeUndefined();
    await ricardo.presses('Ver observaciones');
    expect(await taken(ricardo, 'observaciones')).toContain('PK');

    await ricardo.presses('Aplicar al registro');
    await ricardo.shows(/Cuentas escritas: 2\./);
    await ricardo.says('cuentas que vencen en los próximos 90 días de Jurídica');
    const found = await ricardo.sees(/Andrés Felipe Peña Niño/);
    expect(found).toContain('CPS-045-2026');
    expect(found).not.toContain('Luisa Fernanda');
    await ricardo.says('contratistas de la Oficina Jurídica');
    await ricardo.sees(/2 cuentas/);
    await ricardo.presses('Exportar CSV');
    expect(await taken(ricardo, 'cuentas.csv')).toContain('andres.pena@entidad.example');

    await desk.hernan.says('mis contratistas');
    await desk.hernan.sees(/2 cuentas/);
    await desk.camila.says('cuenta de Andrés Peña');
    await desk.camila.sees(/No encontré cuentas así/);
    await desk.camila.says('importar cuentas');
    await desk.camila.sees(/Solo la dirección de TIC/);
    expect(await desk.mesa.stores.addresses.ownerOf('nadie@entidad.example')).toBe('import');
  });

  it('can be read from the directory, in English, and shows where the two differ', async () => {
    const ricardo = chatOf(desk.connector, () => desk.url, 'ricardo', 'en-GB');
    await ricardo.says('accounts that expire next month');
    await ricardo.sees(/register of accounts is still empty/);
    await ricardo.says('import from the directory');
    await ricardo.presses('Apply to the register');
    await ricardo.shows(/the register is up to date/);
    await ricardo.says('accounts supervised by Hernán Castaño');
    await ricardo.sees(/Andrés Felipe Peña Niño/);
    await ricardo.says('import accounts', {
      attachments: [await attachment(list(contractor('luisa', 'CPS-9-2026', inDays(50))))],
    });
    await ricardo.presses('Apply to the register', { on: /cuentas\.csv/ });
    await ricardo.shows(/Accounts written: 1\./);
    await ricardo.says('accounts with differences');
    expect(await ricardo.sees(/The directory says/)).toContain('Luisa Fernanda Torres');
    await ricardo.presses('Take this value: Type');
    await ricardo.says('cuenta de luisa torres');
    const settled = await ricardo.sees(/took the directory’s value/);
    expect(settled).toContain('Ricardo');
    expect(settled).not.toContain('The directory says');
    await desk.sofia.says('cuentas con diferencias');
    expect(await desk.sofia.sees(/cuenta/i)).not.toContain('Tomar este valor');
  });
});

describe('contracts that end', () => {
  it('are answered on one card: one ends at the close of its last day, the other is extended', async () => {
    const end = inDays(20);
    for (const key of ['andres', 'juan']) await alsoThere(key, end);
    await imported(contractor('andres', 'CPS-045-2026', end), contractor('juan', 'CPS-078-2026', end));
    const card = await desk.hernan.shows(/2 contratos esperan su respuesta/);
    expect(card).toContain('Juan Pablo De la Cruz Muñoz');
    const until = inDays(200);
    await desk.hernan.presses('Enviar respuestas', {
      typed: {
        [input('answer', 'andres')]: 'confirm',
        [input('answer', 'juan')]: 'extend',
      },
    });
    await desk.hernan.shows(/Fin confirmado/);
    await desk.hernan.presses('Enviar respuestas', {
      typed: { [input('contract', 'juan')]: 'CPS-078-2027', [input('until', 'juan')]: until },
    });
    await desk.hernan.shows(/un fin confirmado, una prórroga/);
    await desk.sofia.presses('Aprobar', { on: /Juan Pablo/ });
    await desk.settled();
    expect((await desk.account('juan'))?.contractEnd).toBe(until);

    await desk.advance('P19D');
    expect((await desk.account('andres'))?.accountEnabled).toBe(true);
    await desk.advance('P2D');
    await desk.settled();
    expect(await desk.account('andres')).toMatchObject({ accountEnabled: false, licences: [] });
    expect((await desk.account('juan'))?.accountEnabled).toBe(true);
    const ended = (await desk.cases()).filter((one) => one.kind === 'deactivate');
    expect(ended).toMatchObject([
      { authorisedBy: { id: desk.hernan.id }, backup: { items: expect.any(Number) } },
    ]);
    await desk.hernan.says('cuentas inactivas a mi cargo');
    await desk.hernan.sees(/Andrés Felipe Peña Niño/);
  });

  it('are answered in English too', async () => {
    const hernan = chatOf(desk.connector, () => desk.url, 'hernan', 'en-GB');
    await hernan.says('hello');
    await alsoThere('juan', inDays(12));
    await imported(contractor('juan', 'CPS-078-2026', inDays(12)));
    await hernan.shows(/One contract waits for your answer/);
    await hernan.presses('Send answers', { typed: { [input('until', 'juan')]: inDays(5) } });
    await hernan.shows(/Write the number of the contract|I need the number of the contract/);
    await hernan.presses('Send answers', { typed: { [input('answer', 'juan')]: 'not_mine' } });
    await hernan.shows(/one passed to the head of technology/);
    await desk.elena.presses('Enviar respuestas', {
      on: /Hernán Castaño Muñoz dice que no es de su equipo/,
      typed: { [input('answer', 'juan')]: 'confirm' },
    });
    await desk.ricardo.shows(/un fin confirmado/);
    await hernan.says('accounts in my charge that expire within 30 days');
    await hernan.sees(/Juan Pablo De la Cruz Muñoz/);
  });

  it('reach a supervisor without a chat by e-mail', async () => {
    await desk.stop();
    desk = await startDesk({ installed: ['ricardo', 'sofia'] });
    await imported(contractor('andres', 'CPS-045-2026', inDays(12)));
    await desk.settled();
    const mail = (await desk.mails()).find((one) => one.includes('hernan.castano'));
    expect(mail).toMatch(/Contratos de su equipo que terminan: 1/);
  });

  it('nobody answers for are put to somebody else once, wait for a specialist, and come back when extended late', async () => {
    const end = inDays(20);
    await alsoThere('juan', end);
    await imported(contractor('juan', 'CPS-078-2026', end));
    await desk.hernan.shows(/Un contrato espera su respuesta/);
    await desk.advance('P19D');
    await desk.ricardo.shows(/Hernán Castaño Muñoz no ha respondido/);
    await desk.advance('P2D');
    await desk.sofia.presses('Aprobar', { on: /Juan Pablo/ });
    await desk.settled();
    expect((await desk.account('juan'))?.accountEnabled).toBe(false);
    await desk.hernan.presses('Todo bien');

    const until = inDays(120);
    await desk.hernan.presses('Enviar respuestas', {
      on: /se inactiva con el caso/,
      typed: {
        [input('answer', 'juan')]: 'extend',
        [input('contract', 'juan')]: 'CPS-078-2027',
        [input('until', 'juan')]: until,
      },
    });
    await desk.sofia.presses('Aprobar', {
      on: /Juan Pablo[\s\S]*CPS-078-2027|CPS-078-2027[\s\S]*Juan Pablo/,
    });
    await desk.settled();
    expect(await desk.account('juan')).toMatchObject({ accountEnabled: true, contractEnd: until });
    await desk.ricardo.says('cuenta de Juan Pablo De la Cruz');
    await desk.ricardo.sees(new RegExp(formatDate(until, 'es', { short: true })));
  });
});
