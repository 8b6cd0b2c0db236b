import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seedPerson, tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { type Harness, newUser, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeEach(async () => {
  desk = await openHarness({ delays: { userVisibleMs: 0 } });
});
afterEach(() => desk.close());

const luisa = seedPerson('luisa').id;
const { caseCode, contractEnd, contractNumber } = tenantSeed.extensions;

describe('making a user', () => {
  test('keeps what was written and shows it when it is selected', async () => {
    const made = await desk.graph(
      'POST',
      '/users',
      newUser('ana.nunez', {
        department: 'Oficina Jurídica',
        employeeType: 'contractor',
        onPremisesExtensionAttributes: { [caseCode]: 'MS-2026-000001' },
        [contractNumber]: 'CPS-110-2026',
        [contractEnd]: '2026-12-15T00:00:00Z',
      }),
    );
    expect(made.status).toBe(201);
    expect(Object.keys(made.body)).not.toContain('passwordProfile');
    const select = `department,employeeType,accountEnabled,mail,proxyAddresses,onPremisesExtensionAttributes,${contractNumber},${contractEnd}`;
    const read = await desk.graph('GET', `/users/${made.body.id}?$select=${select}`);
    expect(read.body).toMatchObject({
      department: 'Oficina Jurídica',
      employeeType: 'contractor',
      accountEnabled: true,
      mail: null,
      proxyAddresses: [],
      [contractNumber]: 'CPS-110-2026',
      [contractEnd]: '2026-12-15T00:00:00Z',
    });
    expect(read.body.onPremisesExtensionAttributes[caseCode]).toBe('MS-2026-000001');
  });

  test.each([
    ['an accent in the name', { userPrincipalName: 'ana.núñez@entidad.example' }, 'userPrincipalName'],
    ['a dot before the @', { userPrincipalName: 'ana.@entidad.example' }, 'userPrincipalName'],
    [
      '65 characters before the @',
      { userPrincipalName: `${'a'.repeat(65)}@entidad.example` },
      'userPrincipalName',
    ],
    ['a domain that is not the tenant’s', { userPrincipalName: 'ana@otra.example' }, 'userPrincipalName'],
    ['a short password', { passwordProfile: { password: 'Ab1-' } }, 'password'],
    ['a password of two classes', { passwordProfile: { password: 'solominusculas1' } }, 'password'],
    ['no password', { passwordProfile: {} }, 'password'],
    ['a space in the nickname', { mailNickname: 'ana nunez' }, 'mailNickname'],
    ['no nickname', { mailNickname: undefined }, 'mailNickname'],
    ['no display name', { displayName: undefined }, 'displayName'],
    ['no accountEnabled', { accountEnabled: undefined }, 'accountEnabled'],
    ['a department of 65', { department: 'd'.repeat(65) }, 'department'],
    ['an employee id of 17', { employeeId: '12345678901234567' }, 'employeeId'],
    ['a small usage location', { usageLocation: 'co' }, 'usageLocation'],
  ])('refuses %s', async (_what, wrong, target) => {
    const answer = await desk.graph('POST', '/users', newUser('ana.nunez', wrong));
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('Request_BadRequest');
    expect(answer.body.error.details[0].target).toBe(target);
  });

  test.each([
    ['a property that users do not have', { colour: 'red' }],
    ['a property that nobody writes', { proxyAddresses: ['smtp:x@entidad.example'] }],
    ['an extension that no application registered', { extension_00000000000000000000000000000000_x: 'y' }],
    ['a contract end that is no instant', { [contractEnd]: '2026-12-15' }],
    ['a password profile with more in it', { passwordProfile: { password: 'Xk9-verdad-lunes', hint: 'x' } }],
    ['a sixteenth attribute', { onPremisesExtensionAttributes: { extensionAttribute16: 'x' } }],
  ])('refuses %s', async (_what, wrong) => {
    const answer = await desk.graph('POST', '/users', newUser('ana.nunez', wrong));
    expect(answer.status).toBe(400);
  });

  test('says in the details whose name it is, and never 409', async () => {
    const answer = await desk.graph('POST', '/users', newUser('ANDRES.PENA'));
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toEqual([
      expect.objectContaining({ code: 'ObjectConflict', target: 'userPrincipalName' }),
    ]);
  });

  test('an address that is only an alias of a disabled account is taken too', async () => {
    const answer = await desk.graph('POST', '/users', newUser('c.pena'));
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toEqual([
      expect.objectContaining({ code: 'ObjectConflict', target: 'proxyAddresses' }),
      expect.objectContaining({ code: 'ConflictingObjects', target: `User_${seedPerson('carlos').id}` }),
    ]);
  });

  test('a user that was made a moment ago and is not readable yet holds its name', async () => {
    await desk.reopen({ delays: { userVisibleMs: 60_000 } });
    expect((await desk.graph('POST', '/users', newUser('ana.nunez'))).status).toBe(201);
    expect((await desk.graph('POST', '/users', newUser('ana.nunez'))).status).toBe(400);
  });

  test('the address of a soft-deleted user stays taken, and is found among the deleted', async () => {
    await desk.control('POST', '/tenant', { do: 'soft-delete', userId: luisa });
    expect((await desk.graph('GET', `/users/${luisa}`)).status).toBe(404);
    const answer = await desk.graph('POST', '/users', newUser('luisa.torres'));
    expect(answer.body.error.details[0]).toMatchObject({ code: 'ObjectConflict', target: 'proxyAddresses' });
    const filter = "proxyAddresses/any(p:p eq 'smtp:luisa.torres@entidad.example')";
    const deleted = await desk.graph(
      'GET',
      `/directory/deletedItems/microsoft.graph.user?$filter=${encodeURIComponent(filter)}`,
    );
    expect(deleted.body.value.map((user: { id: string }) => user.id)).toEqual([luisa]);
  });
});

describe('changing a user', () => {
  test('writes, clears, and leaves the rest', async () => {
    const change = {
      jobTitle: 'Asesora',
      department: null,
      onPremisesExtensionAttributes: { [caseCode]: 'MS-2026-000002' },
    };
    expect((await desk.graph('PATCH', `/users/${luisa}`, change)).status).toBe(204);
    const read = await desk.graph(
      'GET',
      `/users/${luisa}?$select=jobTitle,department,surname,onPremisesExtensionAttributes`,
    );
    expect(read.body).toMatchObject({ jobTitle: 'Asesora', department: null, surname: 'Torres' });
    await desk.graph('PATCH', `/users/${luisa}`, { onPremisesExtensionAttributes: { [caseCode]: null } });
    const cleared = await desk.graph('GET', `/users/${luisa}?$select=onPremisesExtensionAttributes`);
    expect(cleared.body.onPremisesExtensionAttributes[caseCode]).toBeNull();
  });

  test('a new password moves the date of the last change and nothing else', async () => {
    const before = await desk.graph(
      'GET',
      `/users/${luisa}?$select=lastPasswordChangeDateTime,signInSessionsValidFromDateTime`,
    );
    desk.clock.advance(60_000);
    const body = { passwordProfile: { password: 'Otra-clave-9', forceChangePasswordNextSignIn: true } };
    expect((await desk.graph('PATCH', `/users/${luisa}`, body)).status).toBe(204);
    const after = await desk.graph(
      'GET',
      `/users/${luisa}?$select=lastPasswordChangeDateTime,signInSessionsValidFromDateTime`,
    );
    expect(after.body.lastPasswordChangeDateTime).toBe(desk.clock.deskNow());
    expect(after.body.signInSessionsValidFromDateTime).toBe(before.body.signInSessionsValidFromDateTime);
  });

  test('revoking the sessions moves the date from which they count', async () => {
    desk.clock.advance(60_000);
    expect((await desk.graph('POST', `/users/${luisa}/revokeSignInSessions`)).body.value).toBe(true);
    const read = await desk.graph('GET', `/users/${luisa}?$select=signInSessionsValidFromDateTime`);
    expect(read.body.signInSessionsValidFromDateTime).toBe(desk.clock.deskNow());
  });

  test('the profile of a synchronised account is read-only; its sign-in is not', async () => {
    const nohora = seedPerson('sincronizada').id;
    for (const body of [
      { department: 'Otra' },
      { mobilePhone: '300' },
      { onPremisesExtensionAttributes: { [caseCode]: 'x' } },
      { passwordProfile: { password: 'Otra-clave-9' } },
    ])
      expect((await desk.graph('PATCH', `/users/${nohora}`, body)).status).toBe(400);
    expect((await desk.graph('PATCH', `/users/${nohora}`, { accountEnabled: false })).status).toBe(204);
    const read = await desk.graph(
      'GET',
      `/users/${nohora}?$select=department,accountEnabled,onPremisesSyncEnabled`,
    );
    expect(read.body).toMatchObject({
      department: 'Oficina Jurídica',
      accountEnabled: false,
      onPremisesSyncEnabled: true,
    });
  });

  test('whoever holds an admin role is out of reach', async () => {
    const admin = seedPerson('admin').id;
    const password = { passwordProfile: { password: 'Otra-clave-9' } };
    for (const body of [{ accountEnabled: false }, password]) {
      const answer = await desk.graph('PATCH', `/users/${admin}`, body);
      expect([answer.status, answer.body.error.code]).toEqual([403, 'Authorization_RequestDenied']);
    }
  });

  test('a renamed mailbox keeps its former address', async () => {
    await desk.graph('PATCH', `/users/${luisa}`, { userPrincipalName: 'luisa.torres2@entidad.example' });
    const read = await desk.graph('GET', '/users/luisa.torres2@entidad.example?$select=proxyAddresses,mail');
    expect(read.body.proxyAddresses).toEqual([
      'SMTP:luisa.torres2@entidad.example',
      'smtp:luisa.torres@entidad.example',
    ]);
    expect((await desk.graph('GET', '/users/luisa.torres@entidad.example')).status).toBe(404);
    expect((await desk.graph('POST', '/users', newUser('luisa.torres'))).status).toBe(400);
  });

  test('an empty change is refused', async () => {
    expect((await desk.graph('PATCH', `/users/${luisa}`, {})).status).toBe(400);
  });
});

test('nobody deletes a user; whoever tries is counted, across a restart', async () => {
  expect((await desk.graph('DELETE', `/users/${luisa}`)).status).toBe(403);
  expect((await desk.graph('GET', `/users/${luisa}`)).status).toBe(200);
  await desk.reopen();
  expect((await desk.control('GET', '/tenant')).body.deleteAttempts).toBe(1);
});

test('a body that is no object, no JSON or missing is a 400', async () => {
  expect((await desk.graph('POST', '/users')).status).toBe(400);
  expect((await desk.graph('PATCH', `/users/${luisa}`, [1])).status).toBe(400);
});
