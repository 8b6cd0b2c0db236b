import { openingOf, todayIn } from '../domain/calendar.ts';
import { asAppError } from '../domain/errors.ts';
import { worksOn } from '../domain/working-time.ts';
import type { Deps } from './deps.ts';
import { writeDigests } from './digest.ts';
import { dropAbandonedLists } from './mass/drop-lists.ts';
import { writeEvidence } from './write-evidence.ts';

/** Something that the desk does once a day. */
export interface DailyRound {
  /** Its name in the settings, where the last day on which it was done is kept. */
  readonly name: string;
  /** From when on: as soon as the day begins, or when the office opens on a working day. */
  readonly from: 'midnight' | 'opening';
  /**
   * Does it for a day (`YYYY-MM-DD`). Two replicas may run it at once, and a crash runs it again: what it makes has
   * keys that make it once. It takes seconds at most, since the worker waits for it: what is longer is posted as work.
   */
  readonly run: (deps: Deps, day: string) => Promise<void>;
}

/** What the desk does once a day. A new round is a row. */
export const DAILY: readonly DailyRound[] = [
  { name: 'evidence', from: 'midnight', run: writeEvidence },
  { name: 'digest', from: 'opening', run: writeDigests },
  { name: 'lists', from: 'midnight', run: dropAbandonedLists },
  { name: 'files', from: 'midnight', run: (deps) => deps.files.sweep() },
];

/** One that failed is tried again after this, in milliseconds of real time. */
const RETRY_MS = 60_000;

const settingOf = ({ name }: DailyRound) => `daily.${name}`;

/** Whether the round's time has come on that day. */
function hasCome({ from }: DailyRound, day: string, { procedure, clock }: Deps): boolean {
  return from === 'midnight' || (worksOn(day, procedure) && openingOf(day, procedure) <= clock.deskNow());
}

/**
 * The daily rounds of one process, to be called as often as one likes: each runs once a day of the desk's clock, in
 * the profile's time zone. Days on which the desk was off are not made up for. What fails is logged and tried again;
 * it holds up nothing else. A look at a day that is done costs no I/O.
 */
export function dailyRounds(deps: Deps, rounds: readonly DailyRound[] = DAILY): () => Promise<void> {
  const done = new Map<string, string>();
  const failedAt = new Map<string, number>();

  async function once(round: DailyRound, day: string): Promise<void> {
    if (done.get(round.name) === day || !hasCome(round, day, deps)) return;
    const now = Date.parse(deps.clock.realNow());
    if (now - (failedAt.get(round.name) ?? Number.NEGATIVE_INFINITY) < RETRY_MS) return;
    try {
      if ((await deps.settings.read(settingOf(round))) !== day) {
        await round.run(deps, day);
        await deps.settings.write(settingOf(round), day);
      }
      done.set(round.name, day);
    } catch (thrown) {
      const { code, detail } = asAppError(thrown);
      failedAt.set(round.name, now);
      deps.log.warn({ round: round.name, fault: code, ...detail }, 'daily round failed');
    }
  }

  return async () => {
    const day = todayIn(deps.procedure.timeZone, deps.clock.deskNow());
    for (const round of rounds) await once(round, day);
  };
}
