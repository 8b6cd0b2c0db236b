import { refuse } from '../domain/command.ts';
import { AppError } from '../domain/errors.ts';
import { commandCase } from './command-case.ts';
import { commitCase } from './commit-case.ts';
import type { Deps } from './deps.ts';
import type { Asker, Desk } from './desk.ts';
import { mintPassword } from './mint-password.ts';

/** Life of a temporary access pass, in minutes: a working day. */
const PASS_MINUTES = 480;

/**
 * Mints the first access at the moment when the recipient asks, and answers it; it is written nowhere. Recorded
 * before it is minted, so that no access is ever out unrecorded. Each one replaces the one before, until the
 * holder has signed in and changed it. Throws `directory_*`.
 */
export async function revealAccess(
  deps: Deps,
  code: string,
  asker: Asker,
  stage: number,
): ReturnType<Desk['reveal']> {
  const before = await deps.cases.get(code);
  const id = before?.account?.id ?? before?.target?.id;
  if (!before || !id) return refuse('unknown_case');
  if (before.delivery?.recipient.id !== asker.actor.person.id) return refuse('not_yours');
  const user = await deps.directory.user(id);
  if (!user) return { ...refuse('target_unknown'), case: before };
  const changedSince =
    before.delivery.provedAt !== undefined && (user.lastPasswordChangeAt ?? '') > before.delivery.provedAt;
  if (changedSince) return { ...refuse('already_signed_in'), case: before };
  const recorded = await commandCase(deps, code, { name: 'reveal' }, asker.actor, stage);
  if (!recorded.ok) return recorded;
  const minted = await mint(deps, id, user.lastPasswordChangeAt ?? '');
  await noteProof(deps, code, minted.provedAt);
  return { ok: true, case: recorded.case, address: user.userPrincipalName, ...minted.access };
}

type Access = {
  readonly secret: string;
  readonly kind: 'password' | 'access_pass';
  readonly expiresAt?: string;
};

async function mint(
  deps: Deps,
  id: string,
  changedBefore: string,
): Promise<{ access: Access; provedAt?: string }> {
  if (deps.tenant.firstAccess === 'access_pass') {
    const pass = await deps.directory.mintAccessPass(id, PASS_MINUTES);
    if (pass) return { access: { secret: pass.secret, kind: 'access_pass', expiresAt: pass.expiresAt } };
  }
  const secret = mintPassword(deps.randomInt);
  await deps.directory.setPassword(id, secret);
  const provedAt = (await deps.directory.user(id))?.lastPasswordChangeAt ?? '';
  if (provedAt <= changedBefore)
    throw new AppError('directory_unavailable', { detail: { unproved: 'password' } });
  return { access: { secret, kind: 'password' }, provedAt };
}

async function noteProof(deps: Deps, code: string, provedAt: string | undefined): Promise<void> {
  for (;;) {
    const value = await deps.cases.get(code);
    if (!value?.delivery || provedAt === undefined) return;
    if (await commitCase(deps, value, { ...value, delivery: { ...value.delivery, provedAt } })) return;
  }
}
