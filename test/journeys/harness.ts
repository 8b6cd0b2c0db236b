import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { createChat } from '../../bot/chat.ts';
import { composeMesa, type Mesa } from '../../bot/compose.ts';
import type { Trial } from '../../bot/compose-open.ts';
import { type Config, readConfig } from '../../bot/config.ts';
import type { Pace } from '../../bot/outbox.ts';
import type { Case } from '../../services/domain/case.ts';
import type { DirectoryUser } from '../../services/ports/directory.ts';
import { tenantSeed } from '../../services/sandbox/tenant-seed.ts';
import { FakeConnector, postJson } from '../support/fake-connector.ts';
import { keepFolder, keepMongo, keepText, noting } from '../support/leavings.ts';
import { Person } from './person.ts';

const PEOPLE = [...tenantSeed.people, ...tenantSeed.holders];

/** Those who have a chat with the desk in the journeys. */
export const CAST = [
  'camila',
  'hernan',
  'sofia',
  'ricardo',
  'lucia',
  'tomas',
  'elena',
  'luisa',
  'andres',
] as const;
export type Role = (typeof CAST)[number];

/** Teams' limits, twenty times as fast. */
export const FAST: Pace = {
  now: () => Date.now() * 20,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 20)),
};

/** The cloud's lags, short. */
export const TRIAL: Trial = {
  pace: FAST,
  editsMs: 0,
  pollMs: 100,
  sandbox: { delays: { userVisibleMs: 20, mailboxMs: 50, groupLicensingMs: 20 } },
};

export function personOf(key: string) {
  const found = PEOPLE.find((one) => one.key === key);
  if (!found) throw new TypeError(`nobody called ${key}`);
  return found;
}

/** The settings of a sandbox in a folder, on a free port, and whatever else is said. */
export function sandboxConfig(dataDir: string, more: Record<string, string> = {}): Config {
  const read = readConfig({ DATA_DIR: dataDir, PORT: '0', MESA_PLAYGROUND: 'off', ...more });
  if (!read.ok) throw new TypeError(read.problems.join('; '));
  return read.config;
}

export interface DeskOptions {
  readonly trial?: Trial;
  readonly env?: Record<string, string>;
  /** A folder that outlives the desk; without one it has its own. */
  readonly dataDir?: string;
  readonly connector?: FakeConnector;
  /** The language of everybody's Teams; unless told Spanish. */
  readonly locale?: string;
  /** Who has installed the desk beforehand; unless told everybody but Tomás, so that Sofía is given every case. */
  readonly installed?: readonly Role[];
}

export type Cast = Readonly<Record<Role, Person>>;

/** The whole desk, running, and the people who talk to it. */
export interface RunningDesk extends Cast {
  readonly mesa: Mesa;
  readonly url: string;
  readonly dataDir: string;
  readonly connector: FakeConnector;
  /** What the desk has logged, line by line. */
  readonly logged: readonly string[];
  caseOf(code: string): Promise<Case>;
  /** Every case there is. */
  cases(): Promise<readonly Case[]>;
  /** An account as Graph gives it. */
  account(key: string): Promise<DirectoryUser | undefined>;
  /** Moves the desk's clock on and waits until all that is then due has settled. */
  advance(duration: string): Promise<void>;
  /** Resolves once the desk owes nothing that falls due soon. */
  settled(): Promise<void>;
  /** E-mails that were sent, oldest first. */
  mails(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Somebody's chat; `more` changes who they are to Teams. */
export function chatOf(connector: FakeConnector, url: () => string, key: string, locale = 'es-CO'): Person {
  const who = PEOPLE.find((one) => one.key === key);
  if (!who) throw new TypeError(`nobody called ${key}`);
  return new Person(connector, url, { id: who.id, name: who.displayName, locale });
}

/** The people, each in their own chat. */
export function castOf(connector: FakeConnector, url: () => string, locale?: string): Cast {
  return Object.fromEntries(CAST.map((key) => [key, chatOf(connector, url, key, locale)])) as unknown as Cast;
}

/** Starts the composed desk on a free port with a store and a sandbox tenant of its own, over real HTTP. */
export async function startDesk(options: DeskOptions = {}): Promise<RunningDesk> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'mesa-journey-'));
  const connector = options.connector ?? (await new FakeConnector().start());
  const logged: string[] = [];
  const sink = new Writable({
    write: (line, _encoding, next) => {
      logged.push(String(line));
      next();
    },
  });
  const log = pino({ level: 'debug', base: null }, sink);
  const config = sandboxConfig(dataDir, options.env);
  const trial = options.trial ?? TRIAL;
  const sandbox = { ...trial.sandbox, onExchange: noting(trial.sandbox?.onExchange) };
  const mesa = await composeMesa(config, { log, chat: createChat, trial: { ...trial, sandbox } });
  const url = `http://127.0.0.1:${mesa.port}`;
  const cast = castOf(connector, () => url, options.locale);
  for (const key of options.installed ?? CAST.filter((one) => one !== 'tomas')) await cast[key].installs();
  return {
    ...cast,
    ...{ mesa, url, dataDir, connector, logged },
    caseOf: async (code) => {
      const value = await mesa.stores.cases.get(code);
      if (!value) throw new TypeError(`no case ${code}`);
      return value;
    },
    cases: () => allCases(mesa),
    account: (key) => mesa.deps.directory.user(PEOPLE.find((one) => one.key === key)?.id ?? key),
    advance: async (duration) => {
      const { status } = await postJson(`${url}/sandbox/clock`, { advance: duration });
      if (status !== 200) throw new TypeError(`the clock answered ${status}`);
    },
    settled: () => mesa.worker.settled(),
    mails: async () => {
      const { mails } = (await (await fetch(`${url}/sandbox/mail`)).json()) as { mails: unknown[] };
      return mails.map((one) => JSON.stringify(one));
    },
    stop: async () => {
      await mesa.close();
      keepText('log', logged.join(''));
      const { MONGODB_URI, MONGODB_DB } = options.env ?? {};
      if (MONGODB_URI && MONGODB_DB) await keepMongo(MONGODB_URI, MONGODB_DB);
      if (!options.connector) await connector.close();
      if (!options.dataDir) keepFolder(dataDir);
    },
  };
}

async function allCases(mesa: Mesa): Promise<readonly Case[]> {
  const found: Case[] = [];
  for await (const one of mesa.stores.cases.scan()) found.push(one);
  return found;
}
