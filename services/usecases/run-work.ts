import type { Case } from '../domain/case.ts';
import type { LostMail, SentMail } from '../domain/case-mail.ts';
import { asAppError, assertNever } from '../domain/errors.ts';
import { SYSTEM } from '../domain/person.ts';
import { dueWork, type Work } from '../domain/work.ts';
import { assignCase } from './assign-case.ts';
import { backoffMs } from './backoff.ts';
import { applied, commandCase } from './command-case.ts';
import { commitCase, withWork } from './commit-case.ts';
import { deliverNotice } from './deliver-notice.ts';
import type { Deps } from './deps.ts';
import { givenUp, refusedMailWait } from './lose-mail.ts';
import { leftAsItIs } from './mass/left-as-it-is.ts';
import { handOutReport } from './mass/offer-mass-file.ts';
import { prepareMass } from './mass/read-list.ts';
import { spreadMass } from './mass/spread.ts';
import { tallyMass } from './mass/tally.ts';
import { passAuthorisation } from './pass-authorisation.ts';
import { prepareCase } from './prepare-case.ts';
import { recordAccount } from './record-account.ts';
import { refreshPosts } from './refresh-posts.ts';
import { sendCaseMail } from './send-case-mail.ts';
import { type Settlement, without } from './settlement.ts';
import { runStep } from './steps/run-step.ts';

/** A worker holds a case this long; well over a step's slice. Milliseconds, real time. */
const LEASE_MS = 120_000;
/** It hands the case back after this long, so that others get their turn. */
const HOLD_MS = 45_000;

/**
 * Leases the case whose work fell due first, does what is due in it, settles each piece in one compare-and-set.
 * At least once: a crash between doing and settling repeats the piece, which is idempotent by its id.
 */
export async function runDue(deps: Deps): Promise<'worked' | 'idle'> {
  const started = Date.parse(deps.clock.realNow());
  const until = new Date(started + LEASE_MS).toISOString();
  const held = await deps.cases.claimDue(new Date(started).toISOString(), until);
  if (!held) return 'idle';
  let current: Case | undefined = held;
  for (;;) {
    const now = deps.clock.realNow();
    const work: Work | undefined = current && dueWork(current.work, now);
    if (!current || !work || Date.parse(now) - started > HOLD_MS) break;
    current = await settle(deps, held.fence, current._id, await attempt(deps, current, work));
  }
  if (current) await settle(deps, held.fence, current._id, (value) => ({ ...value, leaseUntil: '' }));
  return 'worked';
}

/** Applies a settlement to the case as it stands; undefined where the lease was lost to another worker. */
async function settle(
  deps: Deps,
  fence: number,
  code: string,
  change: Settlement,
): Promise<Case | undefined> {
  for (;;) {
    const value = await deps.cases.get(code);
    if (!value || value.fence !== fence) return undefined;
    const written = await commitCase(deps, value, change(value), fence);
    if (written) return written;
  }
}

async function attempt(deps: Deps, value: Case, work: Work): Promise<Settlement> {
  try {
    const settlement = await perform(deps, value, work);
    return (current) => settlement(current);
  } catch (thrown) {
    const fault = asAppError(thrown);
    deps.log.warn(
      { case: value._id, work: work.type, fault: fault.code, attempts: work.attempts, ...fault.detail },
      'work met a fault',
    );
    const refused = work.type === 'mail' && !fault.retryable;
    const wait = refused ? refusedMailWait(work.attempts) : backoffMs(fault, work.attempts);
    if (refused && wait === undefined) return abandoned(deps, await givenUp(deps, value, work), work);
    return postponed(deps, work, fault.code, wait ?? 0);
  }
}

/** The mail is tried no more: a person has to say what becomes of it. */
function abandoned(deps: Deps, mail: LostMail | undefined, work: Work): Settlement {
  return (current) => {
    const rest = without(current, work);
    return mail ? orUnchanged(deps, rest, { name: 'lose_mail', mail }) : rest;
  };
}

/** Tries again later; the first time the case's cards say what it waits for. */
function postponed(deps: Deps, work: Work, fault: string, wait: number): Settlement {
  return (current) => {
    const notBefore = new Date(Date.parse(deps.clock.realNow()) + wait).toISOString();
    const failingSince = work.failingSince ?? deps.clock.deskNow();
    const failed = { notBefore, attempts: work.attempts + 1, lastFault: fault, failingSince };
    const later = current.work.map((one) => (one.id === work.id ? { ...one, ...failed } : one));
    const told = work.type === 'prepare' || work.type === 'mail';
    const shown = work.lastFault === undefined && told ? [{ type: 'refresh' } as const] : [];
    return withWork(deps, { ...current, work: later }, shown);
  };
}

async function perform(deps: Deps, value: Case, work: Work): Promise<Settlement> {
  switch (work.type) {
    case 'prepare': {
      if (value.mass) return prepareMass(deps, value, value.mass, work);
      const command = await prepareCase(deps, value);
      return (current) => orUnchanged(deps, without(current, work), command);
    }
    case 'run': {
      const result = await runStep(deps, value);
      if (!result) return (current) => without(current, work);
      const left = leftAsItIs(value, result);
      if (left) return (current) => orUnchanged(deps, without(current, work), left);
      return (current) => {
        const next = orUnchanged(deps, without(current, work), { name: 'step', result });
        return next.steps === current.steps ? { ...next, ...result.learned } : next;
      };
    }
    case 'notice':
      return deliverNotice(deps, value, work);
    case 'refresh':
      return refreshPosts(deps, value, work);
    case 'mail': {
      const mail = await sendCaseMail(deps, value, work);
      return (current) => withMail(deps, without(current, work), work, mail);
    }
    case 'register':
      await recordAccount(deps, value);
      return (current) => without(current, work);
    case 'assign': {
      const command = await assignCase(deps, value);
      return (current) =>
        command ? orUnchanged(deps, without(current, work), command) : without(current, work);
    }
    case 'escalate': {
      const command = await passAuthorisation(deps, value);
      return (current) => orUnchanged(deps, without(current, work), command);
    }
    case 'spread':
      return spreadMass(deps, value, work);
    case 'tally':
      return tallyMass(deps, value, work);
    case 'hand_out':
      await handOutReport(deps, value, work.personId);
      return (current) => without(current, work);
    case 'report':
      if (value.parentId) await commandCase(deps, value.parentId, { name: 'child_settled' }, SYSTEM);
      return (current) => without(current, work);
    default:
      return assertNever(work);
  }
}

/** The case with the e-mail on it. The cards said that one could not be sent, or was lost; once it is out, they no longer do. */
function withMail(deps: Deps, current: Case, work: Work, mail: SentMail | undefined): Case {
  const noted = mail ? { ...current, sentMails: [...(current.sentMails ?? []), mail] } : current;
  const shown = work.lastFault !== undefined || current.lostMails !== undefined;
  return !shown ? noted : withWork(deps, noted, [{ type: 'refresh' }]);
}

/** The case after the desk's own command, or as it is where people moved it on meanwhile. */
function orUnchanged(deps: Deps, current: Case, command: Parameters<typeof applied>[2]): Case {
  const after = applied(deps, current, command, SYSTEM);
  return after.ok ? after.case : current;
}
