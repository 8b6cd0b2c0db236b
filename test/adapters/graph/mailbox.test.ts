import { describe, expect, it } from 'vitest';
import { createGraphMailbox } from '../../../services/adapters/graph/mailbox.ts';
import { createGraphMailer } from '../../../services/adapters/graph/mailer.ts';
import { graphError, type StubAnswer } from '../../support/graph-stub.ts';
import { ANA, faultOf, useGraph } from './harness.ts';

const graph = useGraph();
const mailbox = () => createGraphMailbox(graph.client());
const MBX = 'MBX:e0643f21@a7809c93';
const ROOT = `/admin/exchange/mailboxes/${MBX}`;
const NO_MAILBOX: StubAnswer = { status: 404, body: graphError('MailboxNotEnabledForRESTAPI') };
const asked = (index = 0) => graph.stub.requests[index];

describe('a mailbox', () => {
  it('tells its purpose and its automatic replies', async () => {
    const body = { userPurpose: 'shared', automaticRepliesSetting: { status: 'alwaysEnabled' } };
    graph.stub.answer({ status: 200, body });
    expect(await mailbox().state(ANA)).toEqual({
      exists: true,
      purpose: 'shared',
      absence: { from: '', until: '' },
      automaticReplies: 'alwaysEnabled',
    });
  });

  it('that is not there is told so', async () => {
    graph.stub.fallback(() => NO_MAILBOX);
    expect(await mailbox().state(ANA)).toEqual({ exists: false });
    expect(await mailbox().exportId(ANA)).toBeUndefined();
    expect(await mailbox().inboxRules(ANA)).toEqual([]);
  });

  it('that nobody may read is a fault and not an absence', async () => {
    graph.stub.answer({ status: 403, body: graphError('ErrorAccessDenied') });
    expect((await faultOf(mailbox().state(ANA))).code).toBe('directory_forbidden');
  });

  it('tells the id behind the export', async () => {
    graph.stub.answer({ status: 200, body: { primaryMailboxId: MBX } });
    expect(await mailbox().exportId(ANA)).toBe(MBX);
  });

  it('tells its rules with every way of forwarding', async () => {
    const to = (address: string) => [{ emailAddress: { name: 'x', address } }];
    const actions = {
      forwardTo: to('A@x.example'),
      redirectTo: to('b@x.example'),
      forwardAsAttachmentTo: to('c@x.example'),
    };
    const bare = { id: 'r2', displayName: null, isEnabled: false, actions: { moveToFolder: 'f' } };
    const value = [{ id: 'r1', displayName: 'Reenvío', isEnabled: true, actions }, bare];
    graph.stub.answer({ status: 200, body: { value } });
    expect(await mailbox().inboxRules(ANA)).toEqual([
      {
        id: 'r1',
        displayName: 'Reenvío',
        enabled: true,
        readOnly: false,
        forwardsTo: ['a@x.example', 'c@x.example', 'b@x.example'],
      },
      { id: 'r2', displayName: 'r2', enabled: false, readOnly: false, forwardsTo: [] },
    ]);
  });
});

describe('folders', () => {
  it('are told with their descendants, each once', async () => {
    const folder = (id: string, children = 0) => ({
      id,
      displayName: `Carpeta ${id}`,
      totalItemCount: 3,
      childFolderCount: children,
    });
    const tree: Record<string, object[]> = {
      [`${ROOT}/folders`]: [folder('in', 2), folder('sent')],
      [`${ROOT}/folders/in/childFolders`]: [folder('deep', 1), folder('sent')],
      [`${ROOT}/folders/deep/childFolders`]: [folder('deepest')],
    };
    graph.stub.fallback(({ path }) => ({ status: 200, body: { value: tree[path] ?? [] } }));
    const folders = await mailbox().folders(MBX);
    expect(folders.map((each) => each.id)).toEqual(['in', 'sent', 'deep', 'deepest']);
    expect(folders[0]).toEqual({ id: 'in', displayName: 'Carpeta in', itemCount: 3 });
    expect(graph.stub.requests).toHaveLength(3);
  });
});

describe('items', () => {
  it('are told page by page, then what changed', async () => {
    const delta = `https://graph.microsoft.com/v1.0${ROOT}/folders/in/items/delta`;
    graph.stub.answer(
      {
        status: 200,
        body: { value: [{ id: 'i1', changeKey: 'k', size: 7 }], '@odata.nextLink': `${delta}?$skiptoken=a` },
      },
      {
        status: 200,
        body: {
          value: [{ id: 'i2' }, { id: 'i1', '@removed': { reason: 'deleted' } }],
          '@odata.deltaLink': `${delta}?$deltatoken=b`,
        },
      },
    );
    const first = await mailbox().itemChanges(MBX, 'in');
    expect(first).toMatchObject({ items: [{ id: 'i1', changeKey: 'k', size: 7 }], removed: [], more: true });
    const second = await mailbox().itemChanges(MBX, 'in', first.cursor);
    expect(second).toMatchObject({ items: [{ id: 'i2', size: 0 }], removed: ['i1'], more: false });
    expect(asked(1)).toMatchObject({ path: `${ROOT}/folders/in/items/delta` });
    expect(asked(1)?.query.get('$skiptoken')).toBe('a');
    expect(graph.stub.requests.map((each) => each.headers.prefer)).toEqual(
      Array(2).fill('odata.maxpagesize=200'),
    );
  });
});

