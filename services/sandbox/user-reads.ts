import { type GraphAnswer, type GraphCall, notFound, ok, refuse } from './graph-answer.ts';
import {
  decodeCursor,
  encodeCursor,
  type ListOptions,
  linkTo,
  list,
  selection,
  unknownProperty,
  unknownSelected,
} from './odata-list.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxUser } from './tenant-objects.ts';
import { isUserProperty, readProperty, viewUser } from './user-view.ts';

const USER = 'microsoft.graph.user';
const DELTA_PAGE = 200;

/** Value at a path such as `onPremisesExtensionAttributes/extensionAttribute14`. */
export function readPath(tenant: SandboxTenant, user: SandboxUser, path: string): unknown {
  const [first = '', ...rest] = path.split('/');
  return rest.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
    readProperty(tenant, user, first),
  );
}

const singleOnly = (): GraphAnswer =>
  refuse(501, 'NotSupported', 'This property can only be retrieved for a single user.');

/** `$expand=manager($select=id)`: the only expansion that the sandbox knows on users. */
function expandedManager(call: GraphCall): readonly string[] | boolean | undefined {
  const text = call.query.get('$expand');
  if (text === null) return false;
  const found = /^manager(?:\(\$select=([\w,]+)\))?$/.exec(text.trim());
  return found ? (found[1]?.split(',') ?? true) : undefined;
}

function viewExpanded(
  tenant: SandboxTenant,
  user: SandboxUser,
  select: readonly string[] | undefined,
  manager: readonly string[] | boolean,
): Record<string, unknown> {
  const view = viewUser(tenant, user, select);
  const boss = manager !== false && user.managerId ? tenant.user(user.managerId) : undefined;
  if (!boss) return view;
  return {
    ...view,
    manager: {
      '@odata.type': '#microsoft.graph.user',
      ...viewUser(tenant, boss, manager === true ? undefined : (manager as readonly string[])),
    },
  };
}

/** How users are listed, wherever they appear; `typed` adds `@odata.type` for collections of mixed objects. */
export function userList(
  tenant: SandboxTenant,
  rows: readonly SandboxUser[],
  typed = false,
): ListOptions<SandboxUser> {
  return {
    rows,
    type: USER,
    knows: isUserProperty,
    read: (user, path) => readPath(tenant, user, path),
    view: (user, select) => ({
      ...(typed ? { '@odata.type': '#microsoft.graph.user' } : {}),
      ...viewUser(tenant, user, select),
    }),
  };
}

const isVisible = (tenant: SandboxTenant, user: SandboxUser): boolean =>
  user.deletedAt === undefined && user.visibleFrom <= tenant.realMs();

const listUsers: Handler = (tenant, _params, call) => {
  if (call.query.has('$skip')) return refuse(400, 'BadRequest', "'$skip' is not supported by the service.");
  if (selection(call)?.some((name) => name === 'mailboxSettings' || name === 'aboutMe')) return singleOnly();
  const manager = expandedManager(call);
  if (manager === undefined) return refuse(400, 'BadRequest', 'Parsing OData Select and Expand failed.');
  const users = tenant.rows('user').filter((user) => isVisible(tenant, user));
  return list(call, {
    ...userList(tenant, users),
    view: (user, select) => viewExpanded(tenant, user, select, manager),
  });
};

const getUser: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  const unknown = unknownSelected(call, isUserProperty);
  if (unknown !== undefined) return unknownProperty(unknown, USER);
  const manager = expandedManager(call);
  if (manager === undefined) return refuse(400, 'BadRequest', 'Parsing OData Select and Expand failed.');
  return ok({
    '@odata.context': `${call.base}/$metadata#users/$entity`,
    ...viewExpanded(tenant, user, selection(call), manager),
  });
};

const listDeleted: Handler = (tenant, _params, call) =>
  list(
    call,
    userList(
      tenant,
      tenant.rows('user').filter((user) => user.deletedAt !== undefined),
    ),
  );

/** Whom the delta shows after a cursor, up to the first that reads do not find yet. */
function changedAfter(tenant: SandboxTenant, after: number): readonly SandboxUser[] {
  const changed = tenant
    .rows('user')
    .filter((user) => user.seq > after)
    .sort((a, b) => a.seq - b.seq);
  const hidden = changed.findIndex((user) => user.visibleFrom > tenant.realMs());
  return hidden < 0 ? changed : changed.slice(0, hidden);
}

const pageSize = (call: GraphCall): number => {
  const wanted = Number(/odata\.maxpagesize=(\d+)/.exec(call.headers.prefer ?? '')?.[1] ?? DELTA_PAGE);
  return Math.min(Math.max(wanted, 1), 999);
};

const usersDelta: Handler = (tenant, _params, call) => {
  const token = call.query.get('$skiptoken') ?? call.query.get('$deltatoken');
  const cursor = token === null || token === 'latest' ? {} : decodeCursor(token);
  if (token !== null && token !== 'latest' && typeof cursor.after !== 'number')
    return refuse(400, 'Directory_ExpiredPageToken', 'The specified page token value is invalid.');
  const unknown = unknownSelected(call, isUserProperty);
  if (unknown !== undefined) return unknownProperty(unknown, USER);
  const select = Array.isArray(cursor.select) ? (cursor.select as readonly string[]) : selection(call);
  const latest = token === 'latest';
  const after = latest ? tenant.get('facts', 'tenant').seq : Number(cursor.after ?? 0);
  const changed = latest ? [] : changedAfter(tenant, after);
  const page = changed.slice(0, pageSize(call));
  const next = encodeCursor({ after: page.at(-1)?.seq ?? after, ...(select ? { select } : {}) });
  const more = page.length < changed.length;
  const link = more
    ? { '@odata.nextLink': linkTo(call, { $skiptoken: next }) }
    : { '@odata.deltaLink': linkTo(call, { $deltatoken: next }) };
  const value = page.map((user) =>
    user.deletedAt === undefined
      ? viewUser(tenant, user, select)
      : { id: user.id, '@removed': { reason: 'changed' } },
  );
  return ok({ '@odata.context': `${call.base}/$metadata#users`, ...link, value });
};

/** Reads of users. */
export const userReadRoutes = [
  ['GET', '/users', listUsers],
  ['GET', '/users/delta', usersDelta],
  ['GET', '/users/{id}', getUser],
  ['GET', '/directory/deletedItems/microsoft.graph.user', listDeleted],
] as const;
