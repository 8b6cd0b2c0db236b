import { z } from 'zod';
import type { Directory, DirectoryGroup, DirectoryUser, SkuSeats } from '../../ports/directory.ts';
import { expected, found } from './answers.ts';
import type { GraphClient } from './client.ts';
import type { DirectoryExtensions } from './extensions.ts';
import { isObjectId, queryString, segment, userSegment } from './odata.ts';
import { collected, deltaPage } from './paging.ts';
import { changedUserShape, changeSelect, toChange, toUser, userSelect, userShape } from './user-shape.ts';

export interface DirectoryDeps {
  readonly client: GraphClient;
  readonly extensions: DirectoryExtensions;
}

const CHECK_LIMIT = 20;
const PAGE = 999;
const USER = '#microsoft.graph.user';
const GROUP = '#microsoft.graph.group';
const ROLE = '#microsoft.graph.directoryRole';

const directoryObject = z.looseObject({ '@odata.type': z.string().nullish(), id: z.string().min(1) });
const membership = z.object({
  '@odata.type': z.string().nullish(),
  id: z.string().min(1),
  displayName: z.string().nullish(),
  groupTypes: z.array(z.string().nullable()).nullish(),
  mailEnabled: z.boolean().nullish(),
  securityEnabled: z.boolean().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  isAssignableToRole: z.boolean().nullish(),
});
const sku = z.object({
  skuId: z.string().min(1),
  skuPartNumber: z.string().nullish(),
  appliesTo: z.string().nullish(),
  capabilityStatus: z.string().nullish(),
  consumedUnits: z.number().nullish(),
  prepaidUnits: z.object({ enabled: z.number().nullish(), warning: z.number().nullish() }).nullish(),
});

/** `user`: one read by id or UPN; text that is neither finds nobody. */
export async function readUser(deps: DirectoryDeps, idOrUpn: string): Promise<DirectoryUser | undefined> {
  if (!isObjectId(idOrUpn) && !idOrUpn.includes('@')) return undefined;
  const op = 'user.read';
  const path = `/users/${userSegment(idOrUpn)}${queryString({ select: userSelect(deps.extensions) })}`;
  const raw = found(op, userShape, await deps.client.ask('GET', { op, path }));
  return raw && toUser(deps.extensions, raw);
}

/** `managerOf`. */
export async function readManager(deps: DirectoryDeps, id: string): Promise<DirectoryUser | undefined> {
  const op = 'user.manager';
  const path = `/users/${userSegment(id)}/manager${queryString({ select: userSelect(deps.extensions) })}`;
  const raw = found(op, userShape, await deps.client.ask('GET', { op, path }));
  return raw && toUser(deps.extensions, raw);
}

/** Users of a collection of directory objects; contacts, devices and the like are passed over. */
async function readPeople(deps: DirectoryDeps, op: string, base: string): Promise<DirectoryUser[]> {
  const path = `${base}${queryString({ select: userSelect(deps.extensions), top: PAGE })}`;
  const shape = directoryObject
    .transform((raw) => ((raw['@odata.type'] ?? USER) === USER ? raw : undefined))
    .pipe(userShape.optional());
  const rows = await collected(deps.client, { op, path }, shape, 'none');
  return rows.flatMap((raw) => (raw ? [toUser(deps.extensions, raw)] : []));
}

/** `directReportsOf`. */
export function readDirectReports(deps: DirectoryDeps, id: string): Promise<DirectoryUser[]> {
  return readPeople(deps, 'user.reports', `/users/${userSegment(id)}/directReports`);
}

/** `membersOf`: nested groups included, as `memberOfAny` counts them. */
export function readMembers(deps: DirectoryDeps, groupId: string): Promise<DirectoryUser[]> {
  return readPeople(deps, 'group.members', `/groups/${segment(groupId)}/transitiveMembers`);
}

/** Graph adds members by hand to security groups and Microsoft 365 groups of the cloud, and to nothing else. */
function isWritable(group: z.output<typeof membership>): boolean {
  const types = group.groupTypes ?? [];
  const cloud = group.onPremisesSyncEnabled !== true && group.isAssignableToRole !== true;
  const plainSecurity = group.securityEnabled === true && group.mailEnabled === false;
  return cloud && !types.includes('DynamicMembership') && (plainSecurity || types.includes('Unified'));
}

