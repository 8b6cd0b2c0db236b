import { afterEach, beforeEach, expect, test } from 'vitest';
import { seedGroup, seedPerson, tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { type Harness, newUser, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeEach(async () => {
  desk = await openHarness({ delays: { userVisibleMs: 0, mailboxMs: 0, groupLicensingMs: 0 } });
});
afterEach(() => desk.close());

const skuId = tenantSeed.skus[0]?.skuId ?? '';
const licensing = seedGroup('licensing').id;
const [andres, luisa, maria, carlos] = ['andres', 'luisa', 'maria', 'carlos'].map(
  (key) => seedPerson(key).id,
);
const add = { addLicenses: [{ skuId }], removeLicenses: [] };
const remove = { addLicenses: [], removeLicenses: [skuId] };
const assign = (id: string | undefined, body: unknown) =>
  desk.graph('POST', `/users/${id}/assignLicense`, body);
const consumed = async () => (await desk.graph('GET', '/subscribedSkus')).body.value[0].consumedUnits;
const hasMailbox = async (id: string | undefined) =>
  (await desk.graph('GET', `/users/${id}/mailboxSettings`)).status === 200;
const exportId = async (id: string | undefined) =>
  (await desk.graph('GET', `/users/${id}/settings/exchange`)).body.primaryMailboxId;
const days = (n: number) => n * 86_400_000;

test('a licence takes a seat, and losing it gives the seat back and closes the mailbox', async () => {
  const before = await consumed();
  expect((await assign(luisa, remove)).status).toBe(200);
  expect([await consumed(), await hasMailbox(luisa)]).toEqual([before - 1, false]);
  expect((await desk.graph('GET', `/users/${luisa}/licenseDetails`)).body.value).toEqual([]);
  expect((await assign(luisa, add)).status).toBe(200);
  expect([await consumed(), await hasMailbox(luisa)]).toEqual([before, true]);
});

test('assigning what is held already changes nothing', async () => {
  const before = await consumed();
  expect((await assign(luisa, add)).status).toBe(200);
  expect(await consumed()).toBe(before);
});

test('without a free seat Graph says so', async () => {
  await desk.control('POST', '/tenant', { do: 'seats', skuPartNumber: 'SPE_E3', enabled: await consumed() });
  const answer = await assign(maria, add);
  expect(answer.status).toBe(400);
  expect(answer.body.error.message).toBe(
    `Subscription with SKU ${skuId} does not have any available licenses.`,
  );
});

test('without a usage location Graph refuses', async () => {
  const { body } = await desk.graph('POST', '/users', newUser('ana.nunez', { usageLocation: undefined }));
  const answer = await assign(body.id, add);
  expect([answer.status, answer.body.error.message]).toEqual([
    400,
    'License assignment cannot be done for user with invalid usage location.',
  ]);
});

test('a licence that came from a group is not taken from the user', async () => {
  const answer = await assign(andres, remove);
  expect(answer.status).toBe(400);
  expect(answer.body.error.message).toBe(
    'User license is inherited from a group membership and it cannot be removed directly from the user.',
  );
  expect(await hasMailbox(andres)).toBe(true);
});

test.each([
  ['a SKU that the tenant lacks', { addLicenses: [{ skuId: seedGroup('legal').id }], removeLicenses: [] }],
  ['a licence that is not held', remove],
  ['only one of the two lists', { addLicenses: [] }],
  ['something more', { ...add, why: 'x' }],
])('%s is a 400', async (_what, body) => {
  expect((await assign(maria, body)).status).toBe(400);
});

test('a group without seats leaves the member in error until it is processed again', async () => {
  await desk.control('POST', '/tenant', { do: 'seats', skuPartNumber: 'SPE_E3', enabled: await consumed() });
  await desk.graph('POST', `/groups/${licensing}/members/$ref`, {
    '@odata.id': `https://graph.microsoft.com/v1.0/users/${maria}`,
  });
  const states = async () =>
    (await desk.graph('GET', `/users/${maria}?$select=licenseAssignmentStates`)).body.licenseAssignmentStates;
  expect(await states()).toEqual([
    expect.objectContaining({ state: 'Error', error: 'CountViolation', assignedByGroup: licensing }),
  ]);
  expect(await hasMailbox(maria)).toBe(false);
  await desk.control('POST', '/tenant', { do: 'seats', skuPartNumber: 'SPE_E3', enabled: 500 });
  expect((await desk.graph('POST', `/users/${maria}/reprocessLicenseAssignment`)).status).toBe(200);
  expect(await states()).toEqual([expect.objectContaining({ state: 'Active', error: 'None' })]);
  expect(await hasMailbox(maria)).toBe(true);
});

test('within thirty days a licence gives the same mailbox back; later it is a new and empty one', async () => {
  const mailbox = await exportId(luisa);
  await assign(luisa, remove);
  desk.clock.advanceDesk(days(30));
  await assign(luisa, add);
  expect(await exportId(luisa)).toBe(mailbox);
  await assign(luisa, remove);
  desk.clock.advanceDesk(days(30) + 1);
  await assign(luisa, add);
  const renewed = await exportId(luisa);
  expect(renewed).not.toBe(mailbox);
  const folders = await desk.graph('GET', `/admin/exchange/mailboxes/${renewed}/folders`);
  expect(folders.body.value.every((folder: { totalItemCount: number }) => folder.totalItemCount === 0)).toBe(
    true,
  );
});

test('of the seed’s disabled accounts, one can return to its mail and the other is too late', async () => {
  const found = async (id: string | undefined) => {
    await assign(id, add);
    const folders = await desk.graph('GET', `/users/${id}/mailFolders`);
    return folders.body.value.reduce(
      (sum: number, folder: { totalItemCount: number }) => sum + folder.totalItemCount,
      0,
    );
  };
  expect(await found(maria)).toBeGreaterThan(0);
  expect(await found(carlos)).toBe(0);
});
