import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import { ending, given } from './given.ts';
import { personOf, type RunningDesk, startDesk } from './harness.ts';
import { wordsOf } from './person.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

const account = (who: string) => ({ account: { value: personOf(who).id, shown: personOf(who).displayName } });
const statusOf = async (value: Case) => (await desk.caseOf(value._id)).status;

function tenant() {
  if (!desk.mesa.sandbox) throw new TypeError('no sandbox');
  return desk.mesa.sandbox.tenant;
}

async function deactivated(who: string): Promise<Case> {
  const value = await given(desk, 'hernan', 'deactivate', ending(desk, who));
  await desk.sofia.presses('Aprobar', { on: new RegExp(value._id) });
  await desk.hernan.card('Todo bien', new RegExp(`${personOf(who).givenName}[\\s\\S]*inactiva`));
  return value;
}

describe('a deactivation', () => {
  it('asked by a colleague waits for the supervisor: Autorizo leads to the specialist', async () => {
    const value = await given(desk, 'camila', 'deactivate', ending(desk, 'andres'));
    const asked = await desk.hernan.shows(/Camila Rojas Peña/);
    expect(asked).toContain('Se bloquea el acceso');
    expect(asked).toContain('La cuenta no se elimina y puede reactivarse');
    await desk.settled();
    expect(await statusOf(value)).toBe('awaiting_supervisor');
    expect(desk.sofia.messages.map((one) => JSON.stringify(one)).join()).not.toContain(value._id);
    await desk.hernan.presses('Autorizo');
    await desk.sofia.card('Aprobar', /Andrés Felipe/);
    expect((await desk.caseOf(value._id)).authorisedBy?.id).toBe(desk.hernan.id);
  });

  it('that the supervisor refuses is over, with the reason, and nothing was touched', async () => {
    const value = await given(desk, 'camila', 'deactivate', ending(desk, 'andres'));
    await desk.hernan.presses('No autorizar', { typed: { not_authorise_remark: 'Sigue con nosotros' } });
    expect(await desk.camila.shows(/no autorizó/)).toContain('Sigue con nosotros');
    expect(await desk.caseOf(value._id)).toMatchObject({ status: 'closed', outcome: 'not_authorised' });
    expect((await desk.account('andres'))?.accountEnabled).toBe(true);
  });

  it('blocks, revokes, backs up, verifies and only then takes the licence; the account stays', async () => {
    const value = await deactivated('andres');
    const done = await desk.caseOf(value._id);
    expect(done.steps.map((one) => [one.kind, one.state])).toEqual(
      [
        'check_target',
        'snapshot_account',
        'block_sign_in',
        'revoke_sessions',
        'back_up_mailbox',
        'verify_backup',
        'remove_licence',
      ].map((kind) => [kind, 'done']),
    );
    expect(done.backup).toMatchObject({ items: 40 });
    const left = await desk.account('andres');
    expect(left).toMatchObject({ accountEnabled: false, licences: [] });
    expect(tenant().get('facts', 'tenant').deleteAttempts).toBe(0);
  });

  it('for a day to come is scheduled and begins by itself on that day; until then it can be withdrawn', async () => {
    const fields = { ...ending(desk, 'andres'), effectiveDate: { value: '2026-12-31' } };
    const value = await given(desk, 'hernan', 'deactivate', fields);
    await desk.sofia.presses('Aprobar');
    expect(await desk.hernan.shows(/empieza el/)).toContain('31 de diciembre');
    expect(await statusOf(value)).toBe('scheduled');
    expect((await desk.account('andres'))?.accountEnabled).toBe(true);
    await desk.advance('P60D');
    await desk.hernan.shows(/quedó inactiva/);
    expect((await desk.account('andres'))?.accountEnabled).toBe(false);
  });

  it('that was scheduled and withdrawn never begins', async () => {
    const fields = { ...ending(desk, 'andres'), effectiveDate: { value: '2026-12-31' } };
    const value = await given(desk, 'hernan', 'deactivate', fields);
    await desk.sofia.presses('Aprobar');
    await desk.hernan.presses('Sí, retirarla', { on: /Aprobada; empieza/ });
    await desk.advance('P60D');
    expect(await desk.caseOf(value._id)).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
    expect((await desk.account('andres'))?.accountEnabled).toBe(true);
  });

  it('of an account from Active Directory gets its sign-in step by hand, read back once it shows', async () => {
    const value = await given(desk, 'hernan', 'deactivate', ending(desk, 'sincronizada'));
    await desk.sofia.presses('Aprobar');
    await desk.sofia.card('Marcar como hecho', /Active Directory/);
    const user = personOf('sincronizada').id;
    const row = tenant().user(user);
    if (!row) throw new TypeError('nobody');
    tenant().commit([{ put: 'user', row: { ...row, accountEnabled: false } }]);
    await desk.sofia.presses('Marcar como hecho', { typed: { step_note: 'Deshabilitada en el dominio' } });
    await desk.hernan.shows(/quedó inactiva/);
    expect(await statusOf(value)).toBe('resolved');
  });
});

