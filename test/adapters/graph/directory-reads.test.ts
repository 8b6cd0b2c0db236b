import { describe, expect, it } from 'vitest';
import { createGraphDirectory } from '../../../services/adapters/graph/directory.ts';
import { graphError, type StubAnswer } from '../../support/graph-stub.ts';
import { ANA, EXTENSIONS, faultOf, GROUP, LUIS, RAW_ANA, SKU, useGraph } from './harness.ts';

const graph = useGraph();
const directory = () => createGraphDirectory(graph.client(), { extensions: EXTENSIONS });
const NOT_FOUND: StubAnswer = { status: 404, body: graphError('Request_ResourceNotFound') };
const asked = (index = 0) => graph.stub.requests[index];

describe('user', () => {
  it('is told in the desk words', async () => {
    graph.stub.answer({ status: 200, body: RAW_ANA });
    expect(await directory().user(ANA)).toEqual({
      id: ANA,
      userPrincipalName: 'ana.gomez@entidad.example',
      displayName: 'Ana Gómez Ñáñez',
      givenName: 'Ana',
      surname: 'Gómez Ñáñez',
      mail: 'Ana.Gomez@entidad.example',
      addresses: ['ana.gomez@entidad.example', 'anag@entidad.example'],
      department: 'Oficina Jurídica',
      employeeType: 'contractor',
      otherMails: ['ana@correo.example'],
      usageLocation: 'CO',
      preferredLanguage: 'es-CO',
      accountEnabled: true,
      synchronised: false,
      caseCode: 'MS-2026-000001',
      contractNumber: 'CPS-110-2026',
      contractEnd: '2026-12-15',
      lastPasswordChangeAt: '2026-11-20T15:00:00.000Z',
      sessionsValidFrom: '2026-11-20T15:00:01.000Z',
      licences: [
        { skuId: SKU, viaGroup: GROUP, state: 'Active' },
        { skuId: SKU, state: 'Error', error: 'CountViolation' },
      ],
    });
  });

  it('is asked for with every property that is told', async () => {
    graph.stub.answer({ status: 200, body: RAW_ANA });
    await directory().user(ANA);
    const selected = asked()?.query.get('$select')?.split(',') ?? [];
    expect(new Set(selected)).toEqual(new Set(Object.keys(RAW_ANA)));
  });

  it.each([
    ["o'brien.x@entidad.example", '/users/o%27brien.x%40entidad.example'],
    ['ana_otra.example#EXT#@entidad.example', '/users/ana_otra.example%23EXT%23%40entidad.example'],
    ['a?x=&b@entidad.example', '/users/a%3Fx%3D%26b%40entidad.example'],
  ])('%s stays one segment of the path', async (upn, path) => {
    graph.stub.answer(NOT_FOUND);
    expect(await directory().user(upn)).toBeUndefined();
    expect(asked()?.url.split('?$')[0]).toBe(path);
  });

  it.each(['', '..', 'delta', 'camila', 'me'])(
    'text that is neither id nor UPN (%s) asks nobody',
    async (text) => {
      expect(await directory().user(text)).toBeUndefined();
      expect(graph.stub.requests).toHaveLength(0);
    },
  );

  it('with sparse properties is told without inventing any', async () => {
    graph.stub.answer({
      status: 200,
      body: {
        id: ANA,
        userPrincipalName: 'a@e.example',
        accountEnabled: false,
        onPremisesExtensionAttributes: { extensionAttribute14: '' },
        [EXTENSIONS.contractEnd]: 'someday',
      },
    });
    expect(await directory().user(ANA)).toEqual({
      id: ANA,
      userPrincipalName: 'a@e.example',
      displayName: 'a@e.example',
      addresses: [],
      otherMails: [],
      accountEnabled: false,
      synchronised: false,
      licences: [],
    });
  });

  it('tells the primary proxy address where there is no mail', async () => {
    graph.stub.answer({ status: 200, body: { ...RAW_ANA, mail: null } });
    expect((await directory().user(ANA))?.addresses).toEqual([
      'ana.gomez@entidad.example',
      'anag@entidad.example',
    ]);
  });

  it.each([
    ['accountEnabled', { ...RAW_ANA, accountEnabled: null }],
    ['userPrincipalName', { ...RAW_ANA, userPrincipalName: null }],
  ])('without %s is no answer, rather than a guess', async (at, body) => {
    graph.stub.answer({ status: 200, body });
    expect(await faultOf(directory().user(ANA))).toMatchObject({ code: 'directory_answer', detail: { at } });
  });

  it('reads the case code from a directory extension as well', async () => {
    const name = 'extension_5f0a1c00000040008000000000000001_caseCode';
    graph.stub.answer({ status: 200, body: { ...RAW_ANA, [name]: 'MS-2026-000009' } });
    const other = createGraphDirectory(graph.client(), { extensions: { ...EXTENSIONS, caseCode: name } });
    expect(await other.user(ANA)).toMatchObject({ caseCode: 'MS-2026-000009' });
    expect(asked()?.query.get('$select')).not.toContain('onPremisesExtensionAttributes');
  });

  it.each([
    [403, 'Authorization_RequestDenied', 'directory_forbidden', true],
    [400, 'Request_BadRequest', 'directory_refused', false],
    [500, 'InternalServerError', 'directory_unavailable', true],
  ])('%i is the fault of its kind', async (status, code, fault, retryable) => {
    graph.stub.answer({ status, body: graphError(code) });
    expect(await faultOf(directory().user(ANA))).toMatchObject({
      code: fault,
      retryable,
      detail: { op: 'user.read', status, code, requestId: 'req-inner' },
    });
  });
});

