import { describe, expect, it } from 'vitest';
import { faultOf } from './harness.ts';
import { group, id, NEW, SKU, useSandbox } from './sandbox-tenant.ts';

const on = useSandbox();

describe('reading people', () => {
  it('tells a contractor by id and by UPN in any case', async () => {
    const andres = await on.directory.user(id('andres'));
    expect(andres).toMatchObject({
      userPrincipalName: 'andres.pena@entidad.example',
      displayName: 'Andrés Felipe Peña Niño',
      employeeType: 'contractor',
      contractNumber: 'CPS-045-2026',
      contractEnd: '2026-12-31',
      accountEnabled: true,
      synchronised: false,
      licences: [{ skuId: SKU, viaGroup: group('licensing'), state: 'Active' }],
    });
    expect(await on.directory.user('ANDRES.PENA@entidad.example')).toEqual(andres);
    expect(await on.directory.user('nadie@entidad.example')).toBeUndefined();
    expect((await on.directory.user(id('sincronizada')))?.synchronised).toBe(true);
  });

  it('tells manager, reports, groups, roles and memberships', async () => {
    expect((await on.directory.managerOf(id('andres')))?.id).toBe(id('hernan'));
    expect(await on.directory.managerOf(id('ricardo'))).toBeUndefined();
    const reports = (await on.directory.directReportsOf(id('hernan'))).map((each) => each.id);
    expect(reports).toEqual(expect.arrayContaining([id('camila'), id('andres'), id('juan'), id('luisa')]));
    expect(await on.directory.groupsOf(id('andres'))).toEqual(
      expect.arrayContaining([
        { id: group('legal'), displayName: 'Oficina Jurídica', writable: true },
        { id: group('licensing'), displayName: 'Licencias - Contratistas', writable: true },
      ]),
    );
    expect(await on.directory.adminRolesOf(id('admin'))).toEqual(['Global Administrator']);
    expect(await on.directory.adminRolesOf(id('andres'))).toEqual([]);
    expect(await on.directory.memberOfAny(id('sofia'), [group('specialists'), group('liaisons')])).toEqual([
      group('specialists'),
    ]);
    expect(await on.directory.groupExists(group('specialists'))).toBe(true);
    expect(await on.directory.groupExists(id('sofia'))).toBe(false);
    const members = (await on.directory.membersOf(group('specialists'))).map((each) => each.id).sort();
    expect(members).toEqual([id('sofia'), id('tomas')].sort());
  });

  it.each(['dynamic', 'synchronised'] as const)(
    'tells that a %s group takes nobody by hand',
    async (kind) => {
      on.tenant({ do: 'group-kind', groupId: group('legal'), kind });
      const legal = (await on.directory.groupsOf(id('andres'))).find((each) => each.id === group('legal'));
      expect(legal?.writable).toBe(false);
    },
  );

  it('pages through large collections', async () => {
    on.tenant({ do: 'add-people', count: 1500, mailItems: 0 });
    const reports = await on.directory.directReportsOf(id('hernan'));
    expect(new Set(reports.map((each) => each.id)).size).toBe(reports.length);
    expect(reports.length).toBeGreaterThan(1500);
    expect(on.asked('GET', /directReports/)).toHaveLength(2);
  });

  it('tells everybody, then what changed, then who is gone', async () => {
    let page = await on.directory.changes();
    const people = new Map(page.users.map((each) => [each.id, each]));
    while (page.more) {
      page = await on.directory.changes(page.cursor);
      for (const each of page.users) people.set(each.id, each);
    }
    expect(people.get(id('camila'))).toMatchObject({
      displayName: 'Camila Rojas Peña',
      department: 'Oficina Jurídica',
    });
    await on.directory.updateUser(id('camila'), { jobTitle: 'Asesora' });
    on.tenant({ do: 'soft-delete', userId: id('luisa') });
    const next = await on.directory.changes(page.cursor);
    expect(next.users).toMatchObject([{ id: id('camila'), jobTitle: 'Asesora' }]);
    expect(next.removed).toEqual([id('luisa')]);
    expect((await on.directory.changes(next.cursor)).users).toEqual([]);
  });

  it('begins the changes anew where the cursor is forgotten', async () => {
    const page = await on.directory.changes('/users/delta?$deltatoken=forgotten');
    expect(page.users.length).toBeGreaterThan(0);
  });
});

