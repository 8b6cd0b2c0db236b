import type { Directory } from '../../ports/directory.ts';
import { readHolders } from './address-holders.ts';
import type { GraphClient, Within } from './client.ts';
import {
  type DirectoryDeps,
  readAdminRoles,
  readChanges,
  readDirectReports,
  readGroupExists,
  readGroups,
  readManager,
  readMemberOfAny,
  readMembers,
  readSeats,
  readUser,
} from './directory-reads.ts';
import {
  addToGroup,
  changeLicence,
  createUser,
  mintAccessPass,
  removeFromGroup,
  removeManager,
  revokeSessions,
  setManager,
  setPassword,
  setSignIn,
  updateUser,
} from './directory-writes.ts';
import type { DirectoryExtensions } from './extensions.ts';

/** The port, and the same under other limits: `within({ signal: AbortSignal.timeout(4000) })` for the reveal. */
export interface GraphDirectory extends Directory {
  within(limits: Within): GraphDirectory;
}

/** The directory over Microsoft Graph v1.0; faults as the port says. */
export function createGraphDirectory(
  client: GraphClient,
  settings: { readonly extensions: DirectoryExtensions },
): GraphDirectory {
  const deps: DirectoryDeps = { client, extensions: settings.extensions };
  return {
    user: (idOrUpn) => readUser(deps, idOrUpn),
    holdersOfAddress: (address) => readHolders(deps, address),
    managerOf: (id) => readManager(deps, id),
    directReportsOf: (id) => readDirectReports(deps, id),
    groupsOf: (id) => readGroups(deps, id),
    adminRolesOf: (id) => readAdminRoles(deps, id),
    memberOfAny: (id, groupIds) => readMemberOfAny(deps, id, groupIds),
    groupExists: (groupId) => readGroupExists(deps, groupId),
    membersOf: (groupId) => readMembers(deps, groupId),
    changes: (cursor) => readChanges(deps, cursor),
    createUser: (user) => createUser(deps, user),
    updateUser: (id, change) => updateUser(deps, id, change),
    setManager: (id, managerId) => setManager(deps, id, managerId),
    removeManager: (id) => removeManager(deps, id),
    addToGroup: (id, groupId) => addToGroup(deps, id, groupId),
    removeFromGroup: (id, groupId) => removeFromGroup(deps, id, groupId),
    seats: () => readSeats(deps),
    assignLicence: (id, skuId) => changeLicence(deps, id, { add: skuId }),
    removeLicence: (id, skuId) => changeLicence(deps, id, { remove: skuId }),
    blockSignIn: (id) => setSignIn(deps, id, false),
    enableSignIn: (id) => setSignIn(deps, id, true),
    revokeSessions: (id) => revokeSessions(deps, id),
    setPassword: (id, password) => setPassword(deps, id, password),
    mintAccessPass: (id, lifetimeMinutes) => mintAccessPass(deps, id, lifetimeMinutes),
    within: (limits) => createGraphDirectory(client.within(limits), settings),
  };
}
