import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';

/** A bot in a process of its own, ready to be driven. */
export interface BotProcess {
  readonly url: string;
  /** From the start of the process until it said that it is ready, in milliseconds. */
  readonly readyMs: number;
  /** Memory that the process holds, in MB; NaN where the system does not tell. */
  rssMb(): number;
  /** Processor time used since the start, in milliseconds; NaN where the system does not tell. */
  cpuMs(): number;
  /** Ends it at once: what it has promised is on disk. */
  kill(): Promise<void>;
}

export interface BotProgram {
  /** JavaScript file. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

/** None outlives this program. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const POLL_MS = 4;
const PATIENCE_MS = 20_000;

/** Starts a program that listens on PORT and waits for its `/readyz`. Throws with what it wrote where it ends first. */
export async function startBot(program: BotProgram): Promise<BotProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, [...(program.nodeOptions ?? []), program.script], {
    env: { ...process.env, ...program.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const kill = () => stop(child);
  try {
    await ready(url, child, started + PATIENCE_MS);
  } catch (thrown) {
    await kill();
    throw thrown;
  }
  const readyMs = performance.now() - started;
  return { url, readyMs, rssMb: () => rssMb(child), cpuMs: () => cpuMs(child), kill };
}

async function ready(url: string, child: ChildProcess, giveUp: number): Promise<void> {
  let said = '';
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4_000);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  while ((await statusOf(`${url}/readyz`)) !== 200) {
    if (child.exitCode !== null || performance.now() > giveUp)
      throw new Error(`the bot is not ready: ${said}`);
    await pause(POLL_MS);
  }
}

function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const call = request(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', () => resolve(0));
    call.end();
  });
}

async function stop(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function procFile(child: ChildProcess, name: string): string {
  try {
    return readFileSync(`/proc/${child.pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function rssMb(child: ChildProcess): number {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(procFile(child, 'status'))?.[1];
  return kb === undefined ? Number.NaN : Number(kb) / 1_024;
}

/** Linux counts in ticks of 10 ms. */
const TICK_MS = 10;

function cpuMs(child: ChildProcess): number {
  // After the name, which may hold spaces, fields 14 and 15 are user and system time.
  const fields = procFile(child, 'stat').split(') ').at(-1)?.split(' ');
  return fields === undefined || fields.length < 13
    ? Number.NaN
    : (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