describe('relations', () => {
  it('a manager is told, and none is undefined', async () => {
    graph.stub.answer(
      { status: 200, body: { '@odata.type': '#microsoft.graph.user', ...RAW_ANA } },
      NOT_FOUND,
    );
    expect(await directory().managerOf(LUIS)).toMatchObject({ id: ANA });
    expect(await directory().managerOf(LUIS)).toBeUndefined();
    expect(asked()?.path).toBe(`/users/${LUIS}/manager`);
  });

  it('reports are told over all pages, on our own base, whatever host the link names', async () => {
    const row = { '@odata.type': '#microsoft.graph.user', ...RAW_ANA };
    const link = 'https://evil.example/v1.0/users/x@e.example/directReports?$skiptoken=A%26b+c(d)=';
    const device = { '@odata.type': '#microsoft.graph.device', id: 'x' };
    graph.stub.answer(
      { status: 200, body: { value: [row], '@odata.nextLink': link } },
      { status: 200, body: { value: [device, { ...row, id: LUIS }] } },
    );
    expect((await directory().directReportsOf(GROUP)).map((each) => each.id)).toEqual([ANA, LUIS]);
    expect(asked(1)?.url).toBe('/users/x@e.example/directReports?$skiptoken=A%26b+c(d)=');
  });

  it('a token that looks like an address does not become a host', async () => {
    const link =
      'https://graph.microsoft.com/v1.0/users/x@e.example/directReports?$skiptoken=https://evil.example/v1.0/a';
    graph.stub.answer(
      { status: 200, body: { value: [], '@odata.nextLink': link } },
      { status: 200, body: { value: [] } },
    );
    expect(await directory().directReportsOf(ANA)).toEqual([]);
    expect(asked(1)?.path).toBe('/users/x@e.example/directReports');
    expect(asked(1)?.query.get('$skiptoken')).toBe('https://evil.example/v1.0/a');
  });

  it.each(['https://graph.microsoft.com/beta/users?$skiptoken=1', 'not a link', 'https://x/v1.0/../users'])(
    'a link that leaves the version (%s) is refused',
    async (link) => {
      graph.stub.answer({ status: 200, raw: JSON.stringify({ value: [], '@odata.nextLink': link }) });
      expect(await faultOf(directory().directReportsOf(ANA))).toMatchObject({ code: 'directory_answer' });
      expect(graph.stub.requests).toHaveLength(1);
    },
  );

  it('members are told through nested groups', async () => {
    graph.stub.answer({
      status: 200,
      body: { value: [{ '@odata.type': '#microsoft.graph.user', ...RAW_ANA }] },
    });
    expect(await directory().membersOf(GROUP)).toMatchObject([{ id: ANA }]);
    expect(asked()?.path).toBe(`/groups/${GROUP}/transitiveMembers`);
  });

  it('of somebody whom nobody knows are empty', async () => {
    graph.stub.fallback(() => NOT_FOUND);
    expect(await directory().directReportsOf(ANA)).toEqual([]);
    expect(await directory().groupsOf(ANA)).toEqual([]);
    expect(await directory().adminRolesOf(ANA)).toEqual([]);
    expect(await directory().membersOf(GROUP)).toEqual([]);
    expect(await directory().memberOfAny(ANA, [GROUP])).toEqual([]);
  });
});

