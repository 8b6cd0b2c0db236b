import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGraphClient, type GraphClient } from '../../../services/adapters/graph/client.ts';
import { createGraphDirectory, type GraphDirectory } from '../../../services/adapters/graph/directory.ts';
import { createGraphMailbox, type GraphMailbox } from '../../../services/adapters/graph/mailbox.ts';
import { createGraphMailer } from '../../../services/adapters/graph/mailer.ts';
import { createGraphProbe } from '../../../services/adapters/graph/reachable.ts';
import { createFixedTokenSource } from '../../../services/adapters/graph/tokens.ts';
import type { NewUser } from '../../../services/ports/directory.ts';
import type { MailboxItem } from '../../../services/ports/mailbox.ts';
import { createSandbox, type Sandbox } from '../../../services/sandbox/create-sandbox.ts';
import type { FaultRuleInput } from '../../../services/sandbox/faults.ts';
import type { SandboxExchange } from '../../../services/sandbox/graph-service.ts';
import {
  controlTenant,
  type TenantControl,
  tenantControlSchema,
} from '../../../services/sandbox/tenant-controls.ts';
import { seedGroup, tenantSeed } from '../../../services/sandbox/tenant-seed.ts';
import { loadGraphContract, violations } from '../../support/checked-graph.ts';
import { faultOf } from './harness.ts';

const contract = await loadGraphContract();
const ID = Object.fromEntries(
  [...tenantSeed.people, ...tenantSeed.holders].map((each) => [each.key, each.id]),
);
const id = (key: string) => ID[key] ?? expect.fail(`nobody is called ${key}`);
const group = (key: string) => seedGroup(key).id;
const SKU = tenantSeed.skus[0]?.skuId ?? '';

let sandbox: Sandbox;
let stop: () => Promise<void>;
let client: GraphClient;
let directory: GraphDirectory;
let mailbox: GraphMailbox;
let exchanges: SandboxExchange[];
let now: number;
const time = { deskNow: () => new Date(now).toISOString(), realNow: () => new Date(now).toISOString() };

function tenant(control: TenantControl | { do: TenantControl['do']; [more: string]: unknown }): void {
  expect(controlTenant(sandbox.tenant, tenantControlSchema.parse(control))).toMatchObject({ done: true });
}
const fault = (rule: FaultRuleInput) => void sandbox.faults.add(rule);
const asked = (method: string, path: RegExp) =>
  exchanges.filter((each) => each.method === method && path.test(each.url));

