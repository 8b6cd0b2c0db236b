import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import type { Command } from '../../services/domain/command.ts';
import { AppError } from '../../services/domain/errors.ts';
import { readInbox } from '../../services/usecases/read-inbox.ts';
import { sweepDeadlines } from '../../services/usecases/sweep-deadlines.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';
import { mailArrives, mailsOf, putMail } from '../support/desk-mailbox.ts';

const DAY = 24 * 3_600_000;
const PDF = Buffer.from('%PDF-1.7 contrato');

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk({
    readAnswer: async (value) =>
      value.dataRequest?.fields.includes('department') ? { department: { value: 'Hacienda' } } : {},
  });
  await readInbox(desk.deps);
});
afterEach(() => desk.close());

const ASK: Command = { name: 'request_data', fields: ['department'], note: '¿cuál es?' };

const current = ({ _id }: Pick<Case, '_id'>) => desk.caseOf(_id);

async function opened(kind: 'modify' | 'deactivate' = 'modify'): Promise<Case> {
  const fields = {
    modify: {
      account: { value: desk.idOf('andres') },
      change: { value: 'department' },
      department: { value: 'Jurídica' },
    },
    deactivate: {
      account: { value: desk.idOf('andres') },
      reason: { value: 'resignation' },
      effectiveDate: { value: '2026-11-20' },
    },
  };
  const request = { draftId: kind, kind, fields: fields[kind], locale: 'es-CO' };
  const outcome = await desk.desk.openCase(request, await desk.as('camila'));
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(outcome.case);
}

async function give(value: Case, by: string, command: Command): Promise<Case> {
  const outcome = await desk.desk.command(value._id, command, await desk.as(by));
  expect(outcome).toMatchObject({ ok: true });
  await desk.settle();
  return current(value);
}

const asked = async () => give(await opened(), 'sofia', ASK);

/** Somebody writes to the desk, which looks into its mailbox. */
const writes = (from: string, mail: object = {}) =>
  mailArrives(desk, { from, subject: 'RE: MS-2026-000001: falta un dato', text: 'es Hacienda', ...mail });

const toldTo = (key: string) => desk.told.filter((one) => one.to === desk.idOf(key)).map((one) => one.notice);
const strays = () => desk.bulletins.filter((one) => one.bulletin.kind === 'stray_mail');

