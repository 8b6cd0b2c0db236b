import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { type FetchProblem, MAX_INCOMING_BYTES } from '../../ports/file-desk.ts';
import { makeFolder, withFile } from './durable-files.ts';

/** From where files are fetched. */
export interface FetchRules {
  /** Whether the desk may ask this address; asked again for each redirection. */
  readonly allowed: (url: URL) => boolean;
  /** How long the whole of it may take; milliseconds. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 20_000;
const MOST_REDIRECTIONS = 3;

type Fetched =
  | { readonly ok: true; readonly bytes: number; readonly sha256: string }
  | { readonly ok: false; readonly problem: FetchProblem };

const failed = (problem: FetchProblem): Fetched => ({ ok: false, problem });

/**
 * Streams what lies at an address into a file, up to `MAX_INCOMING_BYTES`. Only allowed hosts are asked, also where
 * one sends on to another. Throws the file system's errors.
 */
export async function fetchAttached(rules: FetchRules, url: string, path: string): Promise<Fetched> {
  const signal = AbortSignal.timeout(rules.patienceMs ?? PATIENCE_MS);
  let at = url;
  for (let hops = 0; hops <= MOST_REDIRECTIONS; hops += 1) {
    if (!URL.canParse(at) || !rules.allowed(new URL(at))) return failed('host');
    const answer = await fetch(at, { redirect: 'manual', signal }).catch(() => undefined);
    if (!answer) return failed('unreachable');
    const next = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && next) {
      await answer.body?.cancel();
      at = new URL(next, at).href;
      continue;
    }
    return answer.ok ? save(answer, path) : failed('unreachable');
  }
  return failed('unreachable');
}

async function save(answer: Response, path: string): Promise<Fetched> {
  const said = Number(answer.headers.get('content-length') ?? 0);
  if (said > MAX_INCOMING_BYTES) {
    await answer.body?.cancel();
    return failed('too_big');
  }
  await makeFolder(dirname(path));
  return withFile(path, 'wx', async (file): Promise<Fetched> => {
    const hash = createHash('sha256');
    let bytes = 0;
    const chunks = piecesOf(answer);
    for (;;) {
      const next = await chunks.next().catch(() => undefined);
      if (!next) return failed('unreachable');
      if (next.done) break;
      bytes += next.value.length;
      // Leaving the loop here lets go of the connection.
      if (bytes > MAX_INCOMING_BYTES) {
        await chunks.return(undefined);
        return failed('too_big');
      }
      hash.update(next.value);
      await file.writeFile(next.value);
    }
    return bytes === 0 ? failed('empty') : { ok: true, bytes, sha256: hash.digest('hex') };
  });
}

async function* piecesOf(answer: Response): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of answer.body ?? []) yield chunk as Uint8Array;
}
