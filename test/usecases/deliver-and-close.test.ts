import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Fields, Kind } from '../../services/domain/case.ts';
import type { Command } from '../../services/domain/command.ts';
import type { SandboxExchange } from '../../services/sandbox/graph-service.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import { type DeskHarness, openDesk, UNREACHABLE } from '../support/desk-harness.ts';

let desk: DeskHarness;
let traffic: SandboxExchange[];
beforeEach(async () => {
  traffic = [];
  desk = await openDesk({}, (one) => traffic.push(one));
});
afterEach(() => desk.close());

async function open(by: string, kind: Kind, fields: Fields): Promise<Case> {
  const outcome = await desk.desk.openCase(
    { draftId: `${by}-${kind}-${traffic.length}`, kind, fields, locale: 'es-CO' },
    await desk.as(by),
  );
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(outcome.case._id);
}

const current = (code: string) => desk.caseOf(code);

async function give(value: Case, by: string, command: Command) {
  const now = await current(value._id);
  const outcome = await desk.desk.command(value._id, command, await desk.as(by), now.stage);
  await desk.settle();
  return outcome;
}

const creation: Fields = {
  holderName: { value: 'Laura Inés Ñungo Pérez' },
  holderType: { value: 'official' },
  nationalId: { value: '52345678' },
  position: { value: 'Abogada' },
  department: { value: 'Oficina Jurídica' },
  personalEmail: { value: 'laura@correo.example' },
};
const create = () => open('camila', 'create', { ...creation, supervisor: { value: desk.idOf('hernan') } });

describe('delivery', () => {
  it('shows the access to the recipient alone, anew each time, and leaves it nowhere', async () => {
    const value = await create();
    await give(value, 'sofia', { name: 'approve' });
    const ready = await current(value._id);
    const wrong = await desk.desk.reveal(value._id, await desk.as('camila'), ready.stage);
    expect(wrong).toMatchObject({ ok: false, code: 'not_yours' });
    const first = await desk.desk.reveal(value._id, await desk.as('hernan'), ready.stage);
    desk.clock.tick(1500);
    const second = await desk.desk.reveal(
      value._id,
      await desk.as('hernan'),
      (await current(value._id)).stage,
    );
    if (!first.ok || !second.ok) throw new TypeError('not revealed');
    expect(first.secret).toMatch(/^([A-Z][a-z]{2}\d-){3}[A-Z][a-z]{2}\d$/);
    expect(second.secret).not.toBe(first.secret);
    await desk.settle();
    const kept = JSON.stringify([await current(value._id), desk.told, desk.edits]);
    expect(kept).not.toContain(first.secret);
    expect(kept).not.toContain(second.secret);
    expect(
      (await current(value._id)).history
        .filter((entry) => entry.what === 'reveal')
        .map((entry) => entry.facts),
    ).toEqual([{ reveals: 1 }, { reveals: 2 }]);
  });

  it('ends with the first sign-in: afterwards nothing more is revealed', async () => {
    const value = await create();
    await give(value, 'sofia', { name: 'approve' });
    const stage = (await current(value._id)).stage;
    await desk.desk.reveal(value._id, await desk.as('hernan'), stage);
    desk.clock.tick(5000);
    controlTenant(desk.sandbox.tenant, {
      do: 'sign-in',
      userId: (await current(value._id)).account?.id ?? '',
    });
    expect(await desk.desk.reveal(value._id, await desk.as('hernan'), stage)).toMatchObject({
      ok: false,
      code: 'already_signed_in',
    });
  });

  it('is acknowledged, confirmed by the requester, and closed', async () => {
    const value = await create();
    await give(value, 'sofia', { name: 'approve' });
    expect(await give(value, 'hernan', { name: 'acknowledge' })).toMatchObject({
      ok: false,
      code: 'reveal_first',
    });
    await desk.desk.reveal(value._id, await desk.as('hernan'), (await current(value._id)).stage);
    await give(value, 'hernan', { name: 'acknowledge' });
    expect((await current(value._id)).status).toBe('resolved');
    await give(value, 'camila', { name: 'confirm' });
    expect(await current(value._id)).toMatchObject({ status: 'closed', outcome: 'fulfilled', open: false });
  });
});

