import type { Context } from '@microsoft/microsoft-graph-client';
import { AppError } from '../../domain/errors.ts';

/** Limits of one call to Graph; times in milliseconds. */
export interface CallLimits {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** One attempt, answer's body included. */
  readonly timeoutMs: number;
  /** The whole call: attempts and the pauses between them. */
  readonly budgetMs: number;
  /** A longer pause asked for by `Retry-After` is not waited out here but thrown with `retryAfterMs`. */
  readonly maxPauseMs: number;
}

/** Fits a worker's slice of 30 s. */
export const DEFAULT_LIMITS: CallLimits = {
  attempts: 4,
  timeoutMs: 10_000,
  budgetMs: 25_000,
  maxPauseMs: 10_000,
};

/** Real time and chance, given in tests. */
export interface Pace {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Rejects when the signal aborts. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** In [0, 1): spreads the pauses of callers that failed together. */
  readonly random: () => number;
}

/** What the adapter logs with; pino's `Logger` fits. Ids, codes and counts only. */
export interface GraphLog {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/**
 * What the middlewares know of the call under way. A class because the Graph client finds middleware options by
 * their constructor; it also carries a fault past the client, which would wrap it beyond recognition.
 */
export class CallState {
  readonly op: string;
  readonly limits: CallLimits;
  readonly signal: AbortSignal | undefined;
  readonly deadline: number;
  /** A pause owed before the first attempt. */
  readonly delayMs: number;
  /** A redirection is the answer that is wanted. */
  readonly redirects: boolean;
  attempt = 0;
  /** Why the last attempt got no answer: `timeout`, `ECONNRESET`, ... */
  lost: string | undefined;
  fault: AppError | undefined;

  constructor(options: {
    op: string;
    limits: CallLimits;
    signal?: AbortSignal;
    now: number;
    delayMs?: number;
    redirects?: boolean;
  }) {
    this.op = options.op;
    this.limits = options.limits;
    this.signal = options.signal;
    this.deadline = options.now + options.limits.budgetMs;
    this.delayMs = options.delayMs ?? 0;
    this.redirects = options.redirects ?? false;
  }
}

/** The state that `GraphClient` put on the request. */
export function callOf(context: Context): CallState {
  const call: unknown = context.middlewareControl?.getMiddlewareOptions(CallState);
  if (!(call instanceof CallState))
    throw new AppError('unexpected', { detail: { reason: 'call_without_state' } });
  return call;
}

/** The signal aborted before an answer came: the caller gave up, which says nothing about Graph's outcome. */
export function abortedFault(call: CallState): AppError {
  return new AppError('directory_unavailable', {
    detail: { op: call.op, reason: 'aborted', attempt: call.attempt },
  });
}
