import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Fields, Kind } from '../../services/domain/case.ts';
import { procedureSchema } from '../../services/domain/procedure.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

const AWAY = {
  status: 'alwaysEnabled',
  audience: 'all',
  inside: '<html><body>Estoy de licencia; escríbale a Luisa.</body></html>',
  outside: '<html><body>Estoy de licencia.</body></html>',
} as const;

let desk: DeskHarness;
let requests: { method: string; url: string; body: unknown }[];
beforeEach(async () => {
  requests = [];
  desk = await openDesk({}, (one) => {
    requests.push({ method: one.method, url: one.url, body: one.requestBody });
  });
});
afterEach(() => desk.close());

const current = (code: string) => desk.caseOf(code);

let drafts = 0;
async function done(kind: Kind, who: string, more: Fields = {}): Promise<Case> {
  drafts += 1;
  const fields: Fields = { account: { value: desk.idOf(who) }, reason: { value: 'leave' }, ...more };
  const outcome = await desk.desk.openCase(
    { draftId: `return-${drafts}`, kind, fields, locale: 'es-CO' },
    await desk.as('hernan'),
  );
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  const { stage } = await current(outcome.case._id);
  const approved = await desk.desk.command(
    outcome.case._id,
    { name: 'approve' },
    await desk.as('sofia'),
    stage,
  );
  if (!approved.ok) throw new TypeError(approved.code);
  await desk.settle();
  return current(outcome.case._id);
}

async function deactivated(who = 'andres'): Promise<Case> {
  const value = await done('deactivate', who, { effectiveDate: { value: '2026-11-20' } });
  await desk.desk.command(value._id, { name: 'confirm' }, await desk.as('hernan'), value.stage);
  return value;
}

const activated = (who = 'andres') =>
  done('activate', who, { contractNumber: { value: 'CPS-045-2027' }, endDate: { value: '2027-06-30' } });

const rulePath = () => `/users/${desk.idOf('andres')}/mailFolders/inbox/messageRules`;
const step = (value: Case, kind: string) => value.steps.find((one) => one.kind === kind);