describe('missing data', () => {
  it('is asked in chat and by e-mail with the same question, and the answer comes back', async () => {
    const value = await create();
    await give(value, 'sofia', {
      name: 'request_data',
      fields: ['nationalId'],
      note: 'el documento no coincide',
    });
    expect((await current(value._id)).status).toBe('awaiting_data');
    expect(desk.told.at(-1)).toMatchObject({ notice: 'data_requested', to: desk.idOf('camila') });
    const mails = traffic.filter((one) => one.url.endsWith('/sendMail') && one.status === 202);
    expect(JSON.stringify(mails.at(-1)?.requestBody)).toMatch(
      /Documento de identidad.*el documento no coincide/s,
    );
    await give(value, 'camila', { name: 'add_data', fields: { nationalId: { value: '52345679' } } });
    const answered = await current(value._id);
    expect(answered).toMatchObject({ status: 'in_review', fields: { nationalId: { value: '52345679' } } });
    expect(desk.told.at(-1)).toMatchObject({ to: desk.idOf('sofia') });
  });

  it('that came by telephone is recorded by the specialist', async () => {
    const value = await create();
    await give(value, 'sofia', { name: 'request_data', fields: ['phone'], note: '' });
    await give(value, 'sofia', {
      name: 'record_answer',
      fields: { phone: { value: '3001234567' } },
      note: 'lo dijo por teléfono',
    });
    const answered = await current(value._id);
    expect(answered).toMatchObject({ status: 'in_review', fields: { phone: { value: '3001234567' } } });
    expect(answered.notes.at(-1)).toMatchObject({
      by: { name: 'Sofía Ibáñez León' },
      text: 'lo dijo por teléfono',
    });
  });
});

describe('an activation', () => {
  it('puts back what the deactivation kept', async () => {
    const end = await open('hernan', 'deactivate', {
      account: { value: desk.idOf('andres') },
      reason: { value: 'leave' },
      effectiveDate: { value: '2026-11-20' },
    });
    await give(end, 'sofia', { name: 'approve' });
    await give(end, 'hernan', { name: 'confirm' });
    const legal = desk.deps.tenant.departmentGroups['Oficina Jurídica']?.[0] ?? '';
    await desk.deps.directory.removeFromGroup(desk.idOf('andres'), legal);
    const back = await open('hernan', 'activate', {
      account: { value: desk.idOf('andres') },
      reason: { value: 'leave' },
      contractNumber: { value: 'CPS-045-2026' },
      endDate: { value: '2027-01-31' },
    });
    await give(back, 'sofia', { name: 'approve' });
    const done = await current(back._id);
    expect(done.steps.filter((step) => step.state !== 'done')).toEqual([]);
    const user = await desk.deps.directory.user(desk.idOf('andres'));
    expect(user).toMatchObject({ accountEnabled: true, contractEnd: '2027-01-31' });
    expect(user?.licences.length).toBe(1);
    expect((await desk.deps.directory.groupsOf(desk.idOf('andres'))).map((one) => one.displayName)).toContain(
      'Oficina Jurídica',
    );
  });
});

describe('a modification', () => {
  it('of the phone by the holder needs no specialist', async () => {
    const value = await open('luisa', 'modify', {
      account: { value: desk.idOf('luisa') },
      change: { value: 'phone' },
      phone: { value: '3109876543' },
    });
    expect(value.status).toBe('resolved');
    expect((await desk.deps.directory.user(desk.idOf('luisa')))?.mobilePhone).toBe('3109876543');
    expect(desk.told.map((one) => one.notice)).toEqual(['status', 'solved']);
  });

  it('of the phone by a colleague goes to the specialist', async () => {
    const value = await open('camila', 'modify', {
      account: { value: desk.idOf('luisa') },
      change: { value: 'phone' },
      phone: { value: '3109876543' },
    });
    expect(value.status).toBe('in_review');
  });

  it('that Graph cannot write is a step by hand with its note and read-back', async () => {
    const value = await open('camila', 'modify', {
      account: { value: desk.idOf('luisa') },
      change: { value: 'alias' },
      newValue: { value: 'l.torres@entidad.example' },
    });
    await give(value, 'sofia', { name: 'approve' });
    const waiting = await current(value._id);
    expect(waiting).toMatchObject({ status: 'fulfilling' });
    expect(waiting.steps.at(-1)).toMatchObject({
      kind: 'add_alias',
      mode: 'manual',
      state: 'waiting',
      reason: { code: 'by_hand' },
    });
    expect(await give(value, 'sofia', { name: 'step_by_hand', stepId: 'add_alias', note: '' })).toMatchObject(
      { ok: false, code: 'note_needed' },
    );
  });
});

describe('an account that is mastered on premises', () => {
  it('gets steps by hand where Graph cannot write, read back from the directory', async () => {
    const value = await open('hernan', 'deactivate', {
      account: { value: desk.idOf('sincronizada') },
      reason: { value: 'retirement' },
      effectiveDate: { value: '2026-11-20' },
    });
    expect(value.steps.filter((step) => step.mode === 'manual').map((step) => step.kind)).toEqual([
      'block_sign_in',
    ]);
    await give(value, 'sofia', { name: 'approve' });
    expect((await current(value._id)).steps.find((step) => step.kind === 'block_sign_in')).toMatchObject({
      state: 'waiting',
    });
  });
});

