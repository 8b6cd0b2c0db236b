import { randomBytes, randomInt } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import type { Router } from 'express';
import { createFileBackupStore } from '../services/adapters/files/file-backup-store.ts';
import { createGraphClient } from '../services/adapters/graph/client.ts';
import { createGraphDirectory } from '../services/adapters/graph/directory.ts';
import { createGraphMailbox } from '../services/adapters/graph/mailbox.ts';
import { createGraphMailer } from '../services/adapters/graph/mailer.ts';
import { AppError } from '../services/domain/errors.ts';
import type { Procedure } from '../services/domain/procedure.ts';
import type { TenantFile } from '../services/domain/tenant-file.ts';
import type { Clock } from '../services/ports/clock.ts';
import type { Messenger } from '../services/ports/messenger.ts';
import type { SettingsStore } from '../services/ports/settings-store.ts';
import type { Stores } from '../services/ports/stores.ts';
import { PROCEDURES } from '../services/procedures/procedures.ts';
import type { Sandbox } from '../services/sandbox/create-sandbox.ts';
import { createDesk } from '../services/usecases/create-desk.ts';
import type { Deps } from '../services/usecases/deps.ts';
import type { Desk } from '../services/usecases/desk.ts';
import { createAuthentication, PUBLIC_CLOUD } from './authentication.ts';
import type { CardDeps } from './card-actions.ts';
import type { GateRules } from './channel-gate.ts';
import { clockRouter } from './clock-router.ts';
import type { Config } from './config.ts';
import { createConnector } from './connector.ts';
import { DeskAdapter } from './desk-adapter.ts';
import { type DeskClock, openDeskClock, REAL_CLOCK } from './desk-clock.ts';
import type { Log } from './log.ts';
import { Outbox, realPace } from './outbox.ts';
import { fieldReader } from './read-fields.ts';
import { readiness } from './readiness.ts';
import { deskRounds } from './rounds.ts';
import { openListener } from './server.ts';
import { onTurn } from './teams-bot.ts';
import { createMessenger } from './teams-messenger.ts';
import { TurnLock } from './turn-lock.ts';
import { startWorker, type Worker } from './worker.ts';

/** The conversation's own parts, which the desk does not know. */
export type ChatParts = Pick<CardDeps, 'dialogs' | 'recognise' | 'revealCard'>;

export interface ComposeOptions {
  readonly log: Log;
  readonly chat: (given: {
    readonly desk: Desk;
    readonly procedure: Procedure;
    readonly tenant: TenantFile;
  }) => ChatParts;
}

/** The running desk. */
export interface Mesa {
  readonly port: number;
  readonly config: Config;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly worker: Worker;
  /** The sandbox's tenant; absent outside it. */
  readonly sandbox?: Sandbox;
  /** Ends what runs, then lets go of everything. */
  close(): Promise<void>;
}

async function openStores(config: Config, log: Log): Promise<Stores> {
  if (config.mongo) {
    const { openMongoStores } = await import('../services/adapters/mongo/open-mongo-stores.ts');
    return openMongoStores({ uri: config.mongo.uri, db: config.mongo.database, log });
  }
  const { openSqliteStores } = await import('../services/adapters/sqlite/open-sqlite-stores.ts');
  return openSqliteStores(config.dataDir);
}

const HISTORY_KEY = 'history.key';

/** The sandbox makes its key once and keeps it, so that its histories verify after a restart. */
async function historyKeyOf(config: Config, settings: SettingsStore): Promise<string> {
  if (config.historyKey !== undefined) return config.historyKey;
  const kept = await settings.read(HISTORY_KEY);
  if (kept !== undefined) return kept;
  const made = randomBytes(32).toString('base64');
  await settings.write(HISTORY_KEY, made);
  return made;
}

async function openSandbox(config: Config, clock: Clock, log: Log): Promise<Sandbox | undefined> {
  if (config.mode !== 'sandbox') return undefined;
  const { createSandbox } = await import('../services/sandbox/create-sandbox.ts');
  return createSandbox({ dataDir: config.dataDir, clock, log });
}

async function tenantOf(config: Config): Promise<TenantFile> {
  if (config.tenant) return config.tenant;
  const { sandboxTenantFile } = await import('../services/sandbox/tenant-seed.ts');
  return sandboxTenantFile();
}

async function directoryOf(
  config: Config,
  tenant: TenantFile,
  port: number,
  sandbox: Sandbox | undefined,
  log: Log,
) {
  const own = sandbox ? `http://127.0.0.1:${port}/sandbox/graph` : 'https://graph.microsoft.com';
  const baseUrl = config.graphBaseUrl ?? own;
  const client = createGraphClient({ baseUrl, token: await tokenOf(config, sandbox), log });
  return {
    directory: createGraphDirectory(client, { extensions: tenant.extensions }),
    mailbox: createGraphMailbox(client),
    mailer: createGraphMailer(client, { deskMailbox: tenant.deskMailbox }),
  };
}

async function tokenOf(config: Config, sandbox: Sandbox | undefined) {
  const tokens = await import('../services/adapters/graph/tokens.ts');
  if (config.mode === 'live') return tokens.createMsalTokenSource(config.graph);
  return tokens.createFixedTokenSource(sandbox?.bearer ?? '');
}

