import { z } from 'zod';
import { badRequest, type GraphAnswer, noContent, notFound, ok } from './graph-answer.ts';
import { parseBody } from './graph-body.ts';
import { owedLicensing } from './licensing.ts';
import { list, plainList, selection } from './odata-list.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxGroup, SandboxUser } from './tenant-objects.ts';
import { userList } from './user-reads.ts';
import { viewUser } from './user-view.ts';

const reference = z.strictObject({ '@odata.id': z.string() });

/** Id at the end of an `@odata.id`: `https://graph.microsoft.com/v1.0/users/<id>`. */
function referenced(body: unknown): { readonly id: string } | { readonly refusal: GraphAnswer } {
  const parsed = parseBody(reference, body, 'reference');
  if ('refusal' in parsed) return parsed;
  const found = /^https:\/\/[^/]+\/(?:v1\.0|beta)\/(?:users|directoryObjects)\/([^/?]+)$/.exec(
    parsed.value['@odata.id'],
  );
  return found?.[1]
    ? { id: decodeURIComponent(found[1]) }
    : { refusal: badRequest("Invalid URL format specified in '@odata.id'.") };
}

const groupView = (group: SandboxGroup): Record<string, unknown> => ({
  '@odata.type': '#microsoft.graph.group',
  id: group.id,
  displayName: group.displayName,
  description: null,
  groupTypes: group.kind === 'dynamic' ? ['DynamicMembership'] : [],
  mailEnabled: false,
  mailNickname: `grupo-${group.id.slice(-3)}`,
  securityEnabled: true,
  isAssignableToRole: null,
  membershipRule: group.kind === 'dynamic' ? '(user.department -ne null)' : null,
  onPremisesSyncEnabled: group.kind === 'synchronised' ? true : null,
  assignedLicenses: group.assignsSku ? [{ skuId: group.assignsSku, disabledPlans: [] }] : [],
  visibility: null,
});

const roleView = (name: string): Record<string, unknown> => ({
  '@odata.type': '#microsoft.graph.directoryRole',
  id:
    name === 'Global Administrator'
      ? '5f0a1c00-0000-4000-8000-000000000971'
      : '5f0a1c00-0000-4000-8000-000000000972',
  displayName: name,
  description: null,
  roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
});

const groupsOf = (tenant: SandboxTenant, user: SandboxUser): Record<string, unknown>[] =>
  tenant
    .groupsOf(user.id)
    .flatMap((id) => tenant.get('group', id) ?? [])
    .map(groupView);

/** Keeps `@odata.type` even where the caller selects: Graph does, for mixed collections. */
function mixedList(call: Parameters<Handler>[2], rows: readonly Record<string, unknown>[]): GraphAnswer {
  const select = selection(call);
  return list(call, {
    rows,
    type: 'microsoft.graph.directoryObject',
    knows: () => true,
    read: (row, path) => row[path],
    view: (row) =>
      select
        ? Object.fromEntries(
            Object.entries(row).filter(
              ([name]) => name.startsWith('@odata') || name === 'id' || select.includes(name),
            ),
          )
        : row,
  });
}

const memberOf: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  return user ? mixedList(call, [...groupsOf(tenant, user), ...user.roles.map(roleView)]) : notFound(id);
};

const memberOfGroups: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  return user
    ? plainList(
        call,
        groupsOf(tenant, user).map(({ '@odata.type': _type, ...group }) => group),
        'microsoft.graph.group',
      )
    : notFound(id);
};

const checked = z.strictObject({ groupIds: z.array(z.string()).min(1).max(20) });

const checkMemberGroups: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  const parsed = parseBody(checked, call.body, 'checkMemberGroups');
  if ('refusal' in parsed) return parsed.refusal;
  const mine = new Set(tenant.groupsOf(user.id));
  return ok({
    '@odata.context': `${call.base}/$metadata#Collection(Edm.String)`,
    value: parsed.value.groupIds.filter((groupId) => mine.has(groupId)),
  });
};

const getManager: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  const manager = user?.managerId ? tenant.user(user.managerId) : undefined;
  if (!user) return notFound(id);
  if (!manager) return notFound('manager');
  return ok({
    '@odata.context': `${call.base}/$metadata#directoryObjects/$entity`,
    '@odata.type': '#microsoft.graph.user',
    ...viewUser(tenant, manager, selection(call)),
  });
};

