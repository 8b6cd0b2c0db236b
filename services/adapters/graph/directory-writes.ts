import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type {
  CreateOutcome,
  Directory,
  DirectoryUser,
  LicenceOutcome,
  NewUser,
  UserChange,
} from '../../ports/directory.ts';
import { accepted, expected, type GraphRefusal, parsed, refusedFault } from './answers.ts';
import type { DirectoryDeps } from './directory-reads.ts';
import { writtenExtensions } from './extensions.ts';
import { segment, userSegment } from './odata.ts';
import { toUser, userShape } from './user-shape.ts';

function createdBody(deps: DirectoryDeps, user: NewUser): Record<string, unknown> {
  const { caseCode, contractNumber, contractEnd, initialPassword, ...plain } = user;
  return {
    ...plain,
    accountEnabled: true,
    passwordProfile: { password: initialPassword, forceChangePasswordNextSignIn: true },
    ...writtenExtensions(deps.extensions, { caseCode, contractNumber, contractEnd }),
  };
}

/** The 201 says that what was sent was taken; of its body only the id is news (it holds default properties alone). */
function createdUser(deps: DirectoryDeps, user: NewUser, body: unknown): DirectoryUser {
  const { initialPassword: _secret, caseCode, contractNumber, contractEnd, ...plain } = user;
  const { id } = parsed('user.create', z.object({ id: z.string().min(1) }), body);
  const raw = parsed('user.create', userShape, { ...plain, accountEnabled: true, id });
  return { ...toUser(deps.extensions, raw), caseCode, contractNumber, contractEnd };
}

/**
 * `createUser`. One POST, never repeated but after 429: any other failure leaves the outcome unknown, is thrown as
 * `directory_unavailable`, and the caller reads the directory before it tries again.
 */
export async function createUser(deps: DirectoryDeps, user: NewUser): Promise<CreateOutcome> {
  const op = 'user.create';
  const answer = await deps.client.ask('POST', { op, path: '/users', body: createdBody(deps, user) });
  if (answer.kind === 'ok') return { kind: 'created', user: createdUser(deps, user, answer.body) };
  const conflict = answer.details.find((each) => each.code === 'ObjectConflict');
  if (conflict) return { kind: 'taken', target: conflict.target ?? 'userPrincipalName' };
  throw refusedFault(op, answer);
}

async function patchUser(deps: DirectoryDeps, op: string, id: string, body: object): Promise<void> {
  accepted(op, await deps.client.ask('PATCH', { op, path: `/users/${userSegment(id)}`, body }));
}

/** `updateUser`: one PATCH; an empty change sends nothing. */
export async function updateUser(deps: DirectoryDeps, id: string, change: UserChange): Promise<void> {
  const { contractNumber, contractEnd, inAddressList: showInAddressList, ...plain } = change;
  const written = Object.entries({ ...plain, showInAddressList });
  const profile = Object.fromEntries(written.filter(([, value]) => value !== undefined));
  const body = { ...profile, ...writtenExtensions(deps.extensions, { contractNumber, contractEnd }) };
  if (Object.keys(body).length > 0) await patchUser(deps, 'user.update', id, body);
}

/** `blockSignIn` and `enableSignIn`: a PATCH of its own, so that no other property can make it fail. */
export function setSignIn(deps: DirectoryDeps, id: string, accountEnabled: boolean): Promise<void> {
  return patchUser(deps, accountEnabled ? 'user.enable' : 'user.block', id, { accountEnabled });
}

/** `setPassword`: alone in its PATCH, for it needs another permission than the rest. */
export function setPassword(deps: DirectoryDeps, id: string, password: string): Promise<void> {
  return patchUser(deps, 'user.password', id, {
    passwordProfile: { password, forceChangePasswordNextSignIn: true },
  });
}

/** `revokeSessions`. Graph answers with a value that says whether it did. */
export async function revokeSessions(deps: DirectoryDeps, id: string): Promise<void> {
  const op = 'user.revoke';
  const answer = await deps.client.ask('POST', {
    op,
    path: `/users/${userSegment(id)}/revokeSignInSessions`,
  });
  const { value } = expected(op, z.object({ value: z.boolean().nullish() }), answer);
  if (value === false) throw new AppError('directory_refused', { detail: { op, reason: 'not_revoked' } });
}

