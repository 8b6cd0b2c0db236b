import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { withRun } from '../../services/domain/mass.ts';
import { spreadMass } from '../../services/usecases/mass/spread.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';
import { askedMass, childrenOf, nowOf, plant, withMass } from '../support/mass-desk.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk({ procedure: withMass({ inFlight: 2 }) });
});
afterEach(() => desk.close());

/** A mass deactivation that has just been approved for today: it owes its first spreading. */
async function approved(): Promise<Case> {
  const rows = (await plant(desk, 5)).map((id) => ({ given: { id } }));
  const today = { effectiveDate: { value: desk.desk.today() } };
  for (const { given } of rows)
    await desk.deps.directory.updateUser(given.id, { contractEnd: desk.desk.today() });
  const value = await askedMass(desk, 'ricardo', rows, today);
  await desk.settle();
  await desk.desk.command(value._id, { name: 'approve' }, await desk.as('sofia'));
  return nowOf(desk, value);
}

async function spread(value: Case) {
  const work = value.work.find((one) => one.type === 'spread');
  if (!work) throw new TypeError('no spreading is owed');
  return { work, settle: await spreadMass(desk.deps, value, work) };
}

const owes = ({ work }: Case) => work.some((one) => one.type === 'spread');

describe('spreading', () => {
  it('begins no more accounts than may run at once, and says where to go on', async () => {
    const value = await approved();
    const { settle } = await spread(value);
    expect(await childrenOf(desk, value)).toHaveLength(2);
    expect(settle(value).mass?.run).toMatchObject({ made: 2, next: 3, spent: false });
  });

  it('repeated after a crash, before it was written how far it came, begins nothing twice', async () => {
    const value = await approved();
    await spread(value);
    await spread(value);
    const children = await childrenOf(desk, value);
    expect(children).toHaveLength(2);
    expect(new Set(children.map((one) => one.target?.id)).size).toBe(2);
  });

  it('begins none while it is paused', async () => {
    const value = await approved();
    const by = { id: 'sofia', name: 'Sofía', email: '' };
    const mass = value.mass && withRun(value.mass, { paused: { by, at: desk.desk.now() } });
    await spread({ ...value, ...(mass && { mass }) });
    expect(await childrenOf(desk, value)).toEqual([]);
  });

  it('is due again where an account came to rest while it was at it, so that none waits for nobody', async () => {
    const value = await approved();
    const first = await spread(value);
    const going = first.settle(value);
    const second = await spread({ ...going, work: [first.work] });
    expect(owes(second.settle({ ...going, work: [first.work] }))).toBe(false);
    const heard = going.mass && withRun(going.mass, { nudges: 1 });
    expect(owes(second.settle({ ...going, work: [first.work], ...(heard && { mass: heard }) }))).toBe(true);
  });
});
