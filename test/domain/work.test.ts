import { describe, expect, it } from 'vitest';
import { addWork, dueWork, type Work, type WorkItem, workDueAt } from '../../services/domain/work.ts';

const NOW = '2026-11-20T15:00:00.000Z';
const LATER = '2026-11-20T15:05:00.000Z';
const at = { prefix: 'MS-2026-000001:4', now: NOW };
const notice = (name: 'status' | 'closed'): WorkItem => ({
  type: 'notice',
  notice: name,
  to: 'requester',
  sentTo: [],
});
const waiting = (work: readonly Work[], at: number) =>
  work.map((one, n) => (n === at ? { ...one, notBefore: LATER } : one));

describe('what a case owes', () => {
  it('is done in the order of its lane: a message that waits holds back the next message', () => {
    const owed = waiting(addWork([], [notice('status'), notice('closed')], at), 0);
    expect(dueWork(owed, NOW)).toBeUndefined();
    expect(dueWork(owed, LATER)?.id).toBe('MS-2026-000001:4:0');
    expect(workDueAt(owed)).toBe(LATER);
  });

  it('lets messages through while the directory is waited for', () => {
    const owed = waiting(addWork([], [{ type: 'run' }, notice('status')], at), 0);
    expect(dueWork(owed, NOW)?.type).toBe('notice');
    expect(workDueAt(owed)).toBe(NOW);
  });

  it('holds back an e-mail behind one to the same person, and behind nobody else’s', () => {
    const mail = (personId: string): WorkItem => ({ type: 'mail', notice: 'closed', personId });
    const owed = waiting(addWork([], [mail('a'), mail('a'), mail('b')], at), 0);
    expect(dueWork(owed, NOW)?.id).toBe('MS-2026-000001:4:2');
    expect(dueWork(owed.slice(0, 2), NOW)).toBeUndefined();
  });

  it('takes a second refresh as the first, and every notice for itself', () => {
    const owed = addWork(
      addWork([], [{ type: 'refresh' }], at),
      [{ type: 'refresh' }, notice('status'), notice('status')],
      at,
    );
    expect(owed.map((one) => one.type)).toEqual(['refresh', 'notice', 'notice']);
    expect(new Set(owed.map((one) => one.id)).size).toBe(3);
  });

  it('lets the work order alone wait', () => {
    const owed = addWork([], [{ type: 'run' }, { type: 'refresh' }], { ...at, runNotBefore: LATER });
    expect(owed.map((one) => one.notBefore)).toEqual([LATER, NOW]);
  });
});
