import { AppError } from '../../domain/errors.ts';
import { type GraphAnswer, judge } from './answers.ts';
import type { GraphLog } from './call.ts';

/** A call to an address that Graph gave with the permission inside: an import session, a report to fetch. */
export interface OutsideCall {
  /** A short name for logs and faults; the address itself is a secret. */
  readonly op: string;
  readonly url: string;
  /** Sent by POST; without one it is a GET. */
  readonly body?: object;
  readonly timeoutMs?: number;
}

export interface OutsideDeps {
  readonly fetch: typeof globalThis.fetch;
  readonly log: GraphLog;
  /** Origin of our own base: the one place that may be spoken to without TLS. */
  readonly origin: string;
  readonly now: () => number;
}

const TIMEOUT_MS = 25_000;

function checked(call: OutsideCall, origin: string): URL {
  const url = URL.canParse(call.url) ? new URL(call.url) : undefined;
  if (!url || (url.protocol !== 'https:' && url.origin !== origin))
    throw new AppError('directory_answer', { detail: { op: call.op, reason: 'bad_link' } });
  return url;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const errorIn = (body: unknown) =>
  typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;

async function exchanged(
  deps: OutsideDeps,
  call: OutsideCall,
): Promise<{ response: Response; text: string }> {
  const url = checked(call, deps.origin);
  try {
    const response = await deps.fetch(url, {
      method: call.body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS),
      ...(call.body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(call.body),
      }),
    });
    return { response, text: await response.text() };
  } catch {
    // The error may hold the address.
    deps.log.warn({ op: call.op, lost: 'network' }, 'graph: no answer');
    throw new AppError('directory_unavailable', { detail: { op: call.op, reason: 'network' } });
  }
}

/**
 * One attempt, without our token and without following anything. A success is answered with its JSON or its text; a
 * refusal is returned; faults are thrown as `directory_*`. Neither logs nor faults hold the address.
 */
export async function callOutside(deps: OutsideDeps, call: OutsideCall): Promise<GraphAnswer> {
  const { response, text } = await exchanged(deps, call);
  deps.log.debug({ op: call.op, status: response.status }, 'graph: answered');
  const body = parsed(text);
  if (response.ok) return { kind: 'ok', body };
  const retryAfter = response.headers.get('retry-after');
  return judge(call.op, { status: response.status, error: errorIn(body), retryAfter }, deps.now());
}
