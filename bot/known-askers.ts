import type { Clock } from '../services/ports/clock.ts';
import type { Asker, Desk } from '../services/usecases/desk.ts';

/** Somebody in the middle of a conversation is not looked up again for so long. Milliseconds. */
const KEPT_MS = 10_000;
/** More people than write within that time. */
const KEPT = 2_000;

interface Known {
  readonly asker: Promise<Asker | undefined>;
  readonly until: number;
}

/**
 * `Desk.whoIs`, remembered for 10 seconds: the desk itself may answer with what it read five minutes ago. Whom the
 * directory does not know, or could not be asked about, is asked for again.
 */
export function rememberingAskers(whoIs: Desk['whoIs'], clock: Pick<Clock, 'realNow'>): Desk['whoIs'] {
  const known = new Map<string, Known>();
  return (id) => {
    const now = Date.parse(clock.realNow());
    const found = known.get(id);
    if (found && now < found.until) return found.asker;
    if (known.size >= KEPT) known.clear();
    const asker = whoIs(id);
    const made: Known = { asker, until: now + KEPT_MS };
    known.set(id, made);
    const forget = () => {
      if (known.get(id) === made) known.delete(id);
    };
    asker.then((one) => {
      if (!one?.fresh) forget();
    }, forget);
    return asker;
  };
}
