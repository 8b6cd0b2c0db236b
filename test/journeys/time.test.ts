import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, formatDate } from '../../services/domain/calendar.ts';
import { ending, given, LAURA } from './given.ts';
import { type RunningDesk, startDesk } from './harness.ts';
import { dayBefore, nextMorning, opensOn } from './office.ts';

const SPANISH = {
  locale: 'es-CO',
  lang: 'es',
  due: 'vence el',
  left: 'un día hábil y 8 horas hábiles',
  send: 'Enviar pregunta',
  question: /número del contrato\*\*/,
  until: /Si no hay respuesta hasta el/,
  reminder: /Le recuerdo que/,
  unanswered: /Se cerró porque no llegó la respuesta/,
  answer: 'Enviar',
  answered: /respondió en/,
  authorise: 'Autorizo',
  inPlace: /En su lugar, Ricardo/,
  substitute: (from: string, until: string) => `del ${from} al ${until} aprueba Lucía Beltrán`,
  named: /autoriza Lucía Beltrán Ortiz en su lugar/,
  decidedBy: /En su lugar, Lucía Beltrán Ortiz autorizó/,
  running: /está por vencer/,
  late: /servicio no conforme/,
  treat: 'Registrar e informar',
  delayed: /tardó más de lo prometido/,
} as const;

const ENGLISH = {
  locale: 'en-GB',
  lang: 'en',
  due: 'due on',
  left: 'one working day and 8 working hours',
  send: 'Send the question',
  question: /contract number\*\*/i,
  until: /Without an answer by/,
  reminder: /A reminder:/,
  unanswered: /was closed because the missing answer did not come/,
  answer: 'Send',
  answered: /answered on/,
  authorise: 'I authorise it',
  inPlace: /In your place, Ricardo/,
  substitute: (from: string, until: string) => `Lucía Beltrán approves from ${from} to ${until}`,
  named: /Lucía Beltrán Ortiz authorises in your place/,
  decidedBy: /In your place, Lucía Beltrán Ortiz authorised/,
  running: /is about to fall due/,
  late: /non-conforming service/,
  treat: 'Record and tell',
  delayed: /took longer than promised/,
} as const;

let desk: RunningDesk;
afterEach(() => desk.stop());

describe.each([SPANISH, ENGLISH])('with the clock moved on, the desk, in $locale,', (said) => {
  beforeEach(async () => {
    desk = await startDesk({ locale: said.locale });
  });

  it('counts a deadline over a long weekend and over Holy Week in working time', async () => {
    const orientation = { description: { value: 'orientación' } };
    const spans = [
      { opened: dayBefore(desk, 'Fri', [3]), daysLater: 5 },
      { opened: dayBefore(desk, 'Wed', [1, 2]), daysLater: 6 },
    ].sort((a, b) => a.opened.localeCompare(b.opened));
    for (const { opened, daysLater } of spans) {
      await opensOn(desk, opened, 3_600);
      const { _id: code } = await given(desk, 'camila', 'assistance', orientation, said.locale);
      const card = await desk.sofia.shows(new RegExp(`${code}[\\s\\S]*${said.due}`));
      const day = formatDate(addDays(opened, daysLater), said.lang, { weekday: true, year: false });
      expect(card).toContain(`${said.due} ${day}`);
      expect(card).toContain(said.left);
    }
  });

  it('reminds of its question, closes without an answer, and takes a late one up again', async () => {
    const { _id: code } = await given(desk, 'camila', 'create', LAURA, said.locale);
    await desk.sofia.presses(said.send, { typed: { request_fields: 'contractNumber' } });
    expect(await desk.camila.shows(said.question)).toMatch(said.until);
    await desk.settled();
    expect((await desk.mails()).at(-1)).toMatch(said.until);

    await desk.advance('P4D');
    await desk.camila.shows(said.reminder);
    await desk.advance('P12D');
    await desk.camila.shows(said.unanswered);
    expect(await desk.caseOf(code)).toMatchObject({ status: 'closed', outcome: 'unanswered' });

    await desk.camila.presses(said.answer, {
      on: said.unanswered,
      typed: { add_note: 'es el CPS-110-2026' },
    });
    await desk.sofia.shows(said.answered);
    expect(await desk.caseOf(code)).toMatchObject({ status: 'in_review', open: true });
  });

  it('passes a silent supervisor’s request on, and says so to the supervisor once it is decided', async () => {
    await given(desk, 'camila', 'deactivate', ending(desk, 'andres'), said.locale);
    await desk.hernan.card(said.authorise);
    await desk.advance('P7D');
    await desk.ricardo.presses(said.authorise);
    await desk.hernan.shows(said.inPlace);
  });

  it('warns before a deadline, asks the desk lead for cause and remedy of what is late, and tells the requester', async () => {
    await nextMorning(desk);
    const { _id: code } = await given(desk, 'camila', 'create', LAURA, said.locale);
    await desk.sofia.shows(new RegExp(code));
    await desk.advance('PT3H30M');
    for (const person of [desk.sofia, desk.ricardo]) await person.shows(said.running);
    await desk.advance('P7D');
    await desk.ricardo.shows(said.late);
    const newDate = addDays(desk.mesa.desk.today(), 14);
    await desk.ricardo.presses(said.treat, {
      on: said.late,
      typed: { treat_cause: 'no había licencias', treat_remedy: 'se compraron', treat_date: newDate },
    });
    const told = await desk.camila.shows(said.delayed);
    for (const part of ['no había licencias', 'se compraron', formatDate(newDate, said.lang)])
      expect(told).toContain(part);
    expect((await desk.caseOf(code)).nonConformities?.every((one) => one.treatedAt)).toBe(true);
  });

  it('lets a supervisor name in chat who authorises in their place, and tells what was decided', async () => {
    const [from = '', until = ''] = [1, 15].map((days) =>
      formatDate(addDays(desk.mesa.desk.today(), days), said.lang),
    );
    await desk.hernan.says(said.substitute(from, until));
    const told = await desk.hernan.sees(said.named);
    for (const day of [from, until]) expect(told).toContain(day);
    await nextMorning(desk);
    await given(desk, 'camila', 'deactivate', ending(desk, 'andres'), said.locale);
    await desk.lucia.presses(said.authorise);
    await desk.hernan.shows(said.decidedBy);
  });
});
