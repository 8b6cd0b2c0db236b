import { asAppError } from '../services/domain/errors.ts';
import type { Mesa } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { createLog } from './log.ts';
import type { Playgrounds } from './playground.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Why it does not start, in a line: an address that is taken, or a fault with what is known of it. */
function reasonOf(thrown: unknown, config: Config): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'EADDRINUSE') return `PORT: ${config.port} is taken by another program`;
  if (code === 'EACCES') return `PORT: ${config.port} may not be used by this user`;
  return asAppError(thrown).message;
}

async function sandboxPages(mesa: Mesa, config: Config): Promise<Playgrounds | undefined> {
  if (config.mode !== 'sandbox' || !config.playground || !mesa.sandbox) return undefined;
  const { startPlaygrounds } = await import('./playground.ts');
  return startPlaygrounds({
    personas: mesa.sandbox.personas,
    botPort: mesa.port,
    dataDir: config.dataDir,
    conversations: mesa.stores.conversations,
    clock: mesa.clock,
  });
}

/** The first line says what this is and where to go. */
function tellSandbox(config: Config, at: string, pages: Playgrounds | undefined): void {
  const open = (pages?.pages ?? []).filter((page) => page.problem === undefined);
  const doors = open.map(({ name, address }) => `${name} ${address}`);
  say(['SANDBOX, nobody is authenticated and nothing is real', ...doors].join(' | '));
  say(`The desk is at ${at}; what it mails: ${at}/sandbox/mail; its clock: ${at}/sandbox/clock`);
  for (const { name, address, problem } of pages?.pages ?? []) {
    if (problem !== undefined) say(`No page for ${name} at ${address}: ${problem}`);
  }
  if (config.mode === 'sandbox' && config.playground && !pages) {
    say('The Playground is not installed (npm install --include=dev); the bot answers all the same.');
  }
}

/** What runs, from outside in: it is stopped in this order. */
interface Running {
  pages?: Playgrounds;
  mesa?: Mesa;
}

async function stop({ pages, mesa }: Running): Promise<void> {
  await pages?.stop();
  await mesa?.close();
}

function stopOnSignals(running: Running): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // A second signal is from somebody who does not want to wait.
      if (stopping) process.exit(1);
      stopping = true;
      stop(running).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

async function start(config: Config): Promise<void> {
  const running: Running = {};
  stopOnSignals(running);
  // Loaded once the settings are known to be good: most of the start goes into it.
  const [{ composeMesa }, { createChat }] = await Promise.all([import('./compose.ts'), import('./chat.ts')]);
  const mesa = await composeMesa(config, { log: createLog(), chat: createChat });
  running.mesa = mesa;
  running.pages = await sandboxPages(mesa, config);
  const at = `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${mesa.port}`;
  if (config.mode === 'sandbox') tellSandbox(config, at, running.pages);
  else say(`Mesa is at ${at}`);
}

const read = readConfig();
if (read.ok) {
  start(read.config).catch((thrown: unknown) => {
    process.stderr.write(`Mesa does not start: ${reasonOf(thrown, read.config)}\n`);
    process.exit(1);
  });
} else {
  process.stderr.write(`${read.problems.join('\n')}\n`);
  process.exitCode = 1;
}
