import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderCaseDetail } from '../../cards/case-detail.ts';
import type { Case, Fields, Kind } from '../../services/domain/case.ts';
import type { Command } from '../../services/domain/command.ts';
import { spentMs } from '../../services/domain/service-clock.ts';
import { sweepDeadlines } from '../../services/usecases/sweep-deadlines.ts';
import { readingOf } from '../cards/inspect.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let desk: DeskHarness;
let mails: { to: string; subject: string; text: string }[];
beforeEach(async () => {
  mails = [];
  desk = await openDesk({
    mailer: {
      send: async (mail) => {
        mails.push(mail);
      },
    },
  });
});
afterEach(() => desk.close());

async function opened(by: string, kind: Kind, fields: Fields): Promise<Case> {
  const request = { draftId: `${by}-${kind}`, kind, fields, locale: 'es-CO' };
  const outcome = await desk.desk.openCase(request, await desk.as(by));
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(outcome.case._id);
}

const department = (): Fields => ({
  account: { value: desk.idOf('andres') },
  change: { value: 'department' },
  department: { value: 'Secretaría de Hacienda' },
});
const leaving = (): Fields => ({
  account: { value: desk.idOf('andres') },
  reason: { value: 'resignation' },
  effectiveDate: { value: '2026-11-20' },
});
const failing: Fields = { failureKind: { value: 'cannot_send' }, description: { value: 'error 550' } };

const current = (code: string) => desk.caseOf(code);

async function give(value: Case, by: string, command: Command) {
  return desk.desk.command(value._id, command, await desk.as(by), (await current(value._id)).stage);
}

/** Moves the desk's clock to an instant; what is then due is done. */
async function until(instant: string) {
  desk.clock.advanceDesk(Date.parse(instant) - Date.parse(desk.clock.deskNow()));
  await sweepDeadlines(desk.deps);
  await desk.settle();
}

const toldTo = (key: string) => desk.told.filter((one) => one.to === desk.idOf(key)).map((one) => one.notice);
const deeds = (value: Case) => value.history.map((one) => one.what);
const ASK: Command = { name: 'request_data', fields: ['department'], note: '¿cuál es?' };

