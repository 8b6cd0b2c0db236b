import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seedPerson, tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { type Harness, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeEach(async () => {
  desk = await openHarness();
});
afterEach(() => desk.close());

const andres = seedPerson('andres').id;
const camila = seedPerson('camila').id;

interface Folder {
  readonly id: string;
  readonly displayName: string;
  readonly childFolderCount: number;
  readonly totalItemCount: number;
}
interface Item {
  readonly id: string;
  readonly size: number;
}

async function mailboxOf(userId: string): Promise<string> {
  const { body } = await desk.graph('GET', `/users/${userId}/settings/exchange`);
  return `/admin/exchange/mailboxes/${encodeURIComponent(body.primaryMailboxId)}`;
}

async function foldersOf(mailbox: string): Promise<Folder[]> {
  const top: Folder[] = (await desk.graph('GET', `${mailbox}/folders`)).body.value;
  const parents = top.filter((folder) => folder.childFolderCount > 0);
  const children = await Promise.all(
    parents.map((folder) => desk.graph('GET', `${mailbox}/folders/${folder.id}/childFolders`)),
  );
  return [...top, ...children.flatMap((answer) => answer.body.value)];
}

async function changes(url: string): Promise<{ items: Item[]; link: string; pages: number }> {
  const items: Item[] = [];
  for (let next = url, pages = 1; ; pages += 1) {
    const { body } = await desk.graph('GET', next, undefined, { Prefer: 'odata.maxpagesize=7' });
    items.push(...body.value);
    if (body['@odata.deltaLink']) return { items, link: body['@odata.deltaLink'], pages };
    next = body['@odata.nextLink'];
  }
}

const exportOf = async (mailbox: string, itemIds: readonly string[]) =>
  desk.graph('POST', `${mailbox}/exportItems`, { itemIds });

describe('export', () => {
  test('every item of a mailbox is in one folder, child folders included, and comes in pages', async () => {
    const mailbox = await mailboxOf(andres);
    const folders = await foldersOf(mailbox);
    expect(folders.map((folder) => folder.displayName)).toContain('Contratos');
    const walked = await Promise.all(
      folders.map((folder) => changes(`${mailbox}/folders/${folder.id}/items/delta`)),
    );
    expect(walked.map(({ items }) => items.length)).toEqual(folders.map((folder) => folder.totalItemCount));
    const all = walked.flatMap(({ items }) => items.map((item) => item.id));
    expect([all.length, new Set(all).size]).toEqual([40, 40]);
    expect(Math.max(...walked.map(({ pages }) => pages))).toBeGreaterThan(1);
    const listed = await desk.graph(
      'GET',
      `${mailbox}/folders/${folders[0]?.id}/items?$top=999&$select=id,size`,
    );
    expect(listed.body.value).toHaveLength(folders[0]?.totalItemCount ?? -1);
  });

  test('the bytes are as long as the item says, differ between items, and are the same after a restart', async () => {
    const mailbox = await mailboxOf(andres);
    const [inbox] = await foldersOf(mailbox);
    const { items } = await changes(`${mailbox}/folders/${inbox?.id}/items/delta`);
    const read = async () => {
      const answer = await exportOf(
        mailbox,
        items.slice(0, 20).map((item) => item.id),
      );
      return answer.body.value.map((one: { itemId: string; data: string }) => {
        const data = Buffer.from(one.data, 'base64');
        return [one.itemId, data.length, createHash('sha256').update(data).digest('hex')];
      });
    };
    const first = await read();
    expect(first.map((one: unknown[]) => one.slice(0, 2))).toEqual(
      items.slice(0, 20).map((item) => [item.id, item.size]),
    );
    expect(new Set(first.map((one: unknown[]) => one[2])).size).toBe(20);
    await desk.reopen();
    expect(await read()).toEqual(first);
  });

  test('an item that is not there fails alone', async () => {
    const mailbox = await mailboxOf(andres);
    const other = await changes(`${await mailboxOf(camila)}/folders/inbox/items/delta`);
    const { items } = await changes(`${mailbox}/folders/inbox/items/delta`);
    const arrived = await desk.control('POST', '/tenant', { do: 'mail-arrives', userId: camila });
    const wanted = [items[0]?.id ?? '', other.items[0]?.id ?? '', arrived.body.itemIds[0], 'AAMknothing='];
    const answer = await exportOf(mailbox, wanted);
    expect(answer.status).toBe(200);
    expect(answer.body.value.map((one: { error: { code: string } | null }) => one.error?.code)).toEqual([
      undefined,
      'ErrorItemNotFound',
      'ErrorItemNotFound',
      'ErrorItemNotFound',
    ]);
  });

  test('twenty items go, twenty-one do not, nor none', async () => {
    const mailbox = await mailboxOf(camila);
    const { items } = await changes(`${mailbox}/folders/inbox/items/delta`);
    const ids = items.map((item) => item.id);
    expect((await exportOf(mailbox, ids.slice(0, 20))).status).toBe(200);
    expect((await exportOf(mailbox, ids.slice(0, 21))).status).toBe(400);
    expect((await exportOf(mailbox, [])).status).toBe(400);
  });

  test('mail arrives after the sign-in was blocked, and the delta tells of that alone', async () => {
    const mailbox = await mailboxOf(andres);
    const before = await changes(`${mailbox}/folders/inbox/items/delta`);
    await desk.graph('PATCH', `/users/${andres}`, { accountEnabled: false });
    const arrived = await desk.control('POST', '/tenant', {
      do: 'mail-arrives',
      userId: andres,
      count: 2,
      size: 1234,
    });
    const after = await changes(before.link);
    expect(after.items.map((item) => item.id)).toEqual(arrived.body.itemIds);
    const exported = await exportOf(mailbox, arrived.body.itemIds);
    expect(
      exported.body.value.map((one: { data: string }) => Buffer.from(one.data, 'base64').length),
    ).toEqual([1234, 1234]);
    expect((await changes(after.link)).items).toEqual([]);
    await desk.reopen();
    const folder = (await foldersOf(mailbox)).find((one) => one.displayName === 'Bandeja de entrada');
    expect(folder?.totalItemCount).toBe(before.items.length + 2);
  });

  test('an export comes back in through an import session, byte for byte', async () => {
    const from = await mailboxOf(andres);
    const to = await mailboxOf(camila);
    const { items } = await changes(`${from}/folders/inbox/items/delta`);
    const data = (await exportOf(from, [items[3]?.id ?? ''])).body.value[0].data;
    const session = await desk.graph('POST', `${to}/createImportSession`);
    const url = new URL(session.body.importUrl);
    const imported = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ FolderId: 'archive', Mode: 'create', Data: data }),
    });
    const { itemId } = (await imported.json()) as { itemId: string };
    url.pathname += 'x';
    const forged = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await fetch(url, forged)).status).toBe(401);
    await desk.reopen();
    expect((await exportOf(to, [itemId])).body.value[0].data).toBe(data);
  });

  test('a mailbox that lost its licence answers nothing', async () => {
    const luisa = seedPerson('luisa').id;
    const mailbox = await mailboxOf(luisa);
    const skuId = tenantSeed.skus[0]?.skuId;
    await desk.graph('POST', `/users/${luisa}/assignLicense`, { addLicenses: [], removeLicenses: [skuId] });
    for (const [method, url, body] of [
      ['GET', `${mailbox}/folders`],
      ['GET', `${mailbox}/folders/inbox/items/delta`],
      ['POST', `${mailbox}/exportItems`, { itemIds: ['x'] }],
    ] as const)
      expect((await desk.graph(method, url, body)).status).toBe(404);
    expect((await desk.graph('GET', '/admin/exchange/mailboxes/MBX:0@0/folders')).status).toBe(404);
  });
});

