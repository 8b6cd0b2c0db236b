import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createGraphClient } from '../../services/adapters/graph/client.ts';
import { createGraphDirectory } from '../../services/adapters/graph/directory.ts';
import { createFixedTokenSource } from '../../services/adapters/graph/fixed-token.ts';
import { createGraphInbox } from '../../services/adapters/graph/inbox.ts';
import { createGraphMailbox } from '../../services/adapters/graph/mailbox.ts';
import { createGraphMailer } from '../../services/adapters/graph/mailer.ts';
import { createGraphProbe } from '../../services/adapters/graph/reachable.ts';
import type { Directory } from '../../services/ports/directory.ts';
import type { Inbox } from '../../services/ports/inbox.ts';
import type { Mailbox } from '../../services/ports/mailbox.ts';
import { sandboxTenantFile } from '../../services/sandbox/tenant-seed.ts';
import { type MadeCall, neededFor } from '../support/graph-permissions.ts';

const FEATURES = [
  'every request',
  'create',
  'modify',
  'deactivate',
  'activate',
  'former mail',
  'mailbox size',
  'first password',
  'access pass',
  'assignment',
  'mail',
] as const;
type Feature = (typeof FEATURES)[number];

const ANA = '5f0a1c00-0000-4000-8000-0000000000a1';
const GROUP = '5f0a1c00-0000-4000-8000-0000000000b1';
const SKU = '5f0a1c00-0000-4000-8000-0000000000c1';
const ALWAYS: readonly Feature[] = ['every request'];

/** Every method of the directory's port, who needs it, and a call of it. */
const DIRECTORY: {
  readonly [M in keyof Directory]: readonly [readonly Feature[], (of: Directory) => Promise<unknown>];
} = {
  user: [ALWAYS, (of) => of.user(ANA)],
  holdersOfAddress: [ALWAYS, (of) => of.holdersOfAddress('ana@entidad.example')],
  managerOf: [ALWAYS, (of) => of.managerOf(ANA)],
  directReportsOf: [ALWAYS, (of) => of.directReportsOf(ANA)],
  groupsOf: [ALWAYS, (of) => of.groupsOf(ANA)],
  adminRolesOf: [ALWAYS, (of) => of.adminRolesOf(ANA)],
  memberOfAny: [ALWAYS, (of) => of.memberOfAny(ANA, [GROUP])],
  groupExists: [ALWAYS, (of) => of.groupExists(GROUP)],
  membersOf: [ALWAYS, (of) => of.membersOf(GROUP)],
  changes: [ALWAYS, (of) => of.changes()],
  createUser: [
    ['create'],
    (of) =>
      of.createUser({
        userPrincipalName: 'ana@entidad.example',
        mailNickname: 'ana',
        displayName: 'Ana Gómez',
        givenName: 'Ana',
        surname: 'Gómez',
        employeeType: 'contractor',
        usageLocation: 'CO',
        caseCode: 'MS-2026-000001',
        initialPassword: 'Aa1-Aa1-Aa1',
        mobilePhone: '3001234567',
      }),
  ],
  updateUser: [
    ['modify', 'activate'],
    (of) => of.updateUser(ANA, { department: 'Oficina', contractEnd: '2026-12-15' }),
  ],
  setManager: [['create', 'modify', 'activate'], (of) => of.setManager(ANA, GROUP)],
  removeManager: [['modify', 'activate'], (of) => of.removeManager(ANA)],
  addToGroup: [['create', 'activate'], (of) => of.addToGroup(ANA, GROUP)],
  removeFromGroup: [['deactivate'], (of) => of.removeFromGroup(ANA, GROUP)],
  seats: [['create', 'activate'], (of) => of.seats()],
  assignLicence: [['create', 'activate'], (of) => of.assignLicence(ANA, SKU)],
  removeLicence: [['deactivate'], (of) => of.removeLicence(ANA, SKU)],
  blockSignIn: [['deactivate'], (of) => of.blockSignIn(ANA)],
  enableSignIn: [['activate'], (of) => of.enableSignIn(ANA)],
  revokeSessions: [['deactivate'], (of) => of.revokeSessions(ANA)],
  setPassword: [['first password'], (of) => of.setPassword(ANA, 'Aa1-Aa1-Aa1')],
  mintAccessPass: [['access pass'], (of) => of.mintAccessPass(ANA, 60)],
};

const MAILBOX: {
  readonly [M in keyof Mailbox]: readonly [readonly Feature[], (of: Mailbox) => Promise<unknown>];
} = {
  state: [['create', 'deactivate', 'activate', 'assignment'], (of) => of.state(ANA)],
  exportId: [['deactivate', 'former mail'], (of) => of.exportId(ANA)],
  folders: [['deactivate'], (of) => of.folders('MBX')],
  itemChanges: [['deactivate'], (of) => of.itemChanges('MBX', 'folder')],
  exportItems: [['deactivate'], (of) => of.exportItems('MBX', ['item'])],
  inboxRules: [['deactivate', 'activate'], (of) => of.inboxRules(ANA)],
  usage: [['mailbox size'], (of) => of.usage('ana@entidad.example')],
  folder: [['former mail'], (of) => of.folder('MBX', 'folder')],
  childFolders: [['former mail'], (of) => of.childFolders('MBX', 'folder')],
  createFolder: [
    ['former mail'],
    async (of) => {
      const folder = { displayName: 'Contratos', type: 'IPF.Note' };
      await of.createFolder('MBX', folder).catch(() => undefined);
      await of.createFolder('MBX', { ...folder, parentId: 'folder' });
    },
  ],
  openImport: [['former mail'], (of) => of.openImport('MBX')],
  enableRule: [['activate'], (of) => of.enableRule(ANA, 'rule')],
  automaticReply: [['deactivate', 'activate'], (of) => of.automaticReply(ANA)],
  setAutomaticReply: [
    ['activate'],
    (of) => of.setAutomaticReply(ANA, { status: 'disabled', audience: 'none', inside: '', outside: '' }),
  ],
};

