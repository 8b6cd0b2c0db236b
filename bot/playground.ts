import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Clock } from '../services/ports/clock.ts';
import type { ConversationStore } from '../services/ports/conversation-store.ts';
import { type SeedPerson, type SeedPersona, tenantSeed } from '../services/sandbox/tenant-seed.ts';
import { childEnvironment } from './config.ts';

export interface PlaygroundDeps {
  readonly personas: readonly SeedPersona[];
  /** Where the bot listens. */
  readonly botPort: number;
  readonly dataDir: string;
  readonly conversations: ConversationStore;
  readonly clock: Clock;
}

/** One persona's page, or why there is none. */
export interface PersonaPage {
  readonly name: string;
  readonly address: string;
  readonly problem?: string;
}

export interface Playgrounds {
  readonly pages: readonly PersonaPage[];
  stop(): Promise<void>;
}

const PACKAGE = '@microsoft/m365agentsplayground';
const START_PATIENCE_MS = 15_000;

const manifest = z.looseObject({ bin: z.record(z.string(), z.string()) });

/** The installed program; undefined where it is not installed: nothing depends on it. */
function findProgram(): string | undefined {
  try {
    const path = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    const [program] = Object.values(manifest.parse(JSON.parse(readFileSync(path, 'utf8'))).bin);
    return program === undefined ? undefined : join(dirname(path), program);
  } catch {
    return undefined;
  }
}

/** It opens a browser and ends where it cannot: these do nothing in the place of what opens one. */
function makeOpeners(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['xdg-open', 'open']) {
    writeFileSync(join(folder, name), '#!/bin/sh\nexit 0\n');
    chmodSync(join(folder, name), 0o755);
  }
}

const teamsUser = (person: SeedPerson) => ({
  id: `29:${person.id}`,
  name: person.displayName,
  userPrincipleName: person.userPrincipalName,
  aadObjectId: person.id,
  givenName: person.givenName,
  surname: person.surname,
  email: person.userPrincipalName,
});

/**
 * What a persona's Playground is told. Its schema (teamsapptesttool-config 0.1.1) wants exactly five users beside the
 * current one, and all ids. JSON is YAML.
 */
export function playgroundConfig(persona: SeedPersona): string {
  const others = tenantSeed.people.filter((one) => one.id !== persona.id).slice(0, 5);
  return JSON.stringify({
    version: '0.1.1',
    tenantId: tenantSeed.tenantId,
    bot: tenantSeed.bot,
    currentUser: teamsUser(persona),
    users: others.map(teamsUser),
    personalChat: { id: chatOf(persona) },
    groupChat: { id: `19:mesa-group-${persona.key}@thread.v2`, name: 'Grupo' },
    team: {
      id: tenantSeed.team.id,
      name: 'Mesa',
      aadGroupId: tenantSeed.groups[0]?.id ?? tenantSeed.tenantId,
      channels: [tenantSeed.team.channel],
    },
  });
}

const chatOf = (persona: SeedPersona) => `a:mesa-${persona.key}`;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}

/**
 * Starts a program that ends with this process, even where this one is killed: its shell holds the other end of a
 * pipe, and what reads there ends the program when the pipe closes. Elsewhere than on POSIX it is started plainly.
 */
function startProgram(args: readonly string[], cwd: string, folder: string): ChildProcess {
  const env = childEnvironment(folder);
  const stdio = ['ignore', 'pipe', 'pipe', 'pipe'] as const;
  if (process.platform === 'win32') return spawn(process.execPath, args, { cwd, env, stdio: [...stdio] });
  const script = '(cat <&3 >/dev/null 2>&1; kill $$ 2>/dev/null) >/dev/null 2>&1 & exec "$@" 3<&-';
  return spawn('/bin/sh', ['-c', script, 'sh', process.execPath, ...args], { cwd, env, stdio: [...stdio] });
}

/** Resolves with the port that it says it listens on; undefined where it ended or said nothing. */
function listeningPort(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), START_PATIENCE_MS);
    const done = (port: number | undefined) => {
      clearTimeout(timer);
      resolve(port);
    };
    child.once('exit', () => done(undefined));
    child.once('error', () => done(undefined));
    child.stderr?.resume();
    if (!child.stdout) return done(undefined);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /Listening on (\d+)/.exec(line)?.[1];
      if (port !== undefined) done(Number(port));
    });
  });
}

/** Lets notices reach a persona whose page was never opened: it shows them when it is. */
async function rememberChat(deps: PlaygroundDeps, persona: SeedPersona, port: number): Promise<void> {
  const serviceUrl = `http://localhost:${port}/_connector`;
  const id = chatOf(persona);
  const reference = {
    user: { id: `29:${persona.id}`, name: persona.displayName, aadObjectId: persona.id },
    bot: tenantSeed.bot,
    conversation: { id, conversationType: 'personal', tenantId: tenantSeed.tenantId },
    channelId: 'msteams',
    serviceUrl,
  };
  await deps.conversations.remember({
    _id: `msteams/${id}`,
    personId: persona.id,
    reference: JSON.stringify(reference),
    serviceUrl,
    locale: '',
    reachable: true,
    updatedAt: deps.clock.realNow(),
  });
}

async function startOne(
  deps: PlaygroundDeps,
  program: string,
  persona: SeedPersona,
): Promise<{ page: PersonaPage; child?: ChildProcess }> {
  const address = `http://localhost:${persona.port}`;
  const failed = (problem: string) => ({ page: { name: persona.displayName, address, problem } });
  if (!(await isFree(persona.port))) return failed(`port ${persona.port} is taken by another program`);
  const root = join(deps.dataDir, 'playground');
  const cwd = join(root, persona.key);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, '.m365agentsplayground.yml'), playgroundConfig(persona));
  const endpoint = `http://127.0.0.1:${deps.botPort}/api/messages`;
  const args = [
    program,
    'start',
    '-e',
    endpoint,
    '-c',
    'msteams',
    '-p',
    String(persona.port),
    '--disable-telemetry',
  ];
  const child = startProgram(args, cwd, join(root, 'bin'));
  const port = await listeningPort(child);
  if (port === undefined) {
    await stopped(child);
    return failed(`did not start; see ${join(cwd, 'devTools')}`);
  }
  await rememberChat(deps, persona, port);
  return { page: { name: persona.displayName, address: `http://localhost:${port}` }, child };
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
    child.once('exit', () => resolve());
    child.kill();
    for (const stream of child.stdio) stream?.destroy();
  });
}

/**
 * Starts a Playground for each persona, with a personal chat of its own, and remembers how to reach it. Undefined
 * where the Playground is not installed.
 */
export async function startPlaygrounds(deps: PlaygroundDeps): Promise<Playgrounds | undefined> {
  const program = findProgram();
  if (program === undefined) return undefined;
  makeOpeners(join(deps.dataDir, 'playground', 'bin'));
  const started = await Promise.all(deps.personas.map((persona) => startOne(deps, program, persona)));
  const children = started.flatMap(({ child }) => (child ? [child] : []));
  return {
    pages: started.map(({ page }) => page),
    stop: async () => {
      await Promise.all(children.map(stopped));
    },
  };
}
