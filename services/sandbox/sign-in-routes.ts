import { randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { badRequest, created, forbidden, noContent, notFound } from './graph-answer.ts';
import { parseBody } from './graph-body.ts';
import { plainList } from './odata-list.ts';
import type { Handler } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { AccessPass } from './tenant-objects.ts';

const PASSWORD_METHOD = '28c10230-6103-485e-b985-444c60001490';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789+*#';

const passBody = z.strictObject({
  lifetimeInMinutes: z.int().min(10).max(43_200).optional(),
  isUsableOnce: z.boolean().optional(),
  startDateTime: z.iso.datetime({ offset: true }).optional(),
});

const isUsable = (tenant: SandboxTenant, pass: AccessPass): boolean =>
  Date.parse(pass.createdAt) + pass.lifetimeInMinutes * 60_000 > Date.parse(tenant.now());

/** Graph never gives the secret again: `temporaryAccessPass` is null but for the answer that made it. */
const passView = (
  tenant: SandboxTenant,
  pass: AccessPass,
  secret: string | null,
): Record<string, unknown> => ({
  id: pass.id,
  temporaryAccessPass: secret,
  createdDateTime: pass.createdAt,
  startDateTime: pass.createdAt,
  lifetimeInMinutes: pass.lifetimeInMinutes,
  isUsableOnce: pass.isUsableOnce,
  isUsable: isUsable(tenant, pass),
  methodUsabilityReason: isUsable(tenant, pass) ? 'EnabledByPolicy' : 'Expired',
});

const passesOf = (tenant: SandboxTenant, userId: string): readonly AccessPass[] =>
  tenant.rows('pass').filter((pass) => pass.userId === userId);

const createPass: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  if (user.roles.length > 0) return forbidden();
  if (!tenant.get('facts', 'tenant').accessPassAllowed)
    return badRequest('Temporary Access Pass policy is not enabled for this user.');
  const parsed = parseBody(passBody, call.body, 'temporaryAccessPassAuthenticationMethod');
  if ('refusal' in parsed) return parsed.refusal;
  const secret = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const row: AccessPass = {
    id: randomUUID(),
    userId: user.id,
    createdAt: tenant.now(),
    lifetimeInMinutes: parsed.value.lifetimeInMinutes ?? 60,
    isUsableOnce: parsed.value.isUsableOnce ?? false,
  };
  const former = passesOf(tenant, user.id).map((pass) => ({ remove: 'pass', id: pass.id }) as const);
  tenant.commit([...former, { put: 'pass', row }]);
  return created(passView(tenant, row, secret));
};

const listPasses: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  const rows = passesOf(tenant, user.id).map((pass) => passView(tenant, pass, null));
  return plainList(call, rows, 'microsoft.graph.temporaryAccessPassAuthenticationMethod');
};

const deletePass: Handler = (tenant, { id = '', pass = '' }) => {
  const user = tenant.user(id);
  if (!user || tenant.get('pass', pass)?.userId !== user.id) return notFound(pass);
  tenant.commit([{ remove: 'pass', id: pass }]);
  return noContent;
};

const listMethods: Handler = (tenant, { id = '' }, call) => {
  const user = tenant.user(id);
  if (!user) return notFound(id);
  const password = {
    '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
    id: PASSWORD_METHOD,
    createdDateTime: user.passwordChangedAt,
    password: null,
  };
  const passes = passesOf(tenant, user.id).map((pass) => ({
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
    ...passView(tenant, pass, null),
  }));
  return plainList(call, [password, ...passes], 'microsoft.graph.authenticationMethod');
};

/** Ways to sign in. */
export const signInRoutes = [
  ['GET', '/users/{id}/authentication/methods', listMethods],
  ['GET', '/users/{id}/authentication/temporaryAccessPassMethods', listPasses],
  ['POST', '/users/{id}/authentication/temporaryAccessPassMethods', createPass],
  ['DELETE', '/users/{id}/authentication/temporaryAccessPassMethods/{pass}', deletePass],
] as const;
