import { randomUUID } from 'node:crypto';
import { badRequest, created, forbidden, type GraphAnswer, noContent, notFound } from './graph-answer.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxUser } from './tenant-objects.ts';
import { parseUserBody, refusePassword, refuseSynchronised, refuseUpn, type UserBody } from './user-body.ts';
import { DEFAULT_PROPERTIES, viewUser } from './user-view.ts';

/** Graph's answer to an address that somebody has: 400, with the reason in `details` alone. */
function conflict(tenant: SandboxTenant, upn: string, exceptId?: string): GraphAnswer | undefined {
  const holder = tenant
    .holdersOf(upn)
    .map((id) => tenant.get('user', id))
    .find((user) => user && user.id !== exceptId);
  if (!holder) return undefined;
  const byName = holder.userPrincipalName.toLowerCase() === upn.toLowerCase();
  const target = byName ? 'userPrincipalName' : 'proxyAddresses';
  const message = `Another object with the same value for property ${target} already exists.`;
  const details = [{ code: 'ObjectConflict', message, target }];
  if (!byName) details.push({ code: 'ConflictingObjects', message, target: `User_${holder.id}` });
  return badRequest(message, details);
}

function withBody(user: SandboxUser, body: UserBody, now: string): SandboxUser {
  const attributes = { ...user.onPremisesExtensionAttributes, ...body.attributes };
  const written = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== null);
  const password = body.passwordProfile;
  return {
    ...user,
    accountEnabled: body.accountEnabled ?? user.accountEnabled,
    profile: { ...user.profile, ...body.profile },
    onPremisesExtensionAttributes: Object.fromEntries(written),
    passwordChangedAt: password?.password === undefined ? user.passwordChangedAt : now,
    mustChangePassword: password?.forceChangePasswordNextSignIn ?? user.mustChangePassword,
  };
}

const createUser: Handler = (tenant, _params, call) => {
  const parsed = parseUserBody(call.body, true);
  if ('refusal' in parsed) return parsed.refusal;
  const body = parsed.value;
  const upn = body.userPrincipalName ?? '';
  const refusal =
    refuseUpn(upn) ?? refusePassword(body.passwordProfile?.password, true) ?? conflict(tenant, upn);
  if (refusal) return refusal;
  const now = tenant.now();
  const blank: SandboxUser = {
    id: randomUUID(),
    seq: 0,
    createdAt: now,
    visibleFrom: tenant.realMs() + tenant.delays.userVisibleMs,
    userPrincipalName: upn,
    accountEnabled: false,
    profile: { userType: 'Member' },
    onPremisesExtensionAttributes: {},
    proxyAddresses: [],
    licences: [],
    synchronised: false,
    roles: [],
    passwordChangedAt: now,
    mustChangePassword: true,
    sessionsValidFrom: now,
  };
  const user = withBody(blank, body, now);
  tenant.commit(tenant.touched(user));
  return created({
    '@odata.context': `${call.base}/$metadata#users/$entity`,
    ...viewUser(tenant, user, DEFAULT_PROPERTIES),
  });
};

/** What only a privileged role may change on somebody who holds an admin role. */
const isSensitive = (body: UserBody): boolean =>
  body.passwordProfile !== undefined ||
  body.accountEnabled !== undefined ||
  'mobilePhone' in body.profile ||
  'otherMails' in body.profile;

/** The old name of a renamed mailbox stays one of its addresses, as Exchange does. */
function renamed(user: SandboxUser, upn: string): SandboxUser {
  const kept = user.proxyAddresses
    .map((address) => address.replace(/^SMTP:/, 'smtp:'))
    .filter((address) => address.toLowerCase() !== `smtp:${upn.toLowerCase()}`);
  const hasMail = user.proxyAddresses.length > 0;
  return {
    ...user,
    userPrincipalName: upn,
    mail: hasMail ? upn : user.mail,
    proxyAddresses: hasMail ? [`SMTP:${upn}`, ...kept] : [],
  };
}

const updateUser: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  const parsed = parseUserBody(call.body, false);
  if ('refusal' in parsed) return parsed.refusal;
  const body = parsed.value;
  const upn = body.userPrincipalName;
  const refusal =
    (user.synchronised ? refuseSynchronised(body) : undefined) ??
    (user.roles.length > 0 && isSensitive(body) ? forbidden() : undefined) ??
    (upn === undefined ? undefined : (refuseUpn(upn) ?? conflict(tenant, upn, user.id))) ??
    refusePassword(body.passwordProfile?.password, false);
  if (refusal) return refusal;
  const changed = withBody(user, body, tenant.now());
  tenant.commit(tenant.touched(upn === undefined ? changed : renamed(changed, upn)));
  return noContent;
};

/** Nobody deletes a user here: the attempt is counted, so that a test can prove that there was none. */
const deleteUser: Handler = (tenant) => {
  const facts = tenant.get('facts', 'tenant');
  tenant.commit([{ put: 'facts', row: { ...facts, deleteAttempts: facts.deleteAttempts + 1 } }]);
  return forbidden();
};

const revokeSignInSessions: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  tenant.commit(tenant.touched({ ...user, sessionsValidFrom: tenant.now() }));
  return { status: 200, body: { '@odata.context': `${call.base}/$metadata#Edm.Boolean`, value: true } };
};

/** Writes on users. */
export const userWriteRoutes = [
  ['POST', '/users', createUser],
  ['PATCH', '/users/{id}', updateUser],
  ['DELETE', '/users/{id}', deleteUser],
  ['DELETE', '/directory/deletedItems/{id}', deleteUser],
  ['POST', '/users/{id}/revokeSignInSessions', revokeSignInSessions],
] as const;
