import { afterEach, describe, expect, it } from 'vitest';
import type { Case, Fields } from '../../services/domain/case.ts';
import type { Command } from '../../services/domain/command.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { Messenger } from '../../services/ports/messenger.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import type { GivenRow } from '../../services/usecases/mass/keep-list.ts';
import { type DeskHarness, openDesk, UNREACHABLE } from '../support/desk-harness.ts';
import { askedMass, childrenOf, nowOf, plant, withMass } from '../support/mass-desk.ts';

let desk: DeskHarness;
afterEach(() => desk.close());

const DAY = 86_400_000;
const byId = (ids: readonly string[]): GivenRow[] => ids.map((id) => ({ given: { id } }));

async function given(by: string, rows: readonly GivenRow[], fields?: Fields): Promise<Case> {
  const value = await askedMass(desk, by, rows, fields);
  await desk.settle();
  return nowOf(desk, value);
}

async function does(who: string, about: Case, command: Command) {
  const outcome = await desk.desk.command(about._id, command, await desk.as(who));
  await desk.settle();
  return { outcome, now: await nowOf(desk, about) };
}

/** Approved by Sofía and past the effective date. */
async function carriedOut(value: Case): Promise<Case> {
  await does('sofia', value, { name: 'approve' });
  desk.clock.advanceDesk(45 * DAY);
  const { sweepDeadlines } = await import('../../services/usecases/sweep-deadlines.ts');
  await sweepDeadlines(desk.deps);
  await desk.settle();
  return nowOf(desk, value);
}

describe('the dry run', () => {
  it('says who is affected and why the others are not, and changes nothing', async () => {
    desk = await openDesk({ procedure: withMass({}) });
    const [first = '', second = '', synced = '', extended = '', officer = ''] = await plant(desk, 5);
    const control = (c: Parameters<typeof controlTenant>[1]) => controlTenant(desk.sandbox.tenant, c);
    control({ do: 'synchronise', userId: synced, synchronised: true });
    await desk.deps.directory.updateUser(extended, { contractEnd: '2027-06-30' });
    await desk.deps.directory.updateUser(officer, { employeeType: 'official' });
    const value = await given('ricardo', [
      ...byId([first, second, synced, extended, officer]),
      { given: { address: 'nadie@entidad.example' } },
      { given: { id: first } },
      { given: { name: 'Alguien Que Nadie Conoce' } },
      ...byId([desk.idOf('ricardo'), desk.idOf('admin'), desk.idOf('contacto'), desk.idOf('maria')]),
    ]);
    expect(value.status).toBe('in_review');
    expect(value.mass?.reading).toMatchObject({
      affected: 2,
      excluded: {
        by_hand: 1,
        contract_extended: 1,
        official: 1,
        not_found: 2,
        duplicate: 1,
        asker: 1,
        administrator: 1,
        shared: 1,
        disabled: 1,
      },
      departments: [{ name: 'Oficina Jurídica', count: 2 }],
    });
    expect(await childrenOf(desk, value)).toEqual([]);
    expect(desk.edits.at(-1)?.about.mass?.reading.affected).toBe(2);
    expect((await desk.deps.directory.user(first))?.accountEnabled).toBe(true);
  });

  it('finds an account by its contract, as the register has it, and says what is ambiguous or not there', async () => {
    desk = await openDesk({ procedure: withMass({}) });
    const ids = await plant(desk, 5);
    const numbers = ['CPS-045-2026', 'CPS-045-2026-1', 'OPS 7/2026', 'ops-7-2026', 'CPS-099-2026'];
    for (const [n, id] of ids.entries()) {
      const entry = await desk.stores.register.get(id);
      if (entry) await desk.stores.register.put({ ...entry, contractNumber: numbers[n] ?? '' });
    }
    const last = (await desk.stores.people.get(ids[4] ?? ''))?.name ?? '';
    const value = await given('ricardo', [
      { given: { contractNumber: 'cps 045/2026' } },
      { given: { contractNumber: 'OPS-7-2026' } },
      { given: { contractNumber: '045' } },
      { given: { contractNumber: '...' } },
      { given: { contractNumber: 'CPS-099-2026', name: 'Alguien Distinto' } },
      { given: { contractNumber: 'CPS-404-2026', name: last } },
    ]);
    const rows = await desk.stores.lists.rows(value.mass?.list ?? '', 1, 10);
    expect(rows.map((one) => [one.verdict, one.target?.id])).toEqual([
      ['affected', ids[0]],
      ['ambiguous', undefined],
      ['not_found', undefined],
      ['not_found', undefined],
      ['ambiguous', undefined],
      ['affected', ids[4]],
    ]);
  });

  it('of a supervisor reaches their own people alone', async () => {
    desk = await openDesk({ procedure: withMass({}) });
    const [own = ''] = await plant(desk, 1);
    const others = controlTenant(desk.sandbox.tenant, {
      do: 'add-people',
      count: 1,
      employeeType: 'contractor',
      department: 'Otra',
      managerKey: 'ricardo',
      mailItems: 1,
    });
    const value = await given('hernan', byId([own, ...((others as { userIds?: string[] }).userIds ?? [])]));
    expect(value.mass?.scope).toBe('own');
    expect(value.mass?.reading).toMatchObject({ affected: 1, excluded: { not_yours: 1 } });
    await expect(askedMass(desk, 'camila', byId([own]))).rejects.toThrow('mass_asker');
  });
});

