import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { TurnContext } from 'botbuilder';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import { asAppError } from '../services/domain/errors.ts';
import type { GateRules } from './channel-gate.ts';
import { passGate } from './channel-gate.ts';
import type { DeskAdapter } from './desk-adapter.ts';
import { answerJson, readJson, SECURITY_HEADERS } from './http-json.ts';
import { faultFields, type Log } from './log.ts';
import type { Arrival } from './teams-bot.ts';

export interface ServerDeps {
  readonly log: Log;
  readonly gate: GateRules;
  readonly adapter: DeskAdapter;
  readonly onTurn: (context: TurnContext, arrival: Arrival) => Promise<void>;
  /** Undefined when everything is reachable, else what is not, in a few words without secrets. */
  readonly notReady: () => Promise<string | undefined>;
  /** Routers of the sandbox, by path; absent outside it. */
  readonly sandbox?: ReadonlyMap<string, Router>;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no more requests and resolves once the running ones have been answered. */
  close(): Promise<void>;
}

/** Teams' own messages stay below 100 KB; card inputs and custom activities below this. */
const BODY_LIMIT = 256 * 1024;
/** A request that is not answered by then is let go. */
const CLOSING_PATIENCE_MS = 20_000;

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

type Route = (deps: ServerDeps, request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

async function messages(deps: ServerDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const read = await readJson(request, BODY_LIMIT);
  if (!read.ok) {
    answerJson(response, read.status, { error: read.status === 413 ? 'too_large' : 'bad_request' });
    return;
  }
  const authorization = request.headers.authorization ?? '';
  const gate = passGate(read.value, authorization, deps.gate);
  if (!gate.ok) {
    deps.log.warn({ code: gate.code }, 'activity_refused');
    answerJson(response, gate.status, { error: gate.code });
    return;
  }
  const arrival: Arrival = {
    playground: request.headers['x-ms-agents-playground'] === 'true',
    answer: (body) => answerJson(response, 200, body),
  };
  const status = await deps.adapter.receive(authorization, gate.activity, (context) =>
    deps.onTurn(context, arrival),
  );
  if (status === 401) deps.log.warn({ code: 'token_refused' }, 'activity_refused');
  answerJson(response, status, status === 401 ? { error: 'token_refused' } : undefined);
}

async function ready(deps: ServerDeps, _request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reason = await deps.notReady();
  if (reason === undefined) answerJson(response, 200, { status: 'ready' });
  else answerJson(response, 503, { status: 'not_ready', reason });
}

const alive: Route = (_deps, _request, response) => answerJson(response, 200, { status: 'alive' });

/** What the desk answers itself, by method and path; a HEAD is a GET without its body. */
const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['GET /healthz', alive],
  ['HEAD /healthz', alive],
  ['GET /readyz', ready],
  ['HEAD /readyz', ready],
  ['POST /api/messages', messages],
]);

/**
 * Every request, without a framework's pipeline in between: each message of each person comes through here. Only the
 * sandbox has more to answer. There nobody is authenticated, so a web page that resolves its name to 127.0.0.1 is
 * turned away.
 */
function serving(deps: ServerDeps): RequestListener {
  const sandbox = deps.sandbox && sandboxApp(deps, deps.sandbox);
  return (request, response) => {
    if (sandbox && !LOOPBACK_HOST.test(request.headers.host ?? ''))
      return answerJson(response, 403, { error: 'host' });
    const path = (request.url ?? '').split('?', 1)[0];
    const route = ROUTES.get(`${request.method} ${path}`);
    if (!route)
      return sandbox ? sandbox(request, response) : answerJson(response, 404, { error: 'not_found' });
    Promise.resolve(route(deps, request, response)).catch((thrown: unknown) => {
      deps.log.error(faultFields(thrown), 'request_failed');
      answerJson(response, 500, { error: asAppError(thrown).code });
    });
  };
}

function onError(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status =
      typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500) {
      response.status(status).json({ error: status === 413 ? 'too_large' : 'bad_request' });
      return;
    }
    log.error(faultFields(error), 'request_failed');
    response.status(500).json({ error: asAppError(error).code });
  };
}

/** What exists for trying out only. */
function sandboxApp({ log }: ServerDeps, routers: ReadonlyMap<string, Router>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use((_request, response, next) => {
    response.set(SECURITY_HEADERS);
    next();
  });
  for (const [path, router] of routers) app.use(path, router);
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' });
  });
  app.use(onError(log));
  return app;
}

function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection that was busy at the first sweep is closed by a later one, once its answer is out.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const giveUp = setTimeout(() => server.closeAllConnections(), CLOSING_PATIENCE_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(giveUp);
      resolve();
    });
  });
}

/** An address that is taken, with nothing to say yet but why it is not ready. */
export interface Listener extends RunningServer {
  /** What `/readyz` gives as the reason until it serves. */
  waitsFor(reason: string): void;
  /** Begins to serve. */
  serve(deps: ServerDeps): void;
}

/** Alive, and not ready: what is said until there is something to serve. */
function notYet(reason: () => string): RequestListener {
  return (request, response) => {
    const alive = request.url === '/healthz';
    const body = alive ? { status: 'alive' } : { status: 'not_ready', reason: reason() };
    response.writeHead(alive ? 200 : 503, { 'content-type': 'application/json', 'retry-after': '1' });
    response.end(JSON.stringify(body));
  };
}

/**
 * Takes the address before anything else, because the sandbox's Graph is reached through it. Rejects with Node's
 * own error where it cannot be had (`EADDRINUSE`, `EACCES`).
 */
export async function openListener(at: { readonly host: string; readonly port: number }): Promise<Listener> {
  let reason = 'starting';
  let app = notYet(() => reason);
  const server = createServer((request, response) => app(request, response));
  server.requestTimeout = 30_000;
  const port = await bind(server, at.port, at.host);
  return {
    port,
    waitsFor: (what) => {
      reason = what;
    },
    serve: (deps) => {
      app = serving(deps);
    },
    close: () => closing(server),
  };
}
