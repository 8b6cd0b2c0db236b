import { randomUUID } from 'node:crypto';
import { mailboxAddress } from './mailbox-items.ts';
import { freshMailboxSettings } from './plant-seed.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { RowChange, SandboxMailbox, SandboxUser, UserLicence } from './tenant-objects.ts';

/** Exchange keeps the data of a mailbox without a licence for 30 days. */
const RETENTION_MS = 30 * 86_400_000;

const isActive = (held: UserLicence): boolean => held.state === 'Active';

/** Number of users who use a seat of the SKU. */
export function consumedUnits(tenant: SandboxTenant, skuId: string): number {
  return tenant
    .rows('user')
    .filter(
      (user) =>
        user.deletedAt === undefined && user.licences.some((held) => held.skuId === skuId && isActive(held)),
    ).length;
}

/** True where the SKU has a seat for the user, or the user sits on one already. */
export function hasSeat(tenant: SandboxTenant, user: SandboxUser, skuId: string): boolean {
  if (user.licences.some((held) => held.skuId === skuId && isActive(held))) return true;
  const sku = tenant.get('facts', 'tenant').skus.find((candidate) => candidate.skuId === skuId);
  return sku !== undefined && consumedUnits(tenant, skuId) < sku.enabled;
}

function newMailbox(tenant: SandboxTenant, userId: string, generation: number): SandboxMailbox {
  return {
    id: userId,
    purpose: 'user',
    generation,
    readyAt: tenant.realMs() + tenant.delays.mailboxMs,
    generated: 0,
    itemSeq: 0,
    added: {},
    settings: freshMailboxSettings(),
  };
}

function returned(tenant: SandboxTenant, mailbox: SandboxMailbox): readonly RowChange[] {
  const since = Date.parse(mailbox.unlicensedAt ?? tenant.now());
  const readyAt = tenant.realMs() + tenant.delays.mailboxMs;
  if (Date.parse(tenant.now()) - since <= RETENTION_MS)
    return [{ put: 'mailbox', row: { ...mailbox, unlicensedAt: undefined, readyAt } }];
  const lost = tenant
    .itemsOf(mailboxAddress(mailbox))
    .map((item): RowChange => ({ remove: 'item', id: item.id }));
  const rules = tenant
    .rows('rule')
    .filter((rule) => rule.userId === mailbox.id)
    .map((rule): RowChange => ({ remove: 'rule', id: rule.id }));
  const folders = tenant
    .rows('folder')
    .filter((folder) => folder.mailbox === mailboxAddress(mailbox))
    .map((folder): RowChange => ({ remove: 'folder', id: folder.id }));
  return [
    ...lost,
    ...rules,
    ...folders,
    { put: 'mailbox', row: newMailbox(tenant, mailbox.id, mailbox.generation + 1) },
  ];
}

/** What Exchange does when a user's licences change: makes, takes away or gives back the mailbox. */
export function exchangeFollows(tenant: SandboxTenant, user: SandboxUser): readonly RowChange[] {
  const licensed = user.licences.some(isActive);
  const mailbox = tenant.get('mailbox', user.id);
  if (!mailbox) return licensed ? [{ put: 'mailbox', row: newMailbox(tenant, user.id, 1) }] : [];
  if (mailbox.purpose === 'shared') return [];
  if (licensed && mailbox.unlicensedAt !== undefined) return returned(tenant, mailbox);
  if (!licensed && mailbox.unlicensedAt === undefined)
    return [{ put: 'mailbox', row: { ...mailbox, unlicensedAt: tenant.now() } }];
  return [];
}

/** The user with these licences, with an address as soon as the first is active, and Exchange's part. */
export function relicensed(
  tenant: SandboxTenant,
  user: SandboxUser,
  licences: readonly UserLicence[],
): readonly RowChange[] {
  const addressed = user.mail !== undefined || !licences.some(isActive);
  const upn = user.userPrincipalName;
  const changed: SandboxUser = addressed
    ? { ...user, licences }
    : { ...user, licences, mail: upn, proxyAddresses: [`SMTP:${upn}`] };
  return [...tenant.touched(changed), ...exchangeFollows(tenant, changed)];
}

/** The licensing that a change of membership owes, if the group assigns a SKU. */
export function owedLicensing(
  tenant: SandboxTenant,
  groupId: string,
  userId: string,
  change: 'add' | 'remove',
): readonly RowChange[] {
  const skuId = tenant.get('group', groupId)?.assignsSku;
  if (skuId === undefined) return [];
  const dueAt = tenant.realMs() + tenant.delays.groupLicensingMs;
  return [{ put: 'licensing', row: { id: randomUUID(), groupId, userId, skuId, change, dueAt } }];
}

function settleOne(
  tenant: SandboxTenant,
  owed: { id: string; groupId: string; userId: string; skuId: string; change: 'add' | 'remove' },
): void {
  const done: RowChange = { remove: 'licensing', id: owed.id };
  const user = tenant.get('user', owed.userId);
  if (!user) {
    tenant.commit([done]);
    return;
  }
  const others = user.licences.filter((held) => !(held.skuId === owed.skuId && held.group === owed.groupId));
  if (owed.change === 'remove') {
    tenant.commit([...relicensed(tenant, user, others), done]);
    return;
  }
  const seat = hasSeat(tenant, user, owed.skuId);
  const held: UserLicence = {
    skuId: owed.skuId,
    group: owed.groupId,
    at: tenant.now(),
    ...(seat ? { state: 'Active' } : { state: 'Error', error: 'CountViolation' }),
  };
  tenant.commit([...relicensed(tenant, user, [...others, held]), done]);
}

/** Tries the user's failed group licences again; those for which there is a seat now become active. Committed. */
export function reprocess(tenant: SandboxTenant, user: SandboxUser): void {
  const licences = user.licences.map(
    (held): UserLicence =>
      isActive(held) || !hasSeat(tenant, user, held.skuId)
        ? held
        : { skuId: held.skuId, group: held.group, state: 'Active', at: tenant.now() },
  );
  tenant.commit(relicensed(tenant, user, licences));
}

/** Carries out the group licensing that is due by now; called before every answer. */
export function settleLicensing(tenant: SandboxTenant): void {
  if (tenant.count('licensing') === 0) return;
  const due = tenant.rows('licensing').filter((owed) => owed.dueAt <= tenant.realMs());
  for (const owed of [...due].sort((a, b) => a.dueAt - b.dueAt)) settleOne(tenant, owed);
}
