import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Fields } from '../../services/domain/case.ts';
import { sweepDeadlines } from '../../services/usecases/sweep-deadlines.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

const DAY = 86_400_000;
let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

async function names(who: string, from = '2026-11-20', until = '2026-12-01') {
  return desk.desk.nameSubstitute(await desk.as('hernan'), { personId: desk.idOf(who), from, until });
}

async function leaving(): Promise<Case> {
  const fields: Fields = {
    account: { value: desk.idOf('andres') },
    reason: { value: 'resignation' },
    effectiveDate: { value: '2026-11-20' },
  };
  const request = { draftId: 'd', kind: 'deactivate', fields, locale: 'es-CO' } as const;
  const outcome = await desk.desk.openCase(request, await desk.as('camila'));
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(outcome.case._id);
}

const current = (code: string) => desk.caseOf(code);

const toldTo = (key: string) => desk.told.filter((one) => one.to === desk.idOf(key)).map((one) => one.notice);

describe('a substitute', () => {
  it('is asked in the supervisor’s place on those days, and the supervisor hears what was decided', async () => {
    expect(await names('lucia')).toMatchObject({
      ok: true,
      substitute: { person: { id: desk.idOf('lucia') } },
    });
    const value = await leaving();
    expect(value).toMatchObject({ status: 'awaiting_supervisor', supervisorId: desk.idOf('lucia') });
    expect(toldTo('hernan')).toEqual([]);
    expect(toldTo('lucia')).toEqual(['authorisation']);
    await desk.desk.command(value._id, { name: 'authorise' }, await desk.as('lucia'), value.stage);
    await desk.settle();
    expect((await current(value._id)).authorisedBy?.id).toBe(desk.idOf('lucia'));
    expect(toldTo('hernan')).toEqual(['decided_for_you']);
  });

  it.each([
    ['before', '2026-11-23', '2026-12-01'],
    ['once over', '2026-11-20', '2026-11-20'],
  ])('is not asked %s', async (_when, from, until) => {
    await names('lucia', from, until);
    if (until === '2026-11-20') desk.clock.advanceDesk(DAY);
    expect((await leaving()).supervisorId).toBe(desk.idOf('hernan'));
  });

  it('named while the request waits is asked before the manager', async () => {
    const value = await leaving();
    await names('lucia');
    desk.clock.advanceDesk(5 * DAY);
    await sweepDeadlines(desk.deps);
    await desk.settle();
    expect(await current(value._id)).toMatchObject({
      supervisorId: desk.idOf('lucia'),
      passedOn: [{ from: { id: desk.idOf('hernan') }, why: 'substitute' }],
    });
  });

  it('takes the place of the one named before', async () => {
    await names('lucia');
    await names('tomas');
    expect((await leaving()).supervisorId).toBe(desk.idOf('tomas'));
  });

  it('never decides on what they asked for themselves', async () => {
    await names('camila');
    expect((await leaving()).supervisorId).toBe(desk.idOf('hernan'));
  });

  it.each([
    ['hernan', '2026-11-20', '2026-12-01', 'substitute_person'],
    ['maria', '2026-11-20', '2026-12-01', 'substitute_person'],
    ['lucia', '2026-12-01', '2026-11-20', 'substitute_dates'],
    ['lucia', '2026-11-01', '2026-11-19', 'substitute_dates'],
    ['lucia', 'mañana', '2026-12-01', 'substitute_dates'],
  ])('%s from %s to %s is refused: %s', async (who, from, until, code) => {
    expect(await names(who, from, until)).toMatchObject({ ok: false, code });
  });
});
