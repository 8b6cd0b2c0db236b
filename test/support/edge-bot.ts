import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dialog, type DialogContext, DialogSet, type DialogTurnResult } from 'botbuilder-dialogs';
import { createAuthentication } from '../../bot/authentication.ts';
import { createConnector } from '../../bot/connector.ts';
import { DeskAdapter } from '../../bot/desk-adapter.ts';
import { consentMessage } from '../../bot/file-messages.ts';
import { createLog } from '../../bot/log.ts';
import { Outbox, realPace } from '../../bot/outbox.ts';
import { fieldReader } from '../../bot/read-fields.ts';
import { type Listener, openListener } from '../../bot/server.ts';
import type { BotDeps } from '../../bot/teams-bot.ts';
import { onTurn } from '../../bot/teams-bot.ts';
import { TurnLock } from '../../bot/turn-lock.ts';
import { TURN, type Turn } from '../../dialogs/turn.ts';
import { createFileDesk } from '../../services/adapters/files/file-desk.ts';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { FileDesk } from '../../services/ports/file-desk.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import type { Asker, Desk } from '../../services/usecases/desk.ts';
import type { DeskHarness } from './desk-harness.ts';
import { FakeConnector } from './fake-connector.ts';
import { keepFolder } from './leavings.ts';

const now = () => new Date().toISOString();
export const systemClock: Clock = { deskNow: now, realNow: now };

/** A dialog in the place of the root: what it does with a turn is the test's. */
class ScriptedDialog extends Dialog {
  readonly #turn: (turn: Turn, state: { count?: number }) => Promise<void> | void;

  constructor(turn: (turn: Turn, state: { count?: number }) => Promise<void> | void) {
    super('root');
    this.#turn = turn;
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.continueDialog(dc);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const state = dc.activeDialog?.state ?? {};
    await this.#turn(dc.context.turnState.get<Turn>(TURN), state);
    return Dialog.EndOfTurn;
  }
}

/** A person whom the desk knows. */
export function askerNamed(id: string, roles: Asker['actor']['roles'] = []): Asker {
  const person = { id, name: 'Camila Rojas', email: 'camila@entidad.example' };
  return { actor: { person, roles }, department: 'Jurídica', position: 'Abogada', fresh: true };
}

export interface EdgeBotOptions {
  readonly turn?: (turn: Turn, state: { count?: number }) => Promise<void> | void;
  /** The desk's answers; whatever is not given is not expected to be asked. */
  readonly desk?: Partial<Desk>;
  /** Wraps the real stores, to make them fail. */
  readonly stores?: (real: Stores) => Stores;
  /** A desk with its own stores in place of `desk`; whoever opened it closes it. */
  readonly harness?: DeskHarness;
  readonly deps?: Partial<BotDeps>;
}

export interface EdgeBot {
  readonly url: string;
  readonly connector: FakeConnector;
  readonly stores: Stores;
  readonly server: Listener;
  readonly outbox: Outbox;
  readonly files: FileDesk;
  stop(): Promise<void>;
}

/** The edge on real HTTP, an embedded store in a folder of its own and a scripted dialog. */
export async function startEdgeBot(options: EdgeBotOptions = {}): Promise<EdgeBot> {
  const folder = await mkdtemp(join(tmpdir(), 'mesa-edge-'));
  const real = options.harness?.stores ?? (await openSqliteStores(folder));
  const stores = options.stores?.(real) ?? real;
  const connector = await new FakeConnector().start();
  const { authentication, token } = createAuthentication(undefined);
  const out = createConnector({ token });
  const outbox = new Outbox(out);
  const set = new DialogSet();
  set.add(new ScriptedDialog(options.turn ?? ((turn) => turn.reply({ text: echo(turn) }))));
  const desk: Desk =
    options.harness?.desk ??
    ({
      whoIs: async (id: string) => askerNamed(id),
      now,
      procedure: unidadVictimas,
      ...options.desk,
    } as Desk);
  const deps: BotDeps = {
    outbox,
    conversations: stores.conversations,
    feedback: stores.feedback,
    clock: systemClock,
    log: createLog('silent'),
    lock: new TurnLock({ conversations: stores.conversations, clock: systemClock }),
    desk,
    whoIs: (id) => desk.whoIs(id),
    recognise: (() => ({})) as unknown as BotDeps['recognise'],
    dialogs: { set, root: 'root' },
    locale: 'es',
    mailDomain: 'entidad.example',
    pace: realPace,
    readFields: fieldReader({ desk, mailDomain: 'entidad.example' }),
    fileMessage: consentMessage,
    files: createFileDesk({ dir: join(folder, 'files'), fetch: { allowed: () => true }, now }),
    mayUpload: () => true,
    revealCard: (_view, access) => ({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text: access.secret }],
    }),
    ...options.deps,
  };
  const server = await openListener({ host: '127.0.0.1', port: 0 });
  server.serve({
    log: createLog('silent'),
    gate: {
      tenants: new Set(['5f0a1c00-0000-4000-8000-00000000aaaa']),
      hosts: ['127.0.0.1', 'localhost'],
    },
    adapter: new DeskAdapter(authentication),
    onTurn: (context, arrival) => onTurn(deps, context, arrival),
    notReady: async () => undefined,
    sandbox: new Map(),
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    connector,
    stores: real,
    server,
    outbox,
    files: deps.files,
    stop: async () => {
      await server.close();
      out.close();
      await connector.close();
      if (!options.harness) await real.close();
      keepFolder(folder);
    },
  };
}

const echo = (turn: Turn): string =>
  turn.input.type === 'text' ? `eco ${turn.input.text}` : turn.input.action.verb;
