import { asAppError } from '../services/domain/errors.ts';

/** A directory that answered is not asked again for this long; one that did not, sooner. Milliseconds. */
const TRUSTED_MS = 30_000;
const PATIENCE_MS = 3_000;

interface Checks {
  readonly store: () => Promise<unknown>;
  readonly directory: () => Promise<unknown>;
}

async function inTime(check: () => Promise<unknown>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no_answer'), PATIENCE_MS);
  });
  try {
    return await Promise.race([check().then(() => undefined), late]);
  } catch (thrown) {
    return asAppError(thrown).code;
  } finally {
    clearTimeout(timer);
  }
}

/** Tells what cannot be reached, `store: store_unavailable`, or undefined when all can. */
export function readiness(checks: Checks): () => Promise<string | undefined> {
  let directoryAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const store = await inTime(checks.store);
    if (store !== undefined) return `store: ${store}`;
    if (Date.now() - directoryAt < TRUSTED_MS) return undefined;
    const directory = await inTime(checks.directory);
    if (directory !== undefined) return `directory: ${directory}`;
    directoryAt = Date.now();
    return undefined;
  };
}
