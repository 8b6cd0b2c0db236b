import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { AppError, asAppError } from '../../domain/errors.ts';
import { abortedFault, type CallState, callOf, type GraphLog, type Pace } from './call.ts';

const FIRST_PAUSE_MS = 500;
const SAFE_METHODS = new Set(['GET']);
const SAFE_STATUSES = new Set([429, 503, 504]);

/**
 * `Retry-After` in milliseconds from now: seconds (whole or decimal) or an HTTP date (RFC 9110, 10.2.3).
 * Undefined where there is none or it is neither.
 */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Half of the doubled pause is certain, half is chance. */
function backoffMs(attempt: number, random: () => number): number {
  const full = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  return Math.round(full / 2 + (full / 2) * random());
}

/** The pause before another attempt, or undefined where another attempt is out of the question. */
function pauseAfter(context: Context, call: CallState, pace: Pace): number | undefined {
  const safe = SAFE_METHODS.has(context.options?.method ?? 'GET');
  if (call.lost !== undefined) return safe ? backoffMs(call.attempt, pace.random) : undefined;
  const status = context.response?.status ?? 0;
  const again = safe ? SAFE_STATUSES.has(status) : status === 429;
  if (!again) return undefined;
  return (
    retryAfterMs(context.response?.headers.get('retry-after'), pace.now()) ??
    backoffMs(call.attempt, pace.random)
  );
}

function affordable(call: CallState, pauseMs: number, pace: Pace): boolean {
  const { attempts, maxPauseMs } = call.limits;
  return call.attempt < attempts && pauseMs <= maxPauseMs && pace.now() + pauseMs < call.deadline;
}

async function waitFor(call: CallState, ms: number, pace: Pace): Promise<void> {
  try {
    await pace.wait(ms, call.signal);
  } catch (thrown) {
    throw call.signal?.aborted ? abortedFault(call) : thrown;
  }
}

/**
 * Repeats what may be repeated. A read is asked again on 429, 503, 504 and when no answer came; a write only on 429,
 * because Graph may have carried it out before it failed to say so. `Retry-After` is obeyed while it fits the call's
 * limits; where it does not, the answer is left to be thrown with the wait that was asked for.
 */
export function retryMiddleware(deps: { readonly pace: Pace; readonly log: GraphLog }): Middleware {
  const { pace, log } = deps;
  let next: Middleware | undefined;

  async function attempt(context: Context, call: CallState): Promise<AppError | undefined> {
    call.attempt += 1;
    call.lost = undefined;
    context.response = undefined;
    try {
      await next?.execute(context);
      return undefined;
    } catch (thrown) {
      if (call.lost === undefined) throw thrown;
      return asAppError(thrown);
    }
  }

  async function run(context: Context, call: CallState): Promise<void> {
    if (call.delayMs > 0) {
      if (!affordable(call, call.delayMs, pace)) {
        throw new AppError('directory_throttled', { detail: { op: call.op }, retryAfterMs: call.delayMs });
      }
      await waitFor(call, call.delayMs, pace);
    }
    for (;;) {
      const lost = await attempt(context, call);
      const pauseMs = pauseAfter(context, call, pace);
      if (pauseMs === undefined || !affordable(call, pauseMs, pace)) {
        if (lost) throw lost;
        return;
      }
      const status = context.response?.status;
      log.warn(
        { op: call.op, attempt: call.attempt, status, lost: call.lost, pauseMs },
        'graph: asking again',
      );
      await waitFor(call, pauseMs, pace);
    }
  }

  return {
    setNext: (middleware) => {
      next = middleware;
    },
    execute: async (context) => {
      const call = callOf(context);
      try {
        await run(context, call);
      } catch (thrown) {
        call.fault = asAppError(thrown);
        throw call.fault;
      }
    },
  };
}
