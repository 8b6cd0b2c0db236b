import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postJson } from '../support/fake-connector.ts';
import { ending, given, LAURA } from './given.ts';
import { CAST, personOf, type RunningDesk, startDesk } from './harness.ts';
import { type Person, wordsOf } from './person.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk({ installed: CAST });
});
afterEach(() => desk.stop());

/** Somebody writes to the desk's mailbox. */
async function writes(from: string, subject: string, text: string, more: object = {}) {
  const { status } = await postJson(`${desk.url}/sandbox/mail`, { from, subject, text, ...more });
  expect(status).toBe(201);
}

/** Links to files that were given in a chat. */
const filesIn = (person: Person): readonly string[] =>
  person.messages.flatMap(
    (one) => JSON.stringify(one.activity).match(/http[^"\\\s)]+\/sandbox\/files\/[^"\\\s)]+/g) ?? [],
  );

describe('a reply by mail', () => {
  it('to the desk’s question is an answer: its value is read, its file kept, and the specialist sees both', async () => {
    const { _id: code } = await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.presses('Enviar pregunta', { typed: { request_fields: 'contractNumber' } });
    await desk.camila.shows(/número del contrato\*\*/);
    await desk.settled();
    expect((await desk.mails()).at(-1)).toMatch(/También puede responder este correo/);
    await writes(
      'camila',
      `RE: ${code}: falta un dato para seguir`,
      'Buenas tardes, Sofía:\n\nEl número correcto es CPS-110-2026. Adjunto el contrato.\n\nSaludos,\nCamila\n\nEl lun, 30 nov 2026 a las 10:00, Mesa de Servicios escribió:\n> falta un dato',
      {
        files: [
          { name: 'contrato.pdf', type: 'application/pdf', base64: Buffer.from('%PDF').toString('base64') },
        ],
      },
    );
    const told = await desk.sofia.shows(/respondió por correo/);
    for (const seen of ['CPS-110-2026', 'contrato.pdf', 'Adjunto el contrato']) expect(told).toContain(seen);
    expect(told).not.toContain('escribió:');
    expect(await desk.sofia.shows(/Archivos que llegaron por correo[\s\S]*contrato\.pdf/)).toContain(
      'Aprobar',
    );
    expect(await desk.caseOf(code)).toMatchObject({
      status: 'in_review',
      fields: { contractNumber: { value: 'CPS-110-2026' } },
    });
    await desk.camila.shows(/Respondido por correo el/);
    await desk.sofia.presses('Abrir los archivos');
    await desk.sofia.shows(/contrato\.pdf, que llegó por correo/);
    await desk.sofia.shows(/\/sandbox\/files\//);
    expect(await (await fetch(filesIn(desk.sofia)[0] ?? '')).text()).toBe('%PDF');
    await desk.camila.pressesRaw('mail_files', { case: code });
    await desk.settled();
    expect(filesIn(desk.camila)).toEqual([]);
  });

  it('in English reads the same', async () => {
    const { _id: code } = await given(desk, 'camila', 'create', LAURA, 'en-GB');
    await desk.sofia.presses('Enviar pregunta', { typed: { request_fields: 'endDate' } });
    await desk.settled();
    expect((await desk.mails()).at(-1)).toMatch(/You can also reply to this e-mail/);
    await writes('camila', `Re: ${code}`, 'Hello,\n\nuntil 18 December 2026.\n\nKind regards,\nCamila');
    await desk.sofia.shows(/respondió por correo/);
    expect((await desk.caseOf(code)).fields.endDate?.value).toBe('2026-12-18');
  });

  it('from the supervisor authorises nothing, whatever it says', async () => {
    const { _id: code } = await given(desk, 'camila', 'deactivate', ending(desk, 'andres'));
    await desk.hernan.card('Autorizo');
    await writes('hernan', `RE: ${code}`, 'Sí, autorizo.');
    await expect
      .poll(async () => (await desk.mails()).join(), { timeout: 15_000 })
      .toContain('se da en Teams');
    expect(await desk.caseOf(code)).toMatchObject({ status: 'awaiting_supervisor' });
    await desk.hernan.presses('Autorizo');
    await desk.sofia.shows(/Sí, autorizo\./);
  });
});

describe('a mail that names no case', () => {
  it('comes to the specialists, who put it where it belongs; for the others it is then settled', async () => {
    const { _id: code } = await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.card('Aprobar');
    await writes('ana@fuera.example', 'Contrato de Laura', 'Les envío lo que pidieron.');
    const shown = await desk.sofia.shows(/no pude asociar a un caso/);
    for (const seen of ['ana@fuera.example', 'Contrato de Laura', 'Les envío lo que pidieron'])
      expect(shown).toContain(seen);
    await desk.tomas.shows(/no pude asociar a un caso/);
    const unknown = await desk.sofia.presses('Poner en el caso', {
      typed: { 'Número del caso al que va': '77' },
    });
    expect(unknown.text).toMatch(/no encuentro|no existe|No encontré/i);
    const { text } = await desk.sofia.presses('Poner en el caso', {
      typed: { 'Número del caso al que va': '1' },
    });
    expect(text).toContain(code);
    await desk.tomas.shows(/Sofía Ibáñez León lo puso en/);
    expect((await desk.caseOf(code)).notes.at(-1)?.text).toBe('Les envío lo que pidieron.');
    expect(desk.tomas.messages.map(wordsOf).filter((one) => one.includes('Poner en el caso'))).toEqual([]);
  });

  it('written by a program is left alone', async () => {
    await given(desk, 'camila', 'create', LAURA);
    await writes('camila', 'Fuera de la oficina', 'Vuelvo el lunes', {
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    await writes('ana@fuera.example', 'después', 'hola');
    await desk.sofia.shows(/«después»/);
    expect(desk.sofia.messages.map(wordsOf).join()).not.toContain('Fuera de la oficina');
  });
});

describe('a mail of the desk that cannot be sent', () => {
  it('and comes back is told to the specialist, who has it sent again, and to its addressee', async () => {
    const { _id: code } = await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.presses('Enviar pregunta', { typed: { request_fields: 'contractNumber' } });
    await desk.settled();
    const before = (await desk.mails()).length;
    await writes(
      'postmaster@entidad.example',
      `Undeliverable: ${code}`,
      personOf('camila').userPrincipalName,
    );
    await desk.sofia.shows(/el correo para Camila Rojas Peña no llegó/);
    await desk.camila.says('cómo va el 1');
    await desk.camila.shows(/El correo que le envié a camila\.rojas@entidad\.example, devuelto el/);
    await desk.hernan.says('cómo va el 1');
    await desk.sofia.presses('Enviar de nuevo', { on: /el correo para Camila/ });
    await desk.sofia.shows(/hizo enviar de nuevo el correo/);
    await desk.settled();
    expect(await desk.mails()).toHaveLength(before + 1);
    expect(desk.hernan.messages.map(wordsOf).join()).not.toContain('camila.rojas@');
    await desk.camila.pressesRaw('resend_mail', { case: code, stage: (await desk.caseOf(code)).stage });
    await desk.settled();
    expect(await desk.mails()).toHaveLength(before + 1);
  });

  it('is tried again, and the specialist’s card says so until it is out', async () => {
    await given(desk, 'camila', 'create', LAURA);
    await postJson(`${desk.url}/sandbox/faults`, { match: { pattern: 'sendMail' }, status: 503, times: 8 });
    await desk.sofia.presses('Enviar pregunta', { typed: { request_fields: 'contractNumber' } });
    await desk.sofia.shows(/Un correo para Camila Rojas Peña no ha podido salir/);
    await fetch(`${desk.url}/sandbox/faults`, { method: 'DELETE' });
    await expect
      .poll(() => desk.sofia.messages.map(wordsOf).some((one) => one.includes('no ha podido salir')), {
        timeout: 40_000,
      })
      .toBe(false);
    expect((await desk.mails()).join()).toContain('falta un dato para seguir');
  });
});
