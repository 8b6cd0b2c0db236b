import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { assertNever } from '../domain/errors.ts';
import { addItems, FOLDERS } from './mailbox-items.ts';
import { plantPeople } from './plant-people.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxUser } from './tenant-objects.ts';

const folder = z.enum(FOLDERS.map((one) => one.key)).default('inbox');
const userId = z.string().min(1);

/** What may be done to the tenant behind the desk's back, for tests and demonstrations. */
export const tenantControlSchema = z.discriminatedUnion('do', [
  /** Items arrive in a mailbox, blocked sign-in or not. */
  z.strictObject({
    do: z.literal('mail-arrives'),
    userId,
    folder,
    count: z.int().min(1).max(1000).default(1),
    size: z.int().min(1).max(20_000_000).optional(),
  }),
  /** A message in somebody's inbox, readable by Graph's `messages`. */
  z.strictObject({
    do: z.literal('message-arrives'),
    userId,
    from: z.email(),
    subject: z.string(),
    text: z.string(),
  }),
  /** Gives the mailbox another number of generated items. */
  z.strictObject({ do: z.literal('mail-items'), userId, count: z.int().min(0).max(1_000_000) }),
  /** What the mailbox usage report says of a mailbox: its size, and whether it has an online archive. */
  z.strictObject({
    do: z.literal('mailbox-usage'),
    userId,
    bytes: z.int().min(0).optional(),
    archive: z.boolean().optional(),
  }),
  /** Whether usage reports hide the names. */
  z.strictObject({ do: z.literal('report-names'), concealed: z.boolean() }),
  /** Moves the day on which the licence was lost: past 30 days, a return makes a new mailbox. */
  z.strictObject({ do: z.literal('unlicensed-since'), userId, at: z.iso.datetime() }),
  z.strictObject({ do: z.literal('seats'), skuPartNumber: z.string(), enabled: z.int().min(0) }),
  z.strictObject({ do: z.literal('access-pass-policy'), allowed: z.boolean() }),
  z.strictObject({ do: z.literal('synchronise'), userId, synchronised: z.boolean() }),
  z.strictObject({ do: z.literal('role'), userId, role: z.string().nullable() }),
  z.strictObject({
    do: z.literal('group-kind'),
    groupId: z.string(),
    kind: z.enum(['assigned', 'dynamic', 'synchronised']),
  }),
  /** The holder signs in for the first time and chooses a password. */
  z.strictObject({ do: z.literal('sign-in'), userId }),
  /** An administrator deletes the account elsewhere: soft-deleted, its addresses stay taken. */
  z.strictObject({ do: z.literal('soft-delete'), userId }),
  z.strictObject({
    do: z.literal('service-issue'),
    service: z.enum(['Exchange Online', 'Microsoft Teams', 'Microsoft Entra']),
    title: z.string(),
    resolved: z.boolean().default(false),
  }),
  /** Many accounts at once, for trials of mass work. */
  z.strictObject({
    do: z.literal('add-people'),
    count: z.int().min(1).max(20_000),
    employeeType: z.enum(['contractor', 'official', 'operator']).default('contractor'),
    department: z.string().default('Oficina Jurídica'),
    managerKey: z.string().default('hernan'),
    contractEnd: z.iso.date().optional(),
    mailItems: z.int().min(0).max(10_000).default(20),
  }),
]);

export type TenantControl = z.output<typeof tenantControlSchema>;

type Done =
  | { readonly done: true; readonly [fact: string]: unknown }
  | { readonly done: false; readonly reason: string };
const nobody: Done = { done: false, reason: 'no such user, mailbox or group' };
const done: Done = { done: true };

function changeUser(
  tenant: SandboxTenant,
  id: string,
  change: (user: SandboxUser) => Partial<SandboxUser>,
): Done {
  const user = tenant.user(id);
  if (!user) return nobody;
  tenant.commit(tenant.touched({ ...user, ...change(user) }));
  return done;
}

function changeMailbox(
  tenant: SandboxTenant,
  control: Extract<
    TenantControl,
    { do: 'mail-arrives' | 'mail-items' | 'unlicensed-since' | 'mailbox-usage' }
  >,
): Done {
  const user = tenant.user(control.userId);
  const mailbox = user && tenant.get('mailbox', user.id);
  if (!mailbox) return nobody;
  if (control.do === 'mail-arrives') {
    const items = addItems(
      tenant,
      mailbox,
      control.folder,
      Array.from({ length: control.count }, () => ({ size: control.size })),
    );
    return { done: true, itemIds: items.map((item) => item.id) };
  }
  if (control.do === 'mailbox-usage') {
    const { bytes, archive } = control;
    tenant.commit([{ put: 'mailbox', row: { ...mailbox, usage: { bytes, archive } } }]);
    return done;
  }
  if (control.do === 'mail-items' && Object.keys(mailbox.added).length > 0)
    return { done: false, reason: 'mail has arrived in it already' };
  const row =
    control.do === 'unlicensed-since'
      ? { ...mailbox, unlicensedAt: control.at }
      : { ...mailbox, generated: control.count, itemSeq: Math.max(mailbox.itemSeq, control.count) };
  tenant.commit([{ put: 'mailbox', row }]);
  return done;
}

