import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { FileDesk } from '../services/ports/file-desk.ts';
import { MAX_INCOMING_BYTES } from '../services/ports/file-desk.ts';

/** What a message with a file looks like in Teams. */
export interface FileAttachment {
  readonly contentType: 'application/vnd.microsoft.teams.file.download.info';
  readonly name: string;
  readonly content: { readonly downloadUrl: string; readonly uniqueId: string; readonly fileType: string };
}

export interface SandboxFilesDeps {
  readonly files: FileDesk;
  /** Where uploads lie, as a person's OneDrive would keep them. */
  readonly dir: string;
  /** The desk's own address. */
  readonly base: string;
  /** Lets a persona say something with a file; false where there is no such persona, or it has no chat yet. */
  readonly speak: (persona: string, text: string, file: FileAttachment) => Promise<boolean>;
}

const query = z.object({
  name: z.string().min(1).max(200),
  as: z.string().max(60).optional(),
  text: z.string().max(4_000).default(''),
});
const USAGE =
  "curl --data-binary @cuentas.xlsx -H 'content-type: application/octet-stream' '.../sandbox/files?name=cuentas.xlsx&as=hernan&text=...'";

/**
 * Files in the sandbox, to be mounted at `/sandbox/files`. POST takes an upload and answers the attachment to put
 * into an activity; with `as` it is said by that persona at once. GET gives an offered file to its person, once.
 */
export function sandboxFiles(deps: SandboxFilesDeps): Router {
  const router = express.Router();
  router.post('/', (request, response) => receive(deps, request, response));
  router.get('/up/:id', (request, response) => {
    const id = String(request.params.id);
    if (!/^[0-9a-f-]{36}$/.test(id)) return void response.status(404).json({ problem: 'no such upload' });
    const stream = createReadStream(join(deps.dir, id));
    stream.on('error', () => response.status(404).json({ problem: 'no such upload' }));
    response.type('application/octet-stream');
    stream.pipe(response);
  });
  router.get('/:person/:id', (request, response) => give(deps, request, response));
  return router;
}

async function receive(deps: SandboxFilesDeps, request: Request, response: Response): Promise<void> {
  const read = query.safeParse(request.query);
  // No page elsewhere can send this type without asking first, and nobody answers it here.
  if (!read.success || !request.is('application/octet-stream'))
    return void response.status(400).json({ problem: 'expected a file as it is', usage: USAGE });
  const id = randomUUID();
  const path = join(deps.dir, id);
  if (!(await store(request, path))) {
    await rm(path, { force: true });
    return void response.status(413).json({ problem: 'larger than any file that the desk takes' });
  }
  const { name, as, text } = read.data;
  const attachment: FileAttachment = {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name,
    content: {
      downloadUrl: `${deps.base}/sandbox/files/up/${id}`,
      uniqueId: id,
      fileType: name.split('.').at(-1) ?? '',
    },
  };
  if (as !== undefined && !(await deps.speak(as, text, attachment)))
    return void response.status(404).json({ problem: `nobody called ${as} has opened a chat`, attachment });
  response.status(201).json({ attachment });
}

/** Somewhat more than the desk takes is stored, so that its own limit can be tried. */
async function store(request: Request, path: string): Promise<boolean> {
  await mkdir(join(path, '..'), { recursive: true });
  const file = await open(path, 'wx');
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += (chunk as Buffer).length;
      if (bytes > MAX_INCOMING_BYTES * 1.2) return false;
      await file.writeFile(chunk as Buffer);
    }
    return true;
  } finally {
    await file.close();
  }
}

async function give(deps: SandboxFilesDeps, request: Request, response: Response): Promise<void> {
  const { person, id } = request.params;
  const taken = await deps.files.take(String(id), String(person));
  if (!taken) return void response.status(410).json({ problem: 'used, expired, or for somebody else' });
  response.type(taken.mimeType);
  response.set({
    'content-length': String(taken.bytes),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(taken.name)}`,
  });
  try {
    await pipeline(taken.read(), response);
    await taken.done();
  } catch {
    // Who did not get it whole may ask again.
    await taken.back();
  }
}
