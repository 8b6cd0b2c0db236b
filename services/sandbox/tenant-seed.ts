import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import { type TenantFile, tenantFileSchema } from '../domain/tenant-file.ts';

const person = z.strictObject({
  key: z.string(),
  id: z.guid(),
  displayName: z.string(),
  givenName: z.string(),
  surname: z.string(),
  userPrincipalName: z.email(),
  aliases: z.array(z.email()).default([]),
  department: z.string(),
  jobTitle: z.string(),
  employeeType: z.string(),
  manager: z.string().nullable(),
  role: z.string().optional(),
  accountEnabled: z.boolean(),
  licensed: z.boolean(),
  mailItems: z.int().min(0),
  contractNumber: z.string().optional(),
  contractEnd: z.iso.date().optional(),
  directoryRole: z.string().optional(),
  userPurpose: z.literal('shared').optional(),
  onPremisesSyncEnabled: z.boolean().default(false),
});

const seedSchema = z.strictObject({
  tenantId: z.guid(),
  domain: z.string(),
  organisation: z.string(),
  deskMailbox: z.email(),
  deskMailboxId: z.guid(),
  bot: z.strictObject({ id: z.string(), name: z.string() }),
  team: z.strictObject({ id: z.string(), channel: z.strictObject({ id: z.string(), name: z.string() }) }),
  extensions: z.strictObject({ caseCode: z.string(), contractNumber: z.string(), contractEnd: z.string() }),
  personas: z.array(z.strictObject({ port: z.int(), key: z.string() })),
  groups: z.array(
    z.strictObject({
      key: z.string(),
      id: z.guid(),
      displayName: z.string(),
      members: z.array(z.string()),
      assignsSku: z.string().optional(),
    }),
  ),
  skus: z.array(z.strictObject({ skuPartNumber: z.string(), skuId: z.guid(), enabled: z.int() })),
  people: z.array(person),
  holders: z.array(person),
});

/** One person (or shared mailbox) of the seed. */
export type SeedPerson = z.infer<typeof person>;

/** The sandbox's people, groups, licences and ids, as they are before anybody does anything. */
export const tenantSeed = seedSchema.parse(
  JSON.parse(readFileSync(new URL('./tenant-seed.json', import.meta.url), 'utf8')),
);

const everybody = [...tenantSeed.people, ...tenantSeed.holders];

/** The person with this key (`camila`, `andres`, ...); a key that the seed lacks is an `AppError` (`unexpected`). */
export function seedPerson(key: string): SeedPerson {
  const found = everybody.find((candidate) => candidate.key === key);
  if (!found) throw new AppError('unexpected', { detail: { seedPerson: key } });
  return found;
}

/** The person with this key; undefined for anything else. */
export const seedPersonOf = (key: string): SeedPerson | undefined =>
  everybody.find((candidate) => candidate.key === key);

/** The group with this key (`specialists`, `licensing`, ...); a key that the seed lacks is an `AppError` (`unexpected`). */
export function seedGroup(key: string): (typeof tenantSeed.groups)[number] {
  const found = tenantSeed.groups.find((candidate) => candidate.key === key);
  if (!found) throw new AppError('unexpected', { detail: { seedGroup: key } });
  return found;
}

/** A person that one can be in the Playground. */
export interface SeedPersona extends SeedPerson {
  /** Where that person's Playground listens. */
  readonly port: number;
}

/** The four personas, in the order of their ports. */
export const seedPersonas: readonly SeedPersona[] = tenantSeed.personas.map(({ key, port }) => ({
  ...seedPerson(key),
  port,
}));

/** What `MESA_TENANT_FILE` would hold for this tenant; fresh each time. */
export function sandboxTenantFile(): TenantFile {
  const skuId = tenantSeed.skus.find((sku) => sku.skuPartNumber === 'SPE_E3')?.skuId;
  const byGroup = { by: 'group', groupId: seedGroup('licensing').id, skuId } as const;
  return tenantFileSchema.parse({
    roleGroups: {
      specialists: seedGroup('specialists').id,
      deskLeads: seedGroup('deskLeads').id,
      liaisons: seedGroup('liaisons').id,
    },
    deskMailbox: tenantSeed.deskMailbox,
    mailDomain: tenantSeed.domain,
    usageLocation: 'CO',
    licences: { contractor: byGroup, operator: byGroup, official: { by: 'sku', skuId } },
    departmentGroups: { 'Oficina Jurídica': [seedGroup('legal').id] },
    allowedTenants: [tenantSeed.tenantId],
    serviceHosts: ['localhost', '127.0.0.1'],
    extensions: tenantSeed.extensions,
    backupFolder: 'backups',
  });
}