const INBOX: { readonly [M in keyof Inbox]: (of: Inbox) => Promise<unknown> } = {
  arrived: (of) => of.arrived('2026-11-30T00:00:00.000Z'),
  message: (of) => of.message('AAMk'),
  attachments: (of) => of.attachments('AAMk'),
  content: (of) => of.content('AAMk', 'AAMkA'),
};

/** Notes each call, those inside a batch too. Answers "not found", but one folder with children, to see them asked for. */
function recorder() {
  const calls: MadeCall[] = [];
  const note = (method: string, url: string, body: unknown) => {
    calls.push({ method, path: url.replace(/^.*\/v1\.0/, '').split('?')[0] ?? '', body });
  };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const path = decodeURI(new URL(request.url).pathname);
    if (path.endsWith('/$batch')) {
      for (const part of (body as { requests: { method: string; url: string; body?: unknown }[] }).requests)
        note(part.method, part.url, part.body);
    } else note(request.method, path, body);
    return path.endsWith('/folders')
      ? Response.json({ value: [{ id: 'folder', childFolderCount: 1 }] })
      : Response.json({ error: { code: 'Request_ResourceNotFound', message: 'gone' } }, { status: 404 });
  };
  return { calls, fetch };
}

/** The calls that the Graph adapter makes, by the feature that needs them. */
async function callsByFeature(): Promise<ReadonlyMap<Feature, readonly MadeCall[]>> {
  const { calls, fetch } = recorder();
  const client = createGraphClient({
    baseUrl: 'https://graph.microsoft.com',
    token: createFixedTokenSource('token'),
    log: { debug: () => {}, warn: () => {} },
    fetch,
    wait: async () => {},
  });
  const made = new Map<Feature, MadeCall[]>(FEATURES.map((feature) => [feature, []]));
  const during = async (features: readonly Feature[], call: () => Promise<unknown>) => {
    const before = calls.length;
    await call().catch(() => undefined);
    for (const feature of features) made.get(feature)?.push(...calls.slice(before));
  };
  const directory = createGraphDirectory(client, { extensions: sandboxTenantFile().extensions });
  for (const [features, call] of Object.values(DIRECTORY)) await during(features, () => call(directory));
  await during(['modify'], () => directory.updateUser(ANA, { mobilePhone: '3001234567' }));
  const mailbox = createGraphMailbox(client);
  for (const [features, call] of Object.values(MAILBOX)) await during(features, () => call(mailbox));
  const mailer = createGraphMailer(client, { deskMailbox: 'mesa@entidad.example' });
  const mail = { to: 'ana@correo.example', subject: 'a', text: 'b', replyTo: 'mesa@entidad.example' };
  await during(['mail'], () => mailer.send(mail));
  const inbox = createGraphInbox(client, { deskMailbox: 'mesa@entidad.example' });
  for (const call of Object.values(INBOX)) await during(['mail'], () => call(inbox));
  await during(ALWAYS, () => createGraphProbe(client).reachable());
  return made;
}

const readme = readFileSync('README.md', 'utf8');
const table = /<!-- permissions -->([\s\S]*?)<!-- \/permissions -->/.exec(readme)?.[1] ?? '';
const granted = new Map(
  table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .map(([, feature = '', permissions = '']) => [
      feature,
      [...permissions.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ''),
    ]),
);

describe("the README's table of Graph permissions", () => {
  let made: ReadonlyMap<Feature, readonly MadeCall[]>;
  beforeAll(async () => {
    made = await callsByFeature();
  });

  test('has a row for each feature', () => {
    expect([...granted.keys()]).toEqual([...FEATURES]);
  });

  test('rests on a contract that knows every call', () => {
    const all = [...made.values()].flat();
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter((call) => !neededFor(call))).toEqual([]);
  });

  test.each(FEATURES)('permits every call of: %s', (feature) => {
    const have = new Set([...(granted.get('every request') ?? []), ...(granted.get(feature) ?? [])]);
    const refused = (made.get(feature) ?? []).flatMap((call) => {
      const needed = neededFor(call);
      const met = needed?.needs.every((ways) => ways.some((set) => set.every((one) => have.has(one))));
      return met ? [] : [needed];
    });
    expect(refused).toEqual([]);
  });

  test.each(FEATURES)('names nothing that is not the least for some call of: %s', (feature) => {
    const least = new Set((made.get(feature) ?? []).flatMap((call) => neededFor(call)?.least ?? []));
    expect((granted.get(feature) ?? []).filter((one) => !least.has(one))).toEqual([]);
  });

  test('says which role the first password needs besides', () => {
    expect(readme).toContain('**User Administrator**');
  });
});
