import type { Log } from '../services/ports/log.ts';
import { faultFields } from './log.ts';

/**
 * A round beside the worker and never in its way: called as often as one likes, it begins at most once in `everyMs`
 * (real time) and never twice at once. What fails is logged as `failure` and tried again by a later call.
 */
export function paced(
  everyMs: number,
  work: () => Promise<unknown>,
  log: Log,
  failure: string,
): () => Promise<void> | undefined {
  let endedAt = Number.NEGATIVE_INFINITY;
  let underway: Promise<void> | undefined;
  return () => {
    if (underway || Date.now() - endedAt < everyMs) return underway;
    underway = work()
      .then(() => undefined)
      .catch((thrown: unknown) => log.warn(faultFields(thrown), failure))
      .finally(() => {
        underway = undefined;
        endedAt = Date.now();
      });
    return underway;
  };
}
