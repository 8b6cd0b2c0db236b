import { randomUUID } from 'node:crypto';
import { freshMailboxSettings } from './plant-seed.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { RowChange, SandboxMailbox, SandboxUser } from './tenant-objects.ts';
import { seedGroup, seedPerson, tenantSeed } from './tenant-seed.ts';

/** Accounts to be made in one go. */
export interface PeoplePlan {
  readonly count: number;
  readonly employeeType: string;
  readonly department: string;
  readonly managerKey: string;
  readonly contractEnd?: string;
  /** Items in each mailbox. */
  readonly mailItems: number;
}

const GIVEN = ['Ana', 'Bruno', 'Clara', 'Diego', 'Eva', 'Fabio', 'Gloria', 'Hugo', 'Inés', 'Jaime'];
const SURNAMES = [
  'Acosta',
  'Barrios',
  'Castro',
  'Duarte',
  'Escobar',
  'Franco',
  'Gil',
  'Herrera',
  'Ibarra',
  'Jaramillo',
  'Lara',
];

function planted(tenant: SandboxTenant, plan: PeoplePlan, n: number): SandboxUser {
  const givenName = GIVEN[n % GIVEN.length] ?? 'Ana';
  const surname = `${SURNAMES[n % SURNAMES.length]} ${SURNAMES[Math.floor(n / 7) % SURNAMES.length]}`;
  const nickname = `prueba.${String(n).padStart(5, '0')}`;
  const upn = `${nickname}@${tenantSeed.domain}`;
  const now = tenant.now();
  const skuId = tenantSeed.skus[0]?.skuId ?? '';
  const isOfficial = plan.employeeType === 'official';
  const { contractNumber, contractEnd } = tenantSeed.extensions;
  return {
    id: randomUUID(),
    seq: 0,
    createdAt: now,
    visibleFrom: 0,
    userPrincipalName: upn,
    accountEnabled: true,
    profile: {
      displayName: `${givenName} ${surname}`,
      givenName,
      surname,
      mailNickname: nickname,
      department: plan.department,
      jobTitle: 'Contratista',
      employeeType: plan.employeeType,
      usageLocation: 'CO',
      userType: 'Member',
      ...(isOfficial ? {} : { [contractNumber]: `CPS-${n}-2026` }),
      ...(plan.contractEnd === undefined ? {} : { [contractEnd]: `${plan.contractEnd}T00:00:00Z` }),
    },
    onPremisesExtensionAttributes: {},
    proxyAddresses: [`SMTP:${upn}`],
    mail: upn,
    licences: [
      { skuId, group: isOfficial ? undefined : seedGroup('licensing').id, state: 'Active', at: now },
    ],
    managerId: seedPerson(plan.managerKey).id,
    synchronised: false,
    roles: [],
    passwordChangedAt: now,
    mustChangePassword: false,
    sessionsValidFrom: now,
    lastSignInAt: now,
  };
}

function mailboxFor(user: SandboxUser, items: number): SandboxMailbox {
  return {
    id: user.id,
    purpose: 'user',
    generation: 1,
    readyAt: 0,
    generated: items,
    itemSeq: items,
    added: {},
    settings: freshMailboxSettings(),
  };
}

/** Makes the accounts, licensed and with mail, and seats for them; answers their ids. Committed at once. */
export function plantPeople(tenant: SandboxTenant, plan: PeoplePlan): readonly string[] {
  const first = tenant.count('user');
  const users = Array.from({ length: plan.count }, (_, n) => planted(tenant, plan, first + n));
  const groupId = seedGroup('licensing').id;
  const facts = tenant.get('facts', 'tenant');
  const seated = {
    ...facts,
    skus: facts.skus.map((sku) => ({ ...sku, enabled: sku.enabled + plan.count })),
    seq: facts.seq + plan.count,
  };
  const changes: RowChange[] = users.flatMap((user, n): RowChange[] => [
    { put: 'user', row: { ...user, seq: facts.seq + 1 + n } },
    { put: 'mailbox', row: mailboxFor(user, plan.mailItems) },
    ...(plan.employeeType === 'official'
      ? []
      : [{ put: 'membership', row: { id: `${groupId}:${user.id}`, groupId, userId: user.id } } as const]),
  ]);
  tenant.commit([...changes, { put: 'facts', row: seated }]);
  return users.map((user) => user.id);
}