/** `groupsOf`: without the OData cast, which Graph answers from an index that lags behind. */
export async function readGroups(deps: DirectoryDeps, id: string): Promise<DirectoryGroup[]> {
  const op = 'user.groups';
  const select = Object.keys(membership.shape).filter((name) => !name.startsWith('@'));
  const path = `/users/${userSegment(id)}/memberOf${queryString({ select, top: PAGE })}`;
  const rows = await collected(deps.client, { op, path }, membership, 'none');
  return rows
    .filter((each) => each['@odata.type'] === GROUP)
    .map((each) => ({ id: each.id, displayName: each.displayName ?? each.id, writable: isWritable(each) }));
}

/**
 * `adminRolesOf`: directory roles, held directly or through a group, and role-assignable groups, whose members Graph
 * protects alike. A role whose name the app may not read is told by its id.
 */
export async function readAdminRoles(deps: DirectoryDeps, id: string): Promise<string[]> {
  const op = 'user.roles';
  const select = ['id', 'displayName', 'isAssignableToRole'];
  const path = `/users/${userSegment(id)}/transitiveMemberOf${queryString({ select, top: PAGE })}`;
  const rows = await collected(deps.client, { op, path }, membership, 'none');
  return rows
    .filter((each) => each['@odata.type'] === ROLE || each.isAssignableToRole === true)
    .map((each) => each.displayName ?? each.id);
}

/** `memberOfAny`. */
export async function readMemberOfAny(
  deps: DirectoryDeps,
  id: string,
  groupIds: readonly string[],
): Promise<readonly string[]> {
  if (groupIds.length === 0) return [];
  const op = 'user.checkGroups';
  const path = `/users/${userSegment(id)}/checkMemberGroups`;
  const body = { groupIds: groupIds.slice(0, CHECK_LIMIT) };
  const answer = await deps.client.ask('POST', { op, path, body });
  const held = found(op, z.object({ value: z.array(z.string()) }), answer)?.value ?? [];
  return [...held, ...(await readMemberOfAny(deps, id, groupIds.slice(CHECK_LIMIT)))];
}

/** `groupExists`. */
export async function readGroupExists(deps: DirectoryDeps, groupId: string): Promise<boolean> {
  const op = 'group.read';
  const path = `/groups/${segment(groupId)}${queryString({ select: ['id'] })}`;
  return found(op, directoryObject, await deps.client.ask('GET', { op, path })) !== undefined;
}

/** `changes`. */
export const readChanges = async (deps: DirectoryDeps, cursor?: string): ReturnType<Directory['changes']> => {
  const call = {
    op: 'users.delta',
    path: `/users/delta${queryString({ select: changeSelect(deps.extensions) })}`,
  };
  const row = z
    .looseObject({})
    .transform((raw) => ({ raw, said: new Set(Object.keys(raw)) }))
    .pipe(z.object({ raw: changedUserShape, said: z.set(z.string()) }));
  const page = await deltaPage(deps.client, call, row, cursor);
  const removed = page.rows.filter(({ raw }) => raw['@removed']).map(({ raw }) => raw.id);
  const users = page.rows
    .filter(({ raw }) => !raw['@removed'])
    .map(({ raw, said }) => toChange(deps.extensions, raw, said));
  return { users, removed, cursor: page.cursor, more: page.more };
};

function freeSeats(each: z.output<typeof sku>): number {
  if (each.capabilityStatus !== 'Enabled' && each.capabilityStatus !== 'Warning') return 0;
  const bought = (each.prepaidUnits?.enabled ?? 0) + (each.prepaidUnits?.warning ?? 0);
  return Math.max(0, bought - (each.consumedUnits ?? 0));
}

/** `seats`: subscriptions for people; those of the whole company have no seats to give. */
export async function readSeats(deps: DirectoryDeps): Promise<SkuSeats[]> {
  const op = 'skus.read';
  const select = Object.keys(sku.shape);
  const answer = await deps.client.ask('GET', { op, path: `/subscribedSkus${queryString({ select })}` });
  const { value } = expected(op, z.object({ value: z.array(sku) }), answer);
  return value
    .filter((each) => (each.appliesTo ?? 'User') === 'User')
    .map((each) => ({
      skuId: each.skuId,
      skuPartNumber: each.skuPartNumber ?? each.skuId,
      free: freeSeats(each),
    }));
}