/** `setManager`. */
export async function setManager(deps: DirectoryDeps, id: string, managerId: string): Promise<void> {
  const op = 'user.setManager';
  const body = { '@odata.id': deps.client.referenceTo(managerId) };
  accepted(op, await deps.client.ask('PUT', { op, path: `/users/${userSegment(id)}/manager/$ref`, body }));
}

/** `removeManager`: no manager is what was wanted. */
export async function removeManager(deps: DirectoryDeps, id: string): Promise<void> {
  const op = 'user.removeManager';
  const answer = await deps.client.ask('DELETE', { op, path: `/users/${userSegment(id)}/manager/$ref` });
  if (answer.kind === 'refused' && answer.status !== 404) throw refusedFault(op, answer);
}

/** `addToGroup`: a member already is what was wanted; Graph refuses it with a 400 that only its message tells. */
export async function addToGroup(deps: DirectoryDeps, id: string, groupId: string): Promise<void> {
  const op = 'group.add';
  const body = { '@odata.id': deps.client.referenceTo(id) };
  const answer = await deps.client.ask('POST', {
    op,
    path: `/groups/${segment(groupId)}/members/$ref`,
    body,
  });
  if (answer.kind === 'ok') return;
  if (/references already exist/i.test(answer.message)) return;
  throw refusedFault(op, answer);
}

/** `removeFromGroup`: no member any more is what was wanted. */
export async function removeFromGroup(deps: DirectoryDeps, id: string, groupId: string): Promise<void> {
  const op = 'group.remove';
  const path = `/groups/${segment(groupId)}/members/${segment(id)}/$ref`;
  const answer = await deps.client.ask('DELETE', { op, path });
  if (answer.kind === 'refused' && answer.status !== 404) throw refusedFault(op, answer);
}

/** Graph gives licence refusals one code; its messages (English, not localised for apps) are all there is. */
function licenceOutcome(said: GraphRefusal): LicenceOutcome | undefined {
  if (said.status !== 400) return undefined;
  if (/usage location/i.test(said.message)) return 'bad_location';
  if (/available licenses/i.test(said.message)) return 'no_seats';
  if (/inherited from a group/i.test(said.message)) return 'inherited_from_group';
  return undefined;
}

/** `assignLicence` and `removeLicence`: both lists are required; a licence already gone is what was wanted. */
export async function changeLicence(
  deps: DirectoryDeps,
  id: string,
  change: { readonly add?: string; readonly remove?: string },
): Promise<LicenceOutcome> {
  const op = change.add ? 'licence.assign' : 'licence.remove';
  const body = {
    addLicenses: change.add ? [{ skuId: change.add, disabledPlans: [] }] : [],
    removeLicenses: change.remove ? [change.remove] : [],
  };
  const answer = await deps.client.ask('POST', { op, path: `/users/${userSegment(id)}/assignLicense`, body });
  if (answer.kind === 'ok') return 'accepted';
  const goneAlready = change.remove !== undefined && /not have a corresponding license/i.test(answer.message);
  const outcome = goneAlready ? 'accepted' : licenceOutcome(answer);
  if (outcome) return outcome;
  throw refusedFault(op, answer);
}

const accessPass = z.object({
  temporaryAccessPass: z.string().min(1),
  startDateTime: z.iso.datetime({ offset: true }).nullish(),
  createdDateTime: z.iso.datetime({ offset: true }).nullish(),
  lifetimeInMinutes: z.number().positive(),
});

/** `mintAccessPass`: usable once; a new pass replaces the old. A refusal that speaks of a policy is the tenant's no. */
export async function mintAccessPass(
  deps: DirectoryDeps,
  id: string,
  lifetimeMinutes: number,
): ReturnType<Directory['mintAccessPass']> {
  const op = 'user.accessPass';
  const path = `/users/${userSegment(id)}/authentication/temporaryAccessPassMethods`;
  const body = { lifetimeInMinutes: lifetimeMinutes, isUsableOnce: true };
  const answer = await deps.client.ask('POST', { op, path, body });
  if (answer.kind === 'refused' && /policy/i.test(`${answer.code} ${answer.message}`)) return undefined;
  const pass = expected(op, accessPass, answer);
  const start = pass.startDateTime ?? pass.createdDateTime;
  const from = start ? Date.parse(start) : deps.client.now();
  const expiresAt = new Date(from + pass.lifetimeInMinutes * 60_000).toISOString();
  return { secret: pass.temporaryAccessPass, expiresAt };
}
