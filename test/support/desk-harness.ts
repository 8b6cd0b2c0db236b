import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createEvidenceLog } from '../../services/adapters/files/evidence-log.ts';
import { createFileAttachmentStore } from '../../services/adapters/files/file-attachment-store.ts';
import { createFileBackupStore } from '../../services/adapters/files/file-backup-store.ts';
import { createFileDesk } from '../../services/adapters/files/file-desk.ts';
import { createGraphClient } from '../../services/adapters/graph/client.ts';
import { createGraphDirectory } from '../../services/adapters/graph/directory.ts';
import { createFixedTokenSource } from '../../services/adapters/graph/fixed-token.ts';
import { createGraphInbox } from '../../services/adapters/graph/inbox.ts';
import { createGraphMailbox } from '../../services/adapters/graph/mailbox.ts';
import { createGraphMailer } from '../../services/adapters/graph/mailer.ts';
import { createDocumentPrinter } from '../../services/adapters/pdf/document-printer.ts';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import { createTableFiles } from '../../services/adapters/tables/table-files.ts';
import type { Bulletin } from '../../services/domain/bulletin.ts';
import type { Case } from '../../services/domain/case.ts';
import type { Notice } from '../../services/domain/work.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { OfferedFile } from '../../services/ports/file-desk.ts';
import type { Messenger } from '../../services/ports/messenger.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { createSandbox, type Sandbox } from '../../services/sandbox/create-sandbox.ts';
import type { SandboxExchange } from '../../services/sandbox/graph-service.ts';
import { sandboxTenantFile, tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { createDesk } from '../../services/usecases/create-desk.ts';
import { deliverBulletin } from '../../services/usecases/deliver-bulletin.ts';
import type { Deps } from '../../services/usecases/deps.ts';
import type { Asker, Desk } from '../../services/usecases/desk.ts';
import { runDue } from '../../services/usecases/run-work.ts';
import { syncPeople } from '../../services/usecases/sync-people.ts';
import { keepFolder, keepText, noting } from './leavings.ts';

/** A message that the desk sent about a case. */
export interface Told {
  readonly notice: Notice;
  readonly to: string;
  readonly about: Case;
}

/** A clock whose real time jumps to whatever is waited for, so that no test sleeps. */
export class JumpingClock implements Clock {
  #real = Date.parse('2026-11-20T15:00:00.000Z');
  #offset = 0;
  realNow = () => new Date(this.#real).toISOString();
  deskNow = () => new Date(this.#real + this.#offset).toISOString();
  /** Moves real time on to an instant, never back. */
  jumpTo(instant: string) {
    this.#real = Math.max(this.#real, Date.parse(instant));
  }
  tick(ms: number) {
    this.#real += ms;
  }
  /** Moves the desk's time alone. */
  advanceDesk(ms: number) {
    this.#offset += ms;
  }
}

export interface DeskHarness {
  readonly deps: Deps;
  readonly desk: Desk;
  readonly stores: Stores;
  readonly sandbox: Sandbox;
  /** Graph of the sandbox, version included. */
  readonly graphUrl: string;
  readonly clock: JumpingClock;
  readonly dataDir: string;
  /** Where the sandbox listens. */
  readonly port: number;
  readonly told: Told[];
  /** Files that the desk gave outside a turn. */
  readonly files: OfferedFile[];
  readonly edits: { postId: string; about: Case; superseded: boolean }[];
  /** Works off everything that is owed, waiting included. */
  settle(): Promise<void>;
  /** Bulletins sent and edited, as they were then. */
  readonly bulletins: { readonly how: 'sent' | 'edited'; readonly bulletin: Bulletin }[];
  /** A person of the tenant as the sender of an activity. */
  as(key: string): Promise<Asker>;
  idOf(key: string): string;
  /** A case as it is now. */
  caseOf(code: string): Promise<Case>;
  close(): Promise<void>;
}

const people = [...tenantSeed.people, ...tenantSeed.holders];

/** The desk's use cases on SQLite and the sandbox tenant over real HTTP; only chat is recorded and not sent. */
export async function openDesk(
  overrides: Partial<Deps> = {},
  onExchange?: (exchange: SandboxExchange) => void,
): Promise<DeskHarness> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mesa-desk-'));
  const clock = new JumpingClock();
  const sandbox = createSandbox({ dataDir, clock, bearer: 'test-bearer', onExchange: noting(onExchange) });
  const app = express();
  app.use('/sandbox', sandbox.router);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const stores = await openSqliteStores(dataDir);
  const { port } = server.address() as AddressInfo;
  const logged: string[] = [];
  const note = (...said: unknown[]) => void logged.push(JSON.stringify(said));
  const log = { info: note, warn: note, error: note, debug: note };
  const graph = `http://127.0.0.1:${port}/sandbox/graph`;
  const client = createGraphClient({
    baseUrl: graph,
    token: createFixedTokenSource('test-bearer'),
    log,
    wait: async (ms) => clock.tick(ms),
  });
  const tenant = sandboxTenantFile();
  const told: Told[] = [];
  const edits: DeskHarness['edits'] = [];
  const files: OfferedFile[] = [];
  const bulletins: DeskHarness['bulletins'] = [];
  const deps: Deps = {
    procedure: unidadVictimas,
    tenant,
    cases: stores.cases,
    figures: stores.figures,
    bulletins: stores.bulletins,
    people: stores.people,
    register: stores.register,
    addresses: stores.addresses,
    lists: stores.lists,
    settings: stores.settings,
    directory: createGraphDirectory(client, { extensions: tenant.extensions }),
    mailbox: createGraphMailbox(client),
    mailer: createGraphMailer(client, { deskMailbox: tenant.deskMailbox }),
    messenger: recorder(told, edits, bulletins, files),
    inbox: createGraphInbox(client, { deskMailbox: tenant.deskMailbox }),
    attachments: createFileAttachmentStore(join(dataDir, 'attachments')),
    readAnswer: async () => ({}),
    backups: createFileBackupStore(join(dataDir, 'backups')),
    tables: createTableFiles(),
    printer: createDocumentPrinter(),
    evidence: createEvidenceLog(join(dataDir, 'evidence')),
    files: createFileDesk({
      dir: join(dataDir, 'files'),
      fetch: { allowed: ({ hostname }) => hostname === '127.0.0.1' },
      now: () => clock.realNow(),
    }),
    clock,
    log,
    historyKey: 'a key for tests',
    randomInt: (below) => randomInt(below),
    chatLink: '',
    wake: () => {},
    ...overrides,
  };
  const desk = createDesk(deps);
  await syncPeople(deps);
  const idOf = (key: string) => people.find((one) => one.key === key)?.id ?? key;
  return {
    deps,
    dataDir,
    files,
    desk,
    stores,
    sandbox,
    graphUrl: `${graph}/v1.0`,
    clock,
    port,
    told,
    edits,
    bulletins,
    idOf,
    caseOf: async (code) => {
      const value = await stores.cases.get(code);
      if (!value) throw new TypeError('no case');
      return value;
    },
    settle: () => settle(deps, clock),
    as: async (key) => {
      const asker = await desk.whoIs(idOf(key));
      if (!asker) throw new TypeError(`nobody called ${key}`);
      return asker;
    },
    close: async () => {
      await stores.close();
      sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      keepText('log', logged.join('\n'));
      keepFolder(dataDir);
    },
  };
}

/** Nobody has a chat with the desk. */
export const UNREACHABLE: Messenger = {
  reaches: async () => false,
  send: async () => ({ sent: false }),
  edit: async () => false,
  giveFile: async () => ({ sent: false }),
  sendBulletin: async () => ({ sent: false }),
  editBulletin: async () => false,
};

function recorder(
  told: Told[],
  edits: DeskHarness['edits'],
  bulletins: DeskHarness['bulletins'],
  files: OfferedFile[],
): Messenger {
  return {
    reaches: async () => true,
    async send(notice, about, personId) {
      told.push({ notice, to: personId, about });
      return { sent: true, conversation: `chat/${personId}`, activityId: `a${told.length}` };
    },
    async edit(post, about, superseded) {
      edits.push({ postId: post.id, about, superseded });
      return true;
    },
    async giveFile(personId, make) {
      files.push(await make('es-CO'));
      return { sent: true, conversation: `chat/${personId}`, activityId: `f${files.length}` };
    },
    async sendBulletin(bulletin) {
      bulletins.push({ how: 'sent', bulletin });
      return { sent: true, conversation: `chat/${bulletin.personId}`, activityId: `b${bulletins.length}` };
    },
    async editBulletin(bulletin) {
      bulletins.push({ how: 'edited', bulletin });
      return true;
    },
  };
}

async function settle(deps: Deps, clock: JumpingClock): Promise<void> {
  for (let rounds = 0; rounds < 2_000; rounds += 1) {
    if ((await runDue(deps)) === 'worked') continue;
    if ((await deliverBulletin(deps)) === 'worked') continue;
    const due = await Promise.all([deps.cases.nextDue(), deps.bulletins.nextDue()]);
    const next = due.filter((at) => at !== '').sort()[0] ?? '';
    if (next === '') return;
    clock.jumpTo(next);
    clock.tick(1);
  }
  throw new RangeError('the desk does not come to rest');
}
