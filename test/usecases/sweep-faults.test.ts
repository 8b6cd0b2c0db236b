import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { Deps } from '../../services/usecases/deps.ts';
import { sweepDeadlines } from '../../services/usecases/sweep-deadlines.ts';
import { verifyHistories } from '../../services/usecases/verify-histories.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

const DAY = 24 * 3_600_000;
const MANY = 25;

let desk: DeskHarness;
let mails: string[];
beforeEach(async () => {
  mails = [];
  desk = await openDesk({ mailer: { send: async ({ subject }) => void mails.push(subject) } });
});
afterEach(() => desk.close());

let drafts = 0;
/** A case whose requester was asked something; the question is out. */
async function asked(): Promise<string> {
  drafts += 1;
  const fields = { failureKind: { value: 'cannot_send' }, description: { value: 'error 550' } };
  const request = { draftId: `s${drafts}`, kind: 'failure' as const, fields, locale: 'es-CO' };
  const outcome = await desk.desk.openCase(request, await desk.as('camila'));
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  const ask = { name: 'request_data', fields: [], note: '¿desde cuándo?' } as const;
  await desk.desk.command(outcome.case._id, ask, await desk.as('sofia'));
  await desk.settle();
  return outcome.case._id;
}

async function several(count = MANY): Promise<readonly string[]> {
  const codes: string[] = [];
  for (let n = 0; n < count; n += 1) codes.push(await asked());
  desk.told.length = 0;
  mails.length = 0;
  return codes;
}

async function all(codes: readonly string[]): Promise<readonly Case[]> {
  return Promise.all(
    codes.map(async (code) => {
      const value = await desk.stores.cases.get(code);
      if (!value) throw new TypeError(code);
      return value;
    }),
  );
}

const deeds = (value: Case, what: string) => value.history.filter((one) => one.what === what).length;
const toldOf = (code: string) =>
  desk.told
    .filter((one) => one.about._id === code && one.to === desk.idOf('camila'))
    .map((one) => one.notice);

/** Every case was closed once, told once in chat and once by mail, and its chain of history holds. */
async function closedOnce(codes: readonly string[]) {
  for (const value of await all(codes)) {
    expect(value).toMatchObject({ status: 'closed', outcome: 'unanswered', deadlines: [] });
    expect(deeds(value, 'close_unanswered')).toBe(1);
    expect(deeds(value, 'remind')).toBe(0);
    expect(toldOf(value._id)).toEqual(['closed']);
    expect(mails.filter((one) => one.startsWith(value._id))).toHaveLength(1);
  }
  expect((await verifyHistories(desk.deps)).altered).toEqual([]);
}

/** The desk's deps with a store that dies after so many writes, as a process that is killed. */
function dying(after: number): Deps {
  let writes = 0;
  const replace: Deps['cases']['replace'] = (...written) => {
    writes += 1;
    if (writes > after) throw new AppError('store_unavailable');
    return desk.stores.cases.replace(...written);
  };
  return { ...desk.deps, cases: { ...desk.deps.cases, replace } };
}

describe('deadlines that passed during a long stop', () => {
  it('bring each requester one message and not the backlog', async () => {
    const codes = await several();
    desk.clock.advanceDesk(60 * DAY);
    expect(await sweepDeadlines(desk.deps)).toBe(MANY);
    await desk.settle();
    await closedOnce(codes);
    expect(await sweepDeadlines(desk.deps)).toBe(0);
  });

  it('take effect once where two replicas sweep at once', async () => {
    const codes = await several();
    desk.clock.advanceDesk(60 * DAY);
    const moved = await Promise.all([0, 1, 2].map(() => sweepDeadlines(desk.deps)));
    expect(moved.reduce((sum, one) => sum + one)).toBe(MANY);
    await desk.settle();
    await closedOnce(codes);
  });

  it('take effect once where a sweep is killed in the middle', async () => {
    const codes = await several();
    desk.clock.advanceDesk(60 * DAY);
    await expect(sweepDeadlines(dying(7))).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect.poll(async () => (await all(codes)).filter((one) => one.status === 'closed').length).toBe(7);
    await sweepDeadlines(desk.deps);
    await desk.settle();
    await closedOnce(codes);
  });

  it('of a case that cannot be read hold up no other', async () => {
    const codes = await several(5);
    const [first] = await all(codes);
    const broken = {
      ...first,
      clock: { spentMs: 0, since: 'nonsense', warned: [], breached: [] },
      revision: 99,
    } as Case;
    await desk.stores.cases.replace(
      { ...broken, deadlineAt: '2000-01-01T00:00:00.000Z' },
      first?.revision ?? 0,
    );
    desk.clock.advanceDesk(60 * DAY);
    expect(await sweepDeadlines(desk.deps)).toBe(4);
    expect((await all(codes.slice(1))).every((one) => one.status === 'closed')).toBe(true);
  });

  it('are worked off in slices, so that messages go out in between', async () => {
    await several();
    desk.clock.advanceDesk(60 * DAY);
    const start = Date.parse(desk.clock.realNow());
    let looks = 0;
    const realNow = () => new Date(start + (looks++ > 0 ? 5_000 : 0)).toISOString();
    const busy = { ...desk.deps, clock: { deskNow: desk.clock.deskNow, realNow } };
    const passed: typeof desk.deps.cases.passedDeadlines = (now) =>
      desk.stores.cases.passedDeadlines(now, 10);
    const deps = { ...busy, cases: { ...desk.deps.cases, passedDeadlines: passed } };
    expect(await sweepDeadlines(deps)).toBe(10);
    looks = 0;
    expect(await sweepDeadlines(deps)).toBe(10);
  });
});

describe('a clock that steps', () => {
  it('back repeats nothing, and forward again neither', async () => {
    const [code = ''] = await several(1);
    desk.clock.advanceDesk(3 * DAY + DAY / 2);
    await sweepDeadlines(desk.deps);
    await desk.settle();
    expect(toldOf(code)).toEqual(['data_reminder']);
    desk.clock.advanceDesk(-3 * DAY);
    await sweepDeadlines(desk.deps);
    desk.clock.advanceDesk(3 * DAY);
    await sweepDeadlines(desk.deps);
    await desk.settle();
    expect(toldOf(code)).toEqual(['data_reminder']);
    const [value] = await all([code]);
    expect(value && deeds(value, 'remind')).toBe(1);
  });

  it('far ahead by mistake closes nothing whose question was not out, and back again it goes on as promised', async () => {
    const [code = ''] = await several(1);
    desk.clock.advanceDesk(-30 * DAY);
    await sweepDeadlines(desk.deps);
    const [before] = await all([code]);
    expect(before).toMatchObject({ status: 'awaiting_data' });
    desk.clock.advanceDesk(30 * DAY + 10 * DAY);
    await sweepDeadlines(desk.deps);
    await desk.settle();
    expect(toldOf(code)).toEqual(['closed']);
  });
});
