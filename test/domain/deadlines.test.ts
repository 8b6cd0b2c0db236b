import { describe, expect, it } from 'vitest';
import type { Case, Status } from '../../services/domain/case.ts';
import {
  DEADLINE_NAMES,
  DEADLINES,
  type Deadline,
  deadlinesOf,
  dueCommand,
  withTime,
} from '../../services/domain/deadlines.ts';
import { decide } from '../../services/domain/lifecycle.ts';
import { SYSTEM } from '../../services/domain/person.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aCase } from '../support/builders.ts';

const NOW = '2026-11-20T15:00:00.000Z';
const LATER = '2026-11-20T15:00:00.001Z';
const context = { procedure: unidadVictimas, now: NOW };

/** A case that has just come to a status. */
function entering(status: Status, more: Partial<Case> = {}): Case {
  const value = aCase({ kind: 'deactivate', status, updatedAt: NOW, ...more });
  return withTime(value, value, { relation: 'system', command: 'step' }, context);
}
const names = (value: Case) => value.deadlines.map((one) => one.name);

describe('a command that only time may give', () => {
  it.each(DEADLINE_NAMES)('%s is refused before its deadline, and taken at it', (name) => {
    const { fires, in: statuses } = DEADLINES[name];
    const status = statuses?.[0] ?? 'in_review';
    const at = (deadline: Deadline[]) => aCase({ kind: 'deactivate', status, deadlines: deadline });
    expect(decide(at([{ name, at: LATER }]), fires, SYSTEM, context)).toMatchObject({
      ok: false,
      code: 'not_now',
    });
    expect(decide(at([]), fires, SYSTEM, context)).toMatchObject({ ok: false, code: 'not_now' });
    expect(decide(at([{ name, at: NOW }]), fires, SYSTEM, context).ok).toBe(true);
  });

  it('is not taken for another goal than the one that is due', () => {
    const value = aCase({ status: 'in_review', deadlines: [{ name: 'warn_first_response', at: NOW }] });
    expect(decide(value, { name: 'warn_deadline', goal: 'resolution' }, SYSTEM, context).ok).toBe(false);
  });
});

describe('where several are due', () => {
  it('the closing goes before the reminder that was to prevent it, and the breach before its warning', () => {
    const all = (...list: Deadline['name'][]) => ({ deadlines: list.map((name) => ({ name, at: NOW })) });
    expect(dueCommand(all('remind', 'close_unanswered'), NOW)).toEqual({ name: 'close_unanswered' });
    expect(dueCommand(all('warn_resolution', 'breach_resolution'), NOW)).toEqual({
      name: 'breach',
      goal: 'resolution',
    });
    expect(dueCommand(all('close_confirmed', 'breach_resolution'), NOW)).toEqual({
      name: 'breach',
      goal: 'resolution',
    });
    expect(dueCommand(all('remind'), '2026-11-20T14:59:59.999Z')).toBeUndefined();
  });
});

describe('each status has the deadlines of whose turn it is', () => {
  it.each<[Status, readonly Deadline['name'][]]>([
    ['awaiting_supervisor', ['escalate_authorisation', 'remind']],
    ['in_review', ['breach_resolution', 'breach_first_response', 'warn_resolution', 'warn_first_response']],
    ['awaiting_data', ['close_unanswered', 'remind']],
    ['scheduled', []],
    ['delivering', ['close_confirmed', 'remind']],
    ['resolved', ['close_confirmed', 'remind']],
    ['treating', ['remind']],
    ['closed', []],
  ])('%s', (status, expected) => {
    expect(names(entering(status))).toEqual(expected);
  });

  it('a supervisor who was not asked yet is not waited for', () => {
    expect(names(entering('awaiting_supervisor', { prepared: false }))).toEqual([]);
  });

  it('the last reminder comes before the closing, and the desk lead is reminded for ever', () => {
    const asked = entering('awaiting_data', { waiting: { since: NOW, reminded: 2 } });
    expect(names(asked)).toEqual(['close_unanswered']);
    const treating = entering('treating', { waiting: { since: NOW, reminded: 9 } });
    expect(names(treating)).toEqual(['remind']);
  });

  it('a kind without a promise has no deadline of service', () => {
    const { create: _none, ...kinds } = unidadVictimas.service.kinds;
    const procedure = { ...unidadVictimas, service: { ...unidadVictimas.service, kinds } };
    expect(deadlinesOf(entering('in_review', { kind: 'create' }), procedure)).toEqual([]);
  });
});
