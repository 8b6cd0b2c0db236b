import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderCaseDetail } from '../../cards/case-detail.ts';
import type { Viewer } from '../../cards/case-view.ts';
import { renderNotice, renderPosted } from '../../cards/render-notice.ts';
import type { Case } from '../../services/domain/case.ts';
import type { Command } from '../../services/domain/command.ts';
import type { NewCase } from '../../services/usecases/desk.ts';
import { readInbox } from '../../services/usecases/read-inbox.ts';
import { sweepDeadlines } from '../../services/usecases/sweep-deadlines.ts';
import { buttonsOf, readingOf } from '../cards/inspect.ts';
import { type DeskHarness, openDesk, UNREACHABLE } from '../support/desk-harness.ts';
import { mailArrives, mailsOf } from '../support/desk-mailbox.ts';

const DAY = 24 * 3_600_000;
const ADDRESS = 'camila.rojas@entidad.example';
const ASK: Command = { name: 'request_data', fields: ['department'], note: '¿cuál es?' };

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
  await readInbox(desk.deps);
});
afterEach(() => desk.close());

const current = ({ _id }: Pick<Case, '_id'>) => desk.caseOf(_id);

async function opened(fields: NewCase['fields'], kind: NewCase['kind']): Promise<Case> {
  const request = { draftId: kind, kind, fields, locale: 'es-CO' };
  const outcome = await desk.desk.openCase(request, await desk.as('camila'));
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(outcome.case);
}

async function give(value: Case, by: string, command: Command): Promise<Case> {
  const outcome = await desk.desk.command(value._id, command, await desk.as(by));
  expect(outcome).toMatchObject({ ok: true });
  await desk.settle();
  desk.clock.tick(1_000);
  return current(value);
}

async function asked(): Promise<Case> {
  const account = { value: desk.idOf('andres') };
  const change = { account, change: { value: 'department' }, department: { value: 'Jurídica' } };
  return give(await opened(change, 'modify'), 'sofia', ASK);
}

/** A mail system writes to the desk, which looks into its mailbox. */
const reports = (mail: object = {}) =>
  mailArrives(desk, {
    from: 'microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@entidad.example',
    subject: 'No se puede entregar: MS-2026-000001: falta un dato para seguir',
    text: `No se encontró el buzón:\n${ADDRESS}\nRemote Server returned '550 5.1.10'`,
    headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary="x"' },
    ...mail,
  });

const toldTo = (key: string) => desk.told.filter((one) => one.to === desk.idOf(key)).map((one) => one.notice);

const sent = () => mailsOf(desk);

async function viewOf(value: Case, key: string, viewer: Viewer, locale = 'es-CO') {
  const { actor } = await desk.as(key);
  const allowed = desk.desk.allowed(value, actor);
  const { procedure } = desk.deps;
  return {
    case: value,
    procedure,
    allowed,
    viewer,
    locale,
    now: desk.clock.deskNow(),
    viewerId: desk.idOf(key),
  };
}

const seenBy = async (value: Case, key: string, viewer: Viewer, locale?: string) =>
  renderCaseDetail(await viewOf(value, key, viewer, locale));