describe('settings and rules', () => {
  test('tell a shared mailbox from a person’s', async () => {
    const purpose = async (key: string) =>
      (await desk.graph('GET', `/users/${seedPerson(key).id}/mailboxSettings?$select=userPurpose`)).body
        .userPurpose;
    expect([await purpose('contacto'), await purpose('luisa')]).toEqual(['shared', 'user']);
  });

  test('an automatic reply is set and stays', async () => {
    const automaticRepliesSetting = {
      status: 'alwaysEnabled',
      externalAudience: 'all',
      internalReplyMessage: 'Ya no trabajo aquí',
      externalReplyMessage: 'Ya no trabajo aquí',
    };
    expect(
      (await desk.graph('PATCH', `/users/${andres}/mailboxSettings`, { automaticRepliesSetting })).status,
    ).toBe(200);
    await desk.reopen();
    const read = await desk.graph('GET', `/users/${andres}/mailboxSettings?$select=automaticRepliesSetting`);
    expect(read.body.automaticRepliesSetting).toMatchObject(automaticRepliesSetting);
    expect(
      (await desk.graph('PATCH', `/users/${andres}/mailboxSettings`, { userPurpose: 'shared' })).status,
    ).toBe(400);
    expect((await desk.graph('PATCH', `/users/${andres}/mailboxSettings`, {})).status).toBe(400);
  });

  test('a forwarding rule is made, switched off and removed', async () => {
    const rules = `/users/${andres}/mailFolders/inbox/messageRules`;
    const rule = {
      displayName: 'Reenviar',
      sequence: 1,
      actions: { forwardTo: [{ emailAddress: { address: 'fuera@otra.example' } }] },
    };
    const made = await desk.graph('POST', rules, rule);
    expect(made.status).toBe(201);
    expect((await desk.graph('PATCH', `${rules}/${made.body.id}`, { isEnabled: false })).body.isEnabled).toBe(
      false,
    );
    expect((await desk.graph('GET', rules)).body.value).toEqual([
      expect.objectContaining({ ...rule, isEnabled: false }),
    ]);
    expect((await desk.graph('GET', `/users/${camila}/mailFolders/inbox/messageRules`)).body.value).toEqual(
      [],
    );
    expect((await desk.graph('DELETE', `${rules}/${made.body.id}`)).status).toBe(204);
    expect((await desk.graph('DELETE', `${rules}/${made.body.id}`)).status).toBe(404);
    expect((await desk.graph('POST', rules, { displayName: 'x' })).status).toBe(400);
  });
});

