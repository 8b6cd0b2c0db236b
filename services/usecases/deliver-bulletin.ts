import { type Bulletin, bulletinDue } from '../domain/bulletin.ts';
import { asAppError } from '../domain/errors.ts';
import { backoffMs } from './backoff.ts';
import { mailBulletin } from './bulletins/mail-bulletin.ts';
import type { Deps } from './deps.ts';
import { withDue } from './post-bulletin.ts';

/** A worker holds a bulletin this long; a message and a mail take seconds. Milliseconds, real time. */
const LEASE_MS = 60_000;

/** What became of a delivery: the change that settles it, on whatever the bulletin is by then. */
type Settlement = (current: Bulletin) => Bulletin;

/**
 * Leases the bulletin that fell due first and sends it, or edits it to what is true now; whoever cannot be reached in
 * chat gets an e-mail. At least once: a crash between sending and settling repeats the message. Idle, it costs one
 * look into an index.
 */
export async function deliverBulletin(deps: Deps): Promise<'worked' | 'idle'> {
  const due = await deps.bulletins.nextDue();
  const now = deps.clock.realNow();
  if (due === '' || due > now) return 'idle';
  const until = new Date(Date.parse(now) + LEASE_MS).toISOString();
  const held = await deps.bulletins.claimDue(now, until);
  if (!held) return 'idle';
  await settle(deps, held, await attempt(deps, held));
  return 'worked';
}

async function attempt(deps: Deps, held: Bulletin): Promise<Settlement> {
  try {
    const settlement = await perform(deps, held);
    return (current) => {
      const { lastFault: _over, ...rest } = settlement(current);
      return withDue(deps, { ...rest, attempts: 0 } as Bulletin) as Bulletin;
    };
  } catch (thrown) {
    const fault = asAppError(thrown);
    deps.log.warn(
      { bulletin: held.kind, fault: fault.code, attempts: held.attempts, ...fault.detail },
      'bulletin met a fault',
    );
    const wait = backoffMs(fault, held.attempts);
    return (current) => ({
      ...current,
      attempts: current.attempts + 1,
      lastFault: fault.code,
      dueAt: new Date(Date.parse(deps.clock.realNow()) + wait).toISOString(),
    });
  }
}

async function perform(deps: Deps, held: Bulletin): Promise<Settlement> {
  switch (bulletinDue(held, deps.clock.deskNow())) {
    case 'none':
      return (current) => current;
    case 'edit': {
      // A message that cannot be edited any more stays as it is: a second one would say the same matter twice.
      await deps.messenger.editBulletin(held);
      return (current) =>
        current.post ? { ...current, post: { ...current.post, stage: held.stage } } : current;
    }
    case 'send': {
      const outcome = await deps.messenger.sendBulletin(held);
      if (outcome.sent) {
        const { conversation, activityId } = outcome;
        return (current) => ({ ...current, post: { conversation, activityId, stage: held.stage } });
      }
      await mailBulletin(deps, held);
      const mailedAt = deps.clock.realNow();
      return (current) => ({ ...current, mailedAt });
    }
  }
}

/** Writes the settlement where the lease still holds, on the bulletin as it stands. */
async function settle(deps: Deps, held: Bulletin, change: Settlement): Promise<void> {
  for (;;) {
    const value = await deps.bulletins.get(held._id);
    if (!value || value.fence !== held.fence) return;
    const next = { ...change(value), revision: value.revision + 1, leaseUntil: '' };
    if (await deps.bulletins.replace(next, value.revision, held.fence)) return;
  }
}
