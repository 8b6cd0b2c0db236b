import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seedPerson } from '../../services/sandbox/tenant-seed.ts';
import { type Harness, newUser, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeEach(async () => {
  desk = await openHarness({ delays: { userVisibleMs: 0 } });
});
afterEach(() => desk.close());

const luisa = seedPerson('luisa').id;
const passes = `/users/${luisa}/authentication/temporaryAccessPassMethods`;
const PASS = { lifetimeInMinutes: 60, isUsableOnce: true };
const allow = (allowed: boolean) => desk.control('POST', '/tenant', { do: 'access-pass-policy', allowed });

describe('a temporary access pass', () => {
  test('is refused where the policy does not allow it', async () => {
    const answer = await desk.graph('POST', passes, PASS);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/policy/i);
  });

  test('is told once; a new one replaces it; it ends', async () => {
    await allow(true);
    const first = await desk.graph('POST', passes, PASS);
    const second = await desk.graph('POST', passes, PASS);
    expect(first.body.temporaryAccessPass).not.toBe(second.body.temporaryAccessPass);
    const listed = await desk.graph('GET', passes);
    expect(listed.body.value).toEqual([
      expect.objectContaining({ id: second.body.id, temporaryAccessPass: null, isUsable: true }),
    ]);
    desk.clock.advance(61 * 60_000);
    expect((await desk.graph('GET', passes)).body.value[0].isUsable).toBe(false);
    expect((await desk.graph('DELETE', `${passes}/${second.body.id}`)).status).toBe(204);
    expect((await desk.graph('GET', passes)).body.value).toEqual([]);
  });

  test('wants a lifetime that Graph knows, and no administrator', async () => {
    await allow(true);
    for (const body of [
      { lifetimeInMinutes: 9 },
      { lifetimeInMinutes: 43_201 },
      { temporaryAccessPass: 'x' },
    ])
      expect((await desk.graph('POST', passes, body)).status).toBe(400);
    const admin = seedPerson('admin').id;
    expect(
      (await desk.graph('POST', `/users/${admin}/authentication/temporaryAccessPassMethods`, PASS)).status,
    ).toBe(403);
  });
});

test('the first sign-in of a new user shows, and ends the first password', async () => {
  const { body } = await desk.graph('POST', '/users', newUser('ana.nunez'));
  const read = async () =>
    (await desk.graph('GET', `/users/${body.id}?$select=signInActivity,lastPasswordChangeDateTime`)).body;
  const before = await read();
  expect(before.signInActivity).toBeNull();
  desk.clock.advance(60_000);
  await desk.control('POST', '/tenant', { do: 'sign-in', userId: body.id });
  const after = await read();
  expect(after.signInActivity.lastSignInDateTime).toBe(desk.clock.deskNow());
  expect(after.lastPasswordChangeDateTime).toBe(desk.clock.deskNow());
});

test('without the bearer nothing is answered', async () => {
  for (const authorization of ['', 'Bearer wrong', 'test-bearer']) {
    const answer = await desk.graph('GET', '/users', undefined, { authorization });
    expect([answer.status, answer.body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
  }
  expect(desk.exchanges).toEqual([]);
});

test('an address or a method that Graph does not have is said to be none', async () => {
  const raw = async (method: string, path: string) =>
    (await desk.control(method, `/graph/v1.0${path}`, undefined, { authorization: 'Bearer test-bearer' }))
      .status;
  expect([
    await raw('GET', '/nowhere'),
    await raw('DELETE', '/domains'),
    await raw('GET', '/users/%zz'),
  ]).toEqual([400, 405, 400]);
});

describe('the sandbox’s controls', () => {
  test.each([
    { do: 'nothing' },
    { do: 'mail-arrives' },
    { do: 'seats', skuPartNumber: 'SPE_E3', enabled: -1 },
    { do: 'mail-items', userId: luisa, count: 3, why: 'x' },
  ])('%j is refused with the reason', async (body) => {
    const answer = await desk.control('POST', '/tenant', body);
    expect([answer.status, typeof answer.body.problem]).toEqual([400, 'string']);
  });

  test('somebody who does not exist is a 404', async () => {
    expect((await desk.control('POST', '/tenant', { do: 'sign-in', userId: 'nadie' })).status).toBe(404);
  });

  test('many people at once, each with licence, mailbox and mail', async () => {
    const { body } = await desk.control('POST', '/tenant', {
      do: 'add-people',
      count: 300,
      mailItems: 12,
      contractEnd: '2026-12-31',
    });
    expect(body.userIds).toHaveLength(300);
    const folders = await desk.graph('GET', `/users/${body.userIds[299]}/mailFolders`);
    const total = folders.body.value.reduce(
      (sum: number, folder: { totalItemCount: number }) => sum + folder.totalItemCount,
      0,
    );
    expect(total).toBeGreaterThan(5);
    const sku = (await desk.graph('GET', '/subscribedSkus')).body.value[0];
    expect(sku.prepaidUnits.enabled - sku.consumedUnits).toBeGreaterThan(0);
    expect((await desk.graph('GET', '/users?$top=999')).body.value.length).toBeGreaterThan(300);
  });

  test('service health follows the issues', async () => {
    await desk.control('POST', '/tenant', {
      do: 'service-issue',
      service: 'Exchange Online',
      title: 'Correo lento',
    });
    const { body } = await desk.graph('GET', '/admin/serviceAnnouncement/healthOverviews?$expand=issues');
    expect(body.value.map((one: { service: string; status: string }) => one.status)).toEqual([
      'serviceDegradation',
      'serviceOperational',
      'serviceOperational',
    ]);
    expect(body.value[0].issues[0].title).toBe('Correo lento');
    expect(
      (await desk.graph('GET', `/admin/serviceAnnouncement/issues/${body.value[0].issues[0].id}`)).status,
    ).toBe(200);
  });

  test('a page elsewhere cannot post to them', async () => {
    const answer = await desk.control('POST', '/faults', undefined, { 'content-type': 'text/plain' });
    expect(answer.status).toBe(415);
  });
});
