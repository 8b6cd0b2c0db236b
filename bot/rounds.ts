import type { Deps } from '../services/usecases/deps.ts';
import { runDue } from '../services/usecases/run-work.ts';
import { sweepDeadlines } from '../services/usecases/sweep-deadlines.ts';
import { syncPeople } from '../services/usecases/sync-people.ts';
import { faultFields } from './log.ts';
import type { WorkerDeps } from './worker.ts';

/** The index of names follows the directory this closely; a name that is asked for is looked up anyway. */
const PEOPLE_MS = 60_000;
/** Who of the desk is away is read this often. */
const ABSENCES_MS = 300_000;

/** What the worker does for the desk: due work, passed deadlines, and now and then the index of people. */
export interface DeskRounds extends Pick<WorkerDeps, 'runDue' | 'rounds'> {
  /** Brings the index of people up to date now; what fails is logged and tried again by a later round. */
  sync(): Promise<void>;
}

/** The rounds of one process. */
export function deskRounds(deps: Deps): DeskRounds {
  let syncedAt = Number.NEGATIVE_INFINITY;
  let underway: Promise<void> | undefined;
  const sync = (): Promise<void> => {
    underway ??= syncPeople(deps)
      .then(() => undefined)
      .catch((thrown: unknown) => deps.log.warn(faultFields(thrown), 'people_not_synced'))
      .finally(() => {
        underway = undefined;
        syncedAt = Date.now();
      });
    return underway;
  };
  return {
    runDue: () => runDue(deps),
    sync,
    rounds: async () => {
      // Beside the rounds and never in their way: a large directory takes minutes the first time.
      if (Date.now() - syncedAt > PEOPLE_MS) void sync();
      await sweepDeadlines(deps);
    },
  };
}
