import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditLines } from '../../bot/audit-lines.ts';
import type { Case } from '../../services/domain/case.ts';
import { verificationCode } from '../../services/domain/verification.ts';
import { verifyHistories } from '../../services/usecases/verify-histories.ts';
import { pdfWords } from '../support/pdf-words.ts';
import { given } from './given.ts';
import { chatOf, type RunningDesk, startDesk } from './harness.ts';
import type { Person } from './person.ts';

let desk: RunningDesk;
let code: string;
beforeEach(async () => {
  desk = await startDesk();
  code = (await given(desk, 'camila', 'assistance', { description: { value: 'orientación' } }))._id;
  await desk.settled();
});
afterEach(() => desk.stop());

/** The file behind the link that the person was given last. */
async function download(person: Person): Promise<Buffer> {
  const shown = await person.sees(/\/sandbox\/files\//);
  const link = /\((http[^)]+)\)/.exec(shown)?.[1] ?? '';
  const answer = await fetch(link);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  return Buffer.from(await answer.arrayBuffer());
}

const verification = async () => verificationCode(await desk.caseOf(code), desk.mesa.deps.historyKey);

describe('the record of a case', () => {
  it('is asked for in chat and comes as a tagged PDF, in the language that is asked for', async () => {
    await desk.sofia.says('me da el expediente del caso 1 por favor');
    const printed = await download(desk.sofia);
    const spanish = printed.toString('latin1');
    for (const part of ['Código de verificación', await verification()])
      expect(pdfWords(printed)).toContain(part);
    expect(spanish).toMatch(/^%PDF-1\.7/);
    expect(spanish).toContain('/StructTreeRoot');
    expect(spanish).toContain('/Lang (es-CO)');
    await desk.sofia.says(`pdf del ${code} en inglés`);
    expect((await download(desk.sofia)).toString('latin1')).toContain('/Lang (en)');
    const english = chatOf(desk.connector, () => desk.url, 'ricardo', 'en-GB');
    await english.says('record of case 1');
    const record = await download(english);
    expect(record.toString('latin1')).toContain('/Lang (en)');
    for (const part of ['Verification code', await verification()]) expect(pdfWords(record)).toContain(part);
  });

  it('comes by the button of the case’s detail card, once for each press', async () => {
    await desk.camila.says('cómo va el 1');
    await desk.camila.presses('Expediente (PDF)');
    const first = await download(desk.camila);
    await desk.camila.presses('Expediente (PDF)');
    expect((await download(desk.camila)).length).toBeGreaterThan(0);
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is given to nobody who may not see the case', async () => {
    await desk.luisa.says('expediente del caso 1');
    await desk.luisa.shows(/No encuentro ese caso/);
    const { text } = await desk.luisa.pressesRaw('case_record', { case: code });
    expect(text).toBe('Listo.');
    expect(
      desk.luisa.messages.filter((one) => JSON.stringify(one.activity).includes('/sandbox/files/')),
    ).toEqual([]);
  });

  it('has a code that anybody can check, and that says whether the case moved on', async () => {
    const before = await verification();
    await desk.luisa.says(`verificar ${before}`);
    await desk.luisa.sees(/auténtico[\s\S]*nada ha cambiado/);
    await desk.sofia.presses('Marcar como hecho', {
      typed: { '¿Qué hizo? Queda en el caso.': 'hablé con ella' },
    });
    await desk.settled();
    await desk.luisa.says(`verificar ${before.toLowerCase()}`);
    await desk.luisa.sees(/auténtico[\s\S]*Después hubo novedades/);
    const english = chatOf(desk.connector, () => desk.url, 'elena', 'en-GB');
    await english.says(`verify ${before}`);
    await english.sees(/The code is genuine[\s\S]*There has been news since/);
    await desk.luisa.says(`verificar ${before.slice(0, -5)}AAAAA`);
    await desk.luisa.sees(/no corresponde a ningún expediente/);
    await desk.luisa.says('verificar MS-2026-12');
    await desk.luisa.sees(/No reconozco ese código/);
  });
});

/** Everything in a file behind the desk's back, as somebody with the store's file alone could do it. */
function meddle(work: (database: Database.Database) => void): void {
  const database = new Database(join(desk.dataDir, 'mesa.db'));
  work(database);
  database.close();
}

const MEDDLING = [
  {
    what: 'deleted',
    told: /; the case is gone/,
    work: (database: Database.Database) => database.prepare('DELETE FROM cases WHERE _id = ?').run(code),
  },
  {
    what: 'cut',
    told: /; it was cut, or put back to an earlier copy/,
    work: (database: Database.Database) => cutHistory(database),
  },
] as const;

/** Takes the last entry off the case's history. */
function cutHistory(database: Database.Database): void {
  const { doc } = database.prepare('SELECT doc FROM cases WHERE _id = ?').get(code) as { doc: string };
  const value = JSON.parse(doc) as Case;
  const cut = { ...value, history: value.history.slice(0, -1) };
  database.prepare('UPDATE cases SET doc = ? WHERE _id = ?').run(JSON.stringify(cut), code);
}

describe('the evidence of the histories', () => {
  it.each(MEDDLING)(
    'is written each day, and names a case $what behind the desk’s back',
    async ({ told, work }) => {
      await desk.advance('P1D');
      await desk.advance('P1D');
      const lines = readFileSync(join(desk.dataDir, 'evidence/heads.jsonl'), 'utf8').trim().split('\n');
      expect(new Set(lines.map((one) => (JSON.parse(one) as { day: string }).day)).size).toBe(3);
      const { deps } = desk.mesa;
      expect(auditLines(await verifyHistories(deps))[0]).toContain('every history is as the desk wrote it');
      meddle(work);
      const found = auditLines(await verifyHistories(deps)).join('\n');
      expect(found).toMatch(new RegExp(`${code}: its history ended at entry \\d+ on [\\d-]+${told.source}`));
    },
  );
});
