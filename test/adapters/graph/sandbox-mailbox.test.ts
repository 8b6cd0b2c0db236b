import { describe, expect, it } from 'vitest';
import { createGraphClient } from '../../../services/adapters/graph/client.ts';
import { createFixedTokenSource } from '../../../services/adapters/graph/fixed-token.ts';
import { createGraphMailer } from '../../../services/adapters/graph/mailer.ts';
import { createGraphProbe } from '../../../services/adapters/graph/reachable.ts';
import type { MailboxItem } from '../../../services/ports/mailbox.ts';
import { tenantSeed } from '../../../services/sandbox/tenant-seed.ts';
import { faultOf } from './harness.ts';
import { id, SKU, useSandbox } from './sandbox-tenant.ts';

const on = useSandbox();

describe('mailboxes', () => {
  it('come a moment after the licence, and tell what they are', async () => {
    const ana = await on.created();
    expect(await on.mailbox.state(ana)).toEqual({ exists: false });
    await on.directory.assignLicence(ana, SKU);
    expect(await on.mailbox.state(ana)).toEqual({ exists: false });
    expect(await on.mailbox.exportId(ana)).toBeUndefined();
    on.pass(10_000);
    expect(await on.mailbox.state(ana)).toEqual({
      exists: true,
      purpose: 'user',
      automaticReplies: 'disabled',
    });
    expect(await on.mailbox.exportId(ana)).toMatch(/^MBX:/);
    expect((await on.mailbox.state(id('contacto'))).purpose).toBe('shared');
  });

  async function listing(box: string): Promise<Map<string, { folder: string; item: MailboxItem }>> {
    const all = new Map<string, { folder: string; item: MailboxItem }>();
    for (const folder of await on.mailbox.folders(box)) {
      let page = await on.mailbox.itemChanges(box, folder.id);
      for (const item of page.items) all.set(item.id, { folder: folder.id, item });
      while (page.more) {
        page = await on.mailbox.itemChanges(box, folder.id, page.cursor);
        for (const item of page.items) all.set(item.id, { folder: folder.id, item });
      }
    }
    return all;
  }

  it('tell every item of every folder, once', async () => {
    on.tenant({ do: 'mail-items', userId: id('andres'), count: 450 });
    const box = (await on.mailbox.exportId(id('andres'))) ?? '';
    const folders = await on.mailbox.folders(box);
    const items = await listing(box);
    expect(items.size).toBe(450);
    expect(folders.reduce((sum, each) => sum + each.itemCount, 0)).toBe(450);
    expect([...items.values()].every(({ item }) => item.size > 0 && item.changeKey)).toBe(true);
  });

  it('tell the mail that arrives after a listing', async () => {
    const box = (await on.mailbox.exportId(id('andres'))) ?? '';
    const [inbox] = await on.mailbox.folders(box);
    let page = await on.mailbox.itemChanges(box, inbox?.id ?? '');
    while (page.more) page = await on.mailbox.itemChanges(box, inbox?.id ?? '', page.cursor);
    on.tenant({ do: 'mail-arrives', userId: id('andres'), count: 2 });
    expect((await on.mailbox.itemChanges(box, inbox?.id ?? '', page.cursor)).items).toHaveLength(2);
  });

  it('export in the order asked, with the error of the one item that failed', async () => {
    const box = (await on.mailbox.exportId(id('andres'))) ?? '';
    const ids = [...(await listing(box)).keys()].slice(0, 19).reverse();
    const asked = [...ids.slice(0, 5), 'AAMk-gone', ...ids.slice(5)];
    const exported = await on.mailbox.exportItems(box, asked);
    expect(exported.map((each) => each.id)).toEqual(asked);
    expect(exported[5]).toEqual({ id: 'AAMk-gone', error: 'ErrorItemNotFound' });
    expect(exported.every((each) => 'error' in each === (each.id === 'AAMk-gone'))).toBe(true);
    const again = await on.mailbox.exportItems(box, [asked[0] ?? '']);
    expect(again[0]).toEqual(exported[0]);
  });

  it('tell the rules that forward', async () => {
    expect(await on.mailbox.inboxRules(id('andres'))).toEqual([]);
    const actions = { forwardTo: [{ emailAddress: { address: 'Fuera@otro.example' } }] };
    const path = `/users/${id('andres')}/mailFolders/inbox/messageRules`;
    await on.client.ask('POST', {
      op: 'plant',
      path,
      body: { displayName: 'Reenvío', sequence: 1, actions },
    });
    expect(await on.mailbox.inboxRules(id('andres'))).toMatchObject([
      { displayName: 'Reenvío', enabled: true, forwardsTo: ['fuera@otro.example'] },
    ]);
  });

  it('take back an automatic reply with its times, and turn a rule on', async () => {
    const until = { dateTime: '2026-12-01T08:00:00.0000000', timeZone: 'UTC' };
    const from = { dateTime: '2026-11-20T08:00:00.0000000', timeZone: 'UTC' };
    const reply = {
      status: 'scheduled',
      audience: 'contactsOnly',
      inside: 'a',
      outside: 'b',
      from,
      until,
    } as const;
    await on.mailbox.setAutomaticReply(id('andres'), reply);
    expect(await on.mailbox.automaticReply(id('andres'))).toEqual(reply);
    const actions = { redirectTo: [{ emailAddress: { address: 'fuera@otro.example' } }] };
    const path = `/users/${id('andres')}/mailFolders/inbox/messageRules`;
    const body = { displayName: 'R', sequence: 1, isEnabled: false, actions };
    await on.client.ask('POST', { op: 'plant', path, body });
    const [rule] = await on.mailbox.inboxRules(id('andres'));
    expect(rule?.enabled).toBe(false);
    await on.mailbox.enableRule(id('andres'), rule?.id ?? '');
    expect((await on.mailbox.inboxRules(id('andres')))[0]?.enabled).toBe(true);
    expect(await on.mailbox.automaticReply('00000000-0000-4000-8000-000000000000')).toBeUndefined();
  });

  it('send the desk mail, kept with its answer address', async () => {
    const mailer = createGraphMailer(on.client, { deskMailbox: tenantSeed.deskMailbox });
    const mail = {
      to: 'camila.rojas@entidad.example',
      subject: 'Caso MS-2026-000001',
      text: 'Hola',
      replyTo: tenantSeed.deskMailbox,
    };
    await mailer.send(mail);
    expect([...on.sandbox.tenant.rows('sent')]).toMatchObject([
      {
        from: tenantSeed.deskMailbox,
        to: [mail.to],
        replyTo: [mail.replyTo],
        subject: mail.subject,
        text: 'Hola',
      },
    ]);
  });
});