async function graph(method: string, path: string, body: object) {
  const port = desk.port;
  const answer = await fetch(`http://127.0.0.1:${port}/sandbox/graph/v1.0${path}`, {
    method,
    headers: { authorization: 'Bearer test-bearer', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { id: string };
}

const addRule = (to: string) =>
  graph('POST', rulePath(), {
    displayName: `A ${to}`,
    sequence: 1,
    actions: { forwardTo: [{ emailAddress: { address: to } }] },
  });

describe('the snapshot of a deactivation', () => {
  it('keeps automatic reply, forwarding rules and place in the address book, and says what cannot be read', async () => {
    await desk.deps.mailbox.setAutomaticReply(desk.idOf('andres'), AWAY);
    const rule = await addRule('Fuera@otro.example');
    const value = await deactivated();
    expect(value.snapshot).toMatchObject({
      automaticReply: AWAY,
      rules: [{ id: rule.id, enabled: true, to: ['fuera@otro.example'] }],
    });
    expect(step(value, 'snapshot_account')?.evidence).toMatchObject({
      automaticReply: 'alwaysEnabled',
      forwardingRules: 1,
      mailboxForwarding: 'not_readable',
      inAddressList: 'not_said',
    });
  });

  it('leaves out whole a reply that is too long for a case, and the return says so', async () => {
    await desk.deps.mailbox.setAutomaticReply(desk.idOf('andres'), { ...AWAY, inside: 'a'.repeat(32_001) });
    expect((await deactivated()).snapshot).toMatchObject({
      automaticReply: { inside: '', outside: '' },
      replyTooLong: true,
    });
    expect((await activated()).unrestored).toContainEqual({
      what: 'automatic_reply',
      name: '',
      why: 'too_long',
    });
  });
});

describe('a return', () => {
  it('puts back reply, rules and address book where they differ by now, each read back', async () => {
    const id = desk.idOf('andres');
    await desk.deps.mailbox.setAutomaticReply(id, AWAY);
    const rule = await addRule('fuera@otro.example');
    await deactivated();
    await desk.deps.directory.assignLicence(id, desk.deps.tenant.licences.official.skuId);
    desk.clock.tick(10_000);
    await desk.deps.mailbox.setAutomaticReply(id, { ...AWAY, status: 'disabled', inside: 'Ya no trabaja' });
    await graph('PATCH', `${rulePath()}/${rule.id}`, { isEnabled: false });
    await desk.deps.directory.updateUser(id, { inAddressList: false });
    const value = await activated();
    expect(value.status).toBe('resolved');
    expect(value.unrestored).toEqual([]);
    expect(step(value, 'restore_settings')?.evidence).toEqual({
      automaticReply: 'alwaysEnabled',
      rules: { on: 1, missing: 0 },
      inAddressList: null,
    });
    expect(await desk.deps.mailbox.automaticReply(id)).toMatchObject(AWAY);
    expect(await desk.deps.mailbox.inboxRules(id)).toMatchObject([{ enabled: true }]);
    expect((await desk.deps.directory.user(id))?.inAddressList ?? true).toBe(true);
  });

  it('writes nothing where everything still stands', async () => {
    await desk.deps.mailbox.setAutomaticReply(desk.idOf('andres'), AWAY);
    await addRule('fuera@otro.example');
    await deactivated();
    requests.length = 0;
    await activated();
    const written = requests.filter((one) => one.method === 'PATCH' && /mailboxSettings|Rules/.test(one.url));
    expect(written).toEqual([]);
  });

  it('lists the rules that a new mailbox does not have, and gives it the reply', async () => {
    const id = desk.idOf('andres');
    await desk.deps.mailbox.setAutomaticReply(id, AWAY);
    await addRule('fuera@otro.example');
    await deactivated();
    controlTenant(desk.sandbox.tenant, { do: 'unlicensed-since', userId: id, at: '2026-01-01T00:00:00Z' });
    const value = await activated();
    expect(value.unrestored).toContainEqual({
      what: 'forwarding',
      name: 'fuera@otro.example',
      why: 'by_hand',
    });
    expect(await desk.deps.mailbox.automaticReply(id)).toMatchObject(AWAY);
  });

  it('that was accepted and shows nothing is tried again, and goes to a person in the end', async () => {
    await desk.deps.mailbox.setAutomaticReply(desk.idOf('andres'), AWAY);
    await deactivated();
    const id = desk.idOf('andres');
    controlTenant(desk.sandbox.tenant, { do: 'unlicensed-since', userId: id, at: '2026-01-01T00:00:00Z' });
    desk.sandbox.faults.add({
      match: { method: 'PATCH', pattern: 'mailboxSettings' },
      effect: 'pretend',
      times: null,
    });
    const stuck = await activated();
    expect(stuck.status).toBe('needs_attention');
    expect(step(stuck, 'restore_settings')).toMatchObject({ reason: { code: 'no_effect' } });
    expect((await desk.deps.directory.user(id))?.accountEnabled).toBe(true);
  });

  it.each(['answer', 'drop', 'work-then-drop', 'work-then-answer'] as const)(
    'under a directory that fails (%s) comes to the same',
    async (effect) => {
      const id = desk.idOf('andres');
      await desk.deps.mailbox.setAutomaticReply(id, AWAY);
      await deactivated();
      controlTenant(desk.sandbox.tenant, { do: 'unlicensed-since', userId: id, at: '2026-01-01T00:00:00Z' });
      desk.sandbox.faults.add({
        match: { method: 'PATCH', pattern: 'mailboxSettings' },
        effect,
        status: 503,
        times: 3,
      });
      /* All of it is done; what is left is the offer of the former mail. */
      expect(step(await activated(), 'restore_mailbox')).toMatchObject({
        state: 'waiting',
        reason: { code: 'offer_mail' },
      });
      expect(await desk.deps.mailbox.automaticReply(id)).toMatchObject(AWAY);
    },
  );
});

describe('a procedure that hides accounts from the address book', () => {
  const kinds = unidadVictimas.kinds;
  const hiding = procedureSchema.parse({
    ...unidadVictimas,
    kinds: {
      ...kinds,
      deactivate: {
        ...kinds.deactivate,
        steps: (kinds.deactivate?.steps ?? []).flatMap((one) =>
          one === 'block_sign_in' ? ['hide_from_lists', one] : [one],
        ),
      },
    },
  });

  it('hides at the deactivation and shows again at the return', async () => {
    await desk.close();
    desk = await openDesk({ procedure: hiding });
    const value = await deactivated();
    expect(step(value, 'hide_from_lists')).toMatchObject({
      state: 'done',
      evidence: { inAddressList: false },
    });
    expect((await desk.deps.directory.user(desk.idOf('andres')))?.inAddressList).toBe(false);
    await activated();
    expect((await desk.deps.directory.user(desk.idOf('andres')))?.inAddressList ?? true).toBe(true);
  });
});
