import { afterEach, beforeEach, expect, test } from 'vitest';
import { seedGroup, seedPerson } from '../../services/sandbox/tenant-seed.ts';
import { type Harness, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeEach(async () => {
  desk = await openHarness();
});
afterEach(() => desk.close());

const [andres, luisa, lucia, ricardo, nohora, hernan] = [
  'andres',
  'luisa',
  'lucia',
  'ricardo',
  'sincronizada',
  'hernan',
].map((key) => seedPerson(key).id) as [string, string, string, string, string, string];
const legal = seedGroup('legal').id;
const specialists = seedGroup('specialists').id;
const reference = (id: string): unknown => ({ '@odata.id': `https://graph.microsoft.com/v1.0/users/${id}` });
const ids = (answer: { body: { value: { id: string }[] } }): string[] =>
  answer.body.value.map((row) => row.id);

test('a manager is set, read, replaced and removed', async () => {
  expect((await desk.graph('GET', `/users/${andres}/manager`)).body).toMatchObject({
    '@odata.type': '#microsoft.graph.user',
    id: hernan,
  });
  expect((await desk.graph('PUT', `/users/${andres}/manager/$ref`, reference(lucia))).status).toBe(204);
  expect((await desk.graph('GET', `/users/${andres}/manager?$select=id,displayName`)).body.displayName).toBe(
    'Lucía Beltrán Ortiz',
  );
  expect(ids(await desk.graph('GET', `/users/${lucia}/directReports`))).toContain(andres);
  expect((await desk.graph('DELETE', `/users/${andres}/manager/$ref`)).status).toBe(204);
  for (const url of ['manager', 'manager/$ref'])
    expect((await desk.graph('GET', `/users/${andres}/${url}`)).status).toBe(404);
  expect((await desk.graph('DELETE', `/users/${andres}/manager/$ref`)).status).toBe(404);
});

test('whoever has no manager has none', async () => {
  expect((await desk.graph('GET', `/users/${ricardo}/manager`)).status).toBe(404);
});

test('a manager who does not exist, a link that is none and a synchronised account are refused', async () => {
  expect((await desk.graph('PUT', `/users/${andres}/manager/$ref`, reference(legal))).status).toBe(404);
  expect((await desk.graph('PUT', `/users/${andres}/manager/$ref`, { '@odata.id': lucia })).status).toBe(400);
  expect((await desk.graph('PUT', `/users/${nohora}/manager/$ref`, reference(lucia))).status).toBe(400);
});

test('a member is added once and removed once', async () => {
  const members = `/groups/${specialists}/members`;
  expect((await desk.graph('POST', `${members}/$ref`, reference(luisa))).status).toBe(204);
  const again = await desk.graph('POST', `${members}/$ref`, reference(luisa));
  expect(again.status).toBe(400);
  expect(again.body.error.message).toContain('already exist');
  expect(ids(await desk.graph('GET', `${members}?$select=id`))).toContain(luisa);
  expect((await desk.graph('DELETE', `${members}/${luisa}/$ref`)).status).toBe(204);
  expect((await desk.graph('DELETE', `${members}/${luisa}/$ref`)).status).toBe(404);
  expect(ids(await desk.graph('GET', `${members}?$select=id`))).not.toContain(luisa);
});

test.each(['dynamic', 'synchronised'])(
  'a %s group takes no member by hand, and says what it is',
  async (kind) => {
    await desk.control('POST', '/tenant', { do: 'group-kind', groupId: legal, kind });
    expect((await desk.graph('POST', `/groups/${legal}/members/$ref`, reference(lucia))).status).toBe(400);
    expect((await desk.graph('DELETE', `/groups/${legal}/members/${luisa}/$ref`)).status).toBe(400);
    const { body } = await desk.graph('GET', `/groups/${legal}`);
    expect([body.groupTypes.length > 0, body.onPremisesSyncEnabled === true]).toEqual([
      kind === 'dynamic',
      kind === 'synchronised',
    ]);
  },
);

test('roles are told from groups', async () => {
  const roles = async (key: string) => {
    const answer = await desk.graph(
      'GET',
      `/users/${seedPerson(key).id}/transitiveMemberOf?$select=id,displayName`,
    );
    return answer.body.value.filter(
      (row: Record<string, string>) => row['@odata.type'] === '#microsoft.graph.directoryRole',
    );
  };
  expect(await roles('admin')).toEqual([expect.objectContaining({ displayName: 'Global Administrator' })]);
  expect(await roles('luisa')).toEqual([]);
  expect(ids(await desk.graph('GET', `/users/${luisa}/transitiveMemberOf/microsoft.graph.group`))).toEqual([
    legal,
  ]);
});

test('membership is checked in at most twenty groups at once', async () => {
  const check = (groupIds: string[]) => desk.graph('POST', `/users/${luisa}/checkMemberGroups`, { groupIds });
  expect((await check([specialists, legal])).body.value).toEqual([legal]);
  expect((await check(Array.from({ length: 21 }, () => legal))).status).toBe(400);
  expect((await check([])).status).toBe(400);
});
