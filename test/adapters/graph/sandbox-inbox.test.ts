import { describe, expect, it } from 'vitest';
import { createGraphInbox } from '../../../services/adapters/graph/inbox.ts';
import { arrivingMailSchema, mailArrives } from '../../../services/sandbox/arriving-mail.ts';
import { tenantSeed } from '../../../services/sandbox/tenant-seed.ts';
import { useSandbox } from './sandbox-tenant.ts';

/* Every request and answer is held against the contract of Graph by `useSandbox`. */
const on = useSandbox();
const SINCE = '2020-01-01T00:00:00.000Z';
const inbox = () => createGraphInbox(on.client, { deskMailbox: tenantSeed.deskMailbox });

function arrives(mail: object): string {
  const parsed = arrivingMailSchema.parse({
    from: 'camila',
    subject: 'RE: MS-2026-000001',
    text: 'es así',
    ...mail,
  });
  return mailArrives(on.sandbox.tenant, parsed)?.id ?? expect.fail('nobody wrote');
}

describe('the desk’s inbox', () => {
  it('tells what arrived, page by page, and then what came since', async () => {
    const first = Array.from({ length: 30 }, () => arrives({}));
    const page = await inbox().arrived(SINCE);
    expect(page).toMatchObject({ ids: first.slice(0, 25), more: true });
    const rest = await inbox().arrived(SINCE, page.cursor);
    expect(rest).toMatchObject({ ids: first.slice(25), more: false });
    const later = arrives({});
    const more = await inbox().arrived(SINCE, rest.cursor);
    expect(more.ids).toEqual([later]);
    expect((await inbox().arrived(SINCE, more.cursor)).ids).toEqual([]);
  });

  it('leaves out what came before, and begins again where the cursor is forgotten', async () => {
    arrives({});
    const after = new Date(Date.parse(on.sandbox.tenant.now()) + 1_000).toISOString();
    expect((await inbox().arrived(after)).ids).toEqual([]);
    const gone = `/users/${tenantSeed.deskMailbox}/mailFolders/inbox/messages/delta?$deltatoken=gone`;
    expect((await inbox().arrived(SINCE, gone)).ids).toHaveLength(1);
  });

  it('gives a message with what is new in it, its headers and its files', async () => {
    const base64 = Buffer.from('%PDF').toString('base64');
    const id = arrives({
      quoted: '> falta un dato',
      headers: { 'Auto-Submitted': 'no' },
      files: [
        { name: 'contrato.pdf', type: 'application/pdf', base64 },
        { name: 'logo.png', base64, inline: true },
      ],
    });
    const mail = await inbox().message(id);
    expect(mail).toMatchObject({
      from: 'camila.rojas@entidad.example',
      subject: 'RE: MS-2026-000001',
      text: 'es así',
      whole: 'es así\n\n> falta un dato',
      hasAttachments: true,
      plain: true,
    });
    expect(mail?.headers.get('auto-submitted')).toEqual(['no']);
    const files = await inbox().attachments(id);
    expect(files).toMatchObject([
      { name: 'contrato.pdf', type: 'application/pdf', bytes: 4, isFile: true, inline: false },
      { name: 'logo.png', inline: true },
    ]);
    expect(await inbox().content(id, files[0]?.id ?? '')).toEqual(Buffer.from('%PDF'));
  });

  it('knows nothing of what is not there', async () => {
    expect(await inbox().message('AAMkgone=')).toBeUndefined();
    expect(await inbox().attachments('AAMkgone=')).toEqual([]);
    expect(await inbox().content(arrives({}), 'AAMkgone=')).toBeUndefined();
  });
});
