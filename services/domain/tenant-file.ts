import { z } from 'zod';

const id = z.guid();
const directoryExtension = z
  .string()
  .regex(/^extension_[0-9a-f]{32}_[A-Za-z0-9_]+$/, 'extension_<appId without dashes>_<name>');
const extensionName = z.union([
  z.string().regex(/^extensionAttribute([1-9]|1[0-5])$/, 'extensionAttribute1 to extensionAttribute15'),
  directoryExtension,
]);
const domainName = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain name in lower case');

/** How a holder gets a mailbox: a SKU assigned to the account, or a group whose members get one. */
const licensing = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('sku'), skuId: id }),
  z.strictObject({ by: z.literal('group'), groupId: id, skuId: id }),
]);

/**
 * The tenant file (`MESA_TENANT_FILE`): what the desk must know about one Microsoft 365 tenant and cannot read
 * from it. Ids are GUIDs as the Entra portal shows them; addresses and domains are in lower case.
 */
export const tenantFileSchema = z.strictObject({
  /** Security groups that make somebody a specialist, a desk lead or a technology liaison. */
  roleGroups: z.strictObject({ specialists: id, deskLeads: id, liaisons: id }),
  /** The mailbox that the desk writes from and reads answers in. */
  deskMailbox: z.email().toLowerCase(),
  /** Domain of new accounts; it must be verified in the tenant. */
  mailDomain: domainName,
  /** ISO 3166-1 alpha-2; Graph wants it before any licence. */
  usageLocation: z.string().regex(/^[A-Z]{2}$/, 'two capital letters'),
  licences: z.strictObject({ contractor: licensing, official: licensing, operator: licensing }),
  /** Groups that the people of a department belong to, by the department's name in the directory. */
  departmentGroups: z.record(z.string(), z.array(id)).default({}),
  /** How a new holder first signs in; a pass only where the tenant's policy allows one. */
  firstAccess: z.enum(['password', 'access_pass']).default('password'),
  /** Tenants whose people may talk to the bot; empty means the bot's own alone. */
  allowedTenants: z.array(id),
  /** Hosts that a channel's service URL may name. */
  serviceHosts: z.array(z.string().min(1)).min(1),
  /** Hosts of OneDrive and SharePoint, where files of people are fetched and put; `.suffix` for all below it. */
  fileHosts: z.array(z.string().min(1)).default(['.sharepoint.com']),
  /** Where the directory keeps the desk's facts about an account. */
  extensions: z.strictObject({
    caseCode: extensionName,
    contractNumber: extensionName,
    contractEnd: extensionName,
  }),
  /** Folder of mailbox backups; relative to `DATA_DIR` unless absolute. */
  backupFolder: z.string().min(1),
});

/** A checked tenant file. */
export type TenantFile = z.infer<typeof tenantFileSchema>;
