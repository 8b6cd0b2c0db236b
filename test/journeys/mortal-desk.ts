import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { FakeConnector } from '../support/fake-connector.ts';
import { keepFolder } from '../support/leavings.ts';
import { type Cast, castOf } from './harness.ts';

/** Longer than any lease: what a dead process held is free when the next one starts. */
const APART_MS = 180_000;
/** People who got no answer try again after this. Milliseconds. */
const PATIENCE_MS = 4_000;
/** So often within one life of the desk. */
const TRIES = 6;

/** Where a process ends: after so many calls of its directory, of the chat's channel, or after so long. */
export type Death =
  | { readonly after: 'directory'; readonly calls: number }
  | { readonly after: 'channel'; readonly calls: number }
  | { readonly after: 'time'; readonly ms: number };

/** The desk in processes that are killed one after the other, on one folder and one channel. */
export class MortalDesk {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'mesa-mortal-'));
  readonly connector = new FakeConnector();
  readonly people: Cast = castOf(this.connector, () => this.#url);
  kills = 0;
  readonly #script: string;
  readonly #deaths: Iterator<Death>;
  #url = '';
  #lives = 0;
  #child: ChildProcess | undefined;
  #next: ChildProcessByStdio<Writable, Readable, null> | undefined;

  /** `deaths` says how each process ends; the first after the last lives on. */
  constructor(script: string, deaths: Iterable<Death>) {
    this.#script = script;
    this.#deaths = deaths[Symbol.iterator]();
  }

  get dead(): boolean {
    return !this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Starts a process on the folder if none runs. */
  async live(): Promise<void> {
    while (this.dead) {
      if (this.connector.serviceUrl === '') await this.connector.start();
      const next = this.#deaths.next();
      await this.#spawn(next.done ? undefined : next.value);
    }
  }

  async #spawn(death: Death | undefined): Promise<void> {
    const late = String(this.#lives * APART_MS);
    const last = death?.after === 'directory' ? String(death.calls) : '0';
    this.#lives += 1;
    const child = this.#next ?? this.#warm();
    this.#next = death ? this.#warm() : undefined;
    this.#child = child;
    child.stdin.write(`${[this.dataDir, late, last].join('\t')}\n`);
    for await (const port of createInterface({ input: child.stdout })) {
      this.#url = `http://127.0.0.1:${port}`;
      break;
    }
    if (death && death.after !== 'directory') void this.#doom(child, death);
  }

  /** A process that has read its program and waits to be told. */
  #warm(): ChildProcessByStdio<Writable, Readable, null> {
    const child = spawn(process.execPath, [this.#script], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.once('exit', (_code, signal) => {
      if (signal === 'SIGKILL') this.kills += 1;
    });
    return child;
  }

  async #doom(child: ChildProcess, death: Exclude<Death, { after: 'directory' }>): Promise<void> {
    if (death.after === 'time') {
      await new Promise((resolve) => setTimeout(resolve, death.ms));
    } else {
      const from = this.connector.calls.length;
      const reached = () => this.connector.calls.length - from >= death.calls || child.exitCode !== null;
      await this.connector.until(reached, 120_000).catch(() => undefined);
    }
    child.kill('SIGKILL');
  }

  /**
   * People do `act` until `seen` gives something, however often the desk dies meanwhile: whoever gets no answer
   * tries again, as people do.
   */
  async reach<T>(seen: () => T | undefined | false, act?: () => Promise<unknown>): Promise<T> {
    let lives = this.#lives;
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (lives !== this.#lives) tries = 0;
      lives = this.#lives;
      const now = seen();
      if (now !== undefined && now !== false) return now;
      await this.live();
      await act?.().catch(() => undefined);
      const found = await this.connector.until(() => seen() || this.dead, PATIENCE_MS).catch(() => undefined);
      if (found !== undefined && found !== true) return found as T;
      if (found === true && !this.dead) return found as T;
    }
    const ends = Object.values(this.people).map((one) => one.last);
    throw new TypeError(`never came to pass: ${seen}; the chats end with:\n${ends.join('\n---\n')}`);
  }

  /** Lets the last process live until nothing is owed, then ends it too. */
  async end(): Promise<void> {
    this.#next?.stdin.end();
    this.#next?.kill();
    this.#next = undefined;
    if (this.#child && !this.dead) {
      this.#child.kill('SIGKILL');
      await once(this.#child, 'exit');
    }
  }

  async remove(): Promise<void> {
    await this.end();
    await this.connector.close();
    keepFolder(this.dataDir);
  }
}

/** Mulberry32: the same draws for the same seed, so that a failure comes again. */
export function drawsFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many deaths of all sorts. */
export function* deaths(seed: number, count: number): Generator<Death> {
  const draw = drawsFrom(seed);
  for (let n = 0; n < count; n += 1) {
    const sort = draw();
    if (sort < 0.5) yield { after: 'directory', calls: 2 + Math.floor(draw() * 18) };
    else if (sort < 0.85) yield { after: 'channel', calls: 1 + Math.floor(draw() * 6) };
    else yield { after: 'time', ms: 50 + Math.floor(draw() * 900) };
  }
}