describe('export', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it('keeps the order asked and tells each item its own error', async () => {
    const value = [
      { itemId: 'c', changeKey: 'k', data: base64('carta ñ') },
      { itemId: 'b', error: { code: 'ErrorItemNotFound', message: 'm' } },
      { itemId: 'a', data: base64('x') },
      { itemId: 'd', data: 'AAA' },
      { itemId: 'e', data: null },
      { itemId: 'f', data: `${base64('y')}*` },
    ];
    graph.stub.answer({ status: 200, body: { value } });
    expect(await mailbox().exportItems(MBX, ['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toEqual([
      { id: 'a', data: Buffer.from('x') },
      { id: 'b', error: 'ErrorItemNotFound' },
      { id: 'c', data: Buffer.from('carta ñ'), changeKey: 'k' },
      { id: 'd', error: 'DamagedData' },
      { id: 'e', error: 'NoData' },
      { id: 'f', error: 'DamagedData' },
      { id: 'g', error: 'NoAnswer' },
    ]);
    expect(asked()).toMatchObject({
      path: `${ROOT}/exportItems`,
      body: { itemIds: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    });
  });

  it('of nothing asks nobody, and of more than twenty is refused', async () => {
    expect(await mailbox().exportItems(MBX, [])).toEqual([]);
    const ids = Array.from({ length: 21 }, (_each, index) => `i${index}`);
    expect((await faultOf(mailbox().exportItems(MBX, ids))).code).toBe('directory_refused');
    expect(graph.stub.requests).toHaveLength(0);
  });

  it('runs at most four at once in a mailbox', async () => {
    let running = 0;
    let most = 0;
    const release: (() => void)[] = [];
    const fetch: typeof globalThis.fetch = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => release.push(resolve));
      running -= 1;
      return new Response('{"value":[]}', { status: 200, headers: { 'content-type': 'application/json' } });
    };
    const busy = createGraphMailbox(graph.client({ fetch }));
    const calls = Array.from({ length: 6 }, () => busy.exportItems(MBX, ['a']));
    await expect.poll(() => running).toBe(4);
    for (const each of release.splice(0)) each();
    await expect.poll(() => release.length).toBe(2);
    for (const each of release.splice(0)) each();
    await Promise.all(calls);
    expect(most).toBe(4);
  });
});

describe('mail', () => {
  const mail = {
    to: 'camila@entidad.example',
    subject: 'Caso MS-2026-000012: falta un dato',
    text: 'Hola, <b>Camila</b>',
    replyTo: 'mesa@entidad.example',
  };
  const mailer = () => createGraphMailer(graph.client(), { deskMailbox: 'mesa@entidad.example' });

  it('goes out as plain text with its case, and is kept', async () => {
    graph.stub.answer({ status: 202 });
    await mailer().send(mail);
    expect(asked()).toMatchObject({ method: 'POST', path: '/users/mesa@entidad.example/sendMail' });
    expect(asked()?.body).toEqual({
      message: {
        subject: mail.subject,
        body: { contentType: 'text', content: mail.text },
        toRecipients: [{ emailAddress: { address: mail.to } }],
        replyTo: [{ emailAddress: { address: mail.replyTo } }],
        internetMessageHeaders: [{ name: 'x-mesa-case', value: 'MS-2026-000012' }],
      },
      saveToSentItems: true,
    });
    expect(graph.logged.join()).not.toContain('camila');
  });

  it('without a case carries no header', async () => {
    graph.stub.answer({ status: 202 });
    await mailer().send({ ...mail, subject: 'Resumen' });
    expect(JSON.stringify(asked()?.body)).not.toContain('internetMessageHeaders');
  });

  it.each([
    [400, 'ErrorInvalidRecipients', 'directory_refused'],
    [403, 'ErrorSendAsDenied', 'directory_forbidden'],
    [404, 'ErrorInvalidUser', 'mail_failed'],
    [503, 'ServiceUnavailable', 'directory_unavailable'],
  ])('refused with %i %s is %s, asked once', async (status, code, fault) => {
    graph.stub.answer({ status, body: graphError(code) });
    expect(await faultOf(mailer().send(mail))).toMatchObject({ code: fault, detail: { status, code } });
    expect(graph.stub.requests).toHaveLength(1);
  });
});
