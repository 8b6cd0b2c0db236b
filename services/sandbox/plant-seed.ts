import type { RowChange, SandboxMailbox, SandboxUser } from './tenant-objects.ts';
import { type SeedPerson, seedPerson, tenantSeed } from './tenant-seed.ts';

const FRESH_MAILBOX_SETTINGS = {
  timeZone: 'SA Pacific Standard Time',
  language: { locale: 'es-CO', displayName: 'Spanish (Colombia)' },
  automaticRepliesSetting: { status: 'disabled', externalAudience: 'none' },
};

/** Settings of a mailbox that nobody has touched. */
export const freshMailboxSettings = (): Readonly<Record<string, unknown>> => FRESH_MAILBOX_SETTINGS;

const desk: SeedPerson = {
  key: 'desk',
  id: tenantSeed.deskMailboxId,
  displayName: tenantSeed.bot.name,
  givenName: 'Mesa',
  surname: 'de Servicios',
  userPrincipalName: tenantSeed.deskMailbox,
  aliases: [],
  department: 'Oficina de Tecnologías de la Información',
  jobTitle: 'Buzón compartido',
  employeeType: 'shared',
  manager: null,
  accountEnabled: false,
  licensed: false,
  mailItems: 0,
  userPurpose: 'shared',
  onPremisesSyncEnabled: false,
};

const nickname = (upn: string): string => upn.slice(0, upn.indexOf('@'));

function licencesOf(person: SeedPerson, at: string): SandboxUser['licences'] {
  if (!person.licensed) return [];
  const group = tenantSeed.groups.find(
    (candidate) => candidate.assignsSku && candidate.members.includes(person.key),
  );
  const sku = tenantSeed.skus.find(
    (candidate) => candidate.skuPartNumber === (group?.assignsSku ?? 'SPE_E3'),
  );
  return sku ? [{ skuId: sku.skuId, group: group?.id, state: 'Active', at }] : [];
}

function profileOf(person: SeedPerson): Record<string, unknown> {
  const { contractNumber, contractEnd } = tenantSeed.extensions;
  return {
    displayName: person.displayName,
    givenName: person.givenName,
    surname: person.surname,
    mailNickname: nickname(person.userPrincipalName),
    department: person.department,
    jobTitle: person.jobTitle,
    employeeType: person.employeeType,
    usageLocation: 'CO',
    preferredLanguage: 'es-CO',
    userType: 'Member',
    ...(person.contractNumber ? { [contractNumber]: person.contractNumber } : {}),
    ...(person.contractEnd ? { [contractEnd]: `${person.contractEnd}T00:00:00Z` } : {}),
  };
}

function userOf(person: SeedPerson, seq: number, at: string): SandboxUser {
  return {
    id: person.id,
    seq,
    createdAt: at,
    visibleFrom: 0,
    userPrincipalName: person.userPrincipalName,
    accountEnabled: person.accountEnabled,
    profile: profileOf(person),
    onPremisesExtensionAttributes: {},
    proxyAddresses: [`SMTP:${person.userPrincipalName}`, ...person.aliases.map((alias) => `smtp:${alias}`)],
    mail: person.userPrincipalName,
    licences: licencesOf(person, at),
    managerId: person.manager ? seedPerson(person.manager).id : undefined,
    synchronised: person.onPremisesSyncEnabled,
    roles: person.directoryRole ? [person.directoryRole] : [],
    passwordChangedAt: at,
    mustChangePassword: false,
    sessionsValidFrom: at,
    lastSignInAt: at,
  };
}

/** Whose licence is gone lost it ten days ago, or on the day after the contract's end. */
function unlicensedAt(person: SeedPerson, now: string): string | undefined {
  if (person.licensed || person.userPurpose === 'shared') return undefined;
  const tenDaysAgo = new Date(Date.parse(now) - 10 * 86_400_000).toISOString();
  return person.contractEnd ? `${person.contractEnd}T23:00:00.000Z` : tenDaysAgo;
}

function mailboxOf(person: SeedPerson, now: string): SandboxMailbox {
  return {
    id: person.id,
    purpose: person.userPurpose ?? 'user',
    generation: 1,
    readyAt: 0,
    unlicensedAt: unlicensedAt(person, now),
    generated: person.mailItems,
    itemSeq: person.mailItems,
    added: {},
    settings: freshMailboxSettings(),
  };
}

/** All rows of a tenant in which nothing has happened yet; `now` is a desk instant. */
export function plantSeed(now: string): readonly RowChange[] {
  const at = '2026-01-05T13:00:00.000Z';
  const people = [...tenantSeed.people, ...tenantSeed.holders, desk];
  const groups = tenantSeed.groups.map(({ id, displayName, assignsSku }): RowChange => {
    const skuId = tenantSeed.skus.find((sku) => sku.skuPartNumber === assignsSku)?.skuId;
    return { put: 'group', row: { id, displayName, assignsSku: skuId, kind: 'assigned' } };
  });
  const memberships = tenantSeed.groups.flatMap((group) =>
    group.members.map((key): RowChange => {
      const userId = seedPerson(key).id;
      return { put: 'membership', row: { id: `${group.id}:${userId}`, groupId: group.id, userId } };
    }),
  );
  return [
    {
      put: 'facts',
      row: {
        id: 'tenant',
        seq: people.length,
        skus: tenantSeed.skus,
        accessPassAllowed: false,
        deleteAttempts: 0,
      },
    },
    ...people.map((person, n): RowChange => ({ put: 'user', row: userOf(person, n + 1, at) })),
    ...people.map((person): RowChange => ({ put: 'mailbox', row: mailboxOf(person, now) })),
    ...groups,
    ...memberships,
  ];
}
