import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import express from 'express';
import { expect } from 'vitest';
import type { Clock } from '../../services/ports/clock.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../services/sandbox/create-sandbox.ts';
import type { SandboxExchange } from '../../services/sandbox/graph-service.ts';
import { keepFolder, noting } from '../support/leavings.ts';

interface Verdict {
  readonly ok: boolean;
  readonly errors: readonly string[];
}

interface Contract {
  request(call: { method: string; url: string; headers: Record<string, string>; body: unknown }): Verdict;
  response(method: string, url: string, status: number, body: unknown): Verdict;
}

const support = new URL('../support/', import.meta.url);
const { loadContract } = (await import(new URL('graph-contract.mjs', support).href)) as {
  loadContract: (file: URL, validators: unknown) => Contract;
};
/** The contract with Graph that every answer must keep. */
export const contract = loadContract(new URL('graph-subset.openapi.json', support), {
  Ajv: Ajv2020,
  addFormats: formats.default,
});

/** A clock that stands still until it is told to move. */
export class StillClock implements Clock {
  #desk = Date.parse('2026-11-20T15:00:00.000Z');
  #real = Date.parse('2026-11-20T15:00:00.000Z');

  deskNow(): string {
    return new Date(this.#desk).toISOString();
  }

  realNow(): string {
    return new Date(this.#real).toISOString();
  }

  /** Moves both times on. */
  advance(ms: number): void {
    this.#real += ms;
    this.#desk += ms;
  }

  /** Moves the desk's time alone, as the sandbox's clock control does. */
  advanceDesk(ms: number): void {
    this.#desk += ms;
  }
}

/** A Graph answer as a test sees it. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  /** What came, as parsed: a test reads whatever fields it expects. */
  readonly body: ReturnType<typeof JSON.parse>;
}

export interface Harness {
  readonly sandbox: Sandbox;
  readonly clock: StillClock;
  readonly dataDir: string;
  readonly exchanges: SandboxExchange[];
  /** A Graph call below `/v1.0`, or to an absolute link; its answer has passed the contract. */
  graph(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Seen>;
  /** A call to the sandbox's controls, below `/sandbox`. */
  control(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Seen>;
  /** Stops it and starts it again on the same folder. */
  reopen(options?: Partial<SandboxOptions>): Promise<void>;
  close(): Promise<void>;
}

async function serve(sandbox: Sandbox): Promise<{ origin: string; stop: () => Promise<void> }> {
  const app = express();
  app.use('/sandbox', sandbox.router);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** Every answer keeps the contract; and what the sandbox takes, the contract takes: it is no laxer than Graph. */
function checked(exchange: SandboxExchange): void {
  const { method, url, headers, requestBody, status } = exchange;
  if (status === 0) return;
  const said = `${method} ${url} ${status}`;
  expect(contract.response(method, url, status, exchange.responseBody).errors, said).toEqual([]);
  if (status >= 300) return;
  expect(contract.request({ method, url, headers, body: requestBody }).errors, said).toEqual([]);
}

async function seen(response: Response): Promise<Seen> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** A sandbox over real HTTP in a folder of its own, with a still clock. */
export async function openHarness(options: Partial<SandboxOptions> = {}): Promise<Harness> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mesa-sandbox-'));
  const clock = new StillClock();
  const exchanges: SandboxExchange[] = [];
  const open = (more: Partial<SandboxOptions> = {}): Sandbox =>
    createSandbox({
      dataDir,
      clock,
      bearer: 'test-bearer',
      onExchange: noting((one) => exchanges.push(one)),
      ...options,
      ...more,
    });
  let sandbox = open();
  let served = await serve(sandbox);
  const call = (
    url: string,
    method: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Response> =>
    fetch(url, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  return {
    get sandbox() {
      return sandbox;
    },
    clock,
    dataDir,
    exchanges,
    async graph(method, url, body, headers = {}) {
      const from = exchanges.length;
      const address = url.startsWith('http') ? url : `${served.origin}/sandbox/graph/v1.0${url}`;
      const answer = await seen(
        await call(address, method, body, { authorization: 'Bearer test-bearer', ...headers }),
      );
      for (const exchange of exchanges.slice(from)) checked(exchange);
      return answer;
    },
    control: async (method, path, body, headers = {}) =>
      seen(await call(`${served.origin}/sandbox${path}`, method, body, headers)),
    async reopen(more) {
      await served.stop();
      sandbox.close();
      sandbox = open(more);
      served = await serve(sandbox);
    },
    async close() {
      await served.stop();
      sandbox.close();
      keepFolder(dataDir);
    },
  };
}

/** A body for `POST /users` that Graph would take. */
export function newUser(nickname: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    accountEnabled: true,
    displayName: 'Ana María Ñúñez Peña',
    givenName: 'Ana María',
    surname: 'Ñúñez Peña',
    mailNickname: nickname,
    userPrincipalName: `${nickname}@entidad.example`,
    usageLocation: 'CO',
    passwordProfile: { password: 'Xk9-verdad-lunes', forceChangePasswordNextSignIn: true },
    ...more,
  };
}