describe('a reply to the desk’s question', () => {
  it('is put on the case as an answer, which goes on, and says where it came from', async () => {
    const value = await asked();
    expect(value.status).toBe('awaiting_data');
    await writes('camila');
    const after = await current(value);
    expect(after).toMatchObject({ status: 'in_review', fields: { department: { value: 'Hacienda' } } });
    expect(after.dataRequest).toBeUndefined();
    expect(after.notes.at(-1)).toMatchObject({ by: { id: desk.idOf('camila') }, text: 'es Hacienda' });
    const entry = after.history.findLast((one) => one.what === 'receive_mail');
    expect(entry).toMatchObject({
      by: { id: 'mesa' },
      relation: 'system',
      facts: {
        mail: {
          id: after.mails?.[0]?.id,
          from: desk.idOf('camila'),
          subject: 'RE: MS-2026-000001: falta un dato',
        },
      },
    });
    expect(toldTo('sofia')).toContain('data_received');
  });

  it('from another of the person’s addresses, with the code in the text alone, is theirs as well', async () => {
    const value = await asked();
    await writes('CAMILA.ROJAS@entidad.example', { subject: 'hola', text: 'sobre ms 2026-1: es Hacienda' });
    expect((await current(value)).status).toBe('in_review');
  });

  it('takes effect once, however often it is read: twice delivered, after a crash, by two readers', async () => {
    const value = await asked();
    await writes('camila', { messageId: '<1@entidad.example>' });
    await writes('camila', { messageId: '<1@entidad.example>' });
    await desk.stores.settings.write(
      'inbox.cursor',
      '/users/mesa@entidad.example/mailFolders/inbox/messages/delta?$deltatoken=gone',
    );
    await Promise.all([readInbox(desk.deps), readInbox(desk.deps)]);
    const after = await current(value);
    expect(after.mails).toHaveLength(1);
    expect(after.notes.filter((one) => one.text === 'es Hacienda')).toHaveLength(1);
    expect(after.history.filter((one) => one.what === 'receive_mail')).toHaveLength(1);
  });

  it('is read again where the store or the directory failed in the middle', async () => {
    const value = await asked();
    let down = true;
    const { commit } = { commit: desk.deps.cases.replace };
    const deps = {
      ...desk.deps,
      cases: {
        ...desk.deps.cases,
        replace: async (...written: Parameters<typeof commit>) => {
          if (down) throw new AppError('store_unavailable');
          return commit(...written);
        },
      },
    };
    await putMail(desk, { from: 'camila', subject: 'MS-2026-000001', text: 'es Hacienda' });
    await expect(readInbox(deps)).rejects.toMatchObject({ code: 'store_unavailable' });
    down = false;
    expect(await readInbox(deps)).toBe(1);
    expect((await current(value)).mails).toHaveLength(1);
  });

  it('resumes a case that silence closed, for thirty days, and later is a note for the specialist', async () => {
    const value = await asked();
    const pass = async (days: number) => {
      desk.clock.advanceDesk(days * DAY);
      await sweepDeadlines(desk.deps);
      await desk.settle();
    };
    await pass(8);
    expect(await current(value)).toMatchObject({ status: 'closed', outcome: 'unanswered' });
    await pass(20);
    await writes('camila');
    expect(await current(value)).toMatchObject({ status: 'in_review', open: true });

    await give(value, 'sofia', ASK);
    await pass(12);
    await pass(31);
    await writes('camila', { text: 'perdón, era Hacienda' });
    const late = await current(value);
    expect(late).toMatchObject({ status: 'closed', outcome: 'unanswered' });
    expect(late.notes.at(-1)?.text).toBe('perdón, era Hacienda');
    expect(toldTo('sofia').at(-1)).toBe('data_received');
  });

  it('without what it quotes, the signature and what a telephone adds', async () => {
    const value = await asked();
    const text =
      'Es Hacienda.\n\nEnviado desde mi iPhone\n\nEl lun, 23 nov 2026 a las 10:00, Mesa escribió:\n> falta un dato\n';
    await writes('camila', { text });
    expect((await current(value)).notes.at(-1)?.text).toBe('Es Hacienda.');
  });

  it('keeps its files within bounds, outside the store, and says which were left out', async () => {
    const value = await asked();
    const base64 = PDF.toString('base64');
    await writes('camila', {
      files: [
        { name: '../../contrato.pdf', type: 'application/pdf', base64 },
        { name: 'logo.png', base64, inline: true },
        ...Array.from({ length: 10 }, (_, n) => ({
          name: `foto ${n}.jpg`,
          base64: Buffer.from(`f${n}`).toString('base64'),
        })),
      ],
    });
    const [mail] = (await current(value)).mails ?? [];
    expect(mail?.attachments).toHaveLength(11);
    expect(mail?.attachments[0]).toMatchObject({ type: 'application/pdf', bytes: PDF.length });
    expect(await desk.deps.attachments.read(mail?.attachments[0]?.sha256 ?? '')).toEqual(PDF);
    expect(mail?.attachments.filter((one) => one.left).map((one) => one.left)).toEqual(['too_many']);
    expect(await desk.deps.attachments.read('../contrato.pdf')).toBeUndefined();
  });
});

