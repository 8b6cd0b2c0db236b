import { describe, expect, it } from 'vitest';
import type { Case, Outcome } from '../../services/domain/case.ts';
import type { Command } from '../../services/domain/command.ts';
import { decide } from '../../services/domain/lifecycle.ts';
import { asksForMark } from '../../services/domain/survey.ts';
import { isTimely } from '../../services/domain/timely-notices.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aCase, aPerson } from '../support/builders.ts';

const CLOSED = '2026-11-02T15:00:00.000Z';
const camila = { person: aPerson({ id: 'camila' }), roles: [] };
const hernan = { person: aPerson({ id: 'hernan' }), roles: [] };

function closed(outcome: Outcome = 'fulfilled', overrides: Partial<Case> = {}): Case {
  const made = aCase({ requester: camila.person, status: 'closed', outcome, closedAt: CLOSED, ...overrides });
  const [opening] = made.history;
  if (!opening) throw new TypeError('no history');
  const end = {
    ...opening,
    seq: 2,
    at: CLOSED,
    what: 'confirm',
    from: 'resolved' as const,
    to: 'closed' as const,
  };
  return { ...made, history: [opening, end] };
}

const rated = (value: Case, command: Partial<Extract<Command, { name: 'rate' }>>, days = 1) =>
  decide(value, { name: 'rate', score: 4, ...command }, camila, {
    procedure: unidadVictimas,
    now: new Date(Date.parse(CLOSED) + days * 86_400_000).toISOString(),
  });

describe('the survey', () => {
  it.each([
    ['fulfilled', true],
    ['rejected', true],
    ['not_authorised', false],
    ['withdrawn', false],
    ['unanswered', false],
  ] as const)('of a case that was %s: asked %s', (outcome, asked) => {
    expect(asksForMark(closed(outcome))).toBe(asked);
    expect(rated(closed(outcome), {}).ok).toBe(asked);
  });

  it('is not asked for each account of a mass request', () => {
    expect(asksForMark(closed('fulfilled', { parentId: 'MS-2026-000001' }))).toBe(false);
  });

  it('is for whoever asked alone', () => {
    const context = { procedure: unidadVictimas, now: CLOSED };
    const outcome = decide(closed(), { name: 'rate', score: 5 }, hernan, context);
    expect(outcome).toMatchObject({ ok: false, code: 'not_yours' });
  });

  it('keeps the comment when the mark is changed, and takes another one in its place', () => {
    const first = rated(closed(), { score: 4, comment: '  todo bien  ' });
    if (!first.ok) throw new TypeError(first.code);
    expect(first.case.survey).toMatchObject({ score: 4, comment: 'todo bien' });
    expect(first.facts).toEqual({ score: 4, comment: 'todo bien' });
    const second = rated(first.case, { score: 5 });
    expect(second.ok && second.case.survey).toMatchObject({ score: 5, comment: 'todo bien' });
    const third = rated(first.case, { score: 3, comment: 'lo pensé mejor' });
    expect(third.ok && third.case.survey).toMatchObject({ score: 3, comment: 'lo pensé mejor' });
    expect(third.ok && third.case.facts?.score).toBe(3);
  });

  it('is open for the days of the profile, counted from the end', () => {
    expect(rated(closed(), {}, 15).ok).toBe(true);
    expect(rated(closed(), {}, 15.1)).toMatchObject({
      ok: false,
      code: 'survey_closed',
      params: { days: 15 },
    });
  });

  it('tells the desk leads of a low mark once, whatever is added to it', () => {
    const low = (outcome: ReturnType<typeof rated>) =>
      outcome.ok && outcome.owes.some((one) => one.type === 'notice' && one.notice === 'low_mark');
    const first = rated(closed(), { score: 2 });
    if (!first.ok) throw new TypeError(first.code);
    expect(low(first)).toBe(true);
    expect(low(rated(first.case, { score: 1, comment: 'muy tarde' }))).toBe(false);
    expect(low(rated(closed(), { score: 3 }))).toBe(false);
    expect(isTimely('low_mark', first.case)).toBe(true);
    const better = rated(first.case, { score: 5 });
    expect(better.ok && isTimely('low_mark', better.case)).toBe(false);
  });

  it('begins anew with a reopened case', () => {
    const first = rated(closed(), { score: 5 });
    if (!first.ok) throw new TypeError(first.code);
    const context = { procedure: unidadVictimas, now: CLOSED };
    const again = decide(first.case, { name: 'reopen', remark: 'volvió a fallar' }, camila, context);
    expect(again.ok && [again.case.survey, again.case.facts?.score, again.case.facts?.resolvedOn]).toEqual([
      undefined,
      0,
      '',
    ]);
  });
});
