import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trial } from '../../bot/compose-open.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import type { Sandbox } from '../../services/sandbox/create-sandbox.ts';
import { mailboxAddress } from '../../services/sandbox/mailbox-items.ts';
import { TRIAL } from './harness.ts';

/** Mass deactivations in trials: no brake, many at once, no lags in the cloud. */
export const MASS_TRIAL: Trial = {
  ...TRIAL,
  parallel: 8,
  sandbox: { delays: { userVisibleMs: 0, mailboxMs: 0, groupLicensingMs: 0 } },
  procedure: {
    mass: { ...unidadVictimas.mass, brake: { share: 1, most: 10_000 }, inFlight: 8, readAtOnce: 8 },
  },
};

/** Why an account of the trial never ends, whatever is tried; each is refused for good at another step. */
export const REASONS_TO_FAIL = ['read', 'block', 'revoke', 'export', 'licence'] as const;
export type ReasonToFail = (typeof REASONS_TO_FAIL)[number];
export type Failing = Readonly<Record<ReasonToFail, readonly string[]>>;

const either = (ids: readonly string[]) => `(${ids.join('|')})`;

/** Graph refuses these accounts for good, and anybody's call now and then: throttled, unavailable, cut off. */
export function playFaults({ faults, tenant }: Sandbox, failing: Failing, seed: number): void {
  const mailboxes = failing.export.flatMap((id) => {
    const mailbox = tenant.get('mailbox', id);
    return mailbox ? [/^MBX:([\da-f]+)/.exec(mailboxAddress(mailbox))?.[1] ?? ''] : [];
  });
  const refused = [
    ['GET', `^/users/${either(failing.read)}/mailFolders/inbox/messageRules`, 400],
    ['PATCH', `^/users/${either(failing.block)}$`, 400],
    ['POST', `^/users/${either(failing.revoke)}/revokeSignInSessions`, 400],
    ['POST', `^/admin/exchange/mailboxes/[^/]*${either(mailboxes)}[^/]*/exportItems`, 400],
    ['DELETE', `^/groups/[^/]+/members/${either(failing.licence)}/`, 409],
  ] as const;
  for (const [method, pattern, status] of refused)
    faults.add({ match: { method, pattern }, status, times: null });
  const now = { times: null, match: {} } as const;
  faults.add({ ...now, status: 429, retryAfterSeconds: 0, probability: 0.01, seed });
  faults.add({ ...now, status: 503, probability: 0.004, seed: seed + 1 });
  faults.add({ ...now, effect: 'drop', probability: 0.003, seed: seed + 2 });
  faults.add({ ...now, effect: 'work-then-drop', probability: 0.003, seed: seed + 3 });
  faults.add({ ...now, effect: 'work-then-answer', status: 503, probability: 0.003, seed: seed + 4 });
}

/** One change that the directory has taken, seen in its state and not in what was asked of it. */
export interface Effect {
  readonly user: string;
  readonly what: 'blocked' | 'enabled' | 'unlicensed' | 'licensed';
  /** Instant on the desk's clock. */
  readonly at: string;
}

const FILE = 'effects.ndjson';

/** Every effective write so far, over all processes. */
export function effectsIn(dataDir: string): readonly Effect[] {
  const path = join(dataDir, FILE);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Effect);
}

/**
 * Writes down each change of an account's sign-in or licence, from its state before and after every call. What a
 * process that was killed between change and line has left unsaid is said by the next.
 */
export class EffectLog {
  readonly #known = new Map<string, { enabled: boolean; licensed: boolean }>();
  readonly #path: string;
  #tenant: Sandbox['tenant'] | undefined;

  constructor(dataDir: string) {
    this.#path = join(dataDir, FILE);
    for (const { user, what } of effectsIn(dataDir)) this.#turn(user, what);
  }

  #turn(user: string, what: Effect['what']): void {
    const before = this.#known.get(user) ?? { enabled: true, licensed: true };
    const sign = what === 'blocked' || what === 'enabled';
    this.#known.set(
      user,
      sign ? { ...before, enabled: what === 'enabled' } : { ...before, licensed: what === 'licensed' },
    );
  }

  /** Begins to watch; `users` are those whose changes count. */
  watch({ tenant }: Sandbox, users: readonly string[]): void {
    this.#tenant = tenant;
    for (const id of users) this.look(id);
  }

  /** Looks at the account that a call was about. */
  seen(url: string): void {
    const id = /\/(?:users|members)\/([\da-f-]{36})/.exec(url)?.[1];
    if (id) this.look(id);
  }

  look(id: string): void {
    const user = this.#tenant?.user(id);
    if (!user) return;
    const before = this.#known.get(id) ?? { enabled: true, licensed: true };
    const licensed = user.licences.length > 0;
    if (user.accountEnabled !== before.enabled) this.#write(id, user.accountEnabled ? 'enabled' : 'blocked');
    if (licensed !== before.licensed) this.#write(id, licensed ? 'licensed' : 'unlicensed');
  }

  #write(user: string, what: Effect['what']): void {
    this.#turn(user, what);
    const line: Effect = { user, what, at: this.#tenant?.now() ?? '' };
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`);
  }
}