describe('a forgotten password', () => {
  it('is asked by the holder or the supervisor alone, verified by a person, and revealed to who asked', async () => {
    const fields: Fields = { account: { value: desk.idOf('luisa') } };
    const stranger = await desk.desk.openCase(
      { draftId: 'x', kind: 'reset', fields, locale: 'es-CO' },
      await desk.as('camila'),
    );
    expect(stranger).toMatchObject({ ok: false, code: 'may_not_ask' });
    const value = await open('luisa', 'reset', fields);
    await give(value, 'sofia', { name: 'approve' });
    await give(value, 'sofia', {
      name: 'step_by_hand',
      stepId: 'verify_identity',
      note: 'la llamé al teléfono registrado',
    });
    const ready = await current(value._id);
    expect(ready.status).toBe('delivering');
    expect(await desk.desk.reveal(value._id, await desk.as('luisa'), ready.stage)).toMatchObject({
      ok: true,
      kind: 'password',
    });
    await give(value, 'luisa', { name: 'acknowledge' });
    expect((await current(value._id)).status).toBe('closed');
  });
});

describe('a mail failure', () => {
  it('goes to a person at once, who may ask for data, and the note is the answer', async () => {
    const value = await open('camila', 'failure', {
      failureKind: { value: 'cannot_send' },
      description: { value: 'no sale nada' },
    });
    expect(value).toMatchObject({ status: 'fulfilling' });
    expect(desk.told.map((one) => one.notice)).toEqual(['status', 'decision']);
    await give(value, 'sofia', { name: 'request_data', fields: ['phone'], note: '' });
    await give(value, 'camila', {
      name: 'add_data',
      fields: { description: { value: 'ni desde el celular' } },
    });
    expect(await current(value._id)).toMatchObject({
      status: 'fulfilling',
      fields: { description: { value: 'ni desde el celular' } },
    });
    await give(value, 'sofia', {
      name: 'step_by_hand',
      stepId: 'recover_mail',
      note: 'el buzón estaba lleno; se amplió',
    });
    expect(await current(value._id)).toMatchObject({
      status: 'resolved',
      remark: 'el buzón estaba lleno; se amplió',
    });
    expect(desk.told.at(-1)).toMatchObject({ notice: 'solved', to: desk.idOf('camila') });
  });
});

describe('a call for a person', () => {
  it('is withdrawn while nobody has done anything', async () => {
    const value = await open('camila', 'assistance', { description: { value: 'ya no hace falta' } });
    expect(await give(value, 'camila', { name: 'withdraw' })).toMatchObject({ ok: true });
    expect(await current(value._id)).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
  });
});

describe('people', () => {
  it("a specialist's own request goes to the others, and not back to them", async () => {
    const value = await open('sofia', 'modify', {
      account: { value: desk.idOf('luisa') },
      change: { value: 'position' },
      position: { value: 'Asesora' },
    });
    expect(desk.told.filter((one) => one.notice === 'decision').map((one) => one.to)).toEqual([
      desk.idOf('tomas'),
    ]);
    expect(await give(value, 'sofia', { name: 'approve' })).toMatchObject({ ok: false, code: 'own_request' });
  });

  it('a hand-over goes to a specialist and nobody else', async () => {
    const value = await open('camila', 'assistance', { description: { value: 'necesito orientación' } });
    const tomas = (await desk.as('tomas')).actor.person;
    expect(
      await give(value, 'sofia', { name: 'hand_over', to: (await desk.as('camila')).actor.person }),
    ).toMatchObject({ ok: false, code: 'not_a_specialist' });
    await give(value, 'sofia', { name: 'hand_over', to: tomas });
    expect((await current(value._id)).assignee?.id).toBe(desk.idOf('tomas'));
    expect(desk.told.at(-1)).toMatchObject({ notice: 'handed_over', to: desk.idOf('tomas') });
  });

  it('whoever cannot be reached in chat gets an e-mail that gives nothing away', async () => {
    await desk.close();
    desk = await openDesk({ messenger: UNREACHABLE }, (one) => traffic.push(one));
    await open('camila', 'assistance', { description: { value: 'un secreto' } });
    const mails = traffic.filter((one) => one.url.endsWith('/sendMail'));
    expect(mails.length).toBe(3);
    expect(JSON.stringify(mails)).not.toContain('un secreto');
  });
});
