import { z } from 'zod';
import { badRequest, type GraphAnswer, notFound, ok } from './graph-answer.ts';
import { parseBody } from './graph-body.ts';
import { consumedUnits, hasSeat, relicensed, reprocess } from './licensing.ts';
import { plainList } from './odata-list.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxUser, UserLicence } from './tenant-objects.ts';
import { tenantSeed } from './tenant-seed.ts';
import { viewUser } from './user-view.ts';

const assignment = z.strictObject({
  addLicenses: z.array(z.strictObject({ skuId: z.guid(), disabledPlans: z.array(z.guid()).optional() })),
  removeLicenses: z.array(z.guid()),
});

const EXCHANGE_PLAN = {
  servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0',
  servicePlanName: 'EXCHANGE_S_ENTERPRISE',
  provisioningStatus: 'Success',
  appliesTo: 'User',
};

type Change = { readonly licences: readonly UserLicence[] } | { readonly refusal: GraphAnswer };

function withAdded(
  tenant: SandboxTenant,
  user: SandboxUser,
  licences: readonly UserLicence[],
  skuId: string,
): Change {
  const sku = tenant.get('facts', 'tenant').skus.find((candidate) => candidate.skuId === skuId);
  if (!sku)
    return { refusal: badRequest(`License ${skuId} does not correspond to a valid company License.`) };
  if (!user.profile.usageLocation)
    return { refusal: badRequest('License assignment cannot be done for user with invalid usage location.') };
  if (licences.some((held) => held.skuId === skuId && held.group === undefined)) return { licences };
  if (!hasSeat(tenant, user, skuId))
    return { refusal: badRequest(`Subscription with SKU ${skuId} does not have any available licenses.`) };
  return { licences: [...licences, { skuId, state: 'Active', at: tenant.now() }] };
}

function withRemoved(licences: readonly UserLicence[], skuId: string): Change {
  if (licences.some((held) => held.skuId === skuId && held.group === undefined))
    return { licences: licences.filter((held) => !(held.skuId === skuId && held.group === undefined)) };
  const inherited = licences.some((held) => held.skuId === skuId);
  return {
    refusal: badRequest(
      inherited
        ? 'User license is inherited from a group membership and it cannot be removed directly from the user.'
        : 'User does not have a corresponding license.',
    ),
  };
}

const assignLicense: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  const parsed = parseBody(assignment, call.body, 'User');
  if ('refusal' in parsed) return parsed.refusal;
  let change: Change = { licences: user.licences };
  for (const skuId of parsed.value.removeLicenses) {
    change = withRemoved(change.licences, skuId.toLowerCase());
    if ('refusal' in change) return change.refusal;
  }
  for (const { skuId } of parsed.value.addLicenses) {
    change = withAdded(tenant, user, change.licences, skuId.toLowerCase());
    if ('refusal' in change) return change.refusal;
  }
  if (change.licences !== user.licences) tenant.commit(relicensed(tenant, user, change.licences));
  return ok({
    '@odata.context': `${call.base}/$metadata#users/$entity`,
    ...viewUser(tenant, tenant.get('user', user.id) ?? user),
  });
};

const reprocessLicenses: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  reprocess(tenant, user);
  return ok({
    '@odata.context': `${call.base}/$metadata#users/$entity`,
    ...viewUser(tenant, tenant.get('user', user.id) ?? user),
  });
};

const skuView = (
  tenant: SandboxTenant,
  sku: { skuId: string; skuPartNumber: string; enabled: number },
): Record<string, unknown> => ({
  id: `${tenantSeed.tenantId}_${sku.skuId}`,
  accountId: tenantSeed.tenantId,
  accountName: tenantSeed.organisation,
  appliesTo: 'User',
  capabilityStatus: 'Enabled',
  consumedUnits: consumedUnits(tenant, sku.skuId),
  prepaidUnits: { enabled: sku.enabled, suspended: 0, warning: 0, lockedOut: 0 },
  servicePlans: [EXCHANGE_PLAN],
  skuId: sku.skuId,
  skuPartNumber: sku.skuPartNumber,
  subscriptionIds: [],
});

const subscribedSkus: Handler = (tenant, _params, call) => {
  const rows = tenant.get('facts', 'tenant').skus.map((sku) => skuView(tenant, sku));
  return plainList(call, rows, 'microsoft.graph.subscribedSku');
};

const licenseDetails: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  const active = new Set(user.licences.filter((held) => held.state === 'Active').map((held) => held.skuId));
  const rows = tenant
    .get('facts', 'tenant')
    .skus.filter((sku) => active.has(sku.skuId))
    .map((sku) => ({
      id: sku.skuId,
      skuId: sku.skuId,
      skuPartNumber: sku.skuPartNumber,
      servicePlans: [EXCHANGE_PLAN],
    }));
  return plainList(call, rows, 'microsoft.graph.licenseDetails');
};

/** Licences of users and of the tenant. */
export const licenceRoutes = [
  ['POST', '/users/{id}/assignLicense', assignLicense],
  ['POST', '/users/{id}/reprocessLicenseAssignment', reprocessLicenses],
  ['GET', '/users/{id}/licenseDetails', licenseDetails],
  ['GET', '/subscribedSkus', subscribedSkus],
] as const;
