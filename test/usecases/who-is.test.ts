import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SandboxExchange } from '../../services/sandbox/graph-service.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

const MINUTE = 60_000;

let desk: DeskHarness;
let traffic: SandboxExchange[];
beforeEach(async () => {
  traffic = [];
  desk = await openDesk({}, (one) => traffic.push(one));
});
afterEach(() => desk.close());

async function aCase() {
  const opened = await desk.desk.openCase(
    {
      draftId: 'd',
      kind: 'modify',
      fields: {
        account: { value: desk.idOf('luisa') },
        change: { value: 'position' },
        position: { value: 'Asesora' },
      },
      locale: 'es-CO',
    },
    await desk.as('camila'),
  );
  if (!opened.ok) throw new TypeError(opened.code);
  await desk.settle();
  const value = await desk.stores.cases.get(opened.case._id);
  if (!value) throw new TypeError('no case');
  return value;
}

it('reads roles and manager from the directory, and asks it again only after five minutes', async () => {
  const sofia = await desk.as('sofia');
  expect(sofia).toMatchObject({
    fresh: true,
    actor: { roles: ['specialist'] },
    manager: { name: 'Ricardo Núñez Vargas' },
  });
  const before = traffic.length;
  await desk.as('sofia');
  expect(traffic.length).toBe(before);
  desk.clock.tick(6 * MINUTE);
  await desk.as('sofia');
  await expect.poll(() => traffic.length).toBeGreaterThan(before);
});

it('takes a role away within fifteen minutes of its group', async () => {
  await desk.as('sofia');
  await desk.deps.directory.removeFromGroup(desk.idOf('sofia'), desk.deps.tenant.roleGroups.specialists);
  desk.clock.tick(16 * MINUTE);
  expect((await desk.as('sofia')).actor.roles).toEqual([]);
});

it('lets nobody decide on roles that could not be read for fifteen minutes, and lets them ask all the same', async () => {
  const value = await aCase();
  await desk.as('sofia');
  desk.clock.tick(16 * MINUTE);
  desk.sandbox.faults.add({ match: { method: 'GET', pattern: '^/users/' }, status: 503, times: null });
  desk.sandbox.faults.add({
    match: { method: 'POST', pattern: 'checkMemberGroups' },
    status: 503,
    times: null,
  });
  const sofia = await desk.as('sofia');
  expect(sofia.fresh).toBe(false);
  const decided = await desk.desk.command(value._id, { name: 'approve' }, sofia, value.stage);
  expect(decided).toMatchObject({ ok: false, code: 'directory_unread' });
  expect((await desk.stores.cases.get(value._id))?.status).toBe('in_review');
  expect(await desk.desk.findCase('1', sofia)).toMatchObject({ _id: value._id });
});

it('knows nobody who is not in the directory, or whose sign-in is blocked', async () => {
  expect(await desk.desk.whoIs('5f0a1c00-0000-4000-8000-00000000dead')).toBeUndefined();
  expect(await desk.desk.whoIs(desk.idOf('maria'))).toBeUndefined();
});
