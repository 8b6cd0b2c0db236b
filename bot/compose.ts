import type { TenantFile } from '../services/domain/tenant-file.ts';
import type { Clock } from '../services/ports/clock.ts';
import type { Stores } from '../services/ports/stores.ts';
import type { Sandbox } from '../services/sandbox/create-sandbox.ts';
import { createDesk } from '../services/usecases/create-desk.ts';
import type { Deps } from '../services/usecases/deps.ts';
import type { Desk } from '../services/usecases/desk.ts';
import { createAuthentication } from './authentication.ts';
import { gateOf } from './compose-adapters.ts';
import { botDeps, type ChatParts, deskDeps, type Later, ownAddress } from './compose-desk.ts';
import { closeAll, type Opened, openAll, type Trial } from './compose-open.ts';
import type { Config } from './config.ts';
import { createConnector } from './connector.ts';
import { DeskAdapter } from './desk-adapter.ts';
import type { Log } from './log.ts';
import { Outbox } from './outbox.ts';
import { forPlayground } from './playground-connector.ts';
import { mailReader } from './read-mail.ts';
import { readiness } from './readiness.ts';
import { deskRounds } from './rounds.ts';
import { sandboxRouters } from './sandbox-routers.ts';
import { type BotDeps, onTurn } from './teams-bot.ts';
import { startWorker, type Worker } from './worker.ts';

/** What the desk is composed with, besides its settings. */
export interface ComposeOptions {
  readonly log: Log;
  readonly trial?: Trial;
  readonly chat: (given: { readonly desk: Desk; readonly tenant: TenantFile }) => ChatParts;
}

/** The running desk. */
export interface Mesa {
  readonly port: number;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly desk: Desk;
  /** What the use cases stand on. */
  readonly deps: Deps;
  readonly worker: Worker;
  /** The sandbox's tenant; absent outside it. */
  readonly sandbox?: Sandbox;
  /** Ends what runs, then lets go of everything. */
  close(): Promise<void>;
}

/** How often the desk's mailbox is looked into; the sandbox's people want to see something. Milliseconds, real time. */
const INBOX_MS = 30_000;
const SANDBOX_INBOX_MS = 2_000;

/**
 * Joins the parts of a running desk: what is open before it (`compose-open.ts`), what its use cases and its chat stand
 * on (`compose-desk.ts`); the adapters of services are built in `compose-adapters.ts`. Rejects with Node's error where
 * the address is taken, with `AppError` (`store_damaged`, `store_newer`, `settings_invalid`) where the desk must not
 * start.
 */
export async function composeMesa(config: Config, options: ComposeOptions): Promise<Mesa> {
  const { trial } = options;
  const opened = await openAll(config, options.log, trial);
  const { stores, listener, sandbox, tenant, log } = opened;
  const registration = config.mode === 'live' ? config.registration : undefined;
  const { authentication, token } = createAuthentication(registration);
  const direct = createConnector({ token });
  const shown = config.mode === 'sandbox' && config.playground ? forPlayground(direct) : undefined;
  const connector = shown ?? direct;
  const outbox = new Outbox(connector, trial?.pace, trial?.editsMs);
  const later: Later = {};
  const deps = await deskDeps(opened, outbox, later, trial);
  const desk = createDesk(deps);
  later.desk = desk;
  const chat = options.chat({ desk, tenant });
  later.readAnswer = mailReader({ desk, recognise: chat.recognise, mailDomain: tenant.mailDomain, log });
  const bot: BotDeps = {
    ...botDeps(opened, deps, desk, outbox, chat),
    ...(shown && { replay: shown.replay }),
  };
  const rounds = deskRounds(deps, { inboxMs: sandbox ? SANDBOX_INBOX_MS : INBOX_MS });
  const worker = startWorker({
    ...rounds,
    clock: deps.clock,
    log,
    ...(trial?.pollMs !== undefined && { pollMs: trial.pollMs }),
    ...(trial?.parallel !== undefined && { parallel: trial.parallel }),
  });
  later.worker = worker;
  serve(opened, deps, worker, new DeskAdapter(authentication), bot);
  // The sandbox's people are few: they are known before anybody can write.
  if (sandbox) await rounds.sync();
  const close = () => closeAll(opened, worker, connector, outbox);
  return {
    port: listener.port,
    stores,
    clock: deps.clock,
    desk,
    deps,
    worker,
    close,
    ...(sandbox && { sandbox }),
  };
}

function serve(opened: Opened, deps: Deps, worker: Worker, adapter: DeskAdapter, bot: BotDeps): void {
  const { config, clock, listener, log, sandbox, stores, tenant } = opened;
  const routers =
    sandbox &&
    clock &&
    sandboxRouters({
      ...{ sandbox, clock, files: deps.files, conversations: stores.conversations },
      ...{ tenantId: tenant.allowedTenants[0] ?? '', dataDir: config.dataDir, base: ownAddress(opened) },
      settled: () => worker.settled(),
    });
  listener.serve({
    log,
    adapter,
    gate: gateOf(config, tenant),
    onTurn: (context, arrival) => onTurn(bot, context, arrival),
    notReady: readiness({
      store: () => stores.ping(),
      directory: () => deps.directory.groupExists(tenant.roleGroups.specialists),
    }),
    ...(routers && { sandbox: routers }),
  });
}