describe('groups', () => {
  const base = {
    '@odata.type': '#microsoft.graph.group',
    groupTypes: [],
    mailEnabled: false,
    securityEnabled: true,
  };
  it.each([
    ['a security group', {}, true],
    ['a Microsoft 365 group', { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false }, true],
    ['a dynamic group', { groupTypes: ['DynamicMembership'] }, false],
    [
      'a dynamic Microsoft 365 group',
      { groupTypes: ['Unified', 'DynamicMembership'], mailEnabled: true },
      false,
    ],
    ['a synchronised group', { onPremisesSyncEnabled: true }, false],
    ['a role-assignable group', { isAssignableToRole: true }, false],
    ['a distribution list', { mailEnabled: true, securityEnabled: false }, false],
    ['a mail-enabled security group', { mailEnabled: true }, false],
    [
      'a group whose kind may not be read',
      { mailEnabled: null, securityEnabled: null, groupTypes: null },
      false,
    ],
  ])('%s: writable or not', async (_what, group, writable) => {
    const raw = JSON.stringify({ value: [{ ...base, id: GROUP, displayName: 'Grupo', ...group }] });
    graph.stub.answer({ status: 200, raw });
    expect(await directory().groupsOf(ANA)).toEqual([{ id: GROUP, displayName: 'Grupo', writable }]);
  });

  it('are told without roles and units', async () => {
    const others = ['directoryRole', 'administrativeUnit'].map((type) => ({
      '@odata.type': `#microsoft.graph.${type}`,
      id: 'x',
      displayName: type,
    }));
    graph.stub.answer({
      status: 200,
      body: { value: [...others, { ...base, id: GROUP, displayName: 'Grupo' }] },
    });
    expect(await directory().groupsOf(ANA)).toHaveLength(1);
  });

  it('of which one is a member are checked twenty at a time', async () => {
    const ids = Array.from({ length: 23 }, (_each, index) => `g${index}`);
    graph.stub.fallback(({ body }) => ({
      status: 200,
      body: { value: (body as { groupIds: string[] }).groupIds.slice(-1) },
    }));
    expect(await directory().memberOfAny(ANA, ids)).toEqual(['g19', 'g22']);
    expect(await directory().memberOfAny(ANA, [])).toEqual([]);
    expect(graph.stub.requests).toHaveLength(2);
  });
});

describe('a group', () => {
  it('is there or not', async () => {
    graph.stub.answer({ status: 200, body: { id: GROUP } }, NOT_FOUND);
    expect([await directory().groupExists(GROUP), await directory().groupExists(GROUP)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('admin roles', () => {
  it('are roles and role-assignable groups, even where their names may not be read', async () => {
    graph.stub.answer({
      status: 200,
      body: {
        value: [
          { '@odata.type': '#microsoft.graph.directoryRole', id: 'r1', displayName: 'Global Administrator' },
          { '@odata.type': '#microsoft.graph.directoryRole', id: 'r2', displayName: null },
          {
            '@odata.type': '#microsoft.graph.group',
            id: GROUP,
            displayName: 'Jurídica',
            isAssignableToRole: null,
          },
          {
            '@odata.type': '#microsoft.graph.group',
            id: 'g2',
            displayName: 'Privilegiados',
            isAssignableToRole: true,
          },
        ],
      },
    });
    expect(await directory().adminRolesOf(ANA)).toEqual(['Global Administrator', 'r2', 'Privilegiados']);
  });
});

describe('within limits', () => {
  it('the directory gives up with the signal', async () => {
    const signal = AbortSignal.abort();
    expect(await faultOf(directory().within({ signal }).user(ANA))).toMatchObject({
      detail: { reason: 'aborted' },
    });
    expect(graph.stub.requests).toHaveLength(0);
  });
});