describe('mail', () => {
  const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));
  const send = (subject: string, more: Record<string, unknown> = {}) =>
    desk.graph('POST', `/users/${tenantSeed.deskMailbox}/sendMail`, {
      message: {
        subject,
        body: { contentType: 'text', content: 'Hola' },
        toRecipients: to('ana@fuera.example'),
        replyTo: to(tenantSeed.deskMailbox),
        ...more,
      },
      saveToSentItems: true,
    });

  test('what the desk sends is answered 202 with nothing, and can be looked at, newest last', async () => {
    const answer = await send('Uno');
    expect([answer.status, answer.body]).toEqual([202, undefined]);
    desk.clock.advance(1000);
    await send('Dos', { internetMessageHeaders: [{ name: 'x-mesa-case', value: 'MS-2026-000001' }] });
    await desk.reopen();
    const { body } = await desk.control('GET', '/mail');
    expect(body.mails).toEqual([
      expect.objectContaining({
        subject: 'Uno',
        to: ['ana@fuera.example'],
        text: 'Hola',
        replyTo: ['mesa@entidad.example'],
      }),
      expect.objectContaining({ subject: 'Dos', at: desk.clock.deskNow() }),
    ]);
  });

  test.each([
    ['no recipient', { toRecipients: [] }],
    ['a recipient that is no address', { toRecipients: to('ana') }],
    ['a property that messages do not have', { colour: 'red' }],
    ['a header of somebody else', { internetMessageHeaders: [{ name: 'Received', value: 'x' }] }],
  ])('%s is a 400 and nothing goes', async (_what, wrong) => {
    expect((await send('x', wrong)).status).toBe(400);
    expect((await desk.control('GET', '/mail')).body.mails).toEqual([]);
  });

  test('a message that arrives is read and marked', async () => {
    const inbox = `/users/${tenantSeed.deskMailbox}/mailFolders/inbox/messages`;
    const arrived = await desk.control('POST', '/tenant', {
      do: 'message-arrives',
      userId: tenantSeed.deskMailbox,
      from: 'ana@fuera.example',
      subject: 'Re: MS-2026-000001',
      text: 'Es la 1023',
    });
    const unread = `${inbox}?$filter=${encodeURIComponent('isRead eq false')}`;
    expect((await desk.graph('GET', unread)).body.value).toEqual([
      expect.objectContaining({ id: arrived.body.id, subject: 'Re: MS-2026-000001' }),
    ]);
    await desk.graph('PATCH', `/users/${tenantSeed.deskMailbox}/messages/${arrived.body.id}`, {
      isRead: true,
    });
    expect((await desk.graph('GET', unread)).body.value).toEqual([]);
  });
});
