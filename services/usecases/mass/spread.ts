import type { Case } from '../../domain/case.ts';
import {
  currentRun,
  type Mass,
  type MassRun,
  PHASE_STATES,
  phaseOf,
  type Tally,
  withRun,
} from '../../domain/mass.ts';
import { SYSTEM } from '../../domain/person.ts';
import type { Work } from '../../domain/work.ts';
import { applied, commandCase } from '../command-case.ts';
import { withWork } from '../commit-case.ts';
import type { Deps } from '../deps.ts';
import { type Settlement, without } from '../settlement.ts';
import { openChild } from './open-child.ts';
import { tallyOf } from './tally.ts';

const PAGE = 50;

type Place = Pick<MassRun, 'next' | 'after' | 'made' | 'spent' | 'retry'>;

/** How far a spreading came. */
interface Came {
  readonly place: Place;
  /** Nothing was running, so that nothing will call for the next spreading. */
  readonly idle: boolean;
  /** Accounts that were over when it began. */
  readonly over: number;
}

/**
 * Begins the next accounts while fewer than the profile's number are in flight; once nothing is left and nothing
 * runs, tells the case so. Repeated after a crash it opens nothing twice: an account's case has one draft id.
 */
export async function spreadMass(deps: Deps, value: Case, work: Work): Promise<Settlement> {
  const { mass } = value;
  const run = mass && currentRun(mass);
  if (!mass || !run || run.paused) return (current) => settledBy(deps, current, value, work);
  const running = await deps.cases.countChildren(value._id, PHASE_STATES[phaseOf(mass)].running);
  const room = deps.procedure.mass.inFlight - running;
  const place = room > 0 ? await begin(deps, value, mass, run, room) : run;
  const begun = place.made > run.made || place.retry?.after !== run.retry?.after;
  const over = running === 0 && !begun && place.spent && place.retry === undefined;
  const came: Came = { place, idle: running === 0 && !over, over: run.made - running };
  if (!over) return (current) => settledBy(deps, current, value, work, came);
  const tally = await tallyOf(deps, value, run);
  return (current) => settledBy(deps, current, value, work, came, tally);
}

function begin(deps: Deps, value: Case, mass: Mass, run: MassRun, room: number): Promise<Place> {
  if (run.retry) return takeUpAgain(deps, value, mass, run, room);
  if (run.spent) return Promise.resolve(run);
  return phaseOf(mass) === 'back'
    ? beginReturns(deps, value, run, room)
    : beginRows(deps, value, mass, run, room);
}

/** The rows that the dry run found affected, in the order of the list. */
async function beginRows(deps: Deps, value: Case, mass: Mass, run: MassRun, room: number): Promise<Place> {
  let { next, made } = run;
  for (;;) {
    const rows = await deps.lists.rows(mass.list, next, PAGE);
    if (rows.length === 0) return { ...run, next, made, spent: true };
    for (const row of rows) {
      if (row.verdict === 'affected' && row.target) {
        if (made - run.made >= room) return { ...run, next, made };
        await openChild(deps, value, 'deactivate', row.target);
        made += 1;
      }
      next = row.n + 1;
    }
  }
}

/** The accounts that were deactivated, each returned by a case of its own. */
async function beginReturns(deps: Deps, value: Case, run: MassRun, room: number): Promise<Place> {
  const page = { limit: room, after: run.after };
  const children = await deps.cases.children(value._id, PHASE_STATES.run.done, page);
  for (const child of children) if (child.target) await openChild(deps, value, 'activate', child.target);
  const after = children.at(-1)?._id ?? run.after;
  return { ...run, after, made: run.made + children.length, spent: children.length < room };
}

/** The failed ones, each once a round: one that fails again stays behind the place that was come to. */
async function takeUpAgain(deps: Deps, value: Case, mass: Mass, run: MassRun, room: number): Promise<Place> {
  const after = run.retry?.after ?? '';
  const failed = PHASE_STATES[phaseOf(mass)].failed;
  const children = await deps.cases.children(value._id, failed, { limit: room, after });
  for (const child of children) await commandCase(deps, child._id, { name: 'retry' }, SYSTEM);
  const last = children.at(-1);
  return { ...run, retry: last ? { after: last._id } : undefined };
}

/** Writes how far it came. Where something was said to the case meanwhile, the spreading is due again at once. */
function settledBy(deps: Deps, current: Case, value: Case, work: Work, came?: Came, tally?: Tally): Case {
  const run = current.mass && currentRun(current.mass);
  if (!current.mass || !run) return without(current, work);
  const known = came ? { ...current, mass: withRun(current.mass, placeOf(deps, run, value, came)) } : current;
  const missed = run.nudges !== (value.mass && currentRun(value.mass)?.nudges);
  if (missed || came?.idle) return dueNow(deps, known, work);
  const left = without(known, work);
  if (!tally) return withWork(deps, left, came ? [{ type: 'tally' }] : []);
  const after = applied(deps, left, { name: 'spread_done', tally }, SYSTEM);
  return after.ok ? after.case : left;
}

function placeOf(deps: Deps, run: MassRun, value: Case, { place, over }: Came): Partial<MassRun> {
  const { next, after, made, spent, retry } = place;
  const before = value.mass && currentRun(value.mass);
  const asked = JSON.stringify(run.retry) === JSON.stringify(before?.retry);
  return {
    ...{ next, after, made },
    spent: spent || run.stopped !== undefined,
    pace: run.pace ?? { since: deps.clock.realNow(), over },
    ...(asked && { retry }),
  };
}

function dueNow(deps: Deps, current: Case, work: Work): Case {
  const again = { ...work, notBefore: deps.clock.realNow(), attempts: 0 };
  return { ...current, work: current.work.map((one) => (one.id === work.id ? again : one)) };
}
