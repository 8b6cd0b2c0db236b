import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { AppError } from '../../domain/errors.ts';
import { abortedFault, type CallState, callOf } from './call.ts';

/** Gives an access token for Graph; `fresh` asks for one that is not from the cache. Throws `AppError`. */
export type TokenSource = (options?: { readonly fresh?: boolean }) => Promise<string>;

/** Waits for a token no longer than for an answer: a token source has no signal of its own. */
async function tokenInTime(source: TokenSource, call: CallState, fresh: boolean): Promise<string> {
  let stop: (() => void) | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const onAbort = () => reject(abortedFault(call));
    const timer = setTimeout(() => {
      reject(new AppError('directory_unavailable', { detail: { op: call.op, reason: 'token_timeout' } }));
    }, call.limits.timeoutMs);
    call.signal?.addEventListener('abort', onAbort, { once: true });
    stop = () => {
      clearTimeout(timer);
      call.signal?.removeEventListener('abort', onAbort);
    };
    if (call.signal?.aborted) onAbort();
  });
  try {
    return await Promise.race([source({ fresh }), late]);
  } finally {
    stop?.();
  }
}

/**
 * Puts the bearer on every request, loopback HTTP included (the library's own handler drops it there), and on none
 * that leaves our base. A 401 is asked once more with a fresh token: a refused request has done nothing, and a
 * cached token may have been revoked meanwhile.
 */
export function authMiddleware(deps: { readonly origin: string; readonly token: TokenSource }): Middleware {
  let next: Middleware | undefined;

  async function sendAs(token: string, context: Context): Promise<void> {
    const headers = new Headers(context.options?.headers);
    headers.set('authorization', `Bearer ${token}`);
    context.options = { ...context.options, headers };
    await next?.execute(context);
  }

  return {
    setNext: (middleware) => {
      next = middleware;
    },
    execute: async (context) => {
      const call = callOf(context);
      if (new URL(String(context.request)).origin !== deps.origin) {
        throw new AppError('directory_answer', { detail: { op: call.op, reason: 'foreign_host' } });
      }
      const token = await tokenInTime(deps.token, call, false);
      await sendAs(token, context);
      if (context.response?.status !== 401) return;
      const renewed = await tokenInTime(deps.token, call, true);
      if (renewed !== token) await sendAs(renewed, context);
    },
  };
}
