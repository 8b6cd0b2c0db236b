import { describe, expect, test } from 'vitest';
import { parseAction } from '../../cards/parse-action.ts';
import { renderNotice, renderPosted } from '../../cards/render-notice.ts';
import type { Case } from '../../services/domain/case.ts';
import type { ServiceClock } from '../../services/domain/service-clock.ts';
import { buttonsOf, inputsOf, readingOf } from './inspect.ts';
import { RICARDO, sampleCase, sampleView } from './samples.ts';

/* It is 10:00 on Friday 20 November 2026 where the entity is. */
const running = (spentHours: number): ServiceClock => ({
  spentMs: spentHours * 3_600_000,
  since: '2026-11-20T15:00:00.000Z',
  respondedMs: 0,
  warned: [],
  breached: [],
});
const CLOSING = { name: 'close_unanswered', at: '2026-11-27T15:00:00.000Z' } as const;
const LATE: Partial<Case> = {
  nonConformities: [{ goal: 'resolution', openedAt: '2026-11-20T14:00:00.000Z' }],
  clock: { ...running(20), breached: ['resolution'] },
};

describe('the specialist’s card says how much time is left', () => {
  test.each([
    [
      'over the weekend',
      running(7),
      'vence el lunes 23 de noviembre, 12:00 p. m. (en un día hábil y 2 horas hábiles)',
    ],
    ['minutes before', running(17.5), 'vence el viernes 20 de noviembre, 10:30 a. m. (en menos de una hora)'],
    ['when it is late', running(20), 'vencido hace 2 horas hábiles'],
    ['while it waits', { ...running(9), since: undefined }, 'en pausa; al seguir le queda un día hábil'],
  ])('%s', (_when, clock, words) => {
    const view = sampleView(sampleCase('create', 'in_review', { clock }), 'specialist');
    const text = readingOf(renderNotice('decision', view).card);
    expect(text).toContain(`Solución\n${words}`);
    expect(text).not.toContain('Primera respuesta');
  });

  test('and for the first response until somebody has taken the case up', () => {
    const clock = { ...running(1), respondedMs: undefined };
    const view = sampleView(sampleCase('create', 'in_review', { clock }), 'specialist', 'en-US');
    expect(readingOf(renderNotice('decision', view).card)).toContain(
      'First response\ndue on Friday 20 November, 1:00 pm (in 3 working hours)',
    );
  });

  test('and nothing of it once the work is done', () => {
    const view = sampleView(sampleCase('create', 'resolved', { clock: running(1) }), 'specialist');
    expect(readingOf(renderNotice('decision', view).card)).not.toContain('Solución');
  });
});

describe('a question to the requester', () => {
  const about = sampleCase('create', 'awaiting_data', { deadlines: [CLOSING] });

  test.each(['data_requested', 'data_reminder'] as const)('%s names the day of the closing', (notice) => {
    const { card } = renderNotice(notice, sampleView(about, 'requester'));
    expect(readingOf(card)).toContain('Si no hay respuesta hasta el viernes 27 de noviembre');
    expect(buttonsOf(card).map((one) => one.verb)).toEqual(['add_data']);
  });

  test('that silence has closed can still be answered from the closing message', () => {
    const closed = sampleCase('create', 'closed', { outcome: 'unanswered' });
    const { text, card } = renderNotice('closed', sampleView(closed, 'requester'));
    expect(text).toContain('no llegó la respuesta');
    expect(readingOf(card)).toContain('30 días');
    expect(buttonsOf(card).map((one) => one.verb)).toEqual(['add_data']);
  });
});

describe('a breached deadline', () => {
  test('asks the desk lead for cause, remedy and a new date while the work is not done', () => {
    const view = sampleView(sampleCase('create', 'fulfilling', LATE), 'deskLead');
    const { card } = renderNotice('nonconformity', view);
    expect(readingOf(card)).toContain('No quedó resuelto dentro de 2 días hábiles');
    expect(inputsOf(card).map((one) => [one.id, one.isRequired])).toEqual([
      ['treat_cause', true],
      ['treat_remedy', true],
      ['treat_date', true],
    ]);
    expect(buttonsOf(card).map((one) => one.verb)).toEqual(['treat_nonconformity', 'open_case']);
  });

  test('asks for no date once it is done', () => {
    const { card } = renderNotice(
      'nonconformity',
      sampleView(sampleCase('create', 'treating', LATE), 'deskLead'),
    );
    expect(inputsOf(card).map((one) => one.id)).toEqual(['treat_cause', 'treat_remedy']);
  });

  test('is nothing that a specialist can treat', () => {
    const { card } = renderNotice(
      'nonconformity',
      sampleView(sampleCase('create', 'fulfilling', LATE), 'specialist'),
    );
    expect(buttonsOf(card).map((one) => one.verb)).toEqual(['open_case']);
  });

  const treated = sampleCase('create', 'fulfilling', {
    nonConformities: [
      {
        goal: 'resolution',
        openedAt: '2026-11-20T14:00:00.000Z',
        treatedAt: '2026-11-20T15:00:00.000Z',
        cause: 'no había *licencias*',
        remedy: 'llegan el martes',
        newDate: '2026-11-25',
        by: RICARDO,
      },
    ],
  });

  test('is told to the requester with its cause, its remedy and the new date', () => {
    const { text } = renderNotice('delay', sampleView(treated, 'requester'));
    expect(text).toContain('no había \\*licencias\\*');
    expect(text).toContain('llegan el martes');
    expect(text).toContain('miércoles 25 de noviembre de 2026');
  });

  test('once treated leaves a line of its card', () => {
    expect(renderPosted('nonconformity', sampleView(treated, 'deskLead')).card).toBeUndefined();
  });

  test('is treated by what the card sends', () => {
    const data = {
      case: 'MS-2026-000001',
      stage: 3,
      treat_cause: ' c ',
      treat_remedy: 'r',
      treat_date: '2026-11-25',
    };
    expect(parseAction('treat_nonconformity', data)).toEqual({
      verb: 'treat_nonconformity',
      case: 'MS-2026-000001',
      stage: 3,
      cause: 'c',
      remedy: 'r',
      newDate: '2026-11-25',
    });
  });
});
