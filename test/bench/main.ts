/**
 * `npm run bench`: measures the built desk and prints one JSON object on standard output, a short table on standard
 * error. `--quick` takes fewer and shorter rounds; `--only turns,lists` measures those parts alone. The exit code
 * says only whether it could measure: numbers depend on the machine.
 */
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RecogniserCosts } from '../../dialogs/recognition/training/probe-process.ts';
import { startBot } from './bot-process.ts';
import { Channel } from './channel.ts';
import { contestants, mesaOn, newFolder } from './contestants.ts';
import { indicatorsOnMongo, indicatorsOnSqlite } from './indicators.ts';
import { measureInvokes } from './invokes.ts';
import { listsOnMongo, listsOnSqlite } from './list-growth.ts';
import { measureMailbox } from './mailbox.ts';
import { measureMass } from './mass.ts';
import { measureMemory, measureStartUp } from './process-life.ts';
import { type Measured, reachOf } from './reach.ts';
import { quantile, rounded } from './statistics.ts';
import { sweepOnMongo, sweepOnSqlite } from './sweep.ts';
import { tableOf } from './table.ts';
import { compareTurns } from './turn-rounds.ts';

const CONVERSATIONS = 16;
const FULL = {
  rounds: 7,
  warmUpTurns: 4_000,
  measureMs: 6_000,
  invokeCases: 40,
  starts: 7,
  massAccounts: 1_000,
  mailItems: 10_000,
};
const QUICK = {
  rounds: 3,
  warmUpTurns: 1_200,
  measureMs: 3_000,
  invokeCases: 6,
  starts: 3,
  massAccounts: 100,
  mailItems: 6_000,
};
const SMALL = 10_000;
const LARGE = 200_000;
/** Deadlines that passed while the desk was off. */
const DUE = 50_000;

const PARTS = [
  'turns',
  'invokes',
  'startUp',
  'memory',
  'lists',
  'indicators',
  'sweep',
  'mass',
  'mailbox',
  'recogniser',
] as const;
type Part = (typeof PARTS)[number];

const told = (text: string) => process.stderr.write(`${text}\n`);

/** The wire server of the tests is a Java file that is run from beside its compiled starter. */
async function mongoServer(documents: 'file' | 'memory') {
  const folder = fileURLToPath(new URL('../support/mongo/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const file of ['MongoWire.java', 'pom.xml']) {
    copyFileSync(join('test/support/mongo', file), join(folder, file));
  }
  const { findMongo } = await import('../support/mongo/mongo-server.ts');
  return findMongo(process.env, documents);
}

/** Milliseconds that a durable write of a page costs here. */
function fsyncMs(work: string): number {
  const path = join(work, 'fsync');
  const file = openSync(path, 'w');
  const times: number[] = [];
  for (let n = 0; n < 200; n += 1) {
    const started = performance.now();
    writeSync(file, Buffer.alloc(4_096));
    fsyncSync(file);
    times.push(performance.now() - started);
  }
  closeSync(file);
  rmSync(path);
  return rounded(quantile(times, 0.5), 3);
}

function machine(work: string) {
  const [cpu] = cpus();
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpu?.model ?? 'unknown',
    cpus: cpus().length,
    memoryGb: rounded(totalmem() / 1_024 ** 3, 1),
    fsyncMs: fsyncMs(work),
  };
}

/** The recogniser of the built desk, from where it is shipped. */
async function builtRecogniser(): Promise<RecogniserCosts> {
  const built = pathToFileURL(resolve('dist/dialogs/recognition/training/probe-process.js')).href;
  const { measureRecogniser } = (await import(built)) as { measureRecogniser: () => RecogniserCosts };
  return measureRecogniser();
}

async function measure(
  work: string,
  wanted: ReadonlySet<Part>,
  mongoUri: string | undefined,
  size: typeof FULL,
): Promise<Measured & { listsOnMongo?: unknown }> {
  const channel = await new Channel().start();
  const options = { ...size, conversations: CONVERSATIONS };
  const part = async <T>(name: Part, work: () => Promise<T>): Promise<T | undefined> => {
    if (!wanted.has(name)) return undefined;
    const started = performance.now();
    const result = await work();
    told(`measured ${name} in ${Math.round((performance.now() - started) / 1_000)} s`);
    return result;
  };
  const turns = async () => {
    const mongo = await mongoServer('memory');
    try {
      const uri = 'uri' in mongo ? mongo.uri : undefined;
      return await compareTurns(channel, contestants(work, uri), options);
    } finally {
      if ('stop' in mongo) await mongo.stop();
    }
  };
  const invokes = async () => {
    const bot = await startBot(mesaOn(newFolder(work)));
    try {
      return await measureInvokes(channel, bot, size.invokeCases);
    } finally {
      await bot.kill();
    }
  };
  try {
    return {
      turns: await part('turns', turns),
      invokes: await part('invokes', invokes),
      startUp: await part('startUp', () => measureStartUp(work, size.starts)),
      memory: await part('memory', () => measureMemory(channel, work, { ...options, cases: SMALL })),
      lists: await part('lists', async () => ({ sqlite: await listsOnSqlite(work, SMALL, LARGE) })),
      indicators: await part('indicators', () => indicatorsOnSqlite(work, LARGE)),
      indicatorsOnMongo: mongoUri
        ? await part('indicators', () => indicatorsOnMongo(mongoUri, SMALL))
        : undefined,
      recogniser: await part('recogniser', builtRecogniser),
      sweep: await part('sweep', () => sweepOnSqlite(work, LARGE, DUE)),
      sweepOnMongo: mongoUri ? await part('sweep', () => sweepOnMongo(mongoUri, SMALL, SMALL)) : undefined,
      mass: await part('mass', () => measureMass(work, { accounts: size.massAccounts })),
      mailbox: await part('mailbox', () => measureMailbox(work, { items: size.mailItems })),
      listsOnMongo: mongoUri && (await part('lists', () => listsOnMongo(mongoUri, SMALL))),
    };
  } finally {
    await channel.close();
  }
}

async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes('--quick');
  const only = args[args.indexOf('--only') + 1]?.split(',') ?? [];
  const wanted = new Set(PARTS.filter((one) => !args.includes('--only') || only.includes(one)));
  const work = mkdtempSync(join(tmpdir(), 'mesa-bench-'));
  const mongo = await mongoServer('file');
  const started = performance.now();
  try {
    const uri = 'uri' in mongo ? mongo.uri : undefined;
    const measured = await measure(work, wanted, uri, quick ? QUICK : FULL);
    const reach = reachOf(measured);
    const report = {
      at: new Date().toISOString(),
      quick,
      machine: machine(work),
      conversations: CONVERSATIONS,
      ...('skipReason' in mongo && { withoutMongo: mongo.skipReason }),
      ...measured,
      seconds: Math.round((performance.now() - started) / 1_000),
      reach,
    };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    told(tableOf(measured, reach));
  } finally {
    if ('stop' in mongo) await mongo.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