describe('a question to the requester', () => {
  async function asked(): Promise<Case> {
    const value = await opened('camila', 'modify', department());
    await give(value, 'sofia', ASK);
    await desk.settle();
    return current(value._id);
  }

  it('goes out in chat and by e-mail, which names the day on which silence closes the case', async () => {
    const value = await asked();
    expect(toldTo('camila')).toEqual(['status', 'data_requested']);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(value.sentMails).toEqual([
      {
        to: { id: desk.idOf('camila'), name: 'Camila Rojas Peña', email: mail?.to },
        ...{ notice: 'data_requested', subject: mail?.subject, at: expect.stringMatching(/^2026-11-20T/) },
      },
    ]);
    expect(mails[0]).toMatchObject({ to: 'camila.rojas@entidad.example' });
    expect(mails[0]?.text).toContain('viernes 27 de noviembre de 2026');
  });

  it('is repeated after one and three working days, and closes the case after five', async () => {
    const value = await asked();
    await until('2026-11-23T14:00:00.000Z');
    expect(toldTo('camila')).toEqual(['status', 'data_requested']);
    await until('2026-11-23T16:00:00.000Z');
    await until('2026-11-25T16:00:00.000Z');
    expect(toldTo('camila').slice(2)).toEqual(['data_reminder', 'data_reminder']);
    await until('2026-11-27T14:00:00.000Z');
    expect((await current(value._id)).status).toBe('awaiting_data');
    await until('2026-11-27T16:00:00.000Z');
    expect(await current(value._id)).toMatchObject({
      status: 'closed',
      outcome: 'unanswered',
      open: false,
      deadlines: [],
    });
    expect(toldTo('camila').slice(4)).toEqual(['closed']);
    expect(mails.map((one) => one.subject)).toEqual([
      'MS-2026-000001: falta un dato para seguir',
      'MS-2026-000001: su caso espera una respuesta',
      'MS-2026-000001: su caso espera una respuesta',
      'MS-2026-000001: se cerró sin respuesta',
    ]);
  });

  it.each([
    [
      'es-CO',
      'tiene una pregunta sobre su caso MS-2026-000001 (Atención de una persona)',
      'una pregunta sobre su caso',
    ],
    [
      'en-GB',
      'has a question about your case MS-2026-000001 (Help from a person)',
      'a question about your case',
    ],
  ])('that names no field leaves no gap in the mail (%s)', async (locale, text, subject) => {
    const fields = { description: { value: 'Quiero hablar con alguien' } };
    const request = { draftId: 'help', kind: 'assistance', fields, locale } as const;
    const outcome = await desk.desk.openCase(request, await desk.as('camila'));
    if (!outcome.ok) throw new TypeError(outcome.code);
    await desk.settle();
    await give(outcome.case, 'sofia', { name: 'request_data', fields: [], note: '¿a qué número la llamo?' });
    await desk.settle();
    const mail = mails.at(-1);
    expect(mail?.subject).toBe(`MS-2026-000001: ${subject}`);
    expect(mail?.text).toContain(`${text}.\n\n¿a qué número la llamo?\n\n`);
    expect(mail?.text).not.toMatch(/\n{3}| {2}|\{\{/);
    const { procedure } = desk.deps;
    const now = desk.clock.deskNow();
    const about = await current('MS-2026-000001');
    const view = {
      case: about,
      procedure,
      allowed: new Set<never>(),
      viewer: 'specialist',
      locale,
      now,
    } as const;
    expect(readingOf(renderCaseDetail(view))).toMatch(/Sofía Ibáñez León: \n¿a qué número la llamo\?/);
  });

  it('stops the desk’s own clock, and an answer sets it going again with what was left', async () => {
    const value = await asked();
    const spent = spentMs(value, desk.clock.deskNow(), desk.deps.procedure);
    await until('2026-11-26T20:00:00.000Z');
    await give(value, 'camila', { name: 'add_data', fields: {}, note: 'es Hacienda' });
    const resumed = await current(value._id);
    expect(resumed.status).toBe('in_review');
    expect(spentMs(resumed, desk.clock.deskNow(), desk.deps.procedure)).toBe(spent);
    /* Two working days of nine hours from Thursday at 15:00, less what was spent. */
    const due = resumed.deadlines.find((one) => one.name === 'breach_resolution')?.at ?? '';
    expect(Date.parse(due)).toBe(Date.parse('2026-11-30T20:00:00.000Z') - spent);
  });

  it('answered after the closing takes the case up where it was, for thirty days', async () => {
    const value = await asked();
    await until('2026-11-27T16:00:00.000Z');
    await until('2026-12-20T16:00:00.000Z');
    const outcome = await give(value, 'camila', { name: 'add_data', fields: {}, note: 'es Hacienda' });
    expect(outcome).toMatchObject({ ok: true, case: { status: 'in_review', open: true } });
    expect(outcome.case?.outcome).toBeUndefined();
    await desk.settle();
    expect(toldTo('sofia')).toContain('data_received');
    expect((await current(value._id)).notes.at(-1)?.text).toBe('es Hacienda');
  });

  it('answered later than that is too late', async () => {
    const value = await asked();
    await until('2026-11-27T16:00:00.000Z');
    await until('2026-12-28T16:00:00.000Z');
    const outcome = await give(value, 'camila', { name: 'add_data', fields: {}, note: 'es Hacienda' });
    expect(outcome).toMatchObject({ ok: false, code: 'reopen_expired', params: { days: 30 } });
  });

  it('after a long stop of the desk brings one message and not the backlog', async () => {
    const value = await asked();
    await until('2027-01-20T16:00:00.000Z');
    expect(toldTo('camila').slice(2)).toEqual(['closed']);
    expect(deeds(await current(value._id)).filter((one) => one === 'remind')).toEqual([]);
  });

  it('with a reminder that was held up until after the closing is not reminded any more', async () => {
    const value = await asked();
    desk.clock.advanceDesk(3 * DAY + 2 * HOUR);
    await sweepDeadlines(desk.deps);
    expect((await current(value._id)).work.map((one) => one.type)).toEqual(['mail', 'notice']);
    desk.clock.advanceDesk(7 * DAY);
    await sweepDeadlines(desk.deps);
    await desk.settle();
    expect(toldTo('camila').slice(2)).toEqual(['closed']);
    expect(mails.map((one) => one.subject.slice(16))).toEqual([
      'falta un dato para seguir',
      'se cerró sin respuesta',
    ]);
  });

  it('that never got out is no silence of the requester', async () => {
    const value = await opened('camila', 'modify', department());
    await give(value, 'sofia', ASK);
    desk.clock.advanceDesk(10 * DAY);
    await sweepDeadlines(desk.deps);
    const still = await current(value._id);
    expect(still.status).toBe('awaiting_data');
    expect(still.waiting?.since).toBe(still.updatedAt);
    await desk.settle();
    expect(toldTo('camila')).toEqual(['status', 'data_requested']);
  });
});

describe('the supervisor’s silence', () => {
  it('is reminded, then passes the request to the manager, and never approves', async () => {
    const value = await opened('camila', 'deactivate', leaving());
    await until('2026-11-23T16:00:00.000Z');
    expect(toldTo('hernan')).toEqual(['authorisation', 'authorisation_reminder']);
    await until('2026-11-24T16:00:00.000Z');
    const passed = await current(value._id);
    expect(passed).toMatchObject({ status: 'awaiting_supervisor', supervisorId: desk.idOf('ricardo') });
    expect(passed.authorisedBy).toBeUndefined();
    expect(toldTo('ricardo')).toEqual(['authorisation']);

    await give(value, 'ricardo', { name: 'authorise' });
    await desk.settle();
    expect(await current(value._id)).toMatchObject({
      status: 'in_review',
      authorisedBy: { id: desk.idOf('ricardo') },
    });
    expect(toldTo('hernan').at(-1)).toBe('decided_for_you');
  });

  it('ends when the supervisor answers after all', async () => {
    const value = await opened('camila', 'deactivate', leaving());
    await until('2026-11-24T16:00:00.000Z');
    expect(await give(value, 'hernan', { name: 'authorise' })).toMatchObject({
      ok: true,
      case: { status: 'in_review' },
    });
    await desk.settle();
    expect(toldTo('hernan')).not.toContain('decided_for_you');
  });

  it('goes on to the desk leads where no manager is above, however long it lasts', async () => {
    const value = await opened('camila', 'deactivate', leaving());
    for (const day of ['2026-11-24', '2026-11-26', '2026-11-30', '2026-12-02'])
      await until(`${day}T21:00:00.000Z`);
    const passed = await current(value._id);
    expect(passed.status).toBe('awaiting_supervisor');
    expect(passed.passedOn?.map((one) => one.why)).toEqual(['manager', 'desk', 'desk', 'desk']);
    expect(passed.supervisor).toBeUndefined();
    expect(passed.deadlineAt > desk.clock.deskNow()).toBe(true);
    expect(await give(value, 'ricardo', { name: 'authorise' })).toMatchObject({ ok: true });
  });
});

describe('the promised time', () => {
  it('warns specialist and desk lead at 80 %, and its breach is the desk lead’s to explain', async () => {
    const value = await opened('camila', 'failure', failing);
    await give(value, 'sofia', { name: 'take' });
    await until('2026-11-23T13:11:00.000Z');
    expect(toldTo('sofia')).not.toContain('deadline_warning');
    await until('2026-11-23T13:13:00.000Z');
    expect(toldTo('sofia')).toContain('deadline_warning');
    expect(toldTo('ricardo')).toEqual(['deadline_warning']);
    await until('2026-11-23T15:00:30.000Z');
    expect((await current(value._id)).nonConformities).toEqual([
      { goal: 'resolution', dueAt: '2026-11-23T15:00:00.000Z', openedAt: expect.any(String) },
    ]);
    expect(toldTo('ricardo')).toEqual(['deadline_warning', 'nonconformity']);
  });

  it('breached by a case that nobody took up counts as well', async () => {
    const value = await opened('camila', 'failure', failing);
    await until('2026-11-20T17:01:00.000Z');
    expect((await current(value._id)).nonConformities).toMatchObject([{ goal: 'first_response' }]);
  });

  it('breached holds the closing until cause and remedy are there, and the requester hears of both', async () => {
    const value = await opened('camila', 'failure', failing);
    await give(value, 'sofia', { name: 'take' });
    await until('2026-11-24T15:00:00.000Z');
    await give(value, 'sofia', { name: 'resolve_by_hand', note: 'se creó la regla' });
    await give(value, 'camila', { name: 'confirm' });
    await desk.settle();
    expect(await current(value._id)).toMatchObject({ status: 'treating', outcome: 'fulfilled', open: true });

    const treat: Command = {
      name: 'treat_nonconformity',
      cause: 'faltaba un permiso',
      remedy: 'ya se pidió',
    };
    expect(await give(value, 'sofia', treat)).toMatchObject({ ok: false, code: 'not_yours' });
    expect(await give(value, 'ricardo', { ...treat, cause: ' ' })).toMatchObject({
      ok: false,
      code: 'cause_needed',
    });
    expect(await give(value, 'ricardo', treat)).toMatchObject({ ok: true, case: { status: 'closed' } });
    await desk.settle();
    expect(toldTo('camila').at(-1)).toBe('delay');
    expect(await give(value, 'ricardo', treat)).toMatchObject({ ok: false });
  });

  it('gets a new date from the desk lead while the work is not done, and that date counts', async () => {
    const value = await opened('camila', 'failure', failing);
    await give(value, 'sofia', { name: 'take' });
    await until('2026-11-24T15:00:00.000Z');
    const treat = { name: 'treat_nonconformity', cause: 'c', remedy: 'r' } as const;
    expect(await give(value, 'ricardo', treat)).toMatchObject({ ok: false, code: 'new_date_needed' });
    expect(await give(value, 'ricardo', { ...treat, newDate: '2026-11-23' })).toMatchObject({
      ok: false,
      code: 'new_date_needed',
    });
    expect(await give(value, 'ricardo', { ...treat, newDate: '2099-12-31' })).toMatchObject({
      ok: false,
      code: 'new_date_needed',
    });
    await give(value, 'ricardo', { ...treat, newDate: '2026-11-26' });
    const promised = await current(value._id);
    expect(promised.status).toBe('fulfilling');
    expect(promised.deadlines.find((one) => one.name === 'breach_resolution')?.at).toBe(
      '2026-11-26T22:00:00.000Z',
    );
    await until('2026-11-26T22:00:00.000Z');
    expect((await current(value._id)).nonConformities?.map((one) => one.treatedAt !== undefined)).toEqual([
      true,
      false,
    ]);
  });

  it('closes a finished case that nobody confirms as done', async () => {
    const value = await opened('camila', 'failure', failing);
    await give(value, 'sofia', { name: 'resolve_by_hand', note: 'listo' });
    await desk.settle();
    await until('2026-11-23T16:00:00.000Z');
    expect(toldTo('camila').at(-1)).toBe('confirmation_reminder');
    await until('2026-11-27T16:00:00.000Z');
    expect(await current(value._id)).toMatchObject({ status: 'closed', outcome: 'fulfilled' });
    expect(toldTo('camila').at(-1)).toBe('closed');
  });

  it('does not close a delivery that nobody took: the specialist hears of it', async () => {
    const fields: Fields = {
      holderName: { value: 'Laura Inés Ñungo Pérez' },
      holderType: { value: 'official' },
      nationalId: { value: '52345678' },
      position: { value: 'Abogada' },
      department: { value: 'Oficina Jurídica' },
      personalEmail: { value: 'laura@correo.example' },
      supervisor: { value: desk.idOf('hernan') },
    };
    const value = await opened('camila', 'create', fields);
    await give(value, 'sofia', { name: 'approve' });
    await desk.settle();
    expect((await current(value._id)).status).toBe('delivering');
    await until('2026-11-30T16:00:00.000Z');
    expect((await current(value._id)).status).toBe('delivering');
    expect(toldTo('sofia').at(-1)).toBe('undelivered');
    expect(toldTo('hernan')).toEqual(['delivery']);
  });
});

describe('sweeping', () => {
  it('by several replicas at once lets each deadline take effect once', async () => {
    const value = await opened('camila', 'modify', department());
    await give(value, 'sofia', ASK);
    await desk.settle();
    desk.clock.advanceDesk(10 * DAY);
    await Promise.all(Array.from({ length: 5 }, () => sweepDeadlines(desk.deps)));
    await desk.settle();
    expect(deeds(await current(value._id)).filter((one) => one === 'close_unanswered')).toHaveLength(1);
    expect(toldTo('camila').filter((one) => one === 'closed')).toHaveLength(1);
  });

  it('with the clock set back does nothing twice', async () => {
    const value = await opened('camila', 'modify', department());
    await give(value, 'sofia', ASK);
    await desk.settle();
    await until('2026-11-23T16:00:00.000Z');
    await until('2026-11-20T16:00:00.000Z');
    await until('2026-11-23T16:00:00.000Z');
    expect(deeds(await current(value._id)).filter((one) => one === 'remind')).toHaveLength(1);
  });

  it('tells how many commands took effect, and nothing once all is done', async () => {
    await opened('camila', 'failure', failing);
    desk.clock.advanceDesk(10 * DAY);
    expect(await sweepDeadlines(desk.deps)).toBe(1);
    expect(await sweepDeadlines(desk.deps)).toBe(0);
  });
});
