import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Exchange, type GraphContract, loadGraphContract, violations } from './checked-graph.ts';

/** What the stub does with one request. `raw` is sent as it is and leaves the contract on purpose. */
export type StubAnswer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | { readonly status: number; readonly raw: string; readonly headers?: Record<string, string> }
  /** The connection breaks before any answer. */
  | 'drop'
  /** The connection breaks in the middle of the body. */
  | 'break'
  /** Nothing comes until the other side gives up. */
  | 'hang';

export type StubHandler = (request: StubRequest) => StubAnswer;

export interface StubRequest {
  readonly method: string;
  /** Decoded path below `/v1.0`, without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path below `/v1.0` as it was sent. */
  readonly url: string;
  /** Path and query on the wire, with whatever the base put before `/v1.0`. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface GraphStub {
  /** `http://127.0.0.1:<port>`. */
  readonly baseUrl: string;
  readonly requests: readonly StubRequest[];
  /** Where requests or answers left the contract of Microsoft Graph. */
  readonly violations: readonly string[];
  /** The next answers in order; then `fallback`. */
  answer(...answers: (StubAnswer | StubHandler)[]): void;
  fallback(handler: StubHandler): void;
  close(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function read(request: IncomingMessage): Promise<StubRequest> {
  const text = await textOf(request);
  const url = (request.url ?? '/').replace(/^.*?\/v1\.0(?=\/)/, '');
  const parsed = new URL(url, 'http://localhost');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(parsed.pathname),
    query: parsed.searchParams,
    url,
    target: request.url ?? '/',
    headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

function reply(response: ServerResponse, answer: StubAnswer): void {
  if (answer === 'hang') return;
  if (answer === 'drop') {
    response.socket?.destroy();
    return;
  }
  if (answer === 'break') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"value":[', () => response.socket?.destroy());
    return;
  }
  const text = 'raw' in answer ? answer.raw : answer.body === undefined ? '' : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json; odata.metadata=minimal',
    'request-id': 'req-1',
    ...answer.headers,
  });
  response.end(text);
}

function check(contract: GraphContract, request: StubRequest, answer: StubAnswer, told: string[]): void {
  const { method, url: path, headers, body } = request;
  if (typeof answer === 'string' || 'raw' in answer) {
    told.push(...contract.request({ method, url: path, headers, body }).errors);
    return;
  }
  const exchange: Exchange = { method, path, headers, body, status: answer.status, answer: answer.body };
  told.push(...violations(contract, exchange));
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** A server that answers what a test tells it, and holds every request and answer against Graph's contract. */
export async function startGraphStub(): Promise<GraphStub> {
  const contract = await loadGraphContract();
  const requests: StubRequest[] = [];
  const told: string[] = [];
  const queue: (StubAnswer | StubHandler)[] = [];
  let otherwise: StubHandler = () => ({
    status: 500,
    body: { error: { code: 'NoAnswerPlanned', message: 'stub' } },
  });
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    const next = queue.shift() ?? otherwise;
    const answer = typeof next === 'function' ? next(request) : next;
    check(contract, request, answer, told);
    reply(response, answer);
  });
  const port = await listening(server);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    violations: told,
    answer: (...answers) => void queue.push(...answers),
    fallback: (handler) => {
      otherwise = handler;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A Graph error body. */
export function graphError(
  code: string,
  message = 'stub',
  details?: { code: string; message: string; target?: string }[],
): { error: object } {
  return {
    error: { code, message, ...(details ? { details } : {}), innerError: { 'request-id': 'req-inner' } },
  };
}
