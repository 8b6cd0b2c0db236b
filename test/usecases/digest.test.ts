import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BulletinData } from '../../services/domain/bulletin.ts';
import type { Case } from '../../services/domain/case.ts';
import { dailyRounds } from '../../services/usecases/daily-rounds.ts';
import { refreshDigests, writeDigests } from '../../services/usecases/digest.ts';
import { sweepDeadlines } from '../../services/usecases/sweep-deadlines.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

/* The desk opens on Friday 20 November 2026 at 10:00 in Bogotá. */
let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

let drafts = 0;
async function failure(): Promise<Case> {
  drafts += 1;
  const fields = { failureKind: { value: 'cannot_send' }, description: { value: 'error 550' } };
  const request = { draftId: `g${drafts}`, kind: 'failure' as const, fields, locale: 'es-CO' };
  const outcome = await desk.desk.openCase(request, await desk.as('camila'));
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return outcome.case;
}

/** Moves the desk's clock to an instant and lets it do what it does at any time. */
async function until(instant: string) {
  desk.clock.advanceDesk(Date.parse(instant) - Date.parse(desk.clock.deskNow()));
  await sweepDeadlines(desk.deps);
  await dailyRounds(desk.deps)();
  await desk.settle();
}

const sentTo = (key: string) =>
  desk.bulletins.filter((one) => one.bulletin.kind === 'digest' && one.bulletin.personId === desk.idOf(key));
const lastTo = (key: string) => sentTo(key).at(-1)?.bulletin.data as BulletinData<'digest'> | undefined;

describe('the digest', () => {
  it('comes when the office opens, once, to whoever has something to do; to nobody else', async () => {
    const first = await failure();
    const second = await failure();
    await until('2026-11-23T12:59:00.000Z');
    expect(sentTo('sofia')).toEqual([]);
    await until('2026-11-23T13:01:00.000Z');
    await until('2026-11-23T13:02:00.000Z');
    expect(sentTo('sofia').map((one) => one.how)).toEqual(['sent']);
    expect(lastTo('sofia')).toMatchObject({
      day: '2026-11-23',
      open: 1,
      waiting: 1,
      rows: [{ code: first._id }],
    });
    expect(lastTo('tomas')).toMatchObject({ rows: [{ code: second._id }] });
    expect(sentTo('camila')).toEqual([]);
  });

  it('says nothing where there is nothing to say', async () => {
    await until('2026-11-23T13:01:00.000Z');
    expect(desk.bulletins).toEqual([]);
  });

  it('puts first what is late, then what falls due first', async () => {
    const late = await failure();
    await failure();
    await until('2026-11-23T15:01:00.000Z');
    const fresh = await failure();
    await failure();
    await until('2026-11-23T15:10:00.000Z');
    await writeDigests(desk.deps, '2026-11-23');
    const data = lastTo('sofia');
    await desk.settle();
    expect(lastTo('sofia')?.rows?.map((one) => [one.code, one.late])).toEqual([
      [late._id, true],
      [fresh._id, false],
    ]);
    expect(data?.late).toBe(1);
    expect(lastTo('sofia')?.rows?.[1]?.due).toMatch(/^2026-11-23T17/);
  });

  it('is edited in place as the day goes on, and not at all where nothing changed', async () => {
    const value = await failure();
    await until('2026-11-23T13:01:00.000Z');
    await refreshDigests(desk.deps);
    await desk.settle();
    expect(sentTo('sofia')).toHaveLength(1);
    const sofia = await desk.as('sofia');
    await desk.desk.command(value._id, { name: 'request_data', fields: [], note: '¿desde cuándo?' }, sofia);
    await refreshDigests(desk.deps);
    await desk.settle();
    expect(sentTo('sofia').map((one) => one.how)).toEqual(['sent', 'edited']);
    expect(lastTo('sofia')).toMatchObject({ open: 1, waiting: 0, rows: [] });
  });

  it('of yesterday shrinks to a line, and one that was seen is left in peace', async () => {
    await failure();
    await until('2026-11-23T13:01:00.000Z');
    const yesterday = sentTo('sofia')[0]?.bulletin;
    await until('2026-11-24T13:01:00.000Z');
    expect(await desk.stores.bulletins.get(yesterday?._id ?? '')).toMatchObject({ finished: true });
    const today = sentTo('sofia')
      .filter((one) => one.how === 'sent')
      .at(-1)?.bulletin;
    const press = { act: 'seen', row: '', values: {}, rows: {} };
    await desk.desk.pressBulletin(today?._id ?? '', press, await desk.as('sofia'), today?.stage ?? 0);
    await desk.settle();
    const edits = sentTo('sofia').length;
    await failure();
    await failure();
    await refreshDigests(desk.deps);
    await desk.settle();
    expect(sentTo('sofia')).toHaveLength(edits);
  });

  it('tells the desk lead of the whole: what is open, unexplained, and with somebody who is away', async () => {
    await failure();
    await desk.deps.people.setStanding(desk.idOf('sofia'), {
      roles: ['specialist'],
      readAt: desk.clock.realNow(),
      absence: { from: '', until: '' },
    });
    await until('2026-11-23T15:30:00.000Z');
    expect(lastTo('ricardo')?.desk).toMatchObject({
      open: 1,
      unassigned: 0,
      untreated: 1,
      codes: [expect.stringMatching(/^MS-2026-/)],
      absent: [{ name: 'Sofía Ibáñez León', open: 1 }],
    });
    expect(sentTo('sofia'), 'nobody is written to on their days off').toEqual([]);
  });

  it('does not come on a day of rest', async () => {
    await failure();
    await until('2026-11-21T15:00:00.000Z');
    await refreshDigests(desk.deps);
    await desk.settle();
    expect(desk.bulletins).toEqual([]);
  });
});
