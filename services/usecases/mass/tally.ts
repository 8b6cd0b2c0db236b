import type { Case } from '../../domain/case.ts';
import {
  type ChildState,
  currentRun,
  type MassRun,
  overIn,
  PHASE_STATES,
  phaseOf,
  type Tally,
  withRun,
} from '../../domain/mass.ts';
import type { Work } from '../../domain/work.ts';
import { withWork } from '../commit-case.ts';
import type { Deps } from '../deps.ts';
import { type Settlement, without } from '../settlement.ts';

/** The progress is counted and shown at most this often. Milliseconds, real time. */
export const TALLY_MS = 5_000;

/** Counts how the accounts of the case's phase stand: four counts by index, no case is read. */
export async function tallyOf(deps: Deps, value: Case, run: MassRun): Promise<Tally> {
  if (!value.mass) return run.tally;
  const states = PHASE_STATES[phaseOf(value.mass)];
  const count = (state: keyof typeof states) => deps.cases.countChildren(value._id, states[state]);
  const [running, failed, done, excluded] = await Promise.all([
    count('running'),
    count('failed'),
    count('done'),
    count('excluded'),
  ]);
  const at = deps.clock.realNow();
  const counts = { running, failed, done, excluded, at };
  const leftMs = timeLeft(run, counts);
  const failures = failed > 0 ? await failuresOf(deps, value._id, states.failed) : undefined;
  return { ...counts, ...(leftMs !== undefined && { leftMs }), ...(failures && { failures }) };
}

/** Failed accounts that are named on the card. */
const NAMED = 5;

async function failuresOf(deps: Deps, parentId: string, state: ChildState): Promise<Tally['failures']> {
  const children = await deps.cases.children(parentId, state, { limit: NAMED, after: '' });
  return children.map((one) => ({
    code: one._id,
    name: one.target?.name ?? '',
    step: one.steps.find((step) => step.state === 'failed')?.kind ?? '',
  }));
}

/** Milliseconds to go at the pace since the run began, or went on. */
function timeLeft({ total, pace }: MassRun, now: Tally): number | undefined {
  if (!pace) return undefined;
  const came = overIn(now) - pace.over;
  const left = total - overIn(now);
  const gone = Date.parse(now.at) - Date.parse(pace.since);
  return came > 0 && left >= 0 ? Math.round((gone / came) * left) : undefined;
}

/** Counts and has the cards edited, at a bounded rate however many accounts come to rest. */
export async function tallyMass(deps: Deps, value: Case, work: Work): Promise<Settlement> {
  const run = value.mass && currentRun(value.mass);
  if (!run) return (current) => without(current, work);
  const now = Date.parse(deps.clock.realNow());
  const due = run.tally.at === '' ? now : Date.parse(run.tally.at) + TALLY_MS;
  if (due > now) {
    const notBefore = new Date(due).toISOString();
    return (current) => ({
      ...current,
      work: current.work.map((one) => (one.id === work.id ? { ...one, notBefore } : one)),
    });
  }
  const tally = await tallyOf(deps, value, run);
  return (current) => {
    const counted = current.mass ? { ...current, mass: withRun(current.mass, { tally }) } : current;
    return withWork(deps, without(counted, work), [{ type: 'refresh' }]);
  };
}
