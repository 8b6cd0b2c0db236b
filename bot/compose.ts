import { randomInt } from 'node:crypto';
import { renderReveal } from '../cards/reveal.ts';
import { createDocumentPrinter } from '../services/adapters/pdf/document-printer.ts';
import { createTableFiles } from '../services/adapters/tables/table-files.ts';
import { AppError, asAppError } from '../services/domain/errors.ts';
import type { Procedure } from '../services/domain/procedure.ts';
import type { TenantFile } from '../services/domain/tenant-file.ts';
import type { Clock } from '../services/ports/clock.ts';
import type { Stores } from '../services/ports/stores.ts';
import type { Sandbox, SandboxOptions } from '../services/sandbox/create-sandbox.ts';
import { createDesk } from '../services/usecases/create-desk.ts';
import type { Deps } from '../services/usecases/deps.ts';
import type { Desk } from '../services/usecases/desk.ts';
import { fileHostRule, ownAddressRule } from './allowed-hosts.ts';
import { createAuthentication } from './authentication.ts';
import type { CardDeps } from './card-actions.ts';
import {
  attachmentsOf,
  backupsOf,
  chatLinkOf,
  directoryOf,
  evidenceOf,
  filesOf,
  gateOf,
  historyKeyOf,
  openSandbox,
  openStores,
  procedureOf,
  tenantOf,
} from './compose-adapters.ts';
import type { Config } from './config.ts';
import { type Connector, createConnector } from './connector.ts';
import { DeskAdapter } from './desk-adapter.ts';
import { type DeskClock, openDeskClock, REAL_CLOCK } from './desk-clock.ts';
import { consentMessage, linkMessage } from './file-messages.ts';
import { rememberingAskers } from './known-askers.ts';
import { faultFields, type Log } from './log.ts';
import { Outbox, type Pace, realPace } from './outbox.ts';
import { forPlayground } from './playground-connector.ts';
import { fieldReader } from './read-fields.ts';
import { mailReader } from './read-mail.ts';
import { readiness } from './readiness.ts';
import { deskRounds } from './rounds.ts';
import { sandboxRouters } from './sandbox-routers.ts';
import { type Listener, openListener } from './server.ts';
import { type BotDeps, onTurn } from './teams-bot.ts';
import { createMessenger } from './teams-messenger.ts';
import { TurnLock } from './turn-lock.ts';
import { startWorker, type Worker } from './worker.ts';

/** The conversation's own parts. */
export type ChatParts = Pick<CardDeps, 'dialogs' | 'recognise'>;

/** What a trial run may set differently; nothing of it is a setting of the desk. */
export interface Trial {
  /** Time as Teams' limits are kept by it. */
  readonly pace?: Pace;
  /** How far apart a chat's own cards are drawn again; 0: at once, so that a test sees them. Milliseconds. */
  readonly editsMs?: number;
  /** Longest sleep of the worker, in milliseconds. */
  readonly pollMs?: number;
  readonly sandbox?: Pick<SandboxOptions, 'delays' | 'onExchange'>;
  /** Called with the sandbox before anything works on it. */
  readonly begin?: (sandbox: Sandbox) => void;
  /** Cases worked on at once. */
  readonly parallel?: number;
  /** Parts of the procedure that stand in for its own. */
  readonly procedure?: Partial<Procedure>;
  /** The sandbox starts this much later than the machine's clock says, as after a while out of order. Milliseconds. */
  readonly laterMs?: number;
}

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

/** A step that is cut off is taken up again once its lease has ended; the stop does not wait longer. */
const STOP_PATIENCE_MS = 10_000;
/** Cards that wait to be drawn again are drawn before the stop, unless the channel is away. */
const EDITS_PATIENCE_MS = 2_000;

/** How often the desk's mailbox is looked into; the sandbox's people want to see something. Milliseconds, real time. */
const INBOX_MS = 30_000;
const SANDBOX_INBOX_MS = 2_000;

/** What is open before the desk can be built, in the order in which it is closed again. */
interface Opened {
  readonly config: Config;
  readonly log: Log;
  readonly stores: Stores;
  readonly listener: Listener;
  readonly clock: DeskClock | undefined;
  readonly sandbox: Sandbox | undefined;
  readonly tenant: TenantFile;
}

/** Parts that need one another: each is looked up when it is used. */
interface Later {
  readAnswer?: Deps['readAnswer'];
  desk?: Desk;
  worker?: Worker;
}