describe('an activation', () => {
  it('restores groups, licence and manager from the snapshot', async () => {
    await deactivated('andres');
    await desk.hernan.presses('Todo bien', { on: /inactiva/ });
    const fields = {
      ...account('andres'),
      reason: { value: 'other' },
      contractNumber: { value: 'CPS-045-2027' },
      endDate: { value: '2027-06-30' },
    };
    await given(desk, 'hernan', 'activate', fields);
    await desk.sofia.presses('Aprobar', { on: /Activación/ });
    await desk.hernan.shows(/está activa otra vez/);
    const back = await desk.account('andres');
    expect(back).toMatchObject({
      accountEnabled: true,
      contractNumber: 'CPS-045-2027',
      contractEnd: '2027-06-30',
    });
    expect(back?.licences.length).toBe(1);
    const groups = await desk.mesa.deps.directory.groupsOf(personOf('andres').id);
    expect(groups.map((one) => one.displayName)).toContain('Oficina Jurídica');
    expect((await desk.mesa.deps.directory.managerOf(personOf('andres').id))?.id).toBe(desk.hernan.id);
  });

  it('past thirty days without a licence says that the mailbox is new and offers the backup', async () => {
    await deactivated('andres');
    await desk.hernan.presses('Todo bien', { on: /inactiva/ });
    controlTenant(tenant(), {
      do: 'unlicensed-since',
      userId: personOf('andres').id,
      at: '2026-01-01T00:00:00.000Z',
    });
    await desk.advance('P45D');
    const fields = {
      ...account('andres'),
      reason: { value: 'other' },
      contractNumber: { value: 'CPS-045-2027' },
      endDate: { value: '2027-06-30' },
    };
    const value = await given(desk, 'hernan', 'activate', fields);
    await desk.sofia.presses('Aprobar', { on: /Activación/ });
    const offer = await desk.sofia.card('Devolver el correo', /buzón es nuevo/);
    expect(wordsOf(offer)).toMatch(/copia del caso MS-2026-\d+ hay 40 mensajes/);
    expect((await desk.account('andres'))?.accountEnabled).toBe(true);
    await desk.sofia.presses('Seguir sin el correo');
    expect(await desk.hernan.shows(/está activa otra vez/)).toMatch(/Buzón[\s\S]*copia del anterior/);
    await desk.hernan.presses('Todo bien', { on: /activa otra vez/ });

    // Weeks are over; Ricardo looks at the case, and the former mail is wanted after all.
    const number = String(Number(value._id.slice(-6)));
    await desk.ricardo.says(`¿cómo va el ${number}?`);
    expect(wordsOf(await desk.ricardo.card('Devolver el correo', /No se devolvió/))).toContain(value._id);
    await desk.ricardo.presses('Devolver el correo', { on: /No se devolvió/ });
    await desk.settled();
    expect(await desk.caseOf(value._id)).toMatchObject({
      status: 'resolved',
      mailReturn: { state: 'returned', imported: 40, failed: 0 },
    });
    await desk.ricardo.says(`¿cómo va el ${number}?`);
    await desk.ricardo.sees(/Ya está en una carpeta aparte: 40 de 40/);
    expect(desk.logged.join('')).not.toMatch(/sandbox\/import|importUrl/);
  });

  it('under a directory that fails at random returns the former mail whole', async () => {
    controlTenant(tenant(), { do: 'mail-items', userId: personOf('andres').id, count: 150 });
    await deactivated('andres');
    await desk.hernan.presses('Todo bien', { on: /inactiva/ });
    const at = '2026-01-01T00:00:00.000Z';
    controlTenant(tenant(), { do: 'unlicensed-since', userId: personOf('andres').id, at });
    const fields = {
      ...account('andres'),
      reason: { value: 'other' },
      contractNumber: { value: 'CPS-045-2027' },
      endDate: { value: '2027-06-30' },
    };
    const value = await given(desk, 'hernan', 'activate', fields);
    await desk.sofia.presses('Aprobar', { on: /Activación/ });
    await desk.sofia.card('Devolver el correo', /buzón es nuevo/);
    for (const fault of [{ status: 503 }, { effect: 'drop' }, { effect: 'work-then-drop' }] as const)
      desk.mesa.sandbox?.faults.add({
        match: { pathPrefix: '/import' },
        probability: 0.01,
        times: null,
        seed: 5,
        ...fault,
      });
    await desk.sofia.presses('Devolver el correo');
    await desk.sofia.shows(/Ya está en una carpeta aparte: 150 de 150/, 120_000);
    expect((await desk.caseOf(value._id)).mailReturn).toMatchObject({ imported: 150, failed: 0 });
    const mailboxId = (await desk.mesa.deps.mailbox.exportId(personOf('andres').id)) ?? '';
    const folders = await desk.mesa.deps.mailbox.folders(mailboxId);
    expect(folders.reduce((sum, one) => sum + one.itemCount, 0)).toBe(150);
  });
});

