import type { AppError } from '../domain/errors.ts';

const FIRST_BACKOFF_MS = 1_000;
const MOST_BACKOFF_MS = 300_000;

/**
 * How long to wait before work that met this fault is tried again, after so many tries; milliseconds. What the
 * other side asked for is obeyed; a fault that does not pass by itself is looked at again now and then.
 */
export function backoffMs(fault: AppError, attempts: number): number {
  if (!fault.retryable) return MOST_BACKOFF_MS;
  return fault.retryAfterMs ?? Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(attempts, 16), MOST_BACKOFF_MS);
}