function gateOf(config: Config, tenant: TenantFile): GateRules {
  const lower = (ids: readonly string[]) => new Set(ids.map((id) => id.toLowerCase()));
  if (config.mode === 'sandbox') {
    return { tenants: lower(tenant.allowedTenants), hosts: ['localhost', '127.0.0.1', '[::1]'] };
  }
  const allowed = tenant.allowedTenants.length > 0 ? tenant.allowedTenants : [config.registration.tenantId];
  return { tenants: lower(allowed), hosts: tenant.serviceHosts, issuer: PUBLIC_CLOUD.issuer };
}

function procedureOf(config: Config): Procedure {
  const found = PROCEDURES.get(config.procedure);
  if (!found) throw new AppError('settings_invalid', { detail: { setting: 'MESA_PROCEDURE' } });
  return found;
}

const chatLinkOf = (config: Config) =>
  config.mode === 'live'
    ? `https://teams.microsoft.com/l/chat/0/0?users=28:${config.registration.appId}`
    : '';

/** What exists once its turn comes: the desk needs the messenger, which needs the desk; both need the worker. */
interface Later {
  desk?: Desk;
  worker?: Worker;
}

function laterDesk(later: Later): Desk {
  if (!later.desk) throw new AppError('unexpected', { detail: { reason: 'desk_not_composed' } });
  return later.desk;
}

/**
 * Builds every adapter and joins them: the only place that does. Rejects with Node's error where the address is
 * taken, with `AppError` (`store_damaged`, `store_newer`, `settings_invalid`) where it must not start.
 */
export async function composeMesa(config: Config, options: ComposeOptions): Promise<Mesa> {
  const { log } = options;
  const stores = await openStores(config, log);
  const listener = await openListener(config).catch(async (thrown: unknown) => {
    await stores.close();
    throw thrown;
  });
  const moved = config.mode === 'sandbox' ? await openDeskClock(stores.settings) : undefined;
  const clock: Clock = moved ?? REAL_CLOCK;
  const sandbox = await openSandbox(config, clock, log);
  const tenant = await tenantOf(config);
  const registration = config.mode === 'live' ? config.registration : undefined;
  const { authentication, token } = createAuthentication(registration);
  const connector = createConnector({ token });
  const outbox = new Outbox(connector);
  const later: Later = {};
  const messenger: Messenger = createMessenger({
    outbox,
    conversations: stores.conversations,
    desk: () => laterDesk(later),
    locale: config.locale,
    log,
  });
  const procedure = procedureOf(config);
  const { cases, people, register, addresses, settings } = stores;
  const deps: Deps = {
    ...(await directoryOf(config, tenant, listener.port, sandbox, log)),
    ...{ cases, people, register, addresses, settings },
    procedure,
    tenant,
    messenger,
    backups: createFileBackupStore(
      isAbsolute(tenant.backupFolder) ? tenant.backupFolder : join(config.dataDir, tenant.backupFolder),
    ),
    clock,
    log,
    historyKey: await historyKeyOf(config, settings),
    randomInt: (below) => randomInt(below),
    chatLink: chatLinkOf(config),
    wake: () => later.worker?.wake(),
  };
  const desk = createDesk(deps);
  later.desk = desk;
  const bot: CardDeps = {
    ...options.chat({ desk, procedure, tenant }),
    outbox,
    conversations: stores.conversations,
    clock,
    log,
    lock: new TurnLock({ conversations: stores.conversations, clock }),
    desk,
    locale: config.locale,
    pace: realPace,
    readFields: fieldReader({ desk, mailDomain: tenant.mailDomain }),
  };
  const settled = () => later.worker?.settled() ?? Promise.resolve();
  listener.serve({
    log,
    gate: gateOf(config, tenant),
    adapter: new DeskAdapter(authentication),
    onTurn: (context, arrival) => onTurn(bot, context, arrival),
    notReady: readiness({
      store: () => stores.ping(),
      directory: () => deps.directory.groupExists(tenant.roleGroups.specialists),
    }),
    ...(sandbox && moved && { sandbox: sandboxRouters(sandbox, moved, settled) }),
  });
  const worker = startWorker({ ...deskRounds(deps), nextDue: () => cases.nextDue(), clock, log });
  later.worker = worker;
  return {
    ...{ port: listener.port, config, stores, clock, desk, worker },
    ...(sandbox && { sandbox }),
    close: async () => {
      await inTime(worker.stop(), STOP_PATIENCE_MS);
      await listener.close();
      connector.close();
      sandbox?.close();
      await stores.close();
    },
  };
}

/** A step that is cut off is taken up again by its lease's end; the rest of the stop does not wait longer. */
const STOP_PATIENCE_MS = 10_000;

async function inTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function sandboxRouters(
  sandbox: Sandbox,
  clock: DeskClock,
  settled: () => Promise<void>,
): ReadonlyMap<string, Router> {
  return new Map([
    ['/sandbox/clock', clockRouter({ clock, settled })],
    ['/sandbox', sandbox.router],
  ]);
}
