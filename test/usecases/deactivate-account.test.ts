import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Fields } from '../../services/domain/case.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const STEPS = [
  'check_target',
  'snapshot_account',
  'block_sign_in',
  'revoke_sessions',
  'back_up_mailbox',
  'verify_backup',
  'remove_licence',
];

async function open(by: string, who: string, more: Fields = {}) {
  const fields: Fields = {
    account: { value: desk.idOf(who) },
    reason: { value: 'contract_end' },
    effectiveDate: { value: '2026-11-20' },
    ...more,
  };
  return desk.desk.openCase(
    { draftId: `${by}-${who}`, kind: 'deactivate', fields, locale: 'es-CO' },
    await desk.as(by),
  );
}

async function opened(by: string, who: string, more: Fields = {}): Promise<Case> {
  const outcome = await open(by, who, more);
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(outcome.case._id);
}

const current = (code: string) => desk.caseOf(code);

describe('a deactivation', () => {
  it('asked by the supervisor is the formal request: blocked, backed up, verified, and only then without licence', async () => {
    const value = await opened('hernan', 'andres');
    expect(value.status).toBe('in_review');
    await desk.desk.command(value._id, { name: 'approve' }, await desk.as('sofia'), value.stage);
    await desk.settle();
    const done = await current(value._id);
    expect(done.steps.map((step) => [step.kind, step.state, step.reason?.code])).toEqual(
      STEPS.map((kind) => [kind, 'done', undefined]),
    );
    expect(done.status).toBe('resolved');
    expect(done.backup?.items).toBe(40);
    expect(done.backup?.verifiedAt).toBeDefined();
    expect(done.snapshot?.groups.map((one) => one.name)).toContain('Oficina Jurídica');
    const user = await desk.deps.directory.user(desk.idOf('andres'));
    expect(user).toMatchObject({ accountEnabled: false, licences: [] });
    const register = await desk.stores.register.get(desk.idOf('andres'));
    expect(register).toMatchObject({ state: 'disabled', activeCaseId: '' });
  });

  it('asked by somebody else waits for the supervisor, whose refusal ends it', async () => {
    const value = await opened('camila', 'andres');
    expect(value.status).toBe('awaiting_supervisor');
    expect(desk.told.map((one) => [one.notice, one.to])).toEqual([
      ['status', desk.idOf('camila')],
      ['authorisation', desk.idOf('hernan')],
    ]);
    const forged = await desk.desk.command(
      value._id,
      { name: 'authorise' },
      await desk.as('camila'),
      value.stage,
    );
    expect(forged).toMatchObject({ ok: false, code: 'not_yours' });
    const early = await desk.desk.command(
      value._id,
      { name: 'approve' },
      await desk.as('sofia'),
      value.stage,
    );
    expect(early).toMatchObject({ ok: false, code: 'not_now' });
    await desk.desk.command(
      value._id,
      { name: 'not_authorise', remark: 'sigue en el equipo' },
      await desk.as('hernan'),
      value.stage,
    );
    await desk.settle();
    expect(await current(value._id)).toMatchObject({
      status: 'closed',
      outcome: 'not_authorised',
      remark: 'sigue en el equipo',
    });
    expect(desk.told.at(-1)).toMatchObject({ notice: 'not_authorised', to: desk.idOf('camila') });
  });

  it('with a future date is scheduled, and begins by itself on that day', async () => {
    const value = await opened('hernan', 'andres', { effectiveDate: { value: '2026-12-31' } });
    await desk.desk.command(value._id, { name: 'approve' }, await desk.as('sofia'), value.stage);
    await desk.settle();
    const waiting = await current(value._id);
    expect(waiting.status).toBe('scheduled');
    expect(waiting.deadlineAt).toBe('2026-12-31T22:00:00.000Z');
    expect((await desk.deps.directory.user(desk.idOf('andres')))?.accountEnabled).toBe(true);
  });

  it.each([
    ['admin', 'target_administrator'],
    ['contacto', 'target_shared'],
    ['maria', 'target_disabled'],
  ])('of %s is refused: %s', async (who, code) => {
    expect(await open('hernan', who)).toMatchObject({ ok: false, code });
  });

  it('of an account that another case is working on is refused with that case', async () => {
    const first = await opened('hernan', 'andres');
    expect(await open('camila', 'andres')).toMatchObject({
      ok: false,
      code: 'target_busy',
      params: { code: first._id },
    });
  });
});
