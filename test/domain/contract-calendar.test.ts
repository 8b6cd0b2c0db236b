import { describe, expect, it } from 'vitest';
import type { RegisteredAccount } from '../../services/domain/account.ts';
import { closingOf, openingOf } from '../../services/domain/calendar.ts';
import {
  type AccountNow,
  afterAct,
  decideEnd,
  dueAct,
  justStated,
  scheduled,
} from '../../services/domain/contract-calendar.ts';
import { unidadVictimas as procedure } from '../../services/procedures/unidad-victimas.ts';
import { anAccount } from '../support/builders.ts';

const END = '2026-12-31';
const early = '2026-10-01T12:00:00.000Z';
const plan = (more: Partial<RegisteredAccount> = {}, now = early) =>
  scheduled(anAccount({ contractEnd: END, holderType: 'contractor', ...more }), procedure, now);
const at = (day: string) => openingOf(day, procedure);
const closing = closingOf(END, procedure);

describe('the contract calendar', () => {
  it('tells 30, 15 and 5 days before the end, escalates, and ends at the close of business', () => {
    let account = plan();
    const seen: string[] = [];
    for (let more = true; more; ) {
      const now = account.calendarAt ?? '';
      const act = dueAct(account, procedure, now);
      seen.push(`${now} ${act?.act}`);
      more = act !== undefined && act.act !== 'end';
      if (act && act.act !== 'end')
        account = scheduled({ ...account, watch: afterAct(account, act, procedure, now) }, procedure, now);
    }
    expect(seen).toEqual([
      `${at('2026-12-01')} remind`,
      `${at('2026-12-16')} remind`,
      `${at('2026-12-26')} remind`,
      `${at('2026-12-29')} escalate`,
      `${closing} end`,
    ]);
  });

  it('tells once where several reminders were missed', () => {
    const now = at('2026-12-27');
    const account = plan({}, now);
    const act = dueAct(account, procedure, now);
    expect(act).toEqual({ act: 'remind', told: 3 });
    if (!act) return;
    const after = scheduled({ ...account, watch: afterAct(account, act, procedure, now) }, procedure, now);
    expect(after.calendarAt).toBe(at('2026-12-29'));
  });

  it('does not remind at once whoever has just stated the end, unless it is about to come', () => {
    const stated = (now: string) =>
      scheduled(
        justStated(anAccount({ contractEnd: END, holderType: 'contractor' }), procedure, now),
        procedure,
        now,
      );
    const near = stated(at('2026-12-20'));
    expect(near.calendarAt).toBe(at('2026-12-26'));
    expect(dueAct(near, procedure, at('2026-12-26'))).toMatchObject({ act: 'remind' });
    const last = at('2026-12-30');
    expect(dueAct(stated(last), procedure, last)).toMatchObject({ act: 'remind' });
  });

  it('is silent once somebody answered, but for the end', () => {
    const watch = { end: END, told: 1, answer: 'confirmed' as const };
    expect(plan({ watch }).calendarAt).toBe(closing);
  });

  it('begins afresh for another end', () => {
    const watch = { end: '2026-06-30', told: 3, answer: 'confirmed' as const, ended: true as const };
    expect(plan({ watch })).toMatchObject({ watch: { end: END, told: 0 }, calendarAt: at('2026-12-01') });
  });

  it.each([
    ['officials', { holderType: 'official' as const }],
    ['accounts that are off', { state: 'disabled' as const }],
    ['accounts without a last day', { contractEnd: '' }],
    ['accounts of no known type', { holderType: undefined }],
  ])('is not for %s', (_who, more) => {
    const account = plan(more);
    expect(account.calendarAt).toBeUndefined();
    expect(dueAct(account, procedure, '2030-01-01T00:00:00.000Z')).toBeUndefined();
  });

  it('acts on no end that was over when the desk first heard of it', () => {
    expect(plan({}, '2027-03-01T12:00:00.000Z')).toMatchObject({ watch: { ended: true } });
    expect(plan({}, '2027-03-01T12:00:00.000Z').calendarAt).toBeUndefined();
  });
});

describe('at the close of the last day', () => {
  const calm: AccountNow = {
    enabled: true,
    holderType: 'contractor',
    contractEnd: END,
    busy: false,
    confirmerStands: true,
  };
  const confirmed = plan({ watch: { end: END, told: 3, answer: 'confirmed' } });

  it.each<[string, RegisteredAccount, Partial<AccountNow>, object]>([
    ['runs unattended where the end was confirmed', confirmed, {}, { does: 'open', unattended: true }],
    ['waits for a specialist where nobody answered', plan(), {}, { does: 'open', unattended: false }],
    [
      'waits for a specialist where whoever confirmed has left',
      confirmed,
      { confirmerStands: false },
      { does: 'open', unattended: false },
    ],
    [
      'leaves an official alone, whatever the register says',
      confirmed,
      { holderType: 'official' },
      { does: 'stop' },
    ],
    ['leaves an account alone that is off', confirmed, { enabled: false }, { does: 'stop' }],
    [
      'waits for the later end that the directory says',
      confirmed,
      { contractEnd: '2027-01-31' },
      { does: 'hold', until: closingOf('2027-01-31', procedure) },
    ],
    [
      'waits a day for a case that is open',
      confirmed,
      { busy: true },
      { does: 'hold', until: closingOf('2027-01-01', procedure) },
    ],
  ])('the desk %s', (_what, account, seen, decision) => {
    expect(decideEnd(account, { ...calm, ...seen }, procedure, closing)).toEqual(decision);
  });
});