describe('holders of an address', () => {
  it('are found by UPN, alias, and after a soft delete', async () => {
    expect(await on.directory.holdersOfAddress('Andres.Pena@entidad.example')).toEqual([
      { id: id('andres'), caseCode: undefined, deleted: false },
    ]);
    expect(await on.directory.holdersOfAddress('c.pena@entidad.example')).toMatchObject([
      { id: id('carlos') },
    ]);
    expect(await on.directory.holdersOfAddress("o'nadie@entidad.example")).toEqual([]);
    on.tenant({ do: 'soft-delete', userId: id('juan') });
    expect(await on.directory.holdersOfAddress('juan.delacruz@entidad.example')).toEqual([
      { id: id('juan'), caseCode: undefined, deleted: true },
    ]);
    expect(await on.directory.holdersOfAddress('delacruz@entidad.example')).toEqual([]);
  });

  it('are told with the case that made them, though reads by id come later', async () => {
    const made = await on.created();
    expect(await on.directory.holdersOfAddress(NEW.userPrincipalName)).toEqual([
      { id: made, caseCode: 'MS-2026-000001', deleted: false },
    ]);
  });
});

describe('an account from its creation', () => {
  it('is unread for a moment, then holds everything that was sent', async () => {
    const outcome = await on.directory.createUser(NEW);
    if (outcome.kind !== 'created') return expect.fail('created was expected');
    expect(await on.directory.user(outcome.user.id)).toBeUndefined();
    on.pass(1000);
    const { initialPassword: _secret, mailNickname: _nickname, ...sent } = NEW;
    expect(await on.directory.user(outcome.user.id)).toMatchObject({
      ...sent,
      accountEnabled: true,
      licences: [],
    });
  });

  it('is not made twice: the second is told what is taken', async () => {
    await on.created();
    expect(await on.directory.createUser(NEW)).toEqual({ kind: 'taken', target: 'userPrincipalName' });
    const alias = { userPrincipalName: 'c.pena@entidad.example', mailNickname: 'c.pena' };
    expect(await on.directory.createUser({ ...NEW, ...alias })).toMatchObject({ kind: 'taken' });
  });

  it('whose creation got no answer was asked for once, and is found by its address', async () => {
    on.fault({ match: { method: 'POST', pathPrefix: '/users' }, effect: 'work-then-answer', status: 504 });
    expect((await faultOf(on.directory.createUser(NEW))).code).toBe('directory_unavailable');
    on.fault({ match: { method: 'POST', pathPrefix: '/users' }, effect: 'work-then-drop' });
    expect(
      (
        await faultOf(
          on.directory.createUser({ ...NEW, userPrincipalName: 'b@entidad.example', mailNickname: 'b' }),
        )
      ).code,
    ).toBe('directory_unavailable');
    on.pass(1000);
    expect(on.asked('POST', /^\/users$/)).toHaveLength(2);
    for (const address of [NEW.userPrincipalName, 'b@entidad.example']) {
      expect(await on.directory.holdersOfAddress(address)).toMatchObject([{ caseCode: 'MS-2026-000001' }]);
    }
  });

  it('is changed and cleared', async () => {
    const ana = await on.created();
    await on.directory.updateUser(ana, {
      department: null,
      jobTitle: 'Asesora',
      contractNumber: null,
      contractEnd: '2027-01-31',
    });
    const read = await on.directory.user(ana);
    expect(read).toMatchObject({
      jobTitle: 'Asesora',
      contractEnd: '2027-01-31',
      caseCode: 'MS-2026-000001',
    });
    expect([read?.department, read?.contractNumber]).toEqual([undefined, undefined]);
    await on.directory.updateUser(ana, { contractEnd: null });
    expect((await on.directory.user(ana))?.contractEnd).toBeUndefined();
  });

  it('gets and loses a manager and groups, twice over', async () => {
    const ana = await on.created();
    for (const _again of [1, 2]) {
      await on.directory.setManager(ana, id('hernan'));
      await on.directory.addToGroup(ana, group('legal'));
    }
    expect((await on.directory.managerOf(ana))?.id).toBe(id('hernan'));
    expect((await on.directory.groupsOf(ana)).map((each) => each.id)).toEqual([group('legal')]);
    for (const _again of [1, 2]) {
      await on.directory.removeManager(ana);
      await on.directory.removeFromGroup(ana, group('legal'));
    }
    expect(await on.directory.managerOf(ana)).toBeUndefined();
    expect(await on.directory.groupsOf(ana)).toEqual([]);
  });

  it('signs in, is blocked, loses its sessions and gets a password', async () => {
    const ana = await on.created();
    const before = await on.directory.user(ana);
    on.pass(60_000);
    await on.directory.blockSignIn(ana);
    await on.directory.revokeSessions(ana);
    await on.directory.setPassword(ana, 'Otra-clave-7291');
    const after = await on.directory.user(ana);
    expect(after?.accountEnabled).toBe(false);
    expect(Date.parse(after?.sessionsValidFrom ?? '')).toBeGreaterThan(
      Date.parse(before?.sessionsValidFrom ?? ''),
    );
    expect(after?.lastPasswordChangeAt).toBe('2026-11-20T15:01:01.000Z');
    await on.directory.enableSignIn(ana);
    expect((await on.directory.user(ana))?.accountEnabled).toBe(true);
  });

  it('gets an access pass where the policy allows one', async () => {
    const ana = await on.created();
    on.tenant({ do: 'access-pass-policy', allowed: true });
    const pass = await on.directory.mintAccessPass(ana, 60);
    expect(pass?.secret).toMatch(/\S{8,}/);
    expect(pass?.expiresAt).toBe(new Date(on.now() + 3_600_000).toISOString());
    on.tenant({ do: 'access-pass-policy', allowed: false });
    expect(await on.directory.mintAccessPass(ana, 60)).toBeUndefined();
  });

  it('that Active Directory masters is not written', async () => {
    const fault = await faultOf(on.directory.updateUser(id('sincronizada'), { jobTitle: 'x' }));
    expect(fault).toMatchObject({ code: 'directory_refused', retryable: false });
  });
});

describe('licences', () => {
  it('count their seats, are given and taken', async () => {
    const ana = await on.created();
    const free = async () => (await on.directory.seats()).find((each) => each.skuId === SKU)?.free ?? 0;
    const before = await free();
    expect(await on.directory.assignLicence(ana, SKU)).toBe('accepted');
    expect(await free()).toBe(before - 1);
    expect((await on.directory.user(ana))?.licences).toMatchObject([{ skuId: SKU, state: 'Active' }]);
    expect(await on.directory.removeLicence(ana, SKU)).toBe('accepted');
    expect(await on.directory.removeLicence(ana, SKU)).toBe('accepted');
    expect((await on.directory.user(ana))?.licences).toEqual([]);
  });

  it('say why they cannot be given or taken', async () => {
    const ana = await on.created();
    expect(await on.directory.removeLicence(id('andres'), SKU)).toBe('inherited_from_group');
    on.tenant({ do: 'seats', skuPartNumber: 'SPE_E3', enabled: 1 });
    expect(await on.directory.assignLicence(ana, SKU)).toBe('no_seats');
    expect((await on.directory.seats()).find((each) => each.skuId === SKU)?.free).toBe(0);
  });
});
