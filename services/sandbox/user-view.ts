import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxUser } from './tenant-objects.ts';

type Read = (user: SandboxUser, tenant: SandboxTenant) => unknown;

const attributes = (user: SandboxUser): Record<string, string | null> =>
  Object.fromEntries(
    Array.from({ length: 15 }, (_, n) => `extensionAttribute${n + 1}`).map((name) => [
      name,
      user.onPremisesExtensionAttributes[name] ?? null,
    ]),
  );

const activeSkus = (user: SandboxUser): string[] => [
  ...new Set(user.licences.filter((held) => held.state === 'Active').map((held) => held.skuId)),
];

/** Properties that do not lie in the profile as they were written. */
const READERS: Readonly<Record<string, Read>> = {
  id: (user) => user.id,
  userPrincipalName: (user) => user.userPrincipalName,
  accountEnabled: (user) => user.accountEnabled,
  createdDateTime: (user) => user.createdAt,
  deletedDateTime: (user) => user.deletedAt ?? null,
  mail: (user) => user.mail ?? null,
  proxyAddresses: (user) => user.proxyAddresses,
  onPremisesExtensionAttributes: attributes,
  onPremisesSyncEnabled: (user) => (user.synchronised ? true : null),
  onPremisesImmutableId: (user) =>
    user.synchronised ? Buffer.from(user.id).toString('base64').slice(0, 24) : null,
  onPremisesLastSyncDateTime: (user) => (user.synchronised ? user.createdAt : null),
  lastPasswordChangeDateTime: (user) => user.passwordChangedAt,
  signInSessionsValidFromDateTime: (user) => user.sessionsValidFrom,
  assignedLicenses: (user) => activeSkus(user).map((skuId) => ({ skuId, disabledPlans: [] })),
  licenseAssignmentStates: (user) =>
    user.licences.map((held) => ({
      skuId: held.skuId,
      assignedByGroup: held.group ?? null,
      disabledPlans: [],
      state: held.state,
      error: held.error ?? 'None',
      lastUpdatedDateTime: held.at,
    })),
  assignedPlans: () => [],
  provisionedPlans: () => [],
  passwordProfile: () => null,
  signInActivity: (user) => (user.lastSignInAt ? { lastSignInDateTime: user.lastSignInAt } : null),
  mailboxSettings: (user, tenant) => tenant.get('mailbox', user.id)?.settings ?? null,
};

const PROFILE_LISTS = new Set(['businessPhones', 'otherMails']);
const PROFILE = new Set([
  ...PROFILE_LISTS,
  'aboutMe',
  'ageGroup',
  'city',
  'companyName',
  'country',
  'creationType',
  'department',
  'displayName',
  'employeeHireDate',
  'employeeId',
  'employeeLeaveDateTime',
  'employeeType',
  'faxNumber',
  'givenName',
  'jobTitle',
  'mailNickname',
  'mobilePhone',
  'officeLocation',
  'passwordPolicies',
  'postalCode',
  'preferredLanguage',
  'showInAddressList',
  'state',
  'streetAddress',
  'surname',
  'usageLocation',
  'userType',
]);

/** What Graph gives when nobody selects. */
export const DEFAULT_PROPERTIES = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
] as const;

/** True for a directory extension's name (`extension_<appId>_<name>`). */
export const isDirectoryExtension = (name: string): boolean =>
  /^extension_[0-9a-f]{32}_[A-Za-z0-9_]+$/.test(name);

/** True where `$select` and `$filter` may name the property. */
export const isUserProperty = (name: string): boolean =>
  Object.hasOwn(READERS, name) || PROFILE.has(name) || isDirectoryExtension(name);

/** One property as Graph gives it: `null` where unset, an empty list for lists. */
export function readProperty(tenant: SandboxTenant, user: SandboxUser, name: string): unknown {
  if (Object.hasOwn(READERS, name)) return READERS[name]?.(user, tenant);
  return user.profile[name] ?? (PROFILE_LISTS.has(name) ? [] : null);
}

/** The user with these properties; an extension that is unset is left out, as Graph does. */
export function viewUser(
  tenant: SandboxTenant,
  user: SandboxUser,
  select: readonly string[] = DEFAULT_PROPERTIES,
): Record<string, unknown> {
  const names = new Set(['id', ...select]);
  const entries = [...names].map((name) => [name, readProperty(tenant, user, name)] as const);
  return Object.fromEntries(entries.filter(([name, value]) => value !== null || !isDirectoryExtension(name)));
}
