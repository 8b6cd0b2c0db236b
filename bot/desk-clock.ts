import type { Clock } from '../services/ports/clock.ts';
import type { SettingsStore } from '../services/ports/settings-store.ts';

const OFFSET = 'clock.offset';

/** The desk's clock, which a sandbox can move forward; its offset outlives the process. */
export interface DeskClock extends Clock {
  /** Moves the desk's time forward for good. Milliseconds, not negative. */
  advance(ms: number): Promise<void>;
}

/**
 * Opens the clock with the offset that was kept. A trial may say that even the real time is later than the
 * machine's, by milliseconds. Throws `AppError('store_unavailable')`.
 */
export async function openDeskClock(settings: SettingsStore, laterMs = 0): Promise<DeskClock> {
  const kept = Number((await settings.read(OFFSET)) ?? '0');
  let offset = Number.isFinite(kept) && kept > 0 ? kept : 0;
  return {
    deskNow: () => new Date(Date.now() + laterMs + offset).toISOString(),
    realNow: () => new Date(Date.now() + laterMs).toISOString(),
    advance: async (ms) => {
      await settings.write(OFFSET, String(offset + ms));
      offset += ms;
    },
  };
}

/** A clock that nobody moves: outside the sandbox both times are real. */
export const REAL_CLOCK: Clock = {
  deskNow: () => new Date().toISOString(),
  realNow: () => new Date().toISOString(),
};
