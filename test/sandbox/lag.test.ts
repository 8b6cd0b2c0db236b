import { afterEach, beforeEach, expect, test } from 'vitest';
import { seedGroup, seedPerson, tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { type Harness, newUser, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeEach(async () => {
  desk = await openHarness();
});
afterEach(() => desk.close());

const skuId = tenantSeed.skus[0]?.skuId;
const luisa = seedPerson('luisa').id;
const licensing = seedGroup('licensing').id;
const reference = (id: string): unknown => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});
const states = async (id: string) =>
  (await desk.graph('GET', `/users/${id}?$select=licenseAssignmentStates`)).body.licenseAssignmentStates;

test('a new user is made at once and found a moment later', async () => {
  const start = await desk.graph('GET', '/users/delta');
  const { body } = await desk.graph('POST', '/users', newUser('ana.nunez'));
  const reads = ['/users/ana.nunez@entidad.example', `/users/${body.id}`, `/users/${body.id}/memberOf`];
  for (const url of reads) expect((await desk.graph('GET', url)).status).toBe(404);
  expect((await desk.graph('PATCH', `/users/${body.id}`, { jobTitle: 'x' })).status).toBe(404);
  const during = await desk.graph('GET', start.body['@odata.deltaLink']);
  expect(during.body.value).toEqual([]);
  desk.clock.advance(300);
  for (const url of reads) expect((await desk.graph('GET', url)).status).toBe(200);
  const after = await desk.graph('GET', during.body['@odata.deltaLink']);
  expect(after.body.value.map((user: { id: string }) => user.id)).toEqual([body.id]);
});

test('the mailbox follows the licence by a moment, with its address at once', async () => {
  const { body } = await desk.graph('POST', '/users', newUser('ana.nunez'));
  desk.clock.advance(300);
  const settings = `/users/${body.id}/mailboxSettings`;
  expect((await desk.graph('GET', settings)).body.error.code).toBe('MailboxNotEnabledForRESTAPI');
  const answer = await desk.graph('POST', `/users/${body.id}/assignLicense`, {
    addLicenses: [{ skuId, disabledPlans: [] }],
    removeLicenses: [],
  });
  expect(answer.body).toMatchObject({ id: body.id, mail: 'ana.nunez@entidad.example' });
  desk.clock.advance(1999);
  expect((await desk.graph('GET', settings)).status).toBe(404);
  expect((await desk.graph('GET', `/users/${body.id}/settings/exchange`)).status).toBe(404);
  desk.clock.advance(1);
  expect((await desk.graph('GET', settings)).body).toMatchObject({ userPurpose: 'user' });
  expect((await desk.graph('GET', `/users/${body.id}/settings/exchange`)).body.primaryMailboxId).toMatch(
    /^MBX:/,
  );
});

test('a group’s licence comes, and goes, a moment after the membership', async () => {
  await desk.graph('POST', `/groups/${licensing}/members/$ref`, reference(luisa));
  expect(await states(luisa)).toHaveLength(1);
  desk.clock.advance(500);
  expect(await states(luisa)).toContainEqual(
    expect.objectContaining({ skuId, assignedByGroup: licensing, state: 'Active', error: 'None' }),
  );
  await desk.graph('DELETE', `/groups/${licensing}/members/${luisa}/$ref`);
  expect(await states(luisa)).toHaveLength(2);
  desk.clock.advance(500);
  expect(await states(luisa)).toEqual([expect.objectContaining({ assignedByGroup: null })]);
});

test('what a group owes is still owed after a restart', async () => {
  await desk.graph('POST', `/groups/${licensing}/members/$ref`, reference(luisa));
  await desk.reopen();
  desk.clock.advance(500);
  expect(await states(luisa)).toHaveLength(2);
});

test('lags follow real time: moving the desk’s clock does not end them', async () => {
  const { body } = await desk.graph('POST', '/users', newUser('ana.nunez'));
  desk.clock.advanceDesk(86_400_000);
  expect((await desk.graph('GET', `/users/${body.id}`)).status).toBe(404);
});