describe('a mail of the desk that came back', () => {
  it.each([
    ['Exchange', { headers: { 'X-MS-Exchange-Message-Is-Ndr': '' } }],
    [
      'a server that quotes the mail',
      { text: `<${ADDRESS}>: unknown\n\nPerdone el retraso. Warning: demora` },
    ],
    ['a mail server of the Internet', { from: 'MAILER-DAEMON@correo.example' }],
    ['Google', { from: 'mailer-daemon@googlemail.com', headers: { 'X-Failed-Recipients': ADDRESS } }],
    [
      'a server that quotes no subject',
      {
        subject: 'Undeliverable: MS-2026-000001',
        headers: { 'Content-Type': 'multipart/report; report-type="delivery-status"' },
      },
    ],
  ])('by the word of %s is on the case, and whoever has it is told once', async (_whose, mail) => {
    const value = await asked();
    await reports({ ...mail, messageId: '<ndr@correo.example>' });
    await reports({ ...mail, messageId: '<ndr@correo.example>' });
    const after = await current(value);
    expect(after.lostMails).toMatchObject([
      { to: { id: desk.idOf('camila'), email: ADDRESS }, notice: 'data_requested', why: 'returned' },
    ]);
    expect(after.status).toBe('awaiting_data');
    expect(after.history.filter((one) => one.what === 'lose_mail')).toMatchObject([
      { by: { id: 'mesa' }, facts: { to: desk.idOf('camila'), address: ADDRESS, why: 'returned' } },
    ]);
    expect(toldTo('sofia').filter((one) => one === 'lost_mail')).toHaveLength(1);
  });

  it.each([
    ['only late', { subject: 'Delivery delayed: MS-2026-000001' }],
    ['late, by the report’s own field', { text: `Action: delayed\nFinal-Recipient: ${ADDRESS}` }],
    [
      'that was read',
      {
        from: ADDRESS,
        headers: { 'Content-Type': 'multipart/report; report-type=disposition-notification' },
      },
    ],
    ['an automatic reply', { from: ADDRESS, headers: { 'Auto-Submitted': 'auto-replied' } }],
    [
      'a forged report',
      {
        headers: {
          'Content-Type': 'multipart/report; report-type=delivery-status',
          'Authentication-Results': 'dmarc=fail',
        },
      },
    ],
    ['about an address to which the desk never wrote', { text: 'x.camila.rojas@entidad.example' }],
    ['about no case', { subject: 'Undeliverable' }],
  ])('is not believed of what is %s', async (_what, mail) => {
    const value = await asked();
    await reports(mail);
    expect((await current(value)).lostMails).toBeUndefined();
    expect(toldTo('sofia')).not.toContain('lost_mail');
    expect(desk.bulletins.filter((one) => one.bulletin.kind === 'stray_mail')).toEqual([]);
  });

  it.each([
    [
      'es-CO',
      'devuelto el 20 nov 2026, 10:00 a. m., no llegó.',
      'llame por teléfono',
      'El correo que le envié a',
    ],
    ['en-GB', 'did not arrive: it came back on 20 Nov 2026', 'telephone', 'The e-mail that I sent to'],
  ])(
    'is said to the desk with what to do, to its addressee, and to nobody else (%s)',
    async (locale, when, what, own) => {
      await asked();
      await reports();
      const value = await current({ _id: 'MS-2026-000001' });
      for (const [key, viewer] of [
        ['sofia', 'specialist'],
        ['ricardo', 'deskLead'],
      ] as const) {
        const card = await seenBy(value, key, viewer, locale);
        for (const text of ['Camila Rojas Peña', ADDRESS, when, what])
          expect(readingOf(card)).toContain(text);
        expect(buttonsOf(card).map((one) => one.verb)).toContain('resend_mail');
      }
      const notice = renderNotice('lost_mail', await viewOf(value, 'sofia', 'specialist', locale));
      expect(`${notice.text} ${readingOf(notice.card)}`).toContain(ADDRESS);
      const hers = readingOf(await seenBy(value, 'camila', 'requester', locale));
      expect(hers).toContain(own);
      expect(hers).toContain(ADDRESS);
      const question = renderNotice('data_requested', await viewOf(value, 'camila', 'requester', locale));
      for (const text of [hers, question.text]) expect(text).not.toMatch(/También se lo envié|by e-mail too/);
      expect(question.text).not.toBe('');
      for (const viewer of ['supervisor', 'recipient', 'requester'] as const) {
        const card = await seenBy(value, 'hernan', viewer, locale);
        expect(readingOf(card)).not.toContain(ADDRESS);
        expect(buttonsOf(card).map((one) => one.verb)).not.toContain('resend_mail');
      }
    },
  );

  it('is over once the person is heard from, by whatever way', async () => {
    await asked();
    await reports();
    const value = await current({ _id: 'MS-2026-000001' });
    const after = await give(value, 'camila', { name: 'add_data', fields: {}, note: 'es Hacienda' });
    expect(readingOf(await seenBy(after, 'sofia', 'specialist'))).not.toContain(ADDRESS);
    const { card, text } = renderPosted('lost_mail', await viewOf(after, 'sofia', 'specialist'));
    expect(card).toBeUndefined();
    expect(text).toContain('Respondido por Camila Rojas Peña');
  });

  it('is sent again at a press, once for two, and counts from the first where it comes back again', async () => {
    await asked();
    await reports();
    const value = await current({ _id: 'MS-2026-000001' });
    const [lost] = value.lostMails ?? [];
    desk.clock.tick(60_000);
    const after = await give(value, 'sofia', { name: 'resend_mail' });
    expect(await desk.desk.command(value._id, { name: 'resend_mail' }, await desk.as('sofia'))).toMatchObject(
      {
        ok: false,
        code: 'not_now',
      },
    );
    const question = 'MS-2026-000001: falta un dato para seguir';
    expect((await sent()).map((one) => [one.to[0], one.subject])).toEqual([
      [ADDRESS, question],
      [ADDRESS, question],
    ]);
    expect(readingOf(await seenBy(after, 'sofia', 'specialist'))).not.toContain('no llegó');
    desk.clock.tick(60_000);
    await reports({ messageId: '<second@correo.example>' });
    const again = await current(value);
    expect(again.lostMails).toHaveLength(2);
    expect(again.lostMails?.[1]?.since).not.toBe(lost?.since);
    expect(readingOf(await seenBy(again, 'sofia', 'specialist'))).toContain('devuelto el 20 nov 2026, 10:00');
  });

  it('closes no case by silence while the question reached nobody, and tells of itself to nobody', async () => {
    await desk.close();
    desk = await openDesk({ messenger: UNREACHABLE });
    await readInbox(desk.deps);
    const value = await asked();
    await reports();
    desk.clock.advanceDesk(20 * DAY);
    await sweepDeadlines(desk.deps);
    await desk.settle();
    expect(await current(value)).toMatchObject({ status: 'awaiting_data', open: true });
    /* Whoever has the case cannot be reached either: the desk leads hear of it, and of theirs nobody does. */
    const from = (await sent()).length;
    const subject = 'Undeliverable: MS-2026-000001';
    await reports({ subject, text: 'sofia.ibanez@entidad.example', messageId: '<s@x.example>' });
    const next = (await sent()).slice(from);
    expect(next.map((one) => one.to[0]).sort()).toEqual([
      'elena.quintero@entidad.example',
      'ricardo.nunez@entidad.example',
    ]);
    await reports({ subject, text: 'ricardo.nunez@entidad.example', messageId: '<r@x.example>' });
    expect(await sent()).toHaveLength(from + 2);
    expect((await current(value)).lostMails?.at(-1)).toMatchObject({ notice: 'lost_mail' });
  });
});