/**
 * Builds every adapter and joins them: with `compose-adapters.ts` the only place that does. Rejects with Node's
 * error where the address is taken, with `AppError` (`store_damaged`, `store_newer`, `settings_invalid`) where the
 * desk must not start.
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

async function openAll(config: Config, log: Log, trial?: Trial): Promise<Opened> {
  const listener = await openListener(config);
  try {
    const stores = await openStores(config, log);
    // The sandbox keeps its clock and its key in the store; a live desk answers people while it is away.
    if (config.mode === 'sandbox') await storeAnswers(stores, listener, log);
    const clock =
      config.mode === 'sandbox' ? await openDeskClock(stores.settings, trial?.laterMs) : undefined;
    const sandbox = await openSandbox(config, clock ?? REAL_CLOCK, log, trial?.sandbox);
    if (sandbox) trial?.begin?.(sandbox);
    return { config, log, stores, listener, clock, sandbox, tenant: await tenantOf(config) };
  } catch (thrown) {
    await listener.close();
    throw thrown;
  }
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

const STORE_RETRY_MS = 1_000;

/** Waits for a store that is away for a moment, and says so meanwhile. */
async function storeAnswers(stores: Stores, listener: Listener, log: Log): Promise<void> {
  for (;;) {
    try {
      return await stores.ping();
    } catch (thrown) {
      const fault = asAppError(thrown);
      if (!fault.retryable) throw fault;
      log.warn(faultFields(fault), 'store_awaited');
      listener.waitsFor(`store: ${fault.code}`);
      await realPace.sleep(STORE_RETRY_MS);
    }
  }
}

async function deskDeps(opened: Opened, outbox: Outbox, later: Later, trial?: Trial): Promise<Deps> {
  const { config, log, stores, listener, sandbox, tenant } = opened;
  const { cases, figures, bulletins, people, register, addresses, lists, settings, conversations } = stores;
  const deskLater = () => {
    if (!later.desk) throw new AppError('unexpected', { detail: { reason: 'desk_not_composed' } });
    return later.desk;
  };
  return {
    ...(await directoryOf(config, tenant, listener.port, sandbox, log)),
    ...{ cases, figures, bulletins, people, register, addresses, lists, settings, tenant, log },
    procedure: { ...procedureOf(config), ...trial?.procedure },
    messenger: createMessenger({
      ...{ outbox, conversations, desk: deskLater, locale: config.locale, log },
      fileMessage: fileMessageOf(opened),
    }),
    backups: backupsOf(config, tenant),
    attachments: attachmentsOf(config),
    readAnswer: async (value, text) => (later.readAnswer ? later.readAnswer(value, text) : {}),
    tables: createTableFiles(),
    printer: createDocumentPrinter(),
    evidence: evidenceOf(config),
    files: filesOf(config, mayReach(opened), opened.clock ?? REAL_CLOCK),
    clock: opened.clock ?? REAL_CLOCK,
    historyKey: await historyKeyOf(config, settings),
    randomInt: (below) => randomInt(below),
    chatLink: chatLinkOf(config),
    wake: () => later.worker?.wake(),
  };
}

function botDeps(opened: Opened, deps: Deps, desk: Desk, outbox: Outbox, chat: ChatParts): BotDeps {
  const { conversations, feedback } = opened.stores;
  const { clock } = deps;
  return {
    ...chat,
    ...{ outbox, conversations, feedback, clock, desk },
    log: opened.log,
    lock: new TurnLock({ conversations, clock }),
    whoIs: rememberingAskers(desk.whoIs, clock),
    locale: opened.config.locale,
    mailDomain: opened.tenant.mailDomain,
    fileMessage: fileMessageOf(opened),
    files: deps.files,
    mayUpload: mayReach(opened),
    pace: realPace,
    readFields: fieldReader({ desk, mailDomain: opened.tenant.mailDomain }),
    revealCard: (view, access) => renderReveal(access, view),
  };
}

const fileMessageOf = (opened: Opened) => (opened.sandbox ? linkMessage(ownAddress(opened)) : consentMessage);

const ownAddress = ({ listener }: Opened) => `http://127.0.0.1:${listener.port}`;

/** Where files of people are fetched from and put to. */
function mayReach({ sandbox, listener, tenant }: Opened): (url: URL) => boolean {
  return sandbox ? ownAddressRule(listener.port) : fileHostRule(tenant.fileHosts);
}

async function closeAll(opened: Opened, worker: Worker, connector: Connector, outbox: Outbox): Promise<void> {
  await inTime(worker.stop(), STOP_PATIENCE_MS);
  await opened.listener.close();
  await inTime(outbox.edits.settled(), EDITS_PATIENCE_MS);
  connector.close();
  opened.sandbox?.close();
  await opened.stores.close();
}

async function inTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
