/** The desk of the mass deactivation's measurement, in a process of its own so that its memory is its own. */
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { startWorker } from '../../bot/worker.ts';
import { createGraphClient } from '../../services/adapters/graph/client.ts';
import { createGraphDirectory } from '../../services/adapters/graph/directory.ts';
import { createFixedTokenSource } from '../../services/adapters/graph/fixed-token.ts';
import { createGraphMailbox } from '../../services/adapters/graph/mailbox.ts';
import { currentRun } from '../../services/domain/mass.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { sandboxTenantFile } from '../../services/sandbox/tenant-seed.ts';
import { freshEntry } from '../../services/usecases/account-facts.ts';
import { keepList } from '../../services/usecases/mass/keep-list.ts';
import { runDue } from '../../services/usecases/run-work.ts';
import { openDesk } from '../support/desk-harness.ts';

const [port = '0'] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Requests that wait for their answer. */
const waiting = { now: 0, most: 0 };
const direct = globalThis.fetch;
globalThis.fetch = async (...call) => {
  waiting.now += 1;
  waiting.most = Math.max(waiting.most, waiting.now);
  try {
    return await direct(...call);
  } finally {
    waiting.now -= 1;
  }
};

const log = { info() {}, warn() {}, error() {}, debug() {} };
const client = createGraphClient({
  baseUrl: `http://127.0.0.1:${port}/sandbox/graph`,
  token: createFixedTokenSource('bench'),
  log,
});
const now = () => new Date().toISOString();
let worker: ReturnType<typeof startWorker> | undefined;
/* The harness' own tenant stays empty of work: the directory is the other process'. */
const { deps, desk, as, close } = await openDesk({
  procedure: { ...unidadVictimas, mass: { ...unidadVictimas.mass, brake: { share: 1, most: 1_000_000 } } },
  directory: createGraphDirectory(client, { extensions: sandboxTenantFile().extensions }),
  mailbox: createGraphMailbox(client),
  clock: { realNow: now, deskNow: now },
  messenger: {
    reaches: async () => true,
    send: async (_notice, _about, personId) => ({ sent: true, conversation: personId, activityId: 'a' }),
    edit: async () => true,
    giveFile: async () => ({ sent: false }),
    sendBulletin: async () => ({ sent: false }),
    editBulletin: async () => false,
  },
  wake: () => worker?.wake(),
});
const { cases } = deps;
process.stdout.write('{"ready":true}\n');
const users = JSON.parse(String((await lines.next()).value)) as readonly string[];

/** Memory that is in use after the rubbish was taken out, in MB; it is looked at once a second. */
const memory = { heap: 0, outside: 0 };
const watch = setInterval(() => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  memory.heap = Math.max(memory.heap, heapUsed / 1_048_576);
  memory.outside = Math.max(memory.outside, arrayBuffers / 1_048_576);
}, 1_000);

await Promise.all(users.map((id) => deps.register.put(freshEntry(id, `${id}@entidad.example`, id, now()))));
const asker = await as('ricardo');
const head = { _id: 'bench', ownerId: asker.actor.person.id, source: 'query', name: 'bench' } as const;
await keepList(
  deps,
  head,
  users.map((id) => ({ given: { id } })),
);
const fields = {
  accountList: { value: 'bench' },
  guideline: { value: 'Circular 012 de 2026' },
  effectiveDate: { value: desk.today() },
};
const started = performance.now();
const opened = await desk.openCase(
  { draftId: 'bench', kind: 'bulk_deactivate', fields, locale: 'es-CO' },
  asker,
);
if (!opened.ok) throw new TypeError(opened.code);
const code = opened.case._id;
worker = startWorker({
  runDue: () => runDue(deps),
  nextDue: () => cases.nextDue(),
  rounds: async () => {},
  clock: deps.clock,
  log,
});

async function until(done: () => Promise<boolean>): Promise<number> {
  while (!(await done())) await pause(50);
  return performance.now();
}

const readAt = await until(async () => (await cases.get(code))?.prepared === true);
process.stdout.write('{"read":true}\n');
await lines.next();
const approved = await desk.command(code, { name: 'approve' }, await as('sofia'));
if (!approved.ok) throw new TypeError(approved.code);
const begunAt = performance.now();
waiting.most = 0;
const over = async () => {
  const mass = (await cases.get(code))?.mass;
  return (mass && currentRun(mass)?.finishedAt) !== undefined;
};
const overAt = await until(over);
clearInterval(watch);
await worker.stop();
const tally = (await cases.get(code))?.mass?.run?.tally;
const seconds = { dryRun: (readAt - started) / 1_000, run: (overAt - begunAt) / 1_000 };
process.stdout.write(
  `${JSON.stringify({ seconds, memory, tally, inFlight: deps.procedure.mass.inFlight, mostInFlight: waiting.most })}\n`,
);
await close();
process.exit(0);