describe('the brake', () => {
  it('lets nothing start above it until a desk lead who did not ask has looked a second time', async () => {
    desk = await openDesk({ procedure: withMass({ brake: { share: 1, most: 2 } }) });
    const value = await given('hernan', byId(await plant(desk, 4)));
    expect(value.mass?.brake).toMatchObject({ limit: 2, affected: 4 });
    expect((await does('sofia', value, { name: 'approve' })).outcome).toMatchObject({ code: 'brake' });
    expect((await does('sofia', value, { name: 'release_brake', note: 'ya' })).outcome).toMatchObject({
      code: 'not_yours',
    });
    await does('ricardo', value, { name: 'release_brake', note: 'son los de la vigencia' });
    expect((await does('sofia', value, { name: 'approve' })).now.status).toBe('scheduled');
  });

  it('is a share of the accounts in use that the register has, not of everybody in the directory', async () => {
    desk = await openDesk({ procedure: withMass({ brake: { share: 0.5, most: 100 } }) });
    const ids = await plant(desk, 6);
    const [off = ''] = ids;
    const entry = await desk.stores.register.get(off);
    if (entry) await desk.stores.register.put({ ...entry, state: 'disabled' });
    expect(await desk.stores.people.count()).toBeGreaterThan(12);
    const within = await given('hernan', byId(ids.slice(1, 3)));
    expect(within.mass?.brake).toBeUndefined();
    const beyond = await given('hernan', byId(ids.slice(1, 4)));
    expect(beyond.mass?.brake).toMatchObject({ limit: 2, affected: 3 });
  });

  it('with narrowing alone asks for a smaller list, which is read again', async () => {
    desk = await openDesk({ procedure: withMass({ brake: { share: 1, most: 2 }, onBrake: 'narrow' }) });
    const many = await plant(desk, 4);
    await desk.deps.directory.updateUser(many[0] ?? '', { department: 'Otra' });
    const value = await given('hernan', byId(many));
    expect((await does('ricardo', value, { name: 'release_brake', note: 'sí' })).outcome).toMatchObject({
      code: 'brake',
    });
    const { now } = await does('ricardo', value, { name: 'narrow', department: 'Otra' });
    expect(now.mass?.brake).toBeUndefined();
    expect(now.mass?.reading).toMatchObject({ affected: 1, excluded: { narrowed: 3 } });
    expect((await does('sofia', value, { name: 'approve' })).now.status).toBe('scheduled');
  });
});

