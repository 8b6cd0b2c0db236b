import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFilter } from '../../services/sandbox/odata-filter.ts';
import { seedPerson, tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { type Harness, openHarness } from './sandbox-harness.ts';

let desk: Harness;
beforeAll(async () => {
  desk = await openHarness();
  await desk.graph('PATCH', `/users/${seedPerson('luisa').id}`, {
    onPremisesExtensionAttributes: { extensionAttribute14: 'MS-2026-000007' },
  });
});
afterAll(() => desk.close());

const EVENTUAL = { ConsistencyLevel: 'eventual' };
const find = async (options: Record<string, string>, headers: Record<string, string> = {}) =>
  desk.graph('GET', `/users?${new URLSearchParams(options)}`, undefined, headers);
const names = (answer: { body: { value: { userPrincipalName: string }[] } }): string[] =>
  answer.body.value.map((user) => user.userPrincipalName.split('@')[0] ?? '');

describe('$filter', () => {
  test.each([
    ["userPrincipalName eq 'ANDRES.PENA@entidad.example'", ['andres.pena']],
    ["surname eq 'Peña Niño'", ['andres.pena', 'carlos.pena']],
    ["surname eq 'Peña Niño' and accountEnabled eq false", ['carlos.pena']],
    ["proxyAddresses/any(p:p eq 'smtp:c.pena@entidad.example')", ['carlos.pena']],
    [
      "mail eq 'lucia.beltran@entidad.example' or startswith(displayName,'Luisa')",
      ['lucia.beltran', 'luisa.torres'],
    ],
    [
      "(jobTitle eq 'Contratista' or jobTitle eq 'Operador de mesa') and accountEnabled eq true",
      ['andres.pena', 'juan.delacruz', 'jose.guiza'],
    ],
    ["employeeType in ('shared','operator') and accountEnabled eq true", ['jose.guiza']],
    [
      `${tenantSeed.extensions.contractEnd} le 2026-12-15T00:00:00Z`,
      ['juan.delacruz', 'jose.guiza', 'carlos.pena'],
    ],
    ["displayName eq 'O''Brien'", []],
  ])('%s', async ($filter, expected) => {
    expect(names(await find({ $filter }))).toEqual(expected);
  });

  test.each([
    ["employeeType ne 'official'"],
    ['not(accountEnabled eq true)'],
    ["endsWith(userPrincipalName,'pena@entidad.example')"],
    ["onPremisesExtensionAttributes/extensionAttribute14 eq 'MS-2026-000007'"],
  ])('%s needs eventual consistency and a count', async ($filter) => {
    expect((await find({ $filter })).status).toBe(400);
    expect((await find({ $filter }, EVENTUAL)).status).toBe(400);
    const answer = await find({ $filter, $count: 'true' }, EVENTUAL);
    expect(answer.status).toBe(200);
    expect(answer.body['@odata.count']).toBeGreaterThan(0);
  });

  test('finds the account that a case made', async () => {
    const $filter = "onPremisesExtensionAttributes/extensionAttribute14 eq 'MS-2026-000007'";
    expect(names(await find({ $filter, $count: 'true' }, EVENTUAL))).toEqual(['luisa.torres']);
  });

  test.each([
    "colour eq 'red'",
    'surname eq',
    "surname eq 'x",
    "surname like 'x'",
    'surname',
    '',
    "any(p:p eq 'x')",
    "surname eq 'x' 'y'",
  ])('%s is a 400', async ($filter) => {
    expect((await find({ $filter })).status).toBe(400);
  });

  test('no filter is deep enough to break the parser', () => {
    expect(parseFilter(`${'('.repeat(100_000)}id eq 'x'${')'.repeat(100_000)}`)).toBeUndefined();
  });
});

describe('$search', () => {
  test('finds words by their beginning, in one property or another', async () => {
    const answer = await find({ $search: '"displayName:mar" OR "mail:jose"' }, EVENTUAL);
    expect(names(answer)).toEqual(['maria.gomez', 'jose.guiza']);
  });

  test('both of two clauses', async () => {
    expect(names(await find({ $search: '"displayName:fernanda" AND "surname:torres"' }, EVENTUAL))).toEqual([
      'luisa.torres',
    ]);
  });

  test('needs the header, and its own syntax', async () => {
    expect((await find({ $search: '"displayName:mar"' })).status).toBe(400);
    expect((await find({ $search: 'mar' }, EVENTUAL)).status).toBe(400);
  });
});

describe('$select, $top and pages', () => {
  test('by default Graph gives eleven properties, and no more', async () => {
    const { body } = await desk.graph('GET', `/users/${seedPerson('luisa').id}`);
    expect(Object.keys(body).filter((name) => !name.startsWith('@'))).toHaveLength(11);
    expect(body.department).toBeUndefined();
  });

  test('an unset extension is left out; another unset property is null', async () => {
    const { body } = await desk.graph(
      'GET',
      `/users/${seedPerson('luisa').id}?$select=id,mobilePhone,${tenantSeed.extensions.contractNumber}`,
    );
    expect(Object.keys(body).filter((name) => !name.startsWith('@'))).toEqual(['id', 'mobilePhone']);
    expect(body.mobilePhone).toBeNull();
  });

  test('a property that users do not have is a 400, and mailbox settings come one user at a time', async () => {
    expect((await find({ $select: 'id,colour' })).status).toBe(400);
    expect((await find({ $select: 'mailboxSettings' })).status).toBe(501);
    expect(
      (await desk.graph('GET', `/users/${seedPerson('luisa').id}?$select=id,mailboxSettings`)).status,
    ).toBe(200);
  });

  test('pages lead to each other and hold everybody once', async () => {
    let answer = await find({ $top: '4', $select: 'userPrincipalName' });
    const seen = names(answer);
    while (answer.body['@odata.nextLink']) {
      answer = await desk.graph('GET', answer.body['@odata.nextLink']);
      expect(Object.keys(answer.body.value[0]).sort()).toEqual(['id', 'userPrincipalName']);
      seen.push(...names(answer));
    }
    expect(seen).toHaveLength(tenantSeed.people.length + tenantSeed.holders.length + 1);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('$skip, a page of nothing and a page of a thousand are refused', async () => {
    const wrong: Record<string, string>[] = [{ $skip: '1' }, { $top: '0' }, { $top: '1000' }];
    for (const options of wrong) expect((await find(options)).status).toBe(400);
  });

  test('the manager can come along', async () => {
    const answer = await find({
      $expand: 'manager($select=id,displayName)',
      $filter: "userPrincipalName eq 'andres.pena@entidad.example'",
    });
    expect(answer.body.value[0].manager.displayName).toBe('Hernán Castaño Muñoz');
  });
});

describe('delta', () => {
  const walk = async (url: string) => {
    const seen: string[] = [];
    let answer = await desk.graph('GET', url, undefined, { Prefer: 'odata.maxpagesize=5' });
    for (;;) {
      seen.push(...answer.body.value.map((user: { id: string }) => user.id));
      const next = answer.body['@odata.nextLink'];
      if (!next) return { seen, link: answer.body['@odata.deltaLink'] as string };
      answer = await desk.graph('GET', next, undefined, { Prefer: 'odata.maxpagesize=5' });
    }
  };

  test('everybody once, then only who changed, with what was selected at the start', async () => {
    const first = await walk('/users/delta?$select=displayName,jobTitle');
    expect(new Set(first.seen).size).toBe(tenantSeed.people.length + tenantSeed.holders.length + 1);
    expect((await walk(first.link)).seen).toEqual([]);
    const camila = seedPerson('camila').id;
    await desk.graph('PATCH', `/users/${camila}`, { jobTitle: 'Directora' });
    const { body } = await desk.graph('GET', first.link);
    expect(body.value).toEqual([{ id: camila, displayName: 'Camila Rojas Peña', jobTitle: 'Directora' }]);
    expect((await walk(body['@odata.deltaLink'])).seen).toEqual([]);
  });

  test('whoever was deleted elsewhere is told as removed', async () => {
    const { link } = await walk('/users/delta');
    await desk.control('POST', '/tenant', { do: 'soft-delete', userId: seedPerson('tomas').id });
    const { body } = await desk.graph('GET', link);
    expect(body.value).toEqual([{ id: seedPerson('tomas').id, '@removed': { reason: 'changed' } }]);
  });

  test('latest begins now, and a token that is none is refused', async () => {
    const { body } = await desk.graph('GET', '/users/delta?$deltatoken=latest');
    expect(body.value).toEqual([]);
    expect(body['@odata.deltaLink']).toBeDefined();
    expect((await desk.graph('GET', '/users/delta?$deltatoken=zzz')).status).toBe(400);
  });
});