function messageArrives(
  tenant: SandboxTenant,
  control: Extract<TenantControl, { do: 'message-arrives' }>,
): Done {
  const user = tenant.user(control.userId);
  if (!user) return nobody;
  const { seq, change } = tenant.nextSeq();
  const id = `AAMk${randomUUID()}=`;
  const message = {
    subject: control.subject,
    bodyPreview: control.text.slice(0, 255),
    body: { contentType: 'text', content: control.text },
    from: { emailAddress: { address: control.from, name: control.from } },
    sender: { emailAddress: { address: control.from, name: control.from } },
    toRecipients: [{ emailAddress: { address: user.userPrincipalName, name: user.userPrincipalName } }],
    receivedDateTime: tenant.now(),
    isRead: false,
    hasAttachments: false,
    internetMessageId: `<${randomUUID()}@${control.from.split('@')[1]}>`,
  };
  tenant.commit([change, { put: 'message', row: { id, userId: user.id, seq, message } }]);
  return { done: true, id };
}

const softDeleted = (tenant: SandboxTenant, user: SandboxUser): Partial<SandboxUser> => ({
  deletedAt: tenant.now(),
  userPrincipalName: `${user.id.replaceAll('-', '')}${user.userPrincipalName}`,
  proxyAddresses: user.proxyAddresses.length > 0 ? user.proxyAddresses : [`SMTP:${user.userPrincipalName}`],
});

function changeFacts(
  tenant: SandboxTenant,
  control: Extract<TenantControl, { do: 'seats' | 'access-pass-policy' | 'report-names' }>,
): Done {
  const facts = tenant.get('facts', 'tenant');
  if (control.do === 'report-names') {
    tenant.commit([{ put: 'facts', row: { ...facts, reportsConcealed: control.concealed } }]);
    return done;
  }
  const row =
    control.do === 'seats'
      ? {
          ...facts,
          skus: facts.skus.map((sku) =>
            sku.skuPartNumber === control.skuPartNumber ? { ...sku, enabled: control.enabled } : sku,
          ),
        }
      : { ...facts, accessPassAllowed: control.allowed };
  tenant.commit([{ put: 'facts', row }]);
  return done;
}

function addIssue(tenant: SandboxTenant, control: Extract<TenantControl, { do: 'service-issue' }>): Done {
  const { service, title, resolved } = control;
  const row = {
    id: `EX${tenant.count('issue') + 100_001}`,
    service,
    title,
    resolved,
    startedAt: tenant.now(),
  };
  tenant.commit([{ put: 'issue', row }]);
  return { done: true, id: row.id };
}

function setGroupKind(tenant: SandboxTenant, control: Extract<TenantControl, { do: 'group-kind' }>): Done {
  const group = tenant.get('group', control.groupId);
  if (!group) return nobody;
  tenant.commit([{ put: 'group', row: { ...group, kind: control.kind } }]);
  return done;
}

/** Does it, saved before it returns; says so, with the ids of what came to be. */
export function controlTenant(tenant: SandboxTenant, control: TenantControl): Done {
  switch (control.do) {
    case 'mail-arrives':
    case 'mail-items':
    case 'mailbox-usage':
    case 'unlicensed-since':
      return changeMailbox(tenant, control);
    case 'message-arrives':
      return messageArrives(tenant, control);
    case 'seats':
    case 'access-pass-policy':
    case 'report-names':
      return changeFacts(tenant, control);
    case 'synchronise':
      return changeUser(tenant, control.userId, () => ({ synchronised: control.synchronised }));
    case 'role':
      return changeUser(tenant, control.userId, () => ({
        roles: control.role === null ? [] : [control.role],
      }));
    case 'sign-in':
      return changeUser(tenant, control.userId, (user) => ({
        lastSignInAt: tenant.now(),
        mustChangePassword: false,
        passwordChangedAt: user.mustChangePassword ? tenant.now() : user.passwordChangedAt,
      }));
    case 'soft-delete':
      return changeUser(tenant, control.userId, (user) => softDeleted(tenant, user));
    case 'group-kind':
      return setGroupKind(tenant, control);
    case 'service-issue':
      return addIssue(tenant, control);
    case 'add-people':
      return { done: true, userIds: plantPeople(tenant, control) };
    default:
      return assertNever(control);
  }
}
