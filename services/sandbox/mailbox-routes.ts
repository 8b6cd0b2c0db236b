import { z } from 'zod';
import { type GraphAnswer, noMailbox, notFound, ok } from './graph-answer.ts';
import { parseBody, saysSomething } from './graph-body.ts';
import { FOLDERS, folderId, itemCount, mailboxAddress } from './mailbox-items.ts';
import { plainList, selection } from './odata-list.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxMailbox, SandboxUser } from './tenant-objects.ts';

/** True where Graph may open the mailbox: it is there, and it is licensed or shared. */
export const isOpen = (tenant: SandboxTenant, mailbox: SandboxMailbox): boolean =>
  mailbox.readyAt <= tenant.realMs() && mailbox.unlicensedAt === undefined;

type Opened =
  | { readonly user: SandboxUser; readonly mailbox: SandboxMailbox }
  | { readonly refusal: GraphAnswer };

/** The user's mailbox, or Graph's 404: nobody by that name, or no mailbox that it may open. */
export function openMailbox(tenant: SandboxTenant, idOrUpn: string): Opened {
  const user = tenant.user(idOrUpn);
  if (!user) return { refusal: notFound(idOrUpn) };
  const mailbox = tenant.get('mailbox', user.id);
  return mailbox && isOpen(tenant, mailbox) ? { user, mailbox } : { refusal: noMailbox() };
}

const settingsView = (mailbox: SandboxMailbox, call: Parameters<Handler>[2]): Record<string, unknown> => {
  const all: Record<string, unknown> = { ...mailbox.settings, userPurpose: mailbox.purpose };
  const select = selection(call);
  return {
    '@odata.context': `${call.base}/$metadata#mailboxSettings`,
    ...(select ? Object.fromEntries(select.map((name) => [name, all[name] ?? null])) : all),
  };
};

const getSettings: Handler = (tenant, { id = '' }, call) => {
  const opened = openMailbox(tenant, id);
  return 'refusal' in opened ? opened.refusal : ok(settingsView(opened.mailbox, call));
};

const moment = z.strictObject({ dateTime: z.string(), timeZone: z.string() });
const settingsBody = z
  .strictObject({
    automaticRepliesSetting: z
      .strictObject({
        status: z.enum(['disabled', 'alwaysEnabled', 'scheduled']),
        externalAudience: z.enum(['none', 'contactsOnly', 'all']),
        internalReplyMessage: z.string().nullable(),
        externalReplyMessage: z.string().nullable(),
        scheduledStartDateTime: moment,
        scheduledEndDateTime: moment,
      })
      .partial(),
    timeZone: z.string(),
    language: z.strictObject({ locale: z.string(), displayName: z.string().optional() }),
    dateFormat: z.string(),
    timeFormat: z.string(),
  })
  .partial()
  .refine(saysSomething);

const patchSettings: Handler = (tenant, { id = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const parsed = parseBody(settingsBody, call.body, 'mailboxSettings');
  if ('refusal' in parsed) return parsed.refusal;
  const before = opened.mailbox.settings.automaticRepliesSetting as Record<string, unknown>;
  const replies = { ...before, ...parsed.value.automaticRepliesSetting };
  const mailbox = {
    ...opened.mailbox,
    settings: { ...opened.mailbox.settings, ...parsed.value, automaticRepliesSetting: replies },
  };
  tenant.commit([{ put: 'mailbox', row: mailbox }]);
  return ok(settingsView(mailbox, call));
};

const exchangeSettings: Handler = (tenant, { id = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  return ok({
    '@odata.context': `${call.base}/$metadata#users('${opened.user.id}')/settings/exchange/$entity`,
    id: opened.user.id,
    primaryMailboxId: mailboxAddress(opened.mailbox),
  });
};

const mailFolders: Handler = (tenant, { id = '' }, call) => {
  const opened = openMailbox(tenant, id);
  if ('refusal' in opened) return opened.refusal;
  const { mailbox } = opened;
  const rows = FOLDERS.filter((folder) => folder.parent === undefined).map((folder) => ({
    id: folderId(mailbox, folder.key),
    displayName: folder.displayName,
    parentFolderId: folderId(mailbox, 'root'),
    childFolderCount: FOLDERS.filter((child) => child.parent === folder.key).length,
    totalItemCount: itemCount(mailbox, folder.key),
    unreadItemCount: 0,
    isHidden: false,
  }));
  return plainList(call, rows, 'microsoft.graph.mailFolder');
};

/** Mailboxes: whether there is one, of which kind, its settings, its top folders. */
export const mailboxRoutes = [
  ['GET', '/users/{id}/mailboxSettings', getSettings],
  ['PATCH', '/users/{id}/mailboxSettings', patchSettings],
  ['GET', '/users/{id}/settings/exchange', exchangeSettings],
  ['GET', '/users/{id}/mailFolders', mailFolders],
] as const;
