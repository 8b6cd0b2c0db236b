import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { ImportSession } from '../../ports/mailbox.ts';
import { expected, parsed } from './answers.ts';
import type { GraphClient } from './client.ts';
import { segment } from './odata.ts';

const session = z.object({ importUrl: z.string().min(1) });
const imported = z.object({ itemId: z.string().min(1) });

/** One item may be as large as a message may be (150 MB), and Exchange takes its time over it. */
const IMPORT_TIMEOUT_MS = 60_000;

/**
 * `openImport`. The session's address holds a token that opens the mailbox: it stays inside what is answered here,
 * and no log, fault or store sees it.
 */
export async function openImport(client: GraphClient, mailboxId: string): Promise<ImportSession> {
  const op = 'mailbox.importSession';
  const path = `/admin/exchange/mailboxes/${segment(mailboxId)}/createImportSession`;
  const { importUrl } = expected(op, session, await client.ask('POST', { op, path, lane: mailboxId }));
  return { put: (folderId, data) => putItem(client, importUrl, folderId, data) };
}

async function putItem(client: GraphClient, url: string, folderId: string, data: Buffer) {
  const op = 'mailbox.import';
  const body = { FolderId: folderId, Mode: 'create', Data: data.toString('base64') };
  const answer = await client.outside({ op, url, body, timeoutMs: IMPORT_TIMEOUT_MS });
  if (answer.kind === 'ok') return { id: parsed(op, imported, answer.body).itemId };
  if (answer.status === 403) throw new AppError('directory_forbidden', { detail: { op, status: 403 } });
  return { error: answer.code || `status_${answer.status}` };
}
