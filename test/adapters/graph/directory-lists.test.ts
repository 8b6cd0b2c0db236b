import { describe, expect, it } from 'vitest';
import { createGraphDirectory } from '../../../services/adapters/graph/directory.ts';
import { graphError, type StubAnswer } from '../../support/graph-stub.ts';
import { ANA, EXTENSIONS, faultOf, LUIS, RAW_ANA, SKU, useGraph } from './harness.ts';

const graph = useGraph();
const directory = () => createGraphDirectory(graph.client(), { extensions: EXTENSIONS });
const asked = (index = 0) => graph.stub.requests[index];

describe('holders of an address', () => {
  const empty = { status: 200, body: { value: [] } };
  const answerParts = (
    parts: { status: number; body: unknown; headers?: Record<string, string> }[],
  ): StubAnswer => ({
    status: 200,
    body: { responses: parts.map((part, index) => ({ id: String(index), ...part })).reverse() },
  });

  it('are the living and the deleted, each told once', async () => {
    const deletedId = '5f0a1c00-0000-4000-8000-0000000000d1';
    const ghost = { id: deletedId, userPrincipalName: `${deletedId.replaceAll('-', '')}ana@entidad.example` };
    const xana = { id: LUIS, userPrincipalName: `${LUIS.replaceAll('-', '')}xana@entidad.example` };
    graph.stub.answer(
      answerParts([
        { status: 200, body: { value: [{ ...RAW_ANA, userPrincipalName: 'otra@entidad.example' }] } },
        { status: 200, body: { value: [ghost] } },
        { status: 200, body: { value: [ghost, xana] } },
      ]),
    );
    expect(await directory().holdersOfAddress('ANA@entidad.example')).toEqual([
      { id: ANA, caseCode: 'MS-2026-000001', deleted: false },
      { id: deletedId, caseCode: undefined, deleted: true },
    ]);
  });

  it('are asked by UPN, mail and both kinds of proxy address, quotes escaped', async () => {
    graph.stub.answer(answerParts([empty, empty, empty]));
    expect(await directory().holdersOfAddress("O'Brien@entidad.example")).toEqual([]);
    const batch = asked()?.body as { requests: { url: string; headers?: object }[] } | undefined;
    const requests = batch?.requests ?? [];
    const filters = requests.map((each) => new URL(each.url, 'http://x').searchParams.get('$filter'));
    const address = "o''brien@entidad.example";
    const mail = `mail eq '${address}' or proxyAddresses/any(p:p eq 'smtp:${address}' or p eq 'SMTP:${address}')`;
    expect(filters).toEqual([
      `userPrincipalName eq '${address}' or ${mail}`,
      mail,
      `endswith(userPrincipalName,'${address}')`,
    ]);
    expect(requests[2]?.headers).toEqual({ ConsistencyLevel: 'eventual' });
  });

  it('a part that was throttled is asked again by itself after its own pause', async () => {
    const throttled = { status: 429, body: graphError('TooManyRequests'), headers: { 'Retry-After': '4' } };
    graph.stub.answer(answerParts([empty, throttled, empty]), {
      status: 200,
      body: { value: [{ id: LUIS }] },
    });
    expect(await directory().holdersOfAddress('ana@entidad.example')).toEqual([
      { id: LUIS, caseCode: undefined, deleted: true },
    ]);
    expect(graph.pauses).toEqual([4000]);
    expect(asked(1)).toMatchObject({ method: 'GET', path: '/directory/deletedItems/microsoft.graph.user' });
  });

  it('a part throttled for long is thrown with its wait', async () => {
    const throttled = { status: 429, body: graphError('TooManyRequests'), headers: { 'Retry-After': '90' } };
    graph.stub.answer(answerParts([throttled, empty, throttled]));
    expect(await faultOf(directory().holdersOfAddress('ana@entidad.example'))).toMatchObject({
      code: 'directory_throttled',
      retryAfterMs: 90_000,
    });
  });

  it('a part refused or missing fails the whole: an address is not free because nobody could look', async () => {
    const denied = { status: 403, body: graphError('Authorization_RequestDenied') };
    graph.stub.answer(answerParts([empty, denied, empty]));
    expect((await faultOf(directory().holdersOfAddress('a@e.example'))).code).toBe('directory_forbidden');
    graph.stub.answer(answerParts([empty, empty]), { status: 500, body: graphError('InternalServerError') });
    expect((await faultOf(directory().holdersOfAddress('a@e.example'))).code).toBe('directory_unavailable');
  });
});

