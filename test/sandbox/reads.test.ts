import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  sandboxTenantFile,
  seedPerson,
  seedPersonas,
  tenantSeed,
} from '../../services/sandbox/tenant-seed.ts';
import { type Harness, newUser, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeAll(async () => {
  desk = await openHarness();
});
afterAll(() => desk.close());

const andres = seedPerson('andres').id;
const contacto = seedPerson('contacto').id;

test.each([
  ['GET', '/users?$top=5'],
  ['GET', '/users/camila.rojas%40entidad.example'],
  [
    'GET',
    `/users/${andres}?$select=id,accountEnabled,licenseAssignmentStates,onPremisesExtensionAttributes,proxyAddresses`,
  ],
  ['GET', `/users/${andres}/manager`],
  ['GET', `/users/${andres}/manager/$ref`],
  ['GET', `/users/${andres}/memberOf`],
  ['GET', `/users/${andres}/memberOf/microsoft.graph.group`],
  ['GET', `/users/${andres}/transitiveMemberOf`],
  ['GET', `/users/${andres}/transitiveMemberOf/microsoft.graph.group`],
  ['GET', `/users/${andres}/directReports`],
  ['GET', `/users/${andres}/licenseDetails`],
  ['GET', `/users/${andres}/mailboxSettings`],
  ['GET', `/users/${contacto}/mailboxSettings`],
  ['GET', `/users/${andres}/settings/exchange`],
  ['GET', `/users/${andres}/mailFolders`],
  ['GET', `/users/${andres}/mailFolders/inbox/messageRules`],
  ['GET', `/users/${andres}/mailFolders/inbox/messages`],
  ['GET', `/users/${andres}/authentication/methods`],
  ['GET', `/users/${andres}/authentication/temporaryAccessPassMethods`],
  ['GET', '/users/delta'],
  ['GET', '/groups'],
  ['GET', `/groups/${tenantSeed.groups[0]?.id}`],
  ['GET', `/groups/${tenantSeed.groups[0]?.id}/members`],
  ['GET', `/groups/${tenantSeed.groups[0]?.id}/transitiveMembers`],
  ['GET', '/subscribedSkus'],
  ['GET', '/domains'],
  ['GET', '/organization'],
  ['GET', '/admin/serviceAnnouncement/healthOverviews?$expand=issues'],
  ['GET', '/admin/serviceAnnouncement/healthOverviews/Exchange%20Online'],
  ['GET', '/admin/serviceAnnouncement/issues?$filter=isResolved%20eq%20false'],
  ['GET', '/directory/deletedItems/microsoft.graph.user'],
])('%s %s answers as Graph does', async (method, url) => {
  const answer = await desk.graph(method, url);
  expect(answer.status).toBe(200);
});

test('the tenant file of the sandbox names what the seed holds', () => {
  const file = sandboxTenantFile();
  expect(file.roleGroups.specialists).toBe('5f0a1c00-0000-4000-8000-000000000901');
  expect(file.licences.official).toEqual({ by: 'sku', skuId: '5f0a1c00-0000-4000-8000-000000000951' });
  expect(seedPersonas.map((persona) => [persona.key, persona.port])).toEqual([
    ['camila', 56150],
    ['hernan', 56151],
    ['sofia', 56152],
    ['ricardo', 56153],
  ]);
});

test('a user is made with what the desk writes', async () => {
  const extensions = tenantSeed.extensions;
  const answer = await desk.graph(
    'POST',
    '/users',
    newUser('ana.nunez', {
      onPremisesExtensionAttributes: { [extensions.caseCode]: 'MS-2026-000001' },
      [extensions.contractNumber]: 'CPS-110-2026',
    }),
  );
  expect(answer.status).toBe(201);
  expect(answer.body.userPrincipalName).toBe('ana.nunez@entidad.example');
});
