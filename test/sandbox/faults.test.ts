import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seedPerson } from '../../services/sandbox/tenant-seed.ts';
import { type Harness, newUser, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeEach(async () => {
  desk = await openHarness({ delays: { userVisibleMs: 0 } });
});
afterEach(() => desk.close());

const luisa = seedPerson('luisa').id;
const fault = (rule: unknown) => desk.control('POST', '/faults', rule);
const enabled = async () =>
  (await desk.graph('GET', `/users/${luisa}?$select=accountEnabled`)).body.accountEnabled;
const exists = async (name: string) =>
  (await desk.graph('GET', `/users/${name}@entidad.example`)).status === 200;

test('an error on request, with how long to wait, so often and no more', async () => {
  await fault({
    match: { method: 'GET', pathPrefix: '/users' },
    times: 2,
    status: 429,
    retryAfterSeconds: 7,
  });
  for (const _ of [1, 2]) {
    const answer = await desk.graph('GET', '/users/delta');
    expect([answer.status, answer.headers.get('retry-after'), answer.body.error.code]).toEqual([
      429,
      '7',
      'TooManyRequests',
    ]);
  }
  expect((await desk.graph('GET', '/users/delta')).status).toBe(200);
});

test.each([500, 503, 504, 403, 401])('a %i in Graph’s form, and nothing is done', async (status) => {
  await fault({ match: { method: 'PATCH' }, status });
  expect((await desk.graph('PATCH', `/users/${luisa}`, { accountEnabled: false })).status).toBe(status);
  expect(await enabled()).toBe(true);
});

test('only what matches is struck: method, beginning of the path, pattern on path and query', async () => {
  await fault({ match: { method: 'POST', pattern: '^/users$' }, times: null, status: 503 });
  await fault({ match: { pattern: 'select=.*department' }, times: null, status: 503 });
  expect((await desk.graph('GET', '/users')).status).toBe(200);
  expect((await desk.graph('POST', `/users/${luisa}/revokeSignInSessions`)).status).toBe(200);
  expect((await desk.graph('POST', '/users', newUser('ana'))).status).toBe(503);
  expect((await desk.graph('GET', '/users?$select=id,department')).status).toBe(503);
});

test('the first calls may pass', async () => {
  await fault({ match: { method: 'GET' }, skip: 2, status: 503 });
  const statuses = [];
  for (const _ of [1, 2, 3, 4]) statuses.push((await desk.graph('GET', '/domains')).status);
  expect(statuses).toEqual([200, 200, 503, 200]);
});

describe('an answer that is not true', () => {
  test('a 204 that changed nothing', async () => {
    await fault({ match: { method: 'PATCH' }, effect: 'pretend' });
    expect((await desk.graph('PATCH', `/users/${luisa}`, { accountEnabled: false })).status).toBe(204);
    expect(await enabled()).toBe(true);
    expect((await desk.graph('PATCH', `/users/${luisa}`, { accountEnabled: false })).status).toBe(204);
    expect(await enabled()).toBe(false);
  });

  test('a 201 for a user who never is', async () => {
    await fault({ match: { method: 'POST' }, effect: 'pretend' });
    expect((await desk.graph('POST', '/users', newUser('ana'))).status).toBe(201);
    expect(await exists('ana')).toBe(false);
  });

  test('a 504 for a user who was made', async () => {
    await fault({ match: { method: 'POST', pathPrefix: '/users' }, effect: 'work-then-answer', status: 504 });
    expect((await desk.graph('POST', '/users', newUser('ana'))).status).toBe(504);
    expect(await exists('ana')).toBe(true);
    expect((await desk.graph('POST', '/users', newUser('ana'))).status).toBe(400);
  });
});

describe('a connection that ends', () => {
  test('before the work', async () => {
    await fault({ match: { method: 'POST' }, effect: 'drop' });
    await expect(desk.graph('POST', '/users', newUser('ana'))).rejects.toThrow();
    expect(await exists('ana')).toBe(false);
  });

  test('after it', async () => {
    await fault({ match: { method: 'POST' }, effect: 'work-then-drop' });
    await expect(desk.graph('POST', '/users', newUser('ana'))).rejects.toThrow();
    expect(await exists('ana')).toBe(true);
  });
});

test('an answer that is late', async () => {
  await fault({ match: { method: 'GET' }, effect: 'delay', delayMs: 1000 });
  const order: string[] = [];
  await Promise.all([
    desk.graph('GET', '/domains').then(() => order.push('late')),
    desk.graph('GET', '/organization').then(() => order.push('prompt')),
  ]);
  expect(order).toEqual(['prompt', 'late']);
});

test('the items of an export fail, and the next time they do not', async () => {
  const { body } = await desk.graph('GET', `/users/${luisa}/settings/exchange`);
  const mailbox = `/admin/exchange/mailboxes/${encodeURIComponent(body.primaryMailboxId)}`;
  const items = await desk.graph('GET', `${mailbox}/folders/inbox/items/delta?$top=2`);
  const itemIds = items.body.value.map((item: { id: string }) => item.id);
  await fault({ match: { pattern: 'exportItems$' }, effect: 'fail-items', code: 'ErrorCorruptData' });
  const failed = await desk.graph('POST', `${mailbox}/exportItems`, { itemIds });
  expect(failed.body.value).toEqual(
    itemIds.map((itemId: string) => ({
      itemId,
      changeKey: null,
      data: null,
      error: { code: 'ErrorCorruptData', message: expect.any(String) },
    })),
  );
  const again = await desk.graph('POST', `${mailbox}/exportItems`, { itemIds });
  expect(again.body.value.every((one: { error: unknown }) => one.error === null)).toBe(true);
});

test('faults at random are the same every time', async () => {
  const draw = async () => {
    await desk.control('DELETE', '/faults');
    await fault({ match: {}, times: null, probability: 0.3, seed: 7, status: 503 });
    const statuses: number[] = [];
    for (let n = 0; n < 40; n += 1) statuses.push((await desk.graph('GET', '/domains')).status);
    return statuses;
  };
  const first = await draw();
  expect(await draw()).toEqual(first);
  const struck = first.filter((status) => status === 503).length;
  expect(struck).toBeGreaterThan(4);
  expect(struck).toBeLessThan(25);
});

test('rules are listed with how often they struck, several at once, and taken away', async () => {
  await fault([{ match: { method: 'GET' } }, { match: { method: 'PUT' }, status: 504 }]);
  await desk.graph('GET', '/domains');
  const listed = await desk.control('GET', '/faults');
  expect(
    listed.body.faults.map((rule: { struck: number; status: number }) => [rule.struck, rule.status]),
  ).toEqual([
    [1, 503],
    [0, 504],
  ]);
  expect((await desk.control('DELETE', '/faults')).status).toBe(204);
  expect((await desk.control('GET', '/faults')).body.faults).toEqual([]);
});

test.each([
  { match: { path: '/users' } },
  { status: 200 },
  { match: { pattern: '(' } },
  { effect: 'explode' },
  { times: 0 },
])('a rule that is none is refused: %j', async (rule) => {
  expect((await fault(rule)).status).toBe(400);
  expect((await desk.control('GET', '/faults')).body.faults).toEqual([]);
});
