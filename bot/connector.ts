import http from 'node:http';
import https from 'node:https';
import type { Activity, ConversationReference } from 'botbuilder';
import { AppError } from '../services/domain/errors.ts';
import type { ChannelToken } from './authentication.ts';

/** An activity as it goes out; the connector fills conversation, sender and recipient from the reference. */
export type Outgoing = Partial<Activity>;

/**
 * The Bot Connector's two calls that the desk makes. Throws `AppError`: `channel_unavailable` for what may pass
 * (network, 412, 429 with `retryAfterMs`, 502, 503, 504), `channel_refused` for the rest, with `status` and the
 * connector's own `subcode` in the detail. Nothing is repeated here: a send that timed out may have arrived.
 */
export interface Connector {
  /** Answers the id of the new activity. */
  send(to: Partial<ConversationReference>, activity: Outgoing): Promise<string>;
  update(to: Partial<ConversationReference>, activityId: string, activity: Outgoing): Promise<void>;
  close(): void;
}

/** Statuses that Microsoft's "Rate limiting" and "Bot error codes" pages say to retry. */
const PASSING = new Set([412, 429, 502, 503, 504]);
const MAX_ANSWER_BYTES = 64_000;
/** Teams has a handful of service URLs; another one may come at any time. */
const KEPT_SERVICES = 50;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

const agents = () => ({
  'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
});

/** Where a service URL leads; taken apart once for all messages that go there. */
interface Service {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  /** Without a slash at its end. */
  readonly path: string;
}

function serviceOf(serviceUrl: string): Service {
  if (!URL.canParse(serviceUrl)) throw new AppError('channel_refused', { detail: { reason: 'service_url' } });
  const { protocol, hostname, port, pathname } = new URL(serviceUrl);
  return { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), port, path: pathname.replace(/\/+$/, '') };
}

interface Call {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: string;
  readonly token: string | undefined;
}

function exchange(to: Service, call: Call, agent: http.Agent, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = to.protocol === 'https:' ? https.request : http.request;
    const request = send(
      {
        method: call.method,
        hostname: to.hostname,
        port: to.port,
        path: to.path + call.path,
        agent,
        timeout: timeoutMs,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(call.body),
          ...(call.token && { authorization: `Bearer ${call.token}` }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'],
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', reject);
    request.end(call.body);
  });
}

/** Milliseconds of a `Retry-After` in seconds or as a date; undefined where it says nothing usable. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The connector's own word for what went wrong, where it gives one that looks like a code. */
function subcodeOf(text: string): string | undefined {
  const error = parseObject(text).error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : undefined;
}

function faultOf(answer: Answer): AppError {
  const detail = { status: answer.status, subcode: subcodeOf(answer.text) };
  if (!PASSING.has(answer.status)) return new AppError('channel_refused', { detail });
  return new AppError('channel_unavailable', { detail, retryAfterMs: retryAfterMs(answer.retryAfter) });
}

function addressed(to: Partial<ConversationReference>, activity: Outgoing): Outgoing {
  return {
    type: 'message',
    ...activity,
    channelId: to.channelId,
    from: to.bot,
    recipient: to.user,
    conversation: to.conversation,
  };
}

/** A connector over keep-alive connections; `timeoutMs` bounds one call. */
export function createConnector(deps: {
  readonly token: ChannelToken;
  readonly timeoutMs?: number;
}): Connector {
  const kept = agents();
  const timeoutMs = deps.timeoutMs ?? 10_000;

  const services = new Map<string, Service>();

  function service(serviceUrl: string): Service {
    const known = services.get(serviceUrl) ?? serviceOf(serviceUrl);
    if (services.size >= KEPT_SERVICES) services.clear();
    services.set(serviceUrl, known);
    return known;
  }

  async function call(
    method: 'POST' | 'PUT',
    to: Partial<ConversationReference>,
    activityPath: string,
    body: unknown,
  ) {
    const at = service(to.serviceUrl ?? '');
    const path = `/v3/conversations/${encodeURIComponent(to.conversation?.id ?? '')}/activities${activityPath}`;
    const agent = at.protocol === 'https:' ? kept['https:'] : kept['http:'];
    let answer: Answer;
    try {
      const sent: Call = { method, path, body: JSON.stringify(body), token: await deps.token() };
      answer = await exchange(at, sent, agent, timeoutMs);
    } catch (cause) {
      throw new AppError('channel_unavailable', { cause, detail: { reason: 'network' } });
    }
    if (answer.status < 200 || answer.status > 299) throw faultOf(answer);
    return answer;
  }

  return {
    send: async (to, activity) => {
      const answer = await call('POST', to, '', addressed(to, activity));
      const id = parseObject(answer.text).id;
      return typeof id === 'string' ? id : '';
    },
    update: async (to, activityId, activity) => {
      await call('PUT', to, `/${encodeURIComponent(activityId)}`, {
        ...addressed(to, activity),
        id: activityId,
      });
    },
    close: () => {
      kept['http:'].destroy();
      kept['https:'].destroy();
    },
  };
}
