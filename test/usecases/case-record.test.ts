import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { LIFECYCLE } from '../../services/domain/lifecycle-table.ts';
import type { PrintedDocument } from '../../services/domain/printed-document.ts';
import { STEP_KINDS } from '../../services/domain/procedure.ts';
import { readVerificationCode, verificationCode } from '../../services/domain/verification.ts';
import { NOTICES } from '../../services/domain/work.ts';
import { en } from '../../services/locale/en.ts';
import { es } from '../../services/locale/es.ts';
import { checkCode } from '../../services/usecases/check-code.ts';
import { caseRecord, type Reader } from '../../services/usecases/record/case-record.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

let desk: DeskHarness;
let value: Case;
beforeEach(async () => {
  desk = await openDesk();
  const opened = await desk.desk.openCase(
    {
      draftId: 'a',
      kind: 'deactivate',
      locale: 'es-CO',
      fields: {
        account: { value: desk.idOf('andres'), shown: 'Andrés Felipe Peña Niño' },
        reason: { value: 'contract_end' },
        effectiveDate: { value: desk.desk.today() },
      },
      note: 'Renunció ayer *hoy mismo*',
    },
    await desk.as('camila'),
  );
  if (!opened.ok) throw new TypeError(opened.code);
  await desk.settle();
  await desk.desk.command(opened.case._id, { name: 'authorise' }, await desk.as('hernan'));
  await desk.settle();
  const approve = { name: 'approve', holderType: 'contractor' } as const;
  await desk.desk.command(opened.case._id, approve, await desk.as('sofia'));
  await desk.settle();
  const stored = await desk.stores.cases.get(opened.case._id);
  if (!stored) throw new TypeError('no case');
  value = stored;
});
afterEach(() => desk.close());

const record = (reader: Reader, locale = 'es-CO') => caseRecord(desk.deps, value, reader, locale);

/** Everything that a document says, in its order. */
const saidIn = (document: PrintedDocument) => JSON.stringify(document);

describe('the record of a case', () => {
  it('tells the desk everything: fields, decisions, steps with read-backs, backup, notes, messages, history with seals', () => {
    const document = record('desk');
    expect(document.sections.map((one) => one.heading)).toEqual([
      'Datos del caso',
      'Lo que se pidió',
      'La cuenta',
      'Decisiones y respuestas',
      'Orden de trabajo',
      'Copia del buzón',
      'Notas',
      'Mensajes enviados',
      'Historial completo',
    ]);
    const said = saidIn(document);
    for (const { mac } of value.history) expect(said).toContain(mac);
    for (const text of [
      'Fin del contrato',
      'Hernán Castaño Muñoz (jefe o supervisor)',
      'Comprobado: acceso permitido: no',
      value.backup?.sha256 ?? '?',
      'Renunció ayer *hoy mismo*',
      'Paso: Bloquear el acceso',
      '20 nov 2026, 10:00 a. m.',
    ])
      expect(said).toContain(text);
  });

  it('tells a person what concerns them: no read-backs, no notes of others, no seals', () => {
    value = {
      ...value,
      notes: [
        ...value.notes,
        { at: value.updatedAt, by: { id: 's', name: 'Sofía', email: '' }, text: 'nota interna' },
      ],
    };
    const said = saidIn(record('other'));
    expect(said).toContain('Se bloquea el acceso');
    expect(said).toContain('Renunció ayer');
    for (const hidden of [
      'nota interna',
      'Comprobado:',
      value.backup?.sha256 ?? '?',
      value.history[0]?.mac ?? '?',
    ])
      expect(said).not.toContain(hidden);
  });

  it.each(['desk', 'requester', 'other'] as const)('has all its words in English for the %s', (reader) => {
    const document = record(reader, 'en-GB');
    expect(document.lang).toBe('en');
    expect(saidIn(document)).not.toMatch(/record\.\w|step\.\w+\.|field\.label|\\\\/);
    expect(saidIn(record(reader))).not.toMatch(/record\.\w|step\.\w+\.|field\.label|\\\\/);
  });

  it('prints in both, whatever letters people have', async () => {
    value = { ...value, remark: 'Żółć ɨʉ ñandú 🙂 漢字 \u0000 '.repeat(400) };
    for (const locale of ['es-CO', 'en'])
      expect((await desk.deps.printer.print(record('desk', locale))).subarray(0, 8).toString()).toBe(
        '%PDF-1.7',
      );
  });
});

