import { describe, expect, it } from 'vitest';
import { decide } from '../../services/domain/lifecycle.ts';
import { SYSTEM } from '../../services/domain/person.ts';
import { percentOf } from '../../services/domain/plan.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aCase } from '../support/builders.ts';

describe('a long step', () => {
  it('is as far as its cursor says, and never done before it is', () => {
    expect(percentOf({ state: 'running', cursor: { done: 1, total: 3, folder: 2 } })).toBe(33);
    expect(percentOf({ state: 'waiting', cursor: { done: 5, total: 3 } })).toBe(99);
    expect(percentOf({ state: 'done', cursor: { done: 1, total: 3 } })).toBeUndefined();
    for (const cursor of [undefined, null, 'x', {}, { done: 1, total: 0 }])
      expect(percentOf({ state: 'running', cursor })).toBeUndefined();
  });

  it('shows itself on the cards at every tenth, and is not told in the history', () => {
    const step = (done: number) =>
      ({
        id: 'back_up_mailbox',
        kind: 'back_up_mailbox',
        mode: 'automatic',
        state: 'running',
        attempts: 3,
        cursor: { done, total: 100 },
      }) as const;
    const moved = (from: number, to: number) => {
      const result = {
        stepId: 'back_up_mailbox',
        state: 'running',
        cursor: { done: to, total: 100 },
      } as const;
      const value = aCase({ status: 'fulfilling', steps: [step(from)] });
      const decision = decide(value, { name: 'step', result }, SYSTEM, {
        procedure: unidadVictimas,
        now: '2026-11-20T15:00:00.000Z',
      });
      if (!decision.ok) throw new TypeError(decision.code);
      return decision;
    };
    expect(moved(11, 19).owes).toEqual([{ type: 'run' }]);
    expect(moved(19, 20).owes).toContainEqual({ type: 'refresh' });
    expect(moved(19, 20).recorded).toBe(false);
    expect(moved(19, 20).case.steps[0]?.attempts).toBe(0);
  });
});