describe('a tenant in trouble', () => {
  it('throttled for a moment is waited out, for long is thrown', async () => {
    on.fault({ status: 429, retryAfterSeconds: 5 });
    expect((await on.directory.user(id('andres')))?.id).toBe(id('andres'));
    on.fault({ status: 429, retryAfterSeconds: 300 });
    expect(await faultOf(on.directory.blockSignIn(id('andres')))).toMatchObject({
      code: 'directory_throttled',
      retryAfterMs: 300_000,
    });
  });

  it('that drops a read is asked again, and a write is not', async () => {
    on.fault({ effect: 'drop' });
    expect(await on.directory.user(id('andres'))).toBeDefined();
    on.fault({ match: { method: 'PATCH' }, effect: 'drop' });
    expect((await faultOf(on.directory.blockSignIn(id('andres')))).code).toBe('directory_unavailable');
    expect(on.asked('PATCH', /users/)).toHaveLength(1);
  });

  it('with one part of a batch throttled still tells the holders', async () => {
    on.fault({ match: { pathPrefix: '/directory/deletedItems' }, status: 429, retryAfterSeconds: 2 });
    expect(await on.directory.holdersOfAddress('andres.pena@entidad.example')).toMatchObject([
      { id: id('andres') },
    ]);
  });

  it('is reachable or not', async () => {
    expect(await createGraphProbe(on.client).reachable()).toBe(true);
    on.fault({ status: 403 });
    expect(await createGraphProbe(on.client).reachable()).toBe(false);
    const wrong = createGraphClient({
      baseUrl: 'http://127.0.0.1:1',
      token: createFixedTokenSource('x'),
      log: { debug: () => {}, warn: () => {} },
    });
    expect(await createGraphProbe(wrong).reachable()).toBe(false);
  });
});
