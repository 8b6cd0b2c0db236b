import { describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { allowedCommands, decide } from '../../services/domain/lifecycle.ts';
import { SYSTEM } from '../../services/domain/person.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aCase, aPerson, offeringMail } from '../support/builders.ts';

const NOW = '2026-11-20T15:00:00.000Z';
const context = { procedure: unidadVictimas, now: NOW };
const sofia = { person: aPerson({ id: 'sofia' }), roles: ['specialist'] as const };

function returning(status: Case['status'], more: Partial<Case> = {}): Case {
  return aCase({ status, prepared: true, ...offeringMail(status), ...more });
}

function decided(value: Case, name: 'return_mail' | 'skip_mail') {
  const decision = decide(value, { name }, sofia, context);
  if (!decision.ok) throw new TypeError(decision.code);
  return decision;
}

describe('the former mail of a returned account', () => {
  it('that is wanted runs on, and the case waits for no person any more', () => {
    const { case: after, owes } = decided(returning('fulfilling'), 'return_mail');
    expect(after).toMatchObject({ status: 'fulfilling', mailReturn: { state: 'accepted' } });
    expect(after.steps[0]).toMatchObject({ state: 'pending', by: { id: 'sofia' }, attempts: 0 });
    expect(after.steps[0]?.reason).toBeUndefined();
    expect(owes).toContainEqual({ type: 'run' });
  });

  it('that is not wanted ends the work order, and is offered for as long as the case may be reopened', () => {
    const { case: after } = decided(returning('fulfilling'), 'skip_mail');
    expect(after).toMatchObject({ status: 'resolved', mailReturn: { state: 'skipped' } });
    expect(allowedCommands(after, sofia).has('return_mail')).toBe(true);
    expect(allowedCommands(after, sofia).has('skip_mail')).toBe(false);
    expect(decided(after, 'return_mail').case.status).toBe('fulfilling');
  });

  it('of a closed case is returned within the days of a reopening, with its time anew', () => {
    const closedAt = '2026-11-01T15:00:00.000Z';
    const value = returning('closed', {
      outcome: 'fulfilled',
      closedAt,
      clock: { spentMs: 9e9, warned: ['resolution'], breached: ['resolution'] },
    });
    const { case: after } = decided(value, 'return_mail');
    expect(after).toMatchObject({ status: 'fulfilling', closedAt: undefined, outcome: undefined });
    expect(after.clock?.breached ?? []).toEqual([]);
    const late = { ...context, now: '2026-12-02T15:00:01.000Z' };
    expect(decide(value, { name: 'return_mail' }, sofia, late)).toMatchObject({ code: 'reopen_expired' });
  });

  it.each(['accepted', 'returned'] as const)('is not returned again once it is %s', (state) => {
    const value = returning('resolved', {
      mailReturn: { from: 'MS-2026-000009', items: 40, bytes: 1, state },
    });
    expect(decide(value, { name: 'return_mail' }, sofia, context)).toMatchObject({ ok: false });
    expect(allowedCommands(value, sofia).has('return_mail')).toBe(false);
  });

  it('is nobody’s own to decide, and not the desk’s', () => {
    for (const [status, name] of [
      ['resolved', 'return_mail'],
      ['fulfilling', 'skip_mail'],
    ] as const) {
      const own = returning(status, { requester: sofia.person });
      expect(decide(own, { name }, sofia, context)).toMatchObject({ code: 'own_request' });
      expect(decide(returning(status), { name }, SYSTEM, context)).toMatchObject({ ok: false });
    }
  });
});