beforeEach(async () => {
  now = Date.parse('2026-11-20T15:00:00Z');
  exchanges = [];
  const dataDir = mkdtempSync(join(tmpdir(), 'mesa-graph-'));
  sandbox = createSandbox({ dataDir, clock: time, onExchange: (each) => exchanges.push(each) });
  const server = express().use('/sandbox', sandbox.router).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  client = createGraphClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/graph`,
    token: createFixedTokenSource(sandbox.bearer),
    log: { debug: () => {}, warn: () => {} },
    clock: time,
    wait: async (ms) => void (now += ms),
    random: () => 0,
  });
  directory = createGraphDirectory(client, { extensions: tenantSeed.extensions });
  mailbox = createGraphMailbox(client);
  stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    sandbox.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
});

/** Requests and answers of the whole test, batch parts included, as Microsoft's metadata has them. */
function leftContract(): string[] {
  return exchanges
    .filter((each) => each.status !== 0)
    .flatMap((each) => {
      const { method, url: path, headers, requestBody: body, status, responseBody: answer } = each;
      return violations(contract, { method, path, headers, body, status, answer });
    });
}

afterEach(async () => {
  await stop();
  expect(leftContract()).toEqual([]);
});

const NEW: NewUser = {
  userPrincipalName: 'ana.gomez@entidad.example',
  mailNickname: 'ana.gomez',
  displayName: 'Ana María Gómez Ñáñez',
  givenName: 'Ana María',
  surname: 'Gómez Ñáñez',
  department: 'Oficina Jurídica',
  jobTitle: 'Contratista',
  employeeType: 'contractor',
  mobilePhone: '+57 300 000 00 00',
  usageLocation: 'CO',
  preferredLanguage: 'es-CO',
  caseCode: 'MS-2026-000001',
  contractNumber: 'CPS-110-2026',
  contractEnd: '2026-12-15',
  initialPassword: 'Xk9-verdad-lunes',
};

async function created(user: Partial<NewUser> = {}): Promise<string> {
  const outcome = await directory.createUser({ ...NEW, ...user });
  if (outcome.kind !== 'created') return expect.fail('created was expected');
  now += 1000;
  return outcome.user.id;
}

describe('reading people', () => {
  it('tells a contractor by id and by UPN in any case', async () => {
    const andres = await directory.user(id('andres'));
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
    expect(await directory.user('ANDRES.PENA@entidad.example')).toEqual(andres);
    expect(await directory.user('nadie@entidad.example')).toBeUndefined();
    expect((await directory.user(id('sincronizada')))?.synchronised).toBe(true);
  });

  it('tells manager, reports, groups, roles and memberships', async () => {
    expect((await directory.managerOf(id('andres')))?.id).toBe(id('hernan'));
    expect(await directory.managerOf(id('ricardo'))).toBeUndefined();
    const reports = (await directory.directReportsOf(id('hernan'))).map((each) => each.id);
    expect(reports).toEqual(expect.arrayContaining([id('camila'), id('andres'), id('juan'), id('luisa')]));
    expect(await directory.groupsOf(id('andres'))).toEqual(
      expect.arrayContaining([
        { id: group('legal'), displayName: 'Oficina Jurídica', writable: true },
        { id: group('licensing'), displayName: 'Licencias - Contratistas', writable: true },
      ]),
    );
    expect(await directory.adminRolesOf(id('admin'))).toEqual(['Global Administrator']);
    expect(await directory.adminRolesOf(id('andres'))).toEqual([]);
    expect(await directory.memberOfAny(id('sofia'), [group('specialists'), group('liaisons')])).toEqual([
      group('specialists'),
    ]);
    const members = (await directory.membersOf(group('specialists'))).map((each) => each.id).sort();
    expect(members).toEqual([id('sofia'), id('tomas')].sort());
  });

  it.each(['dynamic', 'synchronised'] as const)(
    'tells that a %s group takes nobody by hand',
    async (kind) => {
      tenant({ do: 'group-kind', groupId: group('legal'), kind });
      const legal = (await directory.groupsOf(id('andres'))).find((each) => each.id === group('legal'));
      expect(legal?.writable).toBe(false);
    },
  );

  it('pages through large collections', async () => {
    tenant({ do: 'add-people', count: 1500, mailItems: 0 });
    const reports = await directory.directReportsOf(id('hernan'));
    expect(new Set(reports.map((each) => each.id)).size).toBe(reports.length);
    expect(reports.length).toBeGreaterThan(1500);
    expect(asked('GET', /directReports/)).toHaveLength(2);
  });

  it('tells everybody, then what changed, then who is gone', async () => {
    let page = await directory.changes();
    const people = new Map(page.users.map((each) => [each.id, each]));
    while (page.more) {
      page = await directory.changes(page.cursor);
      for (const each of page.users) people.set(each.id, each);
    }
    expect(people.get(id('camila'))).toMatchObject({
      displayName: 'Camila Rojas Peña',
      department: 'Oficina Jurídica',
    });
    await directory.updateUser(id('camila'), { jobTitle: 'Asesora' });
    tenant({ do: 'soft-delete', userId: id('luisa') });
    const next = await directory.changes(page.cursor);
    expect(next.users).toMatchObject([{ id: id('camila'), jobTitle: 'Asesora' }]);
    expect(next.removed).toEqual([id('luisa')]);
    expect((await directory.changes(next.cursor)).users).toEqual([]);
  });

  it('begins the changes anew where the cursor is forgotten', async () => {
    const page = await directory.changes('/users/delta?$deltatoken=forgotten');
    expect(page.users.length).toBeGreaterThan(0);
  });
});

describe('holders of an address', () => {
  it('are found by UPN, alias, and after a soft delete', async () => {
    expect(await directory.holdersOfAddress('Andres.Pena@entidad.example')).toEqual([
      { id: id('andres'), caseCode: undefined, deleted: false },
    ]);
    expect(await directory.holdersOfAddress('c.pena@entidad.example')).toMatchObject([{ id: id('carlos') }]);
    expect(await directory.holdersOfAddress("o'nadie@entidad.example")).toEqual([]);
    tenant({ do: 'soft-delete', userId: id('juan') });
    expect(await directory.holdersOfAddress('juan.delacruz@entidad.example')).toEqual([
      { id: id('juan'), caseCode: undefined, deleted: true },
    ]);
    expect(await directory.holdersOfAddress('delacruz@entidad.example')).toEqual([]);
  });

  it('are told with the case that made them, though reads by id come later', async () => {
    const made = await created();
    expect(await directory.holdersOfAddress(NEW.userPrincipalName)).toEqual([
      { id: made, caseCode: 'MS-2026-000001', deleted: false },
    ]);
  });
});

describe('an account from its creation', () => {
  it('is unread for a moment, then holds everything that was sent', async () => {
    const outcome = await directory.createUser(NEW);
    if (outcome.kind !== 'created') return expect.fail('created was expected');
    expect(await directory.user(outcome.user.id)).toBeUndefined();
    now += 1000;
    const { initialPassword: _secret, mailNickname: _nickname, ...sent } = NEW;
    expect(await directory.user(outcome.user.id)).toMatchObject({
      ...sent,
      accountEnabled: true,
      licences: [],
    });
  });

  it('is not made twice: the second is told what is taken', async () => {
    await created();
    expect(await directory.createUser(NEW)).toEqual({ kind: 'taken', target: 'userPrincipalName' });
    const alias = { userPrincipalName: 'c.pena@entidad.example', mailNickname: 'c.pena' };
    expect(await directory.createUser({ ...NEW, ...alias })).toMatchObject({ kind: 'taken' });
  });

  it('whose creation got no answer was asked for once, and is found by its address', async () => {
    fault({ match: { method: 'POST', pathPrefix: '/users' }, effect: 'work-then-answer', status: 504 });
    expect((await faultOf(directory.createUser(NEW))).code).toBe('directory_unavailable');
    fault({ match: { method: 'POST', pathPrefix: '/users' }, effect: 'work-then-drop' });
    expect(
      (
        await faultOf(
          directory.createUser({ ...NEW, userPrincipalName: 'b@entidad.example', mailNickname: 'b' }),
        )
      ).code,
    ).toBe('directory_unavailable');
    now += 1000;
    expect(asked('POST', /^\/users$/)).toHaveLength(2);
    for (const address of [NEW.userPrincipalName, 'b@entidad.example']) {
      expect(await directory.holdersOfAddress(address)).toMatchObject([{ caseCode: 'MS-2026-000001' }]);
    }
  });

  it('is changed and cleared', async () => {
    const ana = await created();
    await directory.updateUser(ana, {
      department: null,
      jobTitle: 'Asesora',
      contractNumber: null,
      contractEnd: '2027-01-31',
    });
    const read = await directory.user(ana);
    expect(read).toMatchObject({
      jobTitle: 'Asesora',
      contractEnd: '2027-01-31',
      caseCode: 'MS-2026-000001',
    });
    expect([read?.department, read?.contractNumber]).toEqual([undefined, undefined]);
    await directory.updateUser(ana, { contractEnd: null });
    expect((await directory.user(ana))?.contractEnd).toBeUndefined();
  });

  it('gets and loses a manager and groups, twice over', async () => {
    const ana = await created();
    for (const _again of [1, 2]) {
      await directory.setManager(ana, id('hernan'));
      await directory.addToGroup(ana, group('legal'));
    }
    expect((await directory.managerOf(ana))?.id).toBe(id('hernan'));
    expect((await directory.groupsOf(ana)).map((each) => each.id)).toEqual([group('legal')]);
    for (const _again of [1, 2]) {
      await directory.removeManager(ana);
      await directory.removeFromGroup(ana, group('legal'));
    }
    expect(await directory.managerOf(ana)).toBeUndefined();
    expect(await directory.groupsOf(ana)).toEqual([]);
  });

  it('signs in, is blocked, loses its sessions and gets a password', async () => {
    const ana = await created();
    const before = await directory.user(ana);
    now += 60_000;
    await directory.blockSignIn(ana);
    await directory.revokeSessions(ana);
    await directory.setPassword(ana, 'Otra-clave-7291');
    const after = await directory.user(ana);
    expect(after?.accountEnabled).toBe(false);
    expect(Date.parse(after?.sessionsValidFrom ?? '')).toBeGreaterThan(
      Date.parse(before?.sessionsValidFrom ?? ''),
    );
    expect(after?.lastPasswordChangeAt).toBe('2026-11-20T15:01:01.000Z');
    await directory.enableSignIn(ana);
    expect((await directory.user(ana))?.accountEnabled).toBe(true);
  });

  it('gets an access pass where the policy allows one', async () => {
    const ana = await created();
    tenant({ do: 'access-pass-policy', allowed: true });
    const pass = await directory.mintAccessPass(ana, 60);
    expect(pass?.secret).toMatch(/\S{8,}/);
    expect(pass?.expiresAt).toBe(new Date(now + 3_600_000).toISOString());
    tenant({ do: 'access-pass-policy', allowed: false });
    expect(await directory.mintAccessPass(ana, 60)).toBeUndefined();
  });

  it('that Active Directory masters is not written', async () => {
    const fault = await faultOf(directory.updateUser(id('sincronizada'), { jobTitle: 'x' }));
    expect(fault).toMatchObject({ code: 'directory_refused', retryable: false });
  });
});

describe('licences', () => {
  it('count their seats, are given and taken', async () => {
    const ana = await created();
    const free = async () => (await directory.seats()).find((each) => each.skuId === SKU)?.free ?? 0;
    const before = await free();
    expect(await directory.assignLicence(ana, SKU)).toBe('accepted');
    expect(await free()).toBe(before - 1);
    expect((await directory.user(ana))?.licences).toMatchObject([{ skuId: SKU, state: 'Active' }]);
    expect(await directory.removeLicence(ana, SKU)).toBe('accepted');
    expect(await directory.removeLicence(ana, SKU)).toBe('accepted');
    expect((await directory.user(ana))?.licences).toEqual([]);
  });

  it('say why they cannot be given or taken', async () => {
    const ana = await created();
    expect(await directory.removeLicence(id('andres'), SKU)).toBe('inherited_from_group');
    tenant({ do: 'seats', skuPartNumber: 'SPE_E3', enabled: 1 });
    expect(await directory.assignLicence(ana, SKU)).toBe('no_seats');
    expect((await directory.seats()).find((each) => each.skuId === SKU)?.free).toBe(0);
  });
});

describe('mailboxes', () => {
  it('come a moment after the licence, and tell what they are', async () => {
    const ana = await created();
    expect(await mailbox.state(ana)).toEqual({ exists: false });
    await directory.assignLicence(ana, SKU);
    expect(await mailbox.state(ana)).toEqual({ exists: false });
    expect(await mailbox.exportId(ana)).toBeUndefined();
    now += 10_000;
    expect(await mailbox.state(ana)).toEqual({ exists: true, purpose: 'user', automaticReplies: 'disabled' });
    expect(await mailbox.exportId(ana)).toMatch(/^MBX:/);
    expect((await mailbox.state(id('contacto'))).purpose).toBe('shared');
  });

  async function listing(box: string): Promise<Map<string, { folder: string; item: MailboxItem }>> {
    const all = new Map<string, { folder: string; item: MailboxItem }>();
    for (const folder of await mailbox.folders(box)) {
      let page = await mailbox.itemChanges(box, folder.id);
      for (const item of page.items) all.set(item.id, { folder: folder.id, item });
      while (page.more) {
        page = await mailbox.itemChanges(box, folder.id, page.cursor);
        for (const item of page.items) all.set(item.id, { folder: folder.id, item });
      }
    }
    return all;
  }

  it('tell every item of every folder, once', async () => {
    tenant({ do: 'mail-items', userId: id('andres'), count: 450 });
    const box = (await mailbox.exportId(id('andres'))) ?? '';
    const folders = await mailbox.folders(box);
    const items = await listing(box);
    expect(items.size).toBe(450);
    expect(folders.reduce((sum, each) => sum + each.itemCount, 0)).toBe(450);
    expect([...items.values()].every(({ item }) => item.size > 0 && item.changeKey)).toBe(true);
  });

  it('tell the mail that arrives after a listing', async () => {
    const box = (await mailbox.exportId(id('andres'))) ?? '';
    const [inbox] = await mailbox.folders(box);
    let page = await mailbox.itemChanges(box, inbox?.id ?? '');
    while (page.more) page = await mailbox.itemChanges(box, inbox?.id ?? '', page.cursor);
    tenant({ do: 'mail-arrives', userId: id('andres'), count: 2 });
    expect((await mailbox.itemChanges(box, inbox?.id ?? '', page.cursor)).items).toHaveLength(2);
  });

  it('export in the order asked, with the error of the one item that failed', async () => {
    const box = (await mailbox.exportId(id('andres'))) ?? '';
    const ids = [...(await listing(box)).keys()].slice(0, 19).reverse();
    const asked = [...ids.slice(0, 5), 'AAMk-gone', ...ids.slice(5)];
    const exported = await mailbox.exportItems(box, asked);
    expect(exported.map((each) => each.id)).toEqual(asked);
    expect(exported[5]).toEqual({ id: 'AAMk-gone', error: 'ErrorItemNotFound' });
    expect(exported.every((each) => 'error' in each === (each.id === 'AAMk-gone'))).toBe(true);
    const again = await mailbox.exportItems(box, [asked[0] ?? '']);
    expect(again[0]).toEqual(exported[0]);
  });

  it('tell the rules that forward', async () => {
    expect(await mailbox.inboxRules(id('andres'))).toEqual([]);
    const actions = { forwardTo: [{ emailAddress: { address: 'Fuera@otro.example' } }] };
    const path = `/users/${id('andres')}/mailFolders/inbox/messageRules`;
    await client.ask('POST', { op: 'plant', path, body: { displayName: 'Reenvío', sequence: 1, actions } });
    expect(await mailbox.inboxRules(id('andres'))).toMatchObject([
      { displayName: 'Reenvío', enabled: true, forwardsTo: ['fuera@otro.example'] },
    ]);
  });

  it('send the desk mail, kept with its answer address', async () => {
    const mailer = createGraphMailer(client, { deskMailbox: tenantSeed.deskMailbox });
    const mail = {
      to: 'camila.rojas@entidad.example',
      subject: 'Caso MS-2026-000001',
      text: 'Hola',
      replyTo: tenantSeed.deskMailbox,
    };
    await mailer.send(mail);
    expect([...sandbox.tenant.rows('sent')]).toMatchObject([
      {
        from: tenantSeed.deskMailbox,
        to: [mail.to],
        replyTo: [mail.replyTo],
        subject: mail.subject,
        text: 'Hola',
      },
    ]);
  });
});

describe('a tenant in trouble', () => {
  it('throttled for a moment is waited out, for long is thrown', async () => {
    fault({ status: 429, retryAfterSeconds: 5 });
    expect((await directory.user(id('andres')))?.id).toBe(id('andres'));
    fault({ status: 429, retryAfterSeconds: 300 });
    expect(await faultOf(directory.blockSignIn(id('andres')))).toMatchObject({
      code: 'directory_throttled',
      retryAfterMs: 300_000,
    });
  });

  it('that drops a read is asked again, and a write is not', async () => {
    fault({ effect: 'drop' });
    expect(await directory.user(id('andres'))).toBeDefined();
    fault({ match: { method: 'PATCH' }, effect: 'drop' });
    expect((await faultOf(directory.blockSignIn(id('andres')))).code).toBe('directory_unavailable');
    expect(asked('PATCH', /users/)).toHaveLength(1);
  });

  it('with one part of a batch throttled still tells the holders', async () => {
    fault({ match: { pathPrefix: '/directory/deletedItems' }, status: 429, retryAfterSeconds: 2 });
    expect(await directory.holdersOfAddress('andres.pena@entidad.example')).toMatchObject([
      { id: id('andres') },
    ]);
  });

  it('is reachable or not', async () => {
    expect(await createGraphProbe(client).reachable()).toBe(true);
    fault({ status: 403 });
    expect(await createGraphProbe(client).reachable()).toBe(false);
    const wrong = createGraphClient({
      baseUrl: 'http://127.0.0.1:1',
      token: createFixedTokenSource('x'),
      log: { debug: () => {}, warn: () => {} },
    });
    expect(await createGraphProbe(wrong).reachable()).toBe(false);
  });
});
