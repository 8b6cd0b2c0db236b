import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Fields } from '../../services/domain/case.ts';
import { waitsForDirectory } from '../../services/domain/work.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import { aNewAccount } from '../support/builders.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';
import { memoryBackups } from '../support/memory-backups.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const current = (code: string) => desk.caseOf(code);

async function creation(holderName = 'Laura Inés Ñungo Pérez', draftId = 'd1'): Promise<Case> {
  const fields: Fields = aNewAccount({ value: desk.idOf('hernan') }, { holderName: { value: holderName } });
  const outcome = await desk.desk.openCase(
    { draftId, kind: 'create', fields, locale: 'es-CO' },
    await desk.as('camila'),
  );
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(outcome.case._id);
}

async function deactivation(who: string): Promise<Case> {
  const fields: Fields = {
    account: { value: desk.idOf(who) },
    reason: { value: 'resignation' },
    effectiveDate: { value: '2026-11-20' },
  };
  const outcome = await desk.desk.openCase(
    { draftId: who, kind: 'deactivate', fields, locale: 'es-CO' },
    await desk.as('hernan'),
  );
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(outcome.case._id);
}

async function approve(value: Case) {
  const outcome = await desk.desk.command(
    value._id,
    { name: 'approve' },
    await desk.as('sofia'),
    value.stage,
  );
  if (!outcome.ok) throw new TypeError(outcome.code);
}

const accountsOf = async (code: string) => {
  const found = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await desk.deps.directory.changes(cursor);
    for (const one of page.users) {
      const user = await desk.deps.directory.user(one.id);
      if (user?.caseCode === code) found.push(user.userPrincipalName);
    }
    cursor = page.cursor;
    more = page.more;
  }
  return found;
};

describe('the directory misbehaves', () => {
  it.each(['work-then-answer', 'work-then-drop'] as const)(
    'an answer lost after the account was made (%s) leads to the same account, not to a second one',
    async (effect) => {
      const value = await creation();
      desk.sandbox.faults.add({ match: { method: 'POST', pattern: '^/users$' }, effect, status: 504 });
      await approve(value);
      await desk.settle();
      expect((await current(value._id)).status).toBe('delivering');
      expect(await accountsOf(value._id)).toEqual(['laura.nungo@entidad.example']);
    },
  );

  it('down: the step waits and says so, and goes on by itself', async () => {
    const value = await creation();
    await desk.as('sofia');
    desk.sandbox.faults.add({ status: 503, times: 40 });
    await approve(value);
    await desk.settle();
    const done = await current(value._id);
    expect(done.status).toBe('delivering');
    expect(reasonsOf(done)).toContain('directory_unavailable');
  });

  it('down before the case could be prepared: it is kept, says so, and reaches the specialist later', async () => {
    await desk.as('camila');
    desk.sandbox.faults.add({ match: { pattern: 'deletedItems' }, status: 503, times: 12 });
    const value = await creation();
    expect(value).toMatchObject({ status: 'in_review', prepared: true });
    expect(desk.edits.some((one) => waitsForDirectory(one.about.work))).toBe(true);
    expect(desk.told.map((one) => one.notice)).toEqual(['status', 'decision']);
  });

  it('forbidden: the step waits for the permission and says so', async () => {
    const value = await creation();
    desk.sandbox.faults.add({ match: { method: 'PUT' }, status: 403, times: 3 });
    await approve(value);
    await desk.settle();
    const done = await current(value._id);
    expect(done.status).toBe('delivering');
    expect(reasonsOf(done)).toContain('directory_forbidden');
  });

  it('a success that changed nothing is not done: it is tried again, and a person is asked in the end', async () => {
    const value = await deactivation('andres');
    desk.sandbox.faults.add({ match: { method: 'PATCH' }, effect: 'pretend', times: null });
    await approve(value);
    await desk.settle();
    const stuck = await current(value._id);
    expect(stuck.status).toBe('needs_attention');
    expect(stuck.steps.find((step) => step.state === 'failed')).toMatchObject({
      kind: 'block_sign_in',
      reason: { code: 'no_effect' },
    });
    expect(desk.told.at(-1)).toMatchObject({ notice: 'attention' });
    desk.sandbox.faults.clear();
    const retried = await desk.desk.command(
      value._id,
      { name: 'retry' },
      await desk.as('sofia'),
      stuck.stage,
    );
    expect(retried.ok).toBe(true);
    await desk.settle();
    expect((await current(value._id)).status).toBe('resolved');
  });

  it('a homonym that appeared meanwhile gets the next free name', async () => {
    const value = await creation();
    expect(value.proposal?.address).toBe('laura.nungo@entidad.example');
    const taken = await desk.deps.directory.createUser({
      userPrincipalName: 'laura.nungo@entidad.example',
      mailNickname: 'laura.nungo',
      displayName: 'Laura Ñungo Otra',
      givenName: 'Laura',
      surname: 'Ñungo Otra',
      employeeType: 'official',
      usageLocation: 'CO',
      caseCode: 'OTHER',
      initialPassword: 'Xy7-secreto-Largo',
    });
    expect(taken.kind).toBe('created');
    await approve(value);
    await desk.settle();
    const done = await current(value._id);
    expect(done.status).toBe('delivering');
    expect(done.account?.email).toBe('laura.nungoperez@entidad.example');
    expect(done.proposal?.passedOver).toEqual([{ address: 'laura.nungo@entidad.example', why: 'in_use' }]);
  });

  it('what the directory refuses outright is a permanent failure with its reason', async () => {
    const value = await creation();
    desk.sandbox.faults.add({
      match: { pattern: 'subscribedSkus' },
      status: 400,
      code: 'Request_BadRequest',
      message: 'refused',
    });
    await approve(value);
    await desk.settle();
    expect(await current(value._id)).toMatchObject({ status: 'needs_attention' });
  });
});

