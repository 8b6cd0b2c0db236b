import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonRow } from '../support/card-view.ts';
import { cardOf } from '../support/fake-connector.ts';
import { given, LAURA } from './given.ts';
import { CAST, type RunningDesk, startDesk } from './harness.ts';
import { wordsOf } from './person.ts';

let desk: RunningDesk;
let code: string;
beforeEach(async () => {
  desk = await startDesk({ installed: CAST });
  code = (await given(desk, 'camila', 'create', LAURA))._id;
});
afterEach(() => desk.stop());

describe('the specialist', () => {
  it('sees on one card everything needed to decide, and approves; every step ticks off on that card', async () => {
    const { sofia, tomas } = desk;
    const card = await sofia.card('Aprobar');
    const words = await sofia.shows(/Dirección propuesta/);
    for (const fact of [code, 'Camila Rojas Peña', 'Laura Inés Ñungo Pérez', 'contratista', '52.345.678'])
      expect(words).toContain(fact);
    for (const fact of [
      'CPS-101-2026',
      '15 de diciembre de 2026',
      'Hernán Castaño Muñoz',
      'laura.nungo@entidad.example',
    ])
      expect(words).toContain(fact);
    expect(words).toMatch(/Crear el usuario · pendiente/);
    expect(buttonRow(cardOf(card) ?? {}).slice(0, 3)).toEqual(['Aprobar', 'Pedir datos', 'Rechazar']);

    const pressed = await sofia.presses('Aprobar');
    expect(pressed.text).toContain('Aprobado');
    await sofia.shows(/Crear el usuario · hecho[\s\S]*Esperar el buzón · hecho/);
    expect(card.edits).toBeGreaterThan(0);
    expect(tomas.messages.map(wordsOf).filter((one) => one.includes(code))).toEqual([]);
    await desk.camila.shows(/laura\.nungo@entidad\.example/);
  });

  it('corrects the holder type on approving, and the account follows it', async () => {
    await desk.sofia.presses('Aprobar', { typed: { 'Tipo de vinculación': 'Operador' } });
    await desk.camila.shows(/ya está lista/);
    expect((await desk.account('laura.nungo@entidad.example'))?.employeeType).toBe('operator');
  });

  it('rejects with a reason, which the requester reads', async () => {
    await desk.sofia.presses('Rechazar solicitud', { typed: { reject_remark: 'El contrato ya terminó' } });
    expect(await desk.camila.shows(/no se aprobó/)).toContain('El contrato ya terminó');
    expect(await desk.caseOf(code)).toMatchObject({ status: 'closed', outcome: 'rejected' });
    await desk.settled();
    expect((await desk.sofia.shows(/No aprobado por Sofía/)).includes('Aprobar\n')).toBe(false);
  });

  it('asks for missing data: the requester gets the same question in chat and by mail, and the answer goes on the case', async () => {
    await desk.sofia.presses('Enviar pregunta', {
      typed: {
        request_fields: 'contractNumber',
        request_note: 'el CPS-101 aparece a nombre de otra persona',
      },
    });
    const asked = await desk.camila.shows(/número del contrato\*\*/);
    expect(asked).toContain('número del contrato');
    expect(asked).toContain('el CPS-101 aparece a nombre de otra persona');
    await desk.settled();
    const mail = (await desk.mails()).at(-1) ?? '';
    expect(mail).toContain('camila.rojas@entidad.example');
    expect(mail).toContain('el CPS-101 aparece a nombre de otra persona');
    expect(mail).toContain(code);

    const answered = await desk.camila.presses('Enviar', {
      on: /Puede responder aquí/,
      typed: { 'Número del contrato': 'CPS-110-2026' },
    });
    expect(answered.status).toBe(200);
    expect(await desk.sofia.shows(/respondió en/)).toContain('CPS-110-2026');
    const value = await desk.caseOf(code);
    expect(value.status).toBe('in_review');
    expect(value.fields.contractNumber?.value).toBe('CPS-110-2026');
  });

  it('keeps what is right of an answer that is wrong, and says what is wrong', async () => {
    await desk.sofia.presses('Enviar pregunta', { typed: { request_fields: 'personalEmail' } });
    const wrong = await desk.camila.presses('Enviar', {
      on: /Puede responder aquí/,
      typed: { 'Correo personal': 'laura arroba correo' },
    });
    expect(wrong.text).toContain('Esa dirección de correo no está completa');
    expect((await desk.caseOf(code)).status).toBe('awaiting_data');
    await desk.camila.presses('Enviar', {
      on: /Correo personal/,
      typed: { 'Correo personal': 'otra@correo.example' },
    });
    expect((await desk.caseOf(code)).fields.personalEmail?.value).toBe('otra@correo.example');
  });

  it('records an answer that came by telephone, in the name of who took it down', async () => {
    await desk.sofia.presses('Enviar pregunta', { typed: { request_fields: 'contractNumber' } });
    await desk.sofia.presses('Registrar', {
      typed: { 'Número del contrato': 'CPS-110-2026', record_note: 'llamó Camila a las 10' },
    });
    const value = await desk.caseOf(code);
    expect(value).toMatchObject({
      status: 'in_review',
      fields: { contractNumber: { value: 'CPS-110-2026' } },
    });
    expect(value.history.at(-1)?.by.id).toBe(desk.sofia.id);
    expect(value.notes.at(-1)?.text).toBe('llamó Camila a las 10');
  });

  it('takes the case, and hands it over to a colleague who gets a card to act on', async () => {
    await desk.sofia.presses('Tomar');
    expect((await desk.caseOf(code)).history.map((one) => one.what)).toEqual([
      'open',
      'prepared',
      'assign',
      'take',
    ]);
    await desk.sofia.presses('Pasar el caso', { typed: { hand_over_to: 'Tomás Arango Díaz' } });
    await desk.tomas.shows(/ahora está a cargo de Tomás/);
    expect((await desk.caseOf(code)).assignee?.id).toBe(desk.tomas.id);
    await desk.sofia.shows(/Lo atiende Tomás/);
    await desk.settled();
    const open = await desk.tomas.presses('Aprobar');
    expect(open.text).toContain('Aprobado');
  });
});

describe('nobody decides on their own request', () => {
  it("a specialist's own goes to the other one alone", async () => {
    const own = await given(desk, 'sofia', 'create', {
      ...LAURA,
      holderName: { value: 'Nora Elena Díaz Paz' },
    });
    await desk.tomas.card('Aprobar', /Nora Elena/);
    await desk.settled();
    const forged = await desk.sofia.pressesRaw('approve', {
      case: own._id,
      stage: (await desk.caseOf(own._id)).stage,
    });
    expect(forged.text).toContain('Nadie decide sobre su propia solicitud');
    expect((await desk.caseOf(own._id)).status).toBe('in_review');
  });
});
