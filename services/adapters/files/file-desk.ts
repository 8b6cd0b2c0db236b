import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { FileDesk, IncomingFile, OfferedFile, TakenFile } from '../../ports/file-desk.ts';
import { makeFolder, withFile, writeWhole } from './durable-files.ts';
import { type FetchRules, fetchAttached } from './fetch-attached.ts';
import { codeOf, guarded } from './file-faults.ts';

/** How long a file waits to be taken, or lies after it was fetched: a day. Milliseconds, real time. */
const KEPT_MS = 24 * 3_600_000;
/** One that was taken and neither done with nor put back by then was left by a process that is gone. */
const LEFT_MS = 15 * 60_000;
const LONGEST_NAME = 120;

export interface FileDeskOptions {
  /** Folder of the files; one that all replicas share. */
  readonly dir: string;
  /** From where attached files are fetched. */
  readonly fetch: FetchRules;
  /** Real instant, UTC. */
  readonly now: () => string;
}

const about = z.object({
  id: z.string(),
  name: z.string(),
  mimeType: z.string().default(''),
  bytes: z.number(),
  sha256: z.string(),
  personId: z.string(),
  until: z.string(),
});
type About = z.output<typeof about>;

const ID = /^[A-Za-z0-9_-]{32}$/;
const newId = () => randomBytes(24).toString('base64url');

/** A name that is one on every system: no folders, no signs that a shell or a header trips over. */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? '';
  return `${plain.slice(0, plain.length - ending.length).slice(0, LONGEST_NAME)}${ending}` || 'archivo';
}

/**
 * Files as folders of random names, in each the content and what is known of it: `offered/` waits to be taken,
 * `taken/` is being handed over, `incoming/` was fetched from a person.
 */
export function createFileDesk({ dir, fetch, now }: FileDeskOptions): FileDesk {
  const place = (shelf: 'offered' | 'taken' | 'incoming', id: string) => join(dir, shelf, id);
  const until = () => new Date(Date.parse(now()) + KEPT_MS).toISOString();

  async function known(
    shelf: 'offered' | 'taken' | 'incoming',
    id: string,
    personId: string,
  ): Promise<About | undefined> {
    const found = ID.test(id) ? await readAbout(place(shelf, id)) : undefined;
    return found && found.personId === personId && found.until > now() ? found : undefined;
  }

  async function take(id: string, personId: string): Promise<TakenFile | undefined> {
    const found = await known('offered', id, personId);
    // The rename is what makes it single: of two who take it at once one finds it gone.
    if (!found || !(await moved(place('offered', id), place('taken', id)))) return undefined;
    return {
      ...found,
      read: (start, end) => createReadStream(join(place('taken', id), 'content'), { start, end }),
      done: () => rm(place('taken', id), { recursive: true, force: true }),
      back: async () => void (await moved(place('taken', id), place('offered', id))),
    };
  }

  return {
    offer: (file, personId) =>
      guarded(async (): Promise<OfferedFile> => {
        const id = newId();
        const folder = place('offered', id);
        const written = await writeContent(join(folder, 'content'), file.content);
        const value = { id, name: plainName(file.name), mimeType: file.mimeType, ...written, personId };
        return writeAbout(folder, { ...value, until: until() });
      }),
    offered: (id, personId) => guarded(() => known('offered', id, personId)),
    take: (id, personId) => guarded(() => take(id, personId)),
    drop: (id, personId) =>
      guarded(async () => {
        if (await known('offered', id, personId))
          await rm(place('offered', id), { recursive: true, force: true });
      }),
    fetch: (file, personId) =>
      guarded(async () => {
        const id = newId();
        const folder = place('incoming', id);
        const got = await fetchAttached(fetch, file.url, join(folder, 'content'));
        if (!got.ok) {
          await rm(folder, { recursive: true, force: true });
          return got;
        }
        const { bytes, sha256 } = got;
        const value = await writeAbout(folder, {
          ...{ id, name: plainName(file.name), mimeType: '', bytes, sha256, personId },
          until: until(),
        });
        return { ok: true, file: incomingOf(value, folder) };
      }),
    incoming: (id, personId) =>
      guarded(async () => {
        const found = await known('incoming', id, personId);
        return found && incomingOf(found, place('incoming', id));
      }),
    sweep: () => guarded(() => sweep(dir, now())),
  };
}

function incomingOf({ id, name, bytes, sha256, personId }: About, folder: string): IncomingFile {
  return { id, name, bytes, sha256, personId, path: join(folder, 'content') };
}

async function readAbout(folder: string): Promise<About | undefined> {
  try {
    return about.parse(JSON.parse(await readFile(join(folder, 'about.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

async function writeAbout(folder: string, value: About): Promise<About> {
  await writeWhole(join(folder, 'about.json'), (file) => file.writeFile(JSON.stringify(value)));
  return value;
}

async function writeContent(
  path: string,
  content: Buffer | AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await makeFolder(join(path, '..'));
  await withFile(path, 'wx', async (file) => {
    for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  });
  return { bytes, sha256: hash.digest('hex') };
}

/** False where it was not there to be moved. */
async function moved(from: string, to: string): Promise<boolean> {
  await makeFolder(join(to, '..'));
  try {
    await rename(from, to);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return false;
    throw thrown;
  }
}

/** Removes what is past its time, and puts back what a process that died had taken. */
async function sweep(dir: string, now: string): Promise<void> {
  for (const shelf of ['offered', 'taken', 'incoming']) {
    const ids = await readdir(join(dir, shelf)).catch(() => []);
    for (const id of ids.filter((one) => ID.test(one))) {
      const folder = join(dir, shelf, id);
      const found = await readAbout(folder);
      const touched = (await stat(folder).catch(() => undefined))?.ctimeMs ?? 0;
      const old = Date.now() - touched > LEFT_MS;
      if (found ? found.until <= now : old) await rm(folder, { recursive: true, force: true });
      else if (found && shelf === 'taken' && old) await moved(folder, join(dir, 'offered', id));
    }
  }
}