describe('a mailbox backup', () => {
  it('fetches mail that arrived while it ran, under throttling, before the licence goes', async () => {
    await desk.close();
    let arrived = 0;
    desk = await openDesk({}, (exchange) => {
      if (!exchange.url.endsWith('/exportItems') || arrived >= 3) return;
      arrived += 1;
      controlTenant(desk.sandbox.tenant, {
        do: 'mail-arrives',
        userId: desk.idOf('andres'),
        folder: 'inbox',
        count: 1,
      });
    });
    const value = await deactivation('andres');
    await approve(value);
    desk.sandbox.faults.add({
      match: { pattern: 'exportItems' },
      status: 429,
      retryAfterSeconds: 3,
      times: 2,
    });
    await desk.settle();
    const done = await current(value._id);
    expect(done.status).toBe('resolved');
    expect(done.backup).toMatchObject({ items: 43 });
  });

  it('keeps what was exported when some items fail, and goes on with the rest', async () => {
    const value = await deactivation('andres');
    await approve(value);
    desk.sandbox.faults.add({ match: { pattern: 'exportItems' }, effect: 'fail-items', times: 2 });
    await desk.settle();
    const done = await current(value._id);
    expect(done).toMatchObject({ status: 'resolved', backup: { items: 40 } });
    expect(reasonsOf(done)).toContain('mailbox_item_failed');
  });

  it('that does not read back as written keeps the licence', async () => {
    await desk.close();
    desk = await openDesk({ backups: damaging() });
    const value = await deactivation('andres');
    await approve(value);
    await desk.settle();
    const stuck = await current(value._id);
    expect(stuck.status).toBe('needs_attention');
    expect(stuck.steps.find((step) => step.state === 'failed')).toMatchObject({
      kind: 'verify_backup',
      reason: { code: 'backup_differs' },
    });
    const user = await desk.deps.directory.user(desk.idOf('andres'));
    expect(user?.licences.length).toBe(1);
    const byHand = await desk.desk.command(
      value._id,
      { name: 'resolve_by_hand', note: 'ya' },
      await desk.as('sofia'),
      stuck.stage,
    );
    expect(byHand).toMatchObject({ ok: false, code: 'past_licence_gate' });
  });
});

const reasonsOf = (value: Case) => value.history.map((entry) => (entry.facts as { reason?: string }).reason);

function damaging() {
  const backups = memoryBackups();
  return {
    ...backups,
    getItem: async (backup: string, key: string) => {
      const data = await backups.getItem(backup, key);
      return data && Buffer.concat([data, Buffer.from('x')]);
    },
  };
}