describe('a mail whose address is refused', () => {
  const refuse = (times: number) =>
    desk.sandbox.faults.add({ match: { pattern: 'sendMail' }, status: 400, times });

  it('is tried again after longer and longer waits, then given up and shown to whoever has the case', async () => {
    const tries: number[] = [];
    const { mailer } = desk.deps;
    const counted = async (mail: Parameters<typeof mailer.send>[0]) => {
      tries.push(Date.parse(desk.clock.realNow()));
      await mailer.send(mail);
    };
    Object.assign(desk.deps, { mailer: { send: counted } });
    refuse(1_000);
    const value = await asked();
    const waits = tries.slice(1).map((at, n) => Math.round((at - (tries[n] ?? 0)) / 60_000));
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 240, 240, 240]);
    expect(value.work).toEqual([]);
    expect(value.lostMails).toMatchObject([
      { notice: 'data_requested', why: 'refused', to: { email: ADDRESS } },
    ]);
    expect(toldTo('sofia')).toContain('lost_mail');
    const card = await seenBy(value, 'sofia', 'specialist');
    expect(readingOf(card)).toContain('no aceptan esa dirección, y ya no se intenta más');
    expect(readingOf(card)).toContain('20 nov 2026, 10:00');
    expect(readingOf(await seenBy(value, 'sofia', 'specialist', 'en-GB'))).toContain('not tried any more');
    expect(readingOf(await seenBy(value, 'camila', 'requester'))).toContain('No he podido escribirle a');
  });

  it('goes out at the specialist’s press once the address is right', async () => {
    refuse(10);
    const value = await asked();
    expect(await sent()).toEqual([]);
    const after = await give(value, 'sofia', { name: 'resend_mail' });
    expect((await sent()).map((one) => one.to)).toEqual([[ADDRESS]]);
    expect(readingOf(await seenBy(after, 'sofia', 'specialist'))).not.toContain(ADDRESS);
  });

  it('may be sent again by nobody but the desk', async () => {
    refuse(10);
    const value = await asked();
    for (const key of ['camila', 'hernan', 'andres']) {
      const outcome = await desk.desk.command(value._id, { name: 'resend_mail' }, await desk.as(key));
      expect(outcome.ok).toBe(false);
    }
    expect(await sent()).toEqual([]);
  });
});
