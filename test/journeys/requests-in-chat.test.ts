import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syncPeople } from '../../services/usecases/sync-people.ts';
import { ending, given, LAURA } from './given.ts';
import { personOf, type RunningDesk, startDesk } from './harness.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

const FIRST = 'MS-2026-000001';

/** Somebody who was gone is back, and the desk's index of names knows. */
async function enable(who: string): Promise<void> {
  const tenant = desk.mesa.sandbox?.tenant;
  const row = tenant?.user(personOf(who).id);
  if (!tenant || !row) throw new TypeError(`no ${who}`);
  tenant.commit(tenant.touched({ ...row, accountEnabled: true }));
  await syncPeople(desk.mesa.deps);
}

describe('a supervisor ends an account', () => {
  it('by first name and one surname without accents: today or at the end of the contract, then what will happen', async () => {
    const { hernan } = desk;
    await hernan.says('inactiven la cuenta de andres pena, se le acabó el contrato');
    expect(hernan.last).toMatch(/Andrés Felipe Peña Niño[\s\S]*CPS-045-2026[\s\S]*hoy o el 31 de diciembre/);
    await hernan.says('hoy');
    const summary = await hernan.sees(/Confirmar/);
    expect(summary).toMatch(/bloquea el acceso[\s\S]*copia del buzón[\s\S]*retira la licencia/);
    expect(summary).toContain('La cuenta no se elimina y puede reactivarse');
    await hernan.says('sí');
    await hernan.sees(/Quedó registrada/);
    expect(await desk.caseOf(FIRST)).toMatchObject({ status: 'in_review', authorisedBy: { id: hernan.id } });
    await desk.sofia.presses('Aprobar');
    await hernan.shows(/quedó inactiva, con copia del buzón guardada/);
  });

  it('at the end of the contract, which makes a scheduled case', async () => {
    await desk.hernan.says('inactiven la cuenta de andres pena, se le acabó el contrato');
    await desk.hernan.says('el 31 de diciembre');
    await desk.hernan.says('sí');
    await desk.sofia.presses('Aprobar');
    await desk.hernan.shows(/empieza el[\s\S]*31 de diciembre/);
    expect((await desk.caseOf(FIRST)).status).toBe('scheduled');
  });

  it('is asked which one where two people answer to the name', async () => {
    await enable('carlos');
    const { hernan } = desk;
    await hernan.says('inactiven la cuenta de andres peña niño desde hoy porque renunció');
    const choice = await hernan.sees(/Andrés Felipe[\s\S]*Carlos Andrés|Carlos Andrés[\s\S]*Andrés Felipe/);
    expect(choice).toContain('Secretaría de Hacienda');
    await hernan.says('el de la oficina jurídica');
    if (!/Confirmar/.test(hernan.fresh.join())) await hernan.says('Andrés Felipe Peña Niño');
    expect(await hernan.sees(/Confirmar/)).toContain('andres.pena@entidad.example');
  });

  it('is asked which one, and chooses on the card', async () => {
    await enable('carlos');
    const { hernan } = desk;
    await hernan.says('inactiven la cuenta de andres peña niño desde hoy porque renunció');
    const card = await hernan.card('Elegir');
    expect(card.activity.text).toMatch(/varias personas/);
    const buttons = JSON.stringify(card.activity).match(/"personId":"[^"]+101"/);
    expect(buttons).not.toBeNull();
    const pressed = await hernan.pressesRaw(
      'choose_person',
      JSON.parse(/\{[^{}]*"personId":"[^"]+101"[^{}]*\}/.exec(JSON.stringify(card.activity))?.[0] ?? '{}'),
      card,
    );
    expect(pressed.text).toContain('Andrés Felipe Peña Niño');
    expect(await hernan.sees(/Confirmar/)).toContain('andres.pena@entidad.example');
  });
});

describe('a colleague asks to end an account', () => {
  it('and is told whose answer is awaited; the supervisor gets the card', async () => {
    await desk.camila.says(
      'necesito que inactiven la cuenta de andrés peña desde hoy, se le acabó el contrato',
    );
    expect(await desk.camila.sees(/Confirmar/)).toContain('Hernán Castaño Muñoz');
    await desk.camila.presses('Confirmar');
    await desk.camila.shows(/Espera la autorización de Hernán Castaño Muñoz/);
    await desk.hernan.card('Autorizo', /Camila Rojas Peña/);
    expect((await desk.caseOf(FIRST)).status).toBe('awaiting_supervisor');
  });
});

describe('accounts that the desk does not touch', () => {
  it.each([
    ['admin@entidad.example', /administra el directorio/],
    ['contacto.juridica@entidad.example', /buzón compartido/],
    ['carlos.pena@entidad.example', /inactiva/],
  ])('%s is refused with the reason, and nothing is opened', async (address, reason) => {
    await desk.hernan.says(`inactiven la cuenta ${address} desde hoy porque renunció`);
    expect(desk.hernan.last).toMatch(reason);
    expect(await desk.cases()).toHaveLength(0);
  });

  it('an account that another case works on is refused with the code of that case', async () => {
    await desk.hernan.says('inactiven la cuenta de andres pena desde hoy, se le acabó el contrato');
    await desk.hernan.says('sí');
    desk.mesa.sandbox?.faults.add({ match: { method: 'PATCH' }, status: 403, times: null });
    await desk.sofia.presses('Aprobar');
    await desk.sofia.shows(/Falta un permiso en el directorio/);
    await desk.hernan.says('cambien el cargo de andres.pena@entidad.example a asesor jurídico');
    expect(desk.hernan.last).toMatch(/MS-2026-000001 ya está trabajando/);
    expect(await desk.cases()).toHaveLength(1);
  });
});

describe('everything else that can be asked for', () => {
  it('a phone, by its holder, is done unattended', async () => {
    await desk.luisa.says('cambió mi teléfono, ahora es 300 123 4567');
    await desk.luisa.sees(/Confirmar/);
    await desk.luisa.says('sí');
    await desk.luisa.sees(/El cambio en la cuenta de Luisa Fernanda Torres ya está hecho/);
    expect((await desk.account('luisa'))?.mobilePhone).toMatch(/3001234567/);
  });

  it('an alias goes to the specialist by hand', async () => {
    await desk.hernan.says('agréguenle a luisa torres el alias l.torres@entidad.example');
    await desk.hernan.says('sí');
    await desk.sofia.presses('Aprobar', { on: /l\.torres@entidad\.example/ });
    await desk.sofia.card('Marcar como hecho', /Exchange/);
  });

  it('an activation shows the account as it is and goes to the specialist', async () => {
    await desk.lucia.says('reactiven la cuenta de maría fernanda gómez, vuelve de su licencia');
    expect(await desk.lucia.sees(/Confirmar/)).toContain('maria.gomez@entidad.example');
    await desk.lucia.says('sí');
    await desk.sofia.presses('Aprobar');
    await desk.lucia.shows(/está activa otra vez/);
    expect((await desk.account('maria'))?.accountEnabled).toBe(true);
  });

  it('a forgotten password is for the holder and the supervisor alone', async () => {
    await desk.camila.says('luisa torres olvidó su contraseña');
    expect(desk.camila.fresh.join()).toMatch(/solo lo puede pedir/);
    await desk.luisa.says('olvidé mi contraseña');
    await desk.luisa.says('sí');
    await desk.luisa.sees(/Quedó registrada/);
    expect((await desk.cases()).map((one) => one.requester.id)).toEqual([desk.luisa.id]);
  });

  it('a failure and a wish for a person become cases that the specialist sees', async () => {
    await desk.camila.says('outlook no me deja enviar correos, dice que el buzón está lleno');
    await desk.camila.says('sí');
    await desk.sofia.card('Marcar como hecho', /buzón está lleno/);
    await desk.luisa.says('quiero hablar con una persona, necesito orientación con un oficio');
    await desk.luisa.says('sí');
    await desk.sofia.card('Marcar como hecho', /orientación con un oficio/);
  });
});

describe('at any time', () => {
  beforeEach(async () => {
    await desk.camila.says(
      'necesito que inactiven la cuenta de andrés peña desde hoy, se le acabó el contrato',
    );
    await desk.camila.presses('Confirmar');
    await desk.camila.sees(/MS-2026-000001/);
    await desk.settled();
  });

  it('shows my cases, and one by its number, to those concerned alone', async () => {
    const { camila, luisa } = desk;
    await camila.says('mis casos');
    expect(camila.last).toMatch(/MS-2026-000001[\s\S]*Andrés Felipe Peña Niño/);
    await camila.says('cómo va el 1');
    expect(camila.last).toMatch(/autorización de Hernán/);
    await camila.says('MS-2026-1');
    expect(camila.last).toMatch(/autorización de Hernán/);
    await luisa.says('cómo va el 1');
    expect(luisa.last).toMatch(/No encuentro ese caso/);
    await luisa.says('mis casos');
    expect(luisa.last).toMatch(/No tiene casos/);
    await desk.sofia.says('casos abiertos');
    expect(desk.sofia.last).toContain(FIRST);
    await desk.camila.says('casos abiertos');
    expect(desk.camila.fresh.join()).not.toMatch(/Casos abiertos\n/);
  });

  it('takes data for a case by its number', async () => {
    await desk.camila.says('agrega al caso 1 que el contratista ya entregó el equipo');
    expect(desk.camila.last).toMatch(/anotado/);
    expect((await desk.caseOf(FIRST)).notes.at(-1)?.text).toContain('ya entregó el equipo');
  });

  it('withdraws a case after asking once more, and reopens it with the reason', async () => {
    const { camila } = desk;
    await camila.says('retira el caso 1');
    expect(camila.last).toMatch(/Retiro MS-2026-000001/);
    await camila.says('sí');
    await camila.sees(/retiré \*\*MS-2026-000001\*\*/);
    expect(await desk.caseOf(FIRST)).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
    await camila.says('reabrir el caso 1');
    await camila.says('siempre sí se fue');
    await camila.sees(/Reabrí/);
    expect((await desk.caseOf(FIRST)).status).toBe('awaiting_supervisor');
    await desk.hernan.card('Autorizo');
  });

  it('says what it can do', async () => {
    await desk.camila.says('¿qué puedes hacer?');
    expect(desk.camila.last).toMatch(/Qué puedo hacer/);
  });
});

describe('the desk asks for a datum', () => {
  it('and takes the answer in the chat, however short', async () => {
    const { _id } = await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.presses('Enviar pregunta', {
      typed: {
        request_fields: 'contractNumber',
        request_note: 'el CPS-101 aparece a nombre de otra persona',
      },
    });
    await desk.camila.shows(/a nombre de otra persona/);
    await desk.camila.says('es el 110, perdón');
    expect(await desk.camila.sees(/CPS-110-2026/)).toContain('CPS-101-2026');
    expect(await desk.sofia.shows(/respondió en/)).toContain('CPS-110-2026');
    expect(await desk.caseOf(_id)).toMatchObject({
      status: 'in_review',
      fields: { contractNumber: { value: 'CPS-110-2026' } },
    });
  });

  it('about a person, and finds them in the directory', async () => {
    const { _id } = await given(desk, 'hernan', 'deactivate', ending(desk, 'andres'));
    await desk.sofia.presses('Enviar pregunta', {
      typed: { request_fields: 'mailAccess', request_note: '¿alguien debe leer ese correo?' },
    });
    await desk.hernan.shows(/alguien debe leer ese correo/);
    await desk.hernan.says('Luisa Torres');
    await desk.hernan.sees(/./);
    expect((await desk.caseOf(_id)).fields.mailAccess).toMatchObject({ value: desk.luisa.id });
  });
});