describe('changes', () => {
  const delta = 'https://graph.microsoft.com/v1.0/users/delta?';

  it('start with everybody, go on by cursor and tell the removed', async () => {
    graph.stub.answer(
      { status: 200, body: { value: [RAW_ANA], '@odata.nextLink': `${delta}$skiptoken=one` } },
      {
        status: 200,
        body: {
          value: [{ id: LUIS, '@removed': { reason: 'deleted' } }],
          '@odata.deltaLink': `${delta}$deltatoken=two`,
        },
      },
      { status: 200, body: { value: [], '@odata.deltaLink': `${delta}$deltatoken=three` } },
    );
    const first = await directory().changes();
    expect(first).toMatchObject({
      more: true,
      removed: [],
      users: [{ id: ANA, department: 'Oficina Jurídica' }],
    });
    const second = await directory().changes(first.cursor);
    expect(second).toMatchObject({ more: false, removed: [LUIS], users: [] });
    await directory().changes(second.cursor);
    expect(asked(1)?.url).toBe('/users/delta?$skiptoken=one');
    expect(asked(2)?.url).toBe('/users/delta?$deltatoken=two');
  });

  it('of one property mention that property alone; a cleared one is there without a value', async () => {
    const row = {
      id: ANA,
      displayName: null,
      department: null,
      [EXTENSIONS.contractEnd]: '2027-01-31T00:00:00Z',
    };
    graph.stub.answer({ status: 200, body: { value: [row], '@odata.deltaLink': `${delta}$deltatoken=x` } });
    const { users } = await directory().changes();
    expect(Object.keys(users[0] ?? {}).sort()).toEqual(['contractEnd', 'department', 'displayName', 'id']);
    expect(users[0]?.displayName).toBeUndefined();
    expect(users[0]).toEqual({ id: ANA, department: undefined, contractEnd: '2027-01-31' });
  });

  it.each([
    [410, 'Gone'],
    [400, 'syncStateNotFound'],
    [400, 'Directory_ExpiredPageToken'],
  ])('begin anew where Graph has forgotten the cursor (%i %s)', async (status, code) => {
    graph.stub.answer(
      { status, body: graphError(code) },
      { status: 200, body: { value: [RAW_ANA], '@odata.deltaLink': `${delta}$deltatoken=x` } },
    );
    expect((await directory().changes('/users/delta?$deltatoken=old')).users).toHaveLength(1);
    expect(asked(1)?.query.has('$deltatoken')).toBe(false);
  });

  it('without a link to go on are no answer', async () => {
    graph.stub.answer({ status: 200, body: { value: [] } });
    expect((await faultOf(directory().changes())).code).toBe('directory_answer');
  });
});

describe('seats', () => {
  it('are what was bought less what is used, for people and active subscriptions', async () => {
    const sku = (part: string, more: object) => ({
      skuId: SKU,
      skuPartNumber: part,
      appliesTo: 'User',
      capabilityStatus: 'Enabled',
      consumedUnits: 190,
      prepaidUnits: { enabled: 200, warning: 5, suspended: 0 },
      ...more,
    });
    graph.stub.answer({
      status: 200,
      body: {
        value: [
          sku('SPE_E3', {}),
          sku('OVERSPENT', { consumedUnits: 300 }),
          sku('ENDED', { capabilityStatus: 'Suspended' }),
          sku('GRACE', { capabilityStatus: 'Warning' }),
          sku('COMPANY', { appliesTo: 'Company' }),
        ],
      },
    });
    expect(await directory().seats()).toEqual([
      { skuId: SKU, skuPartNumber: 'SPE_E3', free: 15 },
      { skuId: SKU, skuPartNumber: 'OVERSPENT', free: 0 },
      { skuId: SKU, skuPartNumber: 'ENDED', free: 0 },
      { skuId: SKU, skuPartNumber: 'GRACE', free: 15 },
    ]);
  });
});
