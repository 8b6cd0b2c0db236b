import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { folderKey } from './folder-routes.ts';
import { type GraphAnswer, ok, refuse } from './graph-answer.ts';
import { openAddress } from './mailbox-address.ts';
import { addItems, changeKey } from './mailbox-items.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';

/** The token is the mailbox's address sealed by a digest of it; it opens nothing but this mailbox's import. */
const sessionKey = randomBytes(32);
const sealed = (address: string): string =>
  `${Buffer.from(address).toString('base64url')}.${createHash('sha256').update(sessionKey).update(address).digest('base64url')}`;

const createImportSession: Handler = (tenant, { mailbox: address = '' }, call) => {
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  return ok({
    importUrl: `${call.base}/../import/${sealed(address)}`.replace('/graph/v1.0/..', ''),
    expirationDateTime: new Date(tenant.realMs() + 3_600_000).toISOString(),
  });
};

const importBody = z.object({
  FolderId: z.string(),
  Mode: z.enum(['create', 'update']).default('create'),
  Data: z.base64(),
});

/**
 * Takes what was exported into a mailbox (`POST` to the session's `importUrl`, with no token but the one in it);
 * answers the new item's id.
 */
export function importItem(tenant: SandboxTenant, token: string, body: unknown): GraphAnswer {
  const address = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();
  if (sealed(address) !== token)
    return refuse(401, 'InvalidAuthenticationToken', 'The import session is not valid.');
  const opened = openAddress(tenant, address);
  if ('refusal' in opened) return opened.refusal;
  const parsed = importBody.safeParse(body);
  const key = parsed.success ? folderKey(tenant, opened.mailbox, parsed.data.FolderId) : undefined;
  if (!parsed.success || key === undefined)
    return refuse(400, 'ErrorInvalidRequest', 'The request is not an item for a folder of this mailbox.');
  const [added] = addItems(tenant, opened.mailbox, key, [{ data: parsed.data.Data }]);
  return ok({ itemId: added?.id, changeKey: added ? changeKey(added) : null });
}

/** Import into mailboxes (Graph's `/admin/exchange/mailboxes`). */
export const importRoutes = [
  ['POST', '/admin/exchange/mailboxes/{mailbox}/createImportSession', createImportSession],
] as const;
