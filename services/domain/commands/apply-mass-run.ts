import type { Case } from '../case.ts';
import { refuse } from '../command.ts';
import { currentRun, phaseOf, withRun } from '../mass.ts';
import type { WorkItem } from '../work.ts';
import { done, ended, notice } from './applied.ts';
import { type ApplyMass, nudged, SPREAD } from './applied-mass.ts';

/** The failed accounts are taken up again, those that were done are not touched. */
export const massRetry: ApplyMass<'retry'> = (value) =>
  currentRun(value.mass)
    ? done(nudged(value, { retry: { after: '' }, stopped: undefined, finishedAt: undefined }), {
        owes: [SPREAD],
      })
    : refuse('not_now');

/** No further account begins until it goes on. */
export const massPause: ApplyMass<'pause'> = (value, _command, actor, { now }) => {
  const run = currentRun(value.mass);
  if (!run || run.paused || run.stopped) return refuse('not_now');
  return done(nudged(value, { paused: { by: actor.person, at: now } }));
};

/** Goes on where it was paused, by hand or by itself. */
export const massGoOn: ApplyMass<'go_on'> = (value) => {
  const run = currentRun(value.mass);
  if (!run?.paused) return refuse('not_now');
  return done(nudged(value, { paused: undefined, pace: undefined }));
};

/** Before the start it is a withdrawal; after it no further account begins, and the rest is said in the report. */
export const massStop: ApplyMass<'stop'> = (value, _command, actor, { now }) => {
  const run = currentRun(value.mass);
  if (!run) return done(ended(value, 'withdrawn'), { to: 'closed' });
  if (run.stopped) return refuse('not_now');
  const stopped = { by: actor.person, at: now };
  return done(nudged(value, { stopped, paused: undefined, retry: undefined, spent: true }), {
    owes: [SPREAD],
  });
};

/** An account's own case came to rest, or was taken up again. */
export const massChildSettled: ApplyMass<'child_settled'> = (value) =>
  currentRun(value.mass) ? done(nudged(value), { recorded: false }) : refuse('not_now');

/** All that could be done is done: to the requester, or, where accounts failed, to the desk first. */
export const massSpreadDone: ApplyMass<'spread_done'> = (value, { tally }, _actor, { now }) => {
  const run = currentRun(value.mass);
  if (!run) return refuse('not_now');
  const { running, failed, done: finished, excluded } = tally;
  const counts = { running, failed, done: finished, excluded };
  const over = { ...value, mass: withRun(value.mass, { tally, finishedAt: now, retry: undefined }) };
  const facts = { phase: phaseOf(value.mass), ...counts };
  if (tally.failed > 0 && !run.stopped)
    return done(over, { to: 'needs_attention', facts, owes: attention(value) });
  return done(over, {
    to: 'resolved',
    facts,
    owes: [notice('solved', 'requester'), ...told(value), ...reports(value)],
  });
};

/** It is said once that accounts failed, not at each one that is settled afterwards. */
const attention = (value: Case): readonly WorkItem[] =>
  value.status === 'fulfilling' ? [notice('attention', 'specialists')] : [];

/** The other of the two hears the outcome as well. */
const told = ({ mass }: Case): readonly WorkItem[] =>
  mass?.approvedBy ? [notice('solved', 'approver')] : [];

/** Both of the two get the report, once each time it is over. */
const reports = ({ requester, mass }: Case): readonly WorkItem[] =>
  [...new Set([requester.id, mass?.approvedBy?.id])].flatMap((personId) =>
    personId ? [{ type: 'hand_out', personId } as const] : [],
  );
