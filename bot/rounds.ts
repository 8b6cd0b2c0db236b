import type { Deps } from '../services/usecases/deps.ts';
import { runDue } from '../services/usecases/run-work.ts';
import { sweepDeadlines } from '../services/usecases/sweep-deadlines.ts';
import { syncPeople } from '../services/usecases/sync-people.ts';
import { faultFields } from './log.ts';
import type { WorkerDeps } from './worker.ts';

/** The index of names follows the directory this closely; a name that is asked for is looked up anyway. */
const PEOPLE_MS = 60_000;

/** What the worker does for the desk: due work, passed deadlines, and now and then the index of people. */
export function deskRounds(deps: Deps): Pick<WorkerDeps, 'runDue' | 'rounds'> {
  let syncedAt = Number.NEGATIVE_INFINITY;
  let syncing = false;
  // Beside the rounds and never in their way: a large directory takes minutes the first time.
  const sync = () => {
    if (syncing || Date.now() - syncedAt < PEOPLE_MS) return;
    syncing = true;
    syncPeople(deps)
      .catch((thrown: unknown) => deps.log.warn(faultFields(thrown), 'people_not_synced'))
      .finally(() => {
        syncing = false;
        syncedAt = Date.now();
      });
  };
  return {
    runDue: () => runDue(deps),
    rounds: async () => {
      sync();
      await sweepDeadlines(deps);
    },
  };
}
