import { setTimeout as sleep } from 'node:timers/promises';
import { Client, GraphError, type GraphRequest } from '@microsoft/microsoft-graph-client';
import { AppError } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import { answerOfError, type GraphAnswer } from './answers.ts';
import { authMiddleware, type TokenSource } from './auth-middleware.ts';
import {
  abortedFault,
  type CallLimits,
  CallState,
  DEFAULT_LIMITS,
  type GraphLog,
  type Pace,
} from './call.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { callOutside, type OutsideCall } from './outside-call.ts';
import { retryMiddleware } from './retry-middleware.ts';
import { sendMiddleware } from './send-middleware.ts';

export type GraphMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One call. `path` is relative to the version (`/users/...`), encoded, with its query. */
export interface GraphCall {
  /** A short name for logs and faults, since a path may hold an address: `user.read`. */
  readonly op: string;
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Calls of one lane (a mailbox) run at most four at once, as Exchange allows. */
  readonly lane?: string;
  /** Overrides the time of one attempt, for answers that are large. */
  readonly timeoutMs?: number;
  /** The answer is a redirection; its address comes as `location` of the body and is not followed. */
  readonly redirects?: true;
  /** A pause owed before the first attempt, milliseconds. */
  readonly delayMs?: number;
}

/** Limits for the calls of one caller: the reveal has 4 s in all and takes a signal that ends then. */
export interface Within extends Partial<CallLimits> {
  readonly signal?: AbortSignal;
}

/** Microsoft Graph v1.0. Refusals are returned; faults are thrown as `AppError` with a `directory_*` code. */
export interface GraphClient {
  ask(method: GraphMethod, call: GraphCall): Promise<GraphAnswer>;
  /** Calls an address that Graph gave with the permission inside, without our token. */
  outside(call: OutsideCall): Promise<GraphAnswer>;
  /** The same client under other limits. `budgetMs` counts for each call, `signal` for all of them. */
  within(limits: Within): GraphClient;
  /** `@odata.id` of a directory object, for `$ref` calls. */
  referenceTo(id: string): string;
  /** Milliseconds since 1970, real. */
  now(): number;
}

export interface GraphClientSettings {
  /** Without the version: `https://graph.microsoft.com`, or `http://127.0.0.1:3978/sandbox/graph`. */
  readonly baseUrl: string;
  readonly token: TokenSource;
  readonly log: GraphLog;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Pick<Clock, 'realNow'>;
  readonly wait?: Pace['wait'];
  readonly random?: Pace['random'];
  readonly limits?: Partial<CallLimits>;
}

const PUBLIC_GRAPH = 'https://graph.microsoft.com';
const LANE_WIDTH = 4;

function baseOf(baseUrl: string): URL {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!base || !/^https?:$/.test(base.protocol) || base.search !== '' || base.hash !== '') {
    throw new AppError('settings_invalid', { detail: { setting: 'GRAPH_BASE_URL' } });
  }
  return base;
}

function paceOf(settings: GraphClientSettings): Pace {
  const { clock } = settings;
  return {
    now: clock ? () => Date.parse(clock.realNow()) : Date.now,
    wait: settings.wait ?? (async (ms, signal) => void (await sleep(ms, undefined, { signal }))),
    random: settings.random ?? Math.random,
  };
}

function dispatch(request: GraphRequest, method: GraphMethod, body: object | undefined): Promise<unknown> {
  switch (method) {
    case 'GET':
      return request.get();
    case 'POST':
      return request.post(body);
    case 'PATCH':
      return request.patch(body);
    case 'PUT':
      return request.put(body);
    case 'DELETE':
      return request.delete();
  }
}

interface Parts {
  readonly http: Client;
  readonly pace: Pace;
  readonly lanes: Lanes;
  readonly log: GraphLog;
  readonly reference: string;
  readonly outside: (call: OutsideCall) => Promise<GraphAnswer>;
}

async function answered(
  parts: Parts,
  method: GraphMethod,
  call: GraphCall,
  state: CallState,
): Promise<GraphAnswer> {
  const request = parts.http.api(call.path).middlewareOptions([state]);
  if (call.headers) request.headers({ ...call.headers });
  try {
    return { kind: 'ok', body: await dispatch(request, method, call.body) };
  } catch (thrown) {
    if (state.fault) throw state.fault;
    if (!(thrown instanceof GraphError)) throw new AppError('unexpected', { detail: { op: call.op } });
    const said = answerOfError(call.op, thrown, parts.pace.now());
    parts.log.debug({ op: call.op, status: said.status, code: said.code }, 'graph: refused');
    return said;
  }
}

function clientWithin(parts: Parts, limits: CallLimits, signal: AbortSignal | undefined): GraphClient {
  return {
    ask: (method, call) => {
      const own = call.timeoutMs === undefined ? limits : { ...limits, timeoutMs: call.timeoutMs };
      const now = parts.pace.now();
      const state = new CallState({
        op: call.op,
        limits: own,
        signal,
        now,
        delayMs: call.delayMs,
        redirects: call.redirects,
      });
      const run = () => answered(parts, method, call, state);
      return call.lane === undefined
        ? run()
        : parts.lanes.run(call.lane, run, signal, () => abortedFault(state));
    },
    outside: parts.outside,
    within: ({ signal: outer, ...other }) => clientWithin(parts, { ...limits, ...other }, outer ?? signal),
    referenceTo: (id) => `${parts.reference}/v1.0/directoryObjects/${encodeURIComponent(id)}`,
    now: parts.pace.now,
  };
}

/**
 * A client of Microsoft Graph v1.0 with our own middlewares: bearer, repetition, time limits. Throws
 * `AppError('settings_invalid')` for a base that is no HTTP address.
 */
export function createGraphClient(settings: GraphClientSettings): GraphClient {
  const base = baseOf(settings.baseUrl);
  const pace = paceOf(settings);
  const { log, token } = settings;
  const http = Client.initWithMiddleware({
    baseUrl: base.href.replace(/\/+$/, ''),
    defaultVersion: 'v1.0',
    middleware: [
      retryMiddleware({ pace, log }),
      authMiddleware({ origin: base.origin, token }),
      sendMiddleware({ fetch: settings.fetch ?? globalThis.fetch, pace, log }),
    ],
  });
  // Graph takes references in its own name only; a sandbox or a proxy in between changes nothing about them.
  const reference = base.protocol === 'https:' && base.pathname === '/' ? base.origin : PUBLIC_GRAPH;
  const fetch = settings.fetch ?? globalThis.fetch;
  const outside = (call: OutsideCall) =>
    callOutside({ fetch, log, origin: base.origin, now: pace.now }, call);
  const parts: Parts = { http, pace, lanes: createLanes(LANE_WIDTH), log, reference, outside };
  return clientWithin(parts, { ...DEFAULT_LIMITS, ...settings.limits }, undefined);
}
