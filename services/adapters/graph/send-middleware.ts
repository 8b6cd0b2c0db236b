import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { AppError } from '../../domain/errors.ts';
import { abortedFault, type CallState, callOf, type GraphLog, type Pace } from './call.ts';

const KEPT_HEADERS = ['content-type', 'retry-after', 'request-id', 'client-request-id'];

interface AttemptSignal {
  readonly signal: AbortSignal;
  readonly timedOut: () => boolean;
  readonly release: () => void;
}

/** Aborts at the attempt's end of time or with the caller; holds nothing on the caller's signal afterwards. */
function attemptSignal(call: CallState, now: number): AttemptSignal {
  const controller = new AbortController();
  let late = false;
  const onAbort = () => controller.abort();
  const timer = setTimeout(
    () => {
      late = true;
      controller.abort();
    },
    Math.max(1, Math.min(call.limits.timeoutMs, call.deadline - now)),
  );
  call.signal?.addEventListener('abort', onAbort, { once: true });
  if (call.signal?.aborted) controller.abort();
  const release = () => {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', onAbort);
  };
  return { signal: controller.signal, timedOut: () => late, release };
}

/** The code of a failed fetch: `ECONNRESET`, `UND_ERR_SOCKET`, ... never its message, which may hold a URL. */
function networkCode(thrown: unknown): string {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : undefined;
  if (cause && typeof cause === 'object' && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return 'network';
}

/**
 * The answer with its body already read, so that a connection which breaks halfway counts as no answer. An empty
 * success becomes 204: the library fails on a 202 that announces JSON and sends none.
 */
async function buffered(response: Response): Promise<Response> {
  const text = await response.text();
  const headers = new Headers();
  for (const name of KEPT_HEADERS) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (text === '') return new Response(null, { status: response.ok ? 204 : response.status, headers });
  return new Response(text, { status: response.status, headers });
}

/** Where a redirection leads, as the body of a success: the library would drop it. */
function redirected(response: Response): Response | undefined {
  const location = response.status === 302 ? response.headers.get('location') : null;
  return location === null ? undefined : Response.json({ location });
}

/** Sends one attempt: bounded in time, never redirected (a bearer must not travel), logged without values. */
export function sendMiddleware(deps: {
  readonly fetch: typeof globalThis.fetch;
  readonly pace: Pace;
  readonly log: GraphLog;
}): Middleware {
  async function send(context: Context, call: CallState): Promise<Response> {
    const { signal, timedOut, release } = attemptSignal(call, deps.pace.now());
    try {
      const { method, headers, body } = context.options ?? {};
      const init: RequestInit = { method, headers, body, redirect: 'manual', signal };
      const response = await deps.fetch(String(context.request), init);
      return (call.redirects && redirected(response)) || (await buffered(response));
    } catch (thrown) {
      if (call.signal?.aborted) throw abortedFault(call);
      call.lost = timedOut() ? 'timeout' : networkCode(thrown);
      throw new AppError('directory_unavailable', {
        detail: { op: call.op, reason: call.lost, attempt: call.attempt },
      });
    } finally {
      release();
    }
  }

  return {
    execute: async (context) => {
      const call = callOf(context);
      const started = deps.pace.now();
      const fields = () => ({ op: call.op, attempt: call.attempt, ms: deps.pace.now() - started });
      try {
        context.response = await send(context, call);
      } catch (thrown) {
        deps.log.warn({ ...fields(), lost: call.lost ?? 'aborted' }, 'graph: no answer');
        throw thrown;
      }
      const requestId = context.response.headers.get('request-id') ?? undefined;
      deps.log.debug({ ...fields(), status: context.response.status, requestId }, 'graph: answered');
    },
  };
}
