import { afterEach, beforeEach, expect, test } from 'vitest';
import { seedPerson } from '../../services/sandbox/tenant-seed.ts';
import { type Harness, newUser, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeEach(async () => {
  desk = await openHarness({ delays: { userVisibleMs: 0 } });
});
afterEach(() => desk.close());

const luisa = seedPerson('luisa').id;
const JSON_HEADERS = { 'Content-Type': 'application/json' };
interface Part {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  /** What came, as parsed: a test reads whatever fields it expects. */
  readonly body: ReturnType<typeof JSON.parse>;
}
const batch = async (requests: unknown[]): Promise<{ status: number; parts: Part[] }> => {
  const answer = await desk.graph('POST', '/$batch', { requests });
  return { status: answer.status, parts: answer.body.responses ?? [] };
};

test('each part has its own status, body and contract', async () => {
  const { status, parts } = await batch([
    { id: '1', method: 'GET', url: `/users/${luisa}?$select=id,displayName` },
    { id: '2', method: 'GET', url: 'users/nobody@entidad.example' },
    { id: '3', method: 'POST', url: '/users', headers: JSON_HEADERS, body: newUser('ana') },
    {
      id: '4',
      method: 'PATCH',
      url: `/users/${luisa}`,
      headers: JSON_HEADERS,
      body: { jobTitle: 'Asesora' },
    },
    {
      id: '5',
      method: 'GET',
      url: '/users?$filter=endsWith(mail,%27example%27)&$count=true',
      headers: { ConsistencyLevel: 'eventual' },
    },
  ]);
  expect(status).toBe(200);
  expect(parts.map((part) => [part.id, part.status])).toEqual([
    ['1', 200],
    ['2', 404],
    ['3', 201],
    ['4', 204],
    ['5', 200],
  ]);
  expect(parts[0]?.body.displayName).toBe('Luisa Fernanda Torres');
  expect(desk.exchanges.filter((exchange) => exchange.batched)).toHaveLength(5);
});

test('one part is throttled and the others are not', async () => {
  desk.sandbox.faults.add({ match: { pathPrefix: `/users/${luisa}` }, status: 429, retryAfterSeconds: 3 });
  const { parts } = await batch([
    { id: 'a', method: 'GET', url: `/users/${luisa}` },
    { id: 'b', method: 'GET', url: '/domains' },
  ]);
  expect(parts.map((part) => part.status)).toEqual([429, 200]);
  expect(parts[0]?.headers['Retry-After']).toBe('3');
});

test('a part that was dropped is a part without an answer', async () => {
  desk.sandbox.faults.add({ match: { pathPrefix: '/domains' }, effect: 'drop' });
  expect((await batch([{ id: 'a', method: 'GET', url: '/domains' }])).parts[0]?.status).toBe(504);
});

test('what depends on a failure fails', async () => {
  const { parts } = await batch([
    { id: 'a', method: 'GET', url: '/users/nobody@entidad.example' },
    {
      id: 'b',
      method: 'PATCH',
      url: `/users/${luisa}`,
      headers: JSON_HEADERS,
      body: { jobTitle: 'x' },
      dependsOn: ['a'],
    },
    { id: 'c', method: 'GET', url: '/domains', dependsOn: ['b'] },
  ]);
  expect(parts.map((part) => part.status)).toEqual([404, 424, 424]);
});

test.each([
  [
    'twenty-one parts',
    Array.from({ length: 21 }, (_, n) => ({ id: String(n), method: 'GET', url: '/domains' })),
  ],
  ['no part', []],
  [
    'the same id twice',
    [
      { id: '1', method: 'GET', url: '/domains' },
      { id: '1', method: 'GET', url: '/domains' },
    ],
  ],
  ['an absolute address', [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/domains' }]],
  ['a version in the address', [{ id: '1', method: 'GET', url: '/v1.0/domains' }]],
])('%s is a 400 for the whole', async (_what, requests) => {
  expect((await batch(requests)).status).toBe(400);
});

test('a body without its content type is a 400 for the part', async () => {
  desk.exchanges.length = 0;
  const { parts } = await batch([
    { id: '1', method: 'PATCH', url: `/users/${luisa}`, headers: {}, body: { jobTitle: 'x' } },
  ]);
  expect(parts[0]?.status).toBe(400);
});
