import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, formatDate } from '../../services/domain/calendar.ts';
import { ending, given, LAURA } from './given.ts';
import { type RunningDesk, startDesk } from './harness.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

describe('with the clock moved on, the desk', () => {
  it('reminds of its question, closes without an answer, and takes a late one up again', async () => {
    const { _id: code } = await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.presses('Enviar pregunta', { typed: { request_fields: 'contractNumber' } });
    expect(await desk.camila.shows(/número del contrato\*\*/)).toMatch(/Si no hay respuesta hasta el/);
    await desk.settled();
    expect((await desk.mails()).at(-1)).toMatch(/Si no hay respuesta hasta el/);

    await desk.advance('P4D');
    await desk.camila.shows(/Le recuerdo que/);
    await desk.advance('P12D');
    await desk.camila.shows(/Se cerró porque no llegó la respuesta/);
    expect(await desk.caseOf(code)).toMatchObject({ status: 'closed', outcome: 'unanswered' });

    await desk.camila.presses('Enviar', {
      on: /Se cerró porque no llegó/,
      typed: { add_note: 'es el CPS-110-2026' },
    });
    await desk.sofia.shows(/respondió en/);
    expect(await desk.caseOf(code)).toMatchObject({ status: 'in_review', open: true });
  });

  it('passes a silent supervisor’s request on, and says so to the supervisor once it is decided', async () => {
    await given(desk, 'camila', 'deactivate', ending(desk, 'andres'));
    await desk.hernan.card('Autorizo');
    await desk.advance('P7D');
    await desk.ricardo.presses('Autorizo');
    await desk.hernan.shows(/En su lugar, Ricardo/);
  });

  it('asks the desk lead for cause and remedy of what is late, and tells the requester', async () => {
    const { _id: code } = await given(desk, 'camila', 'create', LAURA);
    await desk.sofia.card('Aprobar');
    await desk.advance('P7D');
    await desk.ricardo.shows(/servicio no conforme/);
    const newDate = addDays(desk.mesa.desk.today(), 14);
    await desk.ricardo.presses('Registrar e informar', {
      on: /servicio no conforme/,
      typed: { treat_cause: 'no había licencias', treat_remedy: 'se compraron', treat_date: newDate },
    });
    const told = await desk.camila.shows(/tardó más de lo prometido/);
    expect(told).toContain('no había licencias');
    expect(told).toContain(formatDate(newDate, 'es'));
    expect((await desk.caseOf(code)).nonConformities?.every((one) => one.treatedAt)).toBe(true);
  });
});