describe('what came by mail, and the survey', () => {
  it('are in the record with the hashes of their files, for the desk and for whoever asked', () => {
    const { requester, updatedAt: at } = value;
    value = {
      ...value,
      mails: [
        {
          ...{ id: 'm1', from: requester, subject: 'Re: MS-2026-000001', at },
          attachments: [
            { name: 'acta.pdf', type: 'application/pdf', bytes: 12_345, sha256: 'a'.repeat(64) },
            { name: 'video.mp4', type: 'video/mp4', bytes: 99, left: 'too_big' },
          ],
        },
        { id: 'm2', from: { id: 'x', name: 'Otra', email: '' }, subject: 'de otra', at, attachments: [] },
      ],
      sentMails: [
        { to: requester, notice: 'data_requested', subject: 'Falta un dato', at },
        { to: { id: 'y', name: 'Jefa', email: '' }, notice: 'authorisation', subject: 'Autorizar', at },
      ],
      survey: { score: 4, comment: 'muy rápido', at },
    };
    const desk = saidIn(record('desk'));
    for (const text of [
      'acta.pdf',
      'a'.repeat(64),
      'no se guardó: demasiado grande',
      'de otra',
      'Autorizar',
      '4 de 5',
    ])
      expect(desk).toContain(text);
    expect(saidIn(record('requester'))).toContain('muy rápido');
    expect(saidIn(record('requester'))).toContain('Falta un dato');
    expect(saidIn(record('requester'))).not.toContain('Autorizar');
    expect(saidIn(record('requester'))).not.toContain('de otra');
    expect(saidIn(record('other'))).not.toContain('muy rápido');
  });
});

it('has a word for every deed, message and step there is', () => {
  const deeds = new Set(LIFECYCLE.map((one) => one.command));
  for (const { record: words, step } of [es, en]) {
    for (const deed of deeds) expect(words.deed).toHaveProperty(deed);
    for (const notice of NOTICES) expect(words.notice).toHaveProperty(notice);
    for (const kind of STEP_KINDS) expect(step.name).toHaveProperty(kind);
  }
});

describe('a verification code', () => {
  it('is read as people type it, and proves where the history stood', async () => {
    const code = verificationCode(value, desk.deps.historyKey);
    expect(code).toMatch(/^MS-2026-000001-\d+-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), `verificar ${code}.`])
      expect(await checkCode(desk.deps, typed)).toMatchObject({ ok: true, case: value._id, changed: false });
    expect(readVerificationCode('MS-2026-000001-3-OIL00-00000')?.proof).toBe('0110000000');
  });

  it('of an earlier entry is genuine and says that there is more', async () => {
    const early = { ...value, history: value.history.slice(0, 2) };
    const code = verificationCode(early, desk.deps.historyKey);
    expect(await checkCode(desk.deps, code)).toMatchObject({ ok: true, changed: true });
  });

  it('is nobody’s under another key, for another case, or of an altered history', async () => {
    const unknown = { ok: false, why: 'unknown' };
    expect(await checkCode(desk.deps, verificationCode(value, 'another'))).toEqual(unknown);
    const other = verificationCode({ ...value, _id: 'MS-2026-000002' }, desk.deps.historyKey);
    expect(await checkCode(desk.deps, other)).toEqual(unknown);
    const code = verificationCode(value, desk.deps.historyKey);
    const history = value.history.map((one) => (one.seq === 2 ? { ...one, facts: { forged: 1 } } : one));
    const altered = { ...desk.deps.cases, get: async () => ({ ...value, history }) };
    expect(await checkCode({ ...desk.deps, cases: altered }, code)).toEqual(unknown);
    expect(await checkCode(desk.deps, 'verificar algo')).toEqual({ ok: false, why: 'unreadable' });
  });
});

describe('the record of a request for help', () => {
  /** Names of the code: `attend_person`, `readBack`, a kind as it is stored, a directory id. */
  const RAW = /\b[a-z]+_[a-z]+\b|\b[a-z]+[A-Z]\w*: |assistance|[\da-f]{8}-[\da-f]{4}-/;

  it.each([
    ['es-CO', 'paso: Atender a la persona', 'trámite: Atención de una persona', 'a: Tomás Arango Díaz'],
    ['en-GB', 'step: Attend to the person', 'request: Help from a person', 'to: Tomás Arango Díaz'],
  ])('says everything in words, and cites no procedure about accounts (%s)', async (locale, ...texts) => {
    const fields = { description: { value: 'Quiero hablar con alguien' } };
    const asked = { draftId: 'b', kind: 'assistance', locale, fields } as const;
    const opened = await desk.desk.openCase(asked, await desk.as('camila'));
    if (!opened.ok) throw new TypeError(opened.code);
    await desk.settle();
    const byHand = { name: 'step_by_hand', stepId: 'attend_person', note: 'La llamé.' } as const;
    await desk.desk.command(opened.case._id, byHand, await desk.as('sofia'));
    await desk.settle();
    value = (await desk.stores.cases.get(opened.case._id)) ?? value;
    const said = caseRecord(desk.deps, value, 'desk', locale).sections.flatMap((one) => one.blocks);
    const words = said.flatMap((one) =>
      one.type === 'facts'
        ? one.rows.flat()
        : one.type === 'table'
          ? one.rows.flatMap(({ cells, under }) => [...cells, under ?? ''])
          : [one.text],
    );
    expect(words.filter((one) => RAW.test(one))).toEqual([]);
    const whole = words.join('\n');
    for (const text of texts) expect(whole).toContain(text);
    expect(whole).not.toContain('Instructivo');
  });
});
