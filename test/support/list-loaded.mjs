/**
 * Preloaded into a process (`node --import`), writes each module that the process loads into the file that
 * LOADED_LIST names, a line each: what is imported as it comes, what is required when the process ends.
 */
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const tell = (paths) => appendFileSync(process.env.LOADED_LIST, `${paths.join('\n')}\n`);

/** Node's hook: called in a thread of its own for each module that is imported. */
export async function load(url, context, next) {
  tell([url]);
  return next(url, context);
}

if (isMainThread) {
  register(import.meta.url);
  const { cache } = createRequire(import.meta.url);
  process.once('exit', () => tell(Object.keys(cache)));
}