describe('what is no answer', () => {
  it.each([
    ['an out-of-office', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['an automatic reply of Exchange', { headers: { 'X-Auto-Response-Suppress': 'All' } }],
    ['a bounce', { headers: { 'Return-Path': '<>' } }],
    ['a mailing list', { headers: { 'List-Id': '<equipo.entidad.example>' } }],
    ['the desk’s own mail come back', { headers: { 'x-mesa-case': 'MS-2026-000001' } }],
  ])('%s is left alone: nothing on the case, nobody told', async (_what, mail) => {
    const value = await asked();
    await writes('camila', mail);
    expect(await current(value)).toMatchObject({ status: 'awaiting_data' });
    expect((await current(value)).mails ?? []).toEqual([]);
    expect(strays()).toEqual([]);
  });

  it('a supervisor’s “sí, autorizo” authorises nothing; the supervisor is told where to do it', async () => {
    const value = await opened('deactivate');
    expect(value.status).toBe('awaiting_supervisor');
    await writes('hernan', { subject: 'MS-2026-000001', text: 'Sí, autorizo' });
    const after = await current(value);
    expect(after).toMatchObject({ status: 'awaiting_supervisor' });
    expect(after.authorisedBy).toBeUndefined();
    expect(after.notes.at(-1)).toMatchObject({ by: { id: desk.idOf('hernan') }, text: 'Sí, autorizo' });
    const mails = await mailsOf(desk);
    expect(mails.at(-1)).toMatchObject({ subject: 'MS-2026-000001: la autorización se da en Teams' });
    expect(mails.at(-1)?.text).toContain('no puede darse por correo');
  });
});

describe('a mail that belongs to no case that can be found', () => {
  it.each([
    ['no code', 'camila', { subject: 'ayuda', text: 'no me funciona el correo' }, 'no_code'],
    ['a code that there is not', 'camila', { subject: 'MS-2026-000099' }, 'unknown_case'],
    ['somebody whom nobody knows', 'ana@fuera.example', {}, 'unknown_sender'],
    ['somebody who has no part in it', 'luisa', {}, 'not_theirs'],
    [
      'a forged sender',
      'camila',
      { headers: { 'Authentication-Results': 'spf=fail; dmarc=fail' } },
      'unverified',
    ],
  ])('%s: the specialist is shown it, and the case stays as it is', async (_what, from, mail, why) => {
    const value = await asked();
    await writes(from, mail);
    expect((await current(value)).mails ?? []).toEqual([]);
    expect((await current(value)).status).toBe('awaiting_data');
    expect(strays().length).toBeGreaterThan(0);
    expect(strays()[0]?.bulletin.data).toMatchObject({ why });
    expect(strays().map((one) => one.bulletin.personId)).toContain(desk.idOf('sofia'));
  });

  it('is put on a case by its number, once for all who were told of it', async () => {
    const value = await asked();
    await writes('ana@fuera.example', { subject: 'para Camila', text: 'es Hacienda' });
    const [mine, other] = strays().map((one) => one.bulletin);
    if (!mine || !other) throw new TypeError('not told');
    const press = { act: 'attach', row: '', values: { code: '99' }, rows: {} };
    const sofia = await desk.as('sofia');
    expect(await desk.desk.pressBulletin(mine._id, press, sofia, 1)).toMatchObject({
      ok: false,
      code: 'unknown_case',
    });
    const outcome = await desk.desk.pressBulletin(mine._id, { ...press, values: { code: '1' } }, sofia, 1);
    expect(outcome).toMatchObject({
      ok: true,
      bulletin: { finished: true, data: { done: 'put', code: value._id } },
    });
    await desk.settle();
    const after = await current(value);
    expect(after.status, 'it is not the requester’s answer').toBe('awaiting_data');
    expect(after.notes.at(-1)).toMatchObject({ by: { name: 'ana@fuera.example' }, text: 'es Hacienda' });
    expect(after.history.at(-1)).toMatchObject({ what: 'receive_mail', by: { id: desk.idOf('sofia') } });
    expect(await desk.stores.bulletins.get(other._id)).toMatchObject({ finished: true });
  });
});

it('mail that lay there before the first look is not the desk’s', async () => {
  const value = await asked();
  await desk.stores.settings.write(
    'inbox.since',
    new Date(Date.parse(desk.clock.deskNow()) + DAY).toISOString(),
  );
  await desk.stores.settings.write(
    'inbox.cursor',
    '/users/mesa@entidad.example/mailFolders/inbox/messages/delta?$deltatoken=gone',
  );
  await writes('camila');
  expect((await current(value)).mails ?? []).toEqual([]);
});