describe('carrying it out', () => {
  it('begins on the effective date with a second person, one case an account, and says how each ended', async () => {
    desk = await openDesk({ procedure: withMass({ inFlight: 2 }) });
    const ids = await plant(desk, 5);
    const value = await given('ricardo', byId(ids));
    expect((await does('ricardo', value, { name: 'approve' })).outcome).toMatchObject({
      code: 'own_request',
    });
    const done = await carriedOut(value);
    expect(done.status).toBe('resolved');
    expect(done.mass?.run?.tally).toMatchObject({ done: 5, failed: 0, excluded: 0, running: 0 });
    const children = await childrenOf(desk, value);
    expect(children.map((one) => [one.status, one.outcome, one.backup?.items])).toEqual(
      ids.map(() => ['closed', 'fulfilled', 2]),
    );
    for (const id of ids)
      expect(await desk.deps.directory.user(id)).toMatchObject({ accountEnabled: false, licences: [] });
    expect(desk.files.map((one) => [one.personId, one.name])).toEqual(
      [desk.idOf('ricardo'), desk.idOf('sofia')].map((id) => [id, `informe-${value._id}.xlsx`]),
    );
    const told = desk.told.filter((one) => one.about.parentId !== undefined);
    expect(told).toEqual([]);
  });

  it('gives each of the two the report once, also where Teams does not answer at first', async () => {
    const given: string[] = [];
    let tries = 0;
    const messenger: Messenger = {
      ...UNREACHABLE,
      giveFile: async (personId, make) => {
        tries += 1;
        if (tries === 1) throw new AppError('channel_unavailable');
        given.push(`${personId} ${(await make('en')).name}`);
        return { sent: true, conversation: personId, activityId: `f${tries}` };
      },
    };
    desk = await openDesk({ procedure: withMass({}), messenger });
    const value = await askedMass(desk, 'ricardo', byId(await plant(desk, 1)));
    await desk.settle();
    const done = await carriedOut(value);
    expect(done.status).toBe('resolved');
    const name = `report-${value._id}.xlsx`;
    expect(given).toEqual([desk.idOf('ricardo'), desk.idOf('sofia')].map((id) => `${id} ${name}`));
    expect(tries).toBe(3);
  });

  it('leaves out whose contract was extended meanwhile, and says so', async () => {
    desk = await openDesk({ procedure: withMass({ readingHolds: 10_000 }) });
    const [kept = '', ended = ''] = await plant(desk, 2);
    const value = await given('ricardo', byId([kept, ended]));
    await does('sofia', value, { name: 'approve' });
    await desk.deps.directory.updateUser(kept, { contractEnd: '2027-03-31' });
    const done = await carriedOut(value);
    expect(done.mass?.run?.tally).toMatchObject({ done: 1, excluded: 1 });
    const child = (await childrenOf(desk, value)).find((one) => one.target?.id === kept);
    expect(child).toMatchObject({ status: 'closed', outcome: 'rejected', remark: 'contract_extended' });
    expect((await desk.deps.directory.user(kept))?.accountEnabled).toBe(true);
  });

  it('reads a list that has gone stale once more before it starts', async () => {
    desk = await openDesk({ procedure: withMass({}) });
    const [kept = '', ended = ''] = await plant(desk, 2);
    const value = await given('ricardo', byId([kept, ended]));
    await does('sofia', value, { name: 'approve' });
    await desk.deps.directory.updateUser(kept, { contractEnd: '2027-03-31' });
    const done = await carriedOut(value);
    expect(done.mass?.reading).toMatchObject({ affected: 1, excluded: { contract_extended: 1 } });
    expect(done.mass?.run?.tally).toMatchObject({ done: 1, excluded: 0 });
    expect(await childrenOf(desk, value)).toHaveLength(1);
  });

  it('takes up the failed ones alone, and is done when they are', async () => {
    desk = await openDesk({ procedure: withMass({}) });
    const ids = await plant(desk, 3);
    const faults = desk.sandbox.faults;
    faults.add({ match: { method: 'PATCH', pathPrefix: `/users/${ids[1]}` }, status: 400, times: null });
    const value = await given('ricardo', byId(ids));
    const stuck = await carriedOut(value);
    expect(stuck.status).toBe('needs_attention');
    expect(stuck.mass?.run?.tally).toMatchObject({ done: 2, failed: 1 });
    faults.clear();
    const { now } = await does('sofia', value, { name: 'retry' });
    expect(now.status).toBe('resolved');
    expect(now.mass?.run?.tally).toMatchObject({ done: 3, failed: 0 });
    expect(desk.told.filter((one) => one.notice === 'attention')).toHaveLength(1);
  });
});

describe('the return as a whole', () => {
  it('is asked by one of the two and approved by the other, and gives back what each account had', async () => {
    desk = await openDesk({ procedure: withMass({}) });
    const ids = await plant(desk, 3);
    const value = await given('ricardo', byId(ids));
    await carriedOut(value);
    const ask = { name: 'return_all', remark: 'la vigencia se amplió' } as const;
    expect((await does('tomas', value, ask)).outcome).toMatchObject({ code: 'not_of_the_two' });
    expect((await does('sofia', value, ask)).now.status).toBe('in_review');
    expect((await does('sofia', value, { name: 'approve_return' })).outcome).toMatchObject({
      code: 'own_request',
    });
    expect((await does('tomas', value, { name: 'approve_return' })).outcome).toMatchObject({
      code: 'not_of_the_two',
    });
    const { now } = await does('ricardo', value, { name: 'approve_return' });
    expect(now.status).toBe('resolved');
    expect(now.mass?.back?.run?.tally).toMatchObject({ done: 3, failed: 0 });
    for (const id of ids) {
      const user = await desk.deps.directory.user(id);
      expect(user?.accountEnabled).toBe(true);
      expect(user?.licences).toHaveLength(1);
    }
    expect((await does('sofia', value, ask)).outcome).toMatchObject({ code: 'already_returned' });
  });
});
