import { readAbsences } from '../services/usecases/absences.ts';
import { contractWork } from '../services/usecases/contract-work.ts';
import { dailyRounds } from '../services/usecases/daily-rounds.ts';
import { deliverBulletin } from '../services/usecases/deliver-bulletin.ts';
import type { Deps } from '../services/usecases/deps.ts';
import { refreshDigests } from '../services/usecases/digest.ts';
import { importWork } from '../services/usecases/import/start-import.ts';
import { readInbox } from '../services/usecases/read-inbox.ts';
import { runDue } from '../services/usecases/run-work.ts';
import { sweepDeadlines } from '../services/usecases/sweep-deadlines.ts';
import { syncPeople } from '../services/usecases/sync-people.ts';
import { faultFields } from './log.ts';
import { paced } from './paced.ts';
import type { WorkerDeps } from './worker.ts';

/** The index of names follows the directory this closely; a name that is asked for is looked up anyway. */
const PEOPLE_MS = 60_000;
/** Who of the desk is away is read this often. */
const ABSENCES_MS = 300_000;
/** The day's digests are brought up to date this often. */
const DIGESTS_MS = 900_000;

/** What the worker does for the desk: due work, passed deadlines, and now and then the index of people. */
export interface DeskRounds extends Pick<WorkerDeps, 'runDue' | 'nextDue' | 'rounds'> {
  /** Brings the index of people up to date now; what fails is logged and tried again by a later round. */
  sync(): Promise<void>;
}

/** The rounds of one process. */
export function deskRounds(deps: Deps, pace: { readonly inboxMs: number }): DeskRounds {
  let syncedAt = Number.NEGATIVE_INFINITY;
  let underway: Promise<void> | undefined;
  const daily = dailyRounds(deps);
  const absences = paced(ABSENCES_MS, () => readAbsences(deps), deps.log, 'absences_not_read');
  const digests = paced(DIGESTS_MS, () => refreshDigests(deps), deps.log, 'digests_not_written');
  const inbox = paced(pace.inboxMs, () => readInbox(deps), deps.log, 'inbox_not_read');
  const contracts = contractWork(deps);
  const imports = importWork(deps);
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
    // After each piece of a case a bulletin and the contracts have their turn, so that none waits for another to run out.
    runDue: async () => {
      const done = [
        await runDue(deps),
        await deliverBulletin(deps),
        await contracts.runDue(),
        await imports.runDue(),
      ];
      return done.includes('worked') ? 'worked' : 'idle';
    },
    nextDue: async () => {
      const due = await Promise.all([
        deps.cases.nextDue(),
        deps.bulletins.nextDue(),
        contracts.nextDue(),
        imports.nextDue(),
      ]);
      return due.filter((at) => at !== '').sort()[0] ?? '';
    },
    sync,
    rounds: async () => {
      // Beside the rounds and never in their way: a large directory takes minutes the first time.
      if (Date.now() - syncedAt > PEOPLE_MS) void sync();
      absences();
      inbox();
      await sweepDeadlines(deps);
      await daily();
      digests();
    },
  };
}
