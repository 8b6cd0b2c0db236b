import { createServer, type RequestListener, type Server } from 'node:http';
import type { TurnContext } from 'botbuilder';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import { asAppError } from '../services/domain/errors.ts';
import type { GateRules } from './channel-gate.ts';
import { passGate } from './channel-gate.ts';
import type { DeskAdapter } from './desk-adapter.ts';
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
const BODY_LIMIT = '256kb';
/** A request that is not answered by then is let go. */
const CLOSING_PATIENCE_MS = 20_000;

const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'cache-control': 'no-store',
  });
  next();
};

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** In the sandbox nobody is authenticated: a web page that resolves its name to 127.0.0.1 is turned away. */
const loopbackOnly: RequestHandler = (request, response, next) => {
  if (LOOPBACK_HOST.test(request.headers.host ?? '')) next();
  else response.status(403).json({ error: 'host' });
};

function messages(deps: ServerDeps): RequestHandler {
  return async (request, response) => {
    const authorization = request.headers.authorization ?? '';
    const gate = passGate(request.body, authorization, deps.gate);
    if (!gate.ok) {
      deps.log.warn({ code: gate.code }, 'activity_refused');
      response.status(gate.status).json({ error: gate.code });
      return;
    }
    const arrival: Arrival = {
      playground: request.headers['x-ms-agents-playground'] === 'true',
      answer: (body) => {
        if (!response.headersSent) response.status(200).json(body);
      },
    };
    const { status, body } = await deps.adapter.receive(authorization, gate.activity, (context) =>
      deps.onTurn(context, arrival),
    );
    if (status === 401) deps.log.warn({ code: 'token_refused' }, 'activity_refused');
    if (response.headersSent) return;
    if (body === undefined) response.status(status).end();
    else response.status(status).json(body);
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

function buildApp(deps: ServerDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(securityHeaders);
  if (deps.sandbox) app.use(loopbackOnly);
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  app.get('/readyz', async (_request, response) => {
    const reason = await deps.notReady();
    response.status(reason === undefined ? 200 : 503);
    response.json(reason === undefined ? { status: 'ready' } : { status: 'not_ready', reason });
  });
  app.post('/api/messages', express.json({ limit: BODY_LIMIT }), messages(deps));
  for (const [path, router] of deps.sandbox ?? []) app.use(path, router);
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' });
  });
  app.use(onError(deps.log));
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
      app = buildApp(deps);
    },
    close: () => closing(server),
  };
}