describe('a modification', () => {
  it('of the phone by the holder is done unattended', async () => {
    const value = await given(desk, 'luisa', 'modify', {
      ...account('luisa'),
      change: { value: 'phone' },
      phone: { value: '+573001234567', shown: '300 123 4567' },
    });
    await desk.luisa.shows(/El cambio en la cuenta/);
    expect((await desk.account('luisa'))?.mobilePhone).toMatch(/3001234567/);
    expect((await desk.caseOf(value._id)).history.map((one) => one.what)).not.toContain('approve');
  });

  it('of anything else shows old and new to the specialist', async () => {
    await given(desk, 'hernan', 'modify', {
      ...account('luisa'),
      change: { value: 'position' },
      position: { value: 'Asesora jurídica' },
    });
    const card = await desk.sofia.shows(/Asesora jurídica/);
    expect(card).toContain('Profesional');
    await desk.sofia.presses('Aprobar');
    await desk.hernan.shows(/ya está hecho/);
    expect((await desk.account('luisa'))?.jobTitle).toBe('Asesora jurídica');
  });

  it('that Graph cannot write is a step by hand, with instructions, a note and a read-back', async () => {
    await given(desk, 'hernan', 'modify', {
      ...account('luisa'),
      change: { value: 'alias' },
      newValue: { value: 'l.torres@entidad.example' },
    });
    await desk.sofia.presses('Aprobar');
    const card = await desk.sofia.card('Marcar como hecho', /alias/i);
    expect(JSON.stringify(card.activity)).toContain('centro de administración de Exchange');
    const user = tenant().user(personOf('luisa').id);
    if (!user) throw new TypeError('nobody');
    const proxyAddresses = [...user.proxyAddresses, 'smtp:l.torres@entidad.example'];
    tenant().commit([{ put: 'user', row: { ...user, proxyAddresses } }]);
    await desk.sofia.presses('Marcar como hecho', { typed: { step_note: 'Alias agregado' } });
    await desk.hernan.shows(/ya está hecho/);
  });
});

describe('a forgotten password', () => {
  it('is revealed to the holder who asked, after the specialist has made sure who it is', async () => {
    const value = await given(desk, 'luisa', 'reset', account('luisa'));
    await desk.sofia.presses('Aprobar');
    await desk.sofia.presses('Marcar como hecho', { typed: { step_note: 'La llamé al fijo de su oficina' } });
    const { text } = await desk.luisa.presses('Revelar acceso');
    expect(text).toContain('Contraseña');
    const { stage } = await desk.caseOf(value._id);
    expect((await desk.hernan.pressesRaw('reveal', { case: value._id, stage })).text).toContain(
      'otra persona',
    );
    await desk.luisa.presses('Recibido');
    expect(await statusOf(value)).toBe('closed');
  });
});

describe('a failure, and a question for a person', () => {
  it('is solved by a recorded note, which the requester reads', async () => {
    await given(desk, 'camila', 'failure', {
      failureKind: { value: 'cannot_send' },
      description: { value: 'Outlook dice que el buzón está lleno' },
    });
    const card = await desk.sofia.shows(/No puedo enviar/);
    expect(card).toContain('Outlook dice que el buzón está lleno');
    await desk.sofia.presses('Marcar como hecho', { typed: { step_note: 'Se amplió la cuota a 50 GB' } });
    expect(await desk.camila.shows(/quedó resuelta/)).toContain('Se amplió la cuota a 50 GB');
  });

  it('hands the conversation to the specialist as a case', async () => {
    await given(desk, 'camila', 'assistance', {
      description: { value: 'Necesito orientación con un oficio' },
    });
    expect(await desk.sofia.shows(/Necesito orientación/)).toContain('Camila Rojas Peña');
    await desk.sofia.presses('Marcar como hecho', { typed: { step_note: 'Hablamos por teléfono' } });
    expect(await desk.camila.shows(/quedó atendida/)).toContain('Hablamos por teléfono');
  });
});