const getManagerReference: Handler = (tenant, { id = '' }, call) => {
  const managerId = tenant.user(id)?.managerId;
  return managerId ? ok({ '@odata.id': `${call.base}/directoryObjects/${managerId}` }) : notFound('manager');
};

const writeManager = (
  tenant: SandboxTenant,
  user: SandboxUser,
  managerId: string | undefined,
): GraphAnswer => {
  if (user.synchronised)
    return badRequest(
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    );
  tenant.commit(tenant.touched({ ...user, managerId }));
  return noContent;
};

const setManager: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  const target = referenced(call.body);
  if ('refusal' in target) return target.refusal;
  const manager = tenant.user(target.id);
  return manager ? writeManager(tenant, user, manager.id) : notFound(target.id);
};

const removeManager: Handler = (tenant, { id = '' }) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  return user.managerId === undefined ? notFound('manager') : writeManager(tenant, user, undefined);
};

const directReports: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  const reports = tenant.rows('user').filter((row) => row.managerId === user.id && tenant.user(row.id));
  return list(call, userList(tenant, reports, true));
};

const getGroup: Handler = (tenant, { id = '' }, call) => {
  const group = tenant.get('group', id);
  return group
    ? ok({ '@odata.context': `${call.base}/$metadata#groups/$entity`, ...groupView(group) })
    : notFound(id);
};

const listGroups: Handler = (tenant, _params, call) =>
  plainList(call, tenant.rows('group').map(groupView), 'microsoft.graph.group');

const listMembers: Handler = (tenant, { id = '' }, call) => {
  if (!tenant.get('group', id)) return notFound(id);
  return list(
    call,
    userList(
      tenant,
      tenant.membersOf(id).flatMap((userId) => tenant.user(userId) ?? []),
      true,
    ),
  );
};

/** 400 for groups whose members nobody sets by hand. */
const refuseGroup = (group: SandboxGroup): GraphAnswer | undefined => {
  if (group.kind === 'assigned') return undefined;
  return badRequest(
    group.kind === 'dynamic'
      ? 'Insufficient privileges to complete the operation: the group has dynamic membership.'
      : 'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
  );
};

const addMember: Handler = (tenant, { id = '' }, call) => {
  const group = tenant.get('group', id);
  if (!group) return notFound(id);
  const target = referenced(call.body);
  if ('refusal' in target) return target.refusal;
  const user = tenant.user(target.id);
  if (!user) return notFound(target.id);
  const refusal = refuseGroup(group);
  if (refusal) return refusal;
  if (tenant.membersOf(id).includes(user.id))
    return badRequest(
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  const row = { id: `${id}:${user.id}`, groupId: id, userId: user.id };
  tenant.commit([{ put: 'membership', row }, ...owedLicensing(tenant, id, user.id, 'add')]);
  return noContent;
};

const removeMember: Handler = (tenant, { id = '', member = '' }) => {
  const group = tenant.get('group', id);
  if (!group || !tenant.membersOf(id).includes(member)) return notFound(group ? member : id);
  const refusal = refuseGroup(group);
  if (refusal) return refusal;
  tenant.commit([
    { remove: 'membership', id: `${id}:${member}` },
    ...owedLicensing(tenant, id, member, 'remove'),
  ]);
  return noContent;
};

/** Managers, groups and memberships. */
export const relationRoutes = [
  ['GET', '/users/{id}/manager', getManager],
  ['GET', '/users/{id}/manager/$ref', getManagerReference],
  ['PUT', '/users/{id}/manager/$ref', setManager],
  ['DELETE', '/users/{id}/manager/$ref', removeManager],
  ['GET', '/users/{id}/directReports', directReports],
  ['GET', '/users/{id}/memberOf', memberOf],
  ['GET', '/users/{id}/memberOf/microsoft.graph.group', memberOfGroups],
  ['GET', '/users/{id}/transitiveMemberOf', memberOf],
  ['GET', '/users/{id}/transitiveMemberOf/microsoft.graph.group', memberOfGroups],
  ['POST', '/users/{id}/checkMemberGroups', checkMemberGroups],
  ['GET', '/groups', listGroups],
  ['GET', '/groups/{id}', getGroup],
  ['GET', '/groups/{id}/members', listMembers],
  ['GET', '/groups/{id}/transitiveMembers', listMembers],
  ['POST', '/groups/{id}/members/$ref', addMember],
  ['DELETE', '/groups/{id}/members/{member}/$ref', removeMember],
] as const;
