import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { readAbsences } from '../../services/usecases/absences.ts';
import { whoIs } from '../../services/usecases/who-is.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

let drafts = 0;
async function failure(by = 'camila'): Promise<Case> {
  drafts += 1;
  const fields = { failureKind: { value: 'cannot_send' }, description: { value: 'error 550' } };
  const request = { draftId: `d${drafts}`, kind: 'failure' as const, fields, locale: 'es-CO' };
  const outcome = await desk.desk.openCase(request, await desk.as(by));
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return current(outcome.case);
}

const current = ({ _id }: Pick<Case, '_id'>) => desk.caseOf(_id);

/** Sets the automatic replies of a person's mailbox, as they would in Outlook. */
async function away(key: string, setting: object) {
  const client = desk.sandbox.bearer;
  const answer = await fetch(`${desk.graphUrl}/users/${desk.idOf(key)}/mailboxSettings`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${client}`, 'content-type': 'application/json' },
    body: JSON.stringify({ automaticRepliesSetting: setting }),
  });
  expect(answer.status).toBe(200);
  await readAbsences(desk.deps);
}

const names = async (cases: readonly Case[]) =>
  (await Promise.all(cases.map(current))).map((one) => one.assignee?.name.split(' ')[0]);
const decisionsTo = (key: string) =>
  desk.told.filter((one) => one.notice === 'decision' && one.to === desk.idOf(key)).length;

describe('a case that comes to the specialists', () => {
  it('goes to the one with the fewest open ones, by turns where they have as many, and to nobody else', async () => {
    const cases = [await failure(), await failure(), await failure()];
    expect(await names(cases)).toEqual(['Sofía', 'Tomás', 'Sofía']);
    expect([decisionsTo('sofia'), decisionsTo('tomas')]).toEqual([2, 1]);
    await desk.desk.command(
      cases[1]?._id ?? '',
      { name: 'hand_over', to: (await desk.as('sofia')).actor.person },
      await desk.as('tomas'),
    );
    expect(await names([await failure(), await failure()])).toEqual(['Tomás', 'Tomás']);
  });

  it('is recorded as given by the desk, and its requester sees who has it', async () => {
    const value = await failure();
    expect(value.history.at(-1)).toMatchObject({
      what: 'assign',
      relation: 'system',
      facts: { to: desk.idOf('sofia'), open: 0 },
    });
    expect(desk.edits.some((one) => one.about.assignee?.id === desk.idOf('sofia'))).toBe(true);
    expect(value.clock?.respondedMs, 'being given it is no answer yet').toBeUndefined();
    await desk.desk.command(value._id, { name: 'take' }, await desk.as('sofia'));
    expect((await current(value)).clock?.respondedMs).toBeDefined();
  });

  it('never goes to whoever asked for it', async () => {
    expect(await names([await failure('sofia'), await failure('sofia')])).toEqual(['Tomás', 'Tomás']);
  });

  it('passes over whoever is away, who keeps what they have', async () => {
    const kept = await failure();
    await away('sofia', { status: 'alwaysEnabled' });
    expect(await names([await failure(), await failure(), kept])).toEqual(['Tomás', 'Tomás', 'Sofía']);
    await away('sofia', { status: 'disabled' });
    expect(await names([await failure()])).toEqual(['Sofía']);
  });

  it('minds the days of a planned absence', async () => {
    await away('sofia', {
      status: 'scheduled',
      scheduledStartDateTime: { dateTime: '2026-11-25T13:00:00.0000000', timeZone: 'UTC' },
      scheduledEndDateTime: { dateTime: '2026-11-30T13:00:00.0000000', timeZone: 'UTC' },
    });
    expect(await names([await failure()])).toEqual(['Sofía']);
    desk.clock.advanceDesk(6 * 24 * 3_600_000);
    expect(await names([await failure(), await failure()])).toEqual(['Tomás', 'Tomás']);
    desk.clock.advanceDesk(5 * 24 * 3_600_000);
    expect(await names([await failure()])).toEqual(['Sofía']);
  });

  it('stays with all where nobody is there', async () => {
    await away('sofia', { status: 'alwaysEnabled' });
    await away('tomas', { status: 'alwaysEnabled' });
    expect(await names([await failure()])).toEqual([undefined]);
    expect([decisionsTo('sofia'), decisionsTo('tomas')]).toEqual([1, 1]);
  });

  it('is read of an absence once more after roles were read afresh', async () => {
    await away('sofia', { status: 'alwaysEnabled' });
    desk.clock.tick(3_600_000);
    await whoIs(desk.deps, desk.idOf('sofia'));
    expect(await names([await failure()])).toEqual(['Tomás']);
  });
});

it('stays with all where the profile says so', async () => {
  await desk.close();
  const { procedure } = desk.deps;
  desk = await openDesk({ procedure: { ...procedure, assignment: 'all' } });
  expect(await names([await failure()])).toEqual([undefined]);
  expect([decisionsTo('sofia'), decisionsTo('tomas')]).toEqual([1, 1]);
});
