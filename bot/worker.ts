import type { Clock } from '../services/ports/clock.ts';
import type { Log } from '../services/ports/log.ts';
import { faultFields } from './log.ts';

export interface WorkerDeps {
  /** Leases and does what is due in one case. */
  readonly runDue: () => Promise<'worked' | 'idle'>;
  /** Real UTC instant at which the next work is due, '' where none is owed. */
  readonly nextDue: () => Promise<string>;
  /**
   * Regular rounds beside the cases: deadlines, the people index. Called once in `pollMs`, and for whoever waits for
   * quiet; they pace themselves beyond that.
   */
  readonly rounds: () => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  /** Cases worked on at once; a long backup holds one. */
  readonly parallel?: number;
  /** Longest sleep, in milliseconds: work that another process left, or a deadline, is seen by then. */
  readonly pollMs?: number;
}

export interface Worker {
  /** Looks at once; called after every commit that owes work. */
  wake(): void;
  /** Resolves once nothing runs and nothing falls due within the next seconds, or after a minute. */
  settled(): Promise<void>;
  /** Takes nothing new and resolves once what runs has ended. */
  stop(): Promise<void>;
}

/** Wait after a fault of the loop itself (the store is down), in milliseconds. */
const FAULT_PAUSE_MS = 1_000;
/** Time within which a lane has claimed what it works on, in milliseconds. */
const CLAIM_MS = 25;
/** Steps that wait for the directory come back within this; who waits for quiet waits for them. Milliseconds. */
const SOON_MS = 5_000;
const SETTLING_PATIENCE_MS = 60_000;

/** Sleeps until a time or a signal; a signal that comes first is not lost. */
class Alarm {
  #signalled = false;
  #waiting: (() => void) | undefined;

  signal(): void {
    this.#signalled = true;
    this.#waiting?.();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#signalled && ms > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#waiting = undefined;
    }
    this.#signalled = false;
  }
}

interface Waiter {
  /** Until when, at the latest, the caller waits; real time, milliseconds. */
  readonly giveUp: number;
  readonly resolve: () => void;
}

class Loop implements Worker {
  readonly #deps: WorkerDeps;
  readonly #parallel: number;
  readonly #pollMs: number;
  readonly #alarm = new Alarm();
  readonly #lanes = new Set<Promise<void>>();
  readonly #ended: Promise<void>;
  #waiters: Waiter[] = [];
  /** When the next rounds are due; real time, milliseconds. */
  #roundsAt = 0;
  #stopping = false;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
    this.#parallel = deps.parallel ?? 4;
    this.#pollMs = deps.pollMs ?? 1_000;
    this.#ended = this.#run();
  }

  wake(): void {
    this.#alarm.signal();
  }

  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push({ resolve, giveUp: this.#now() + SETTLING_PATIENCE_MS });
      this.#alarm.signal();
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#alarm.signal();
    await this.#ended;
    await Promise.all(this.#lanes);
    for (const { resolve } of this.#waiters.splice(0)) resolve();
  }

  #now(): number {
    return Date.parse(this.#deps.clock.realNow());
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#alarm.sleep(await this.#look());
      } catch (thrown) {
        this.#deps.log.error(faultFields(thrown), 'worker_fault');
        await this.#alarm.sleep(FAULT_PAUSE_MS);
      }
    }
  }

  /** Starts what can be started; answers how long there is nothing to look for. Milliseconds. */
  async #look(): Promise<number> {
    const asked = new Set(this.#waiters);
    await this.#rounds(asked.size > 0);
    if (this.#lanes.size >= this.#parallel) {
      // A lane that ends looks itself for what it left.
      this.#release(asked, 0);
      return this.#pollMs;
    }
    const due = await this.#deps.nextDue();
    const wait = due === '' ? Number.POSITIVE_INFINITY : Date.parse(due) - this.#now();
    this.#release(asked, wait);
    if (wait > 0) return Math.min(wait, this.#pollMs);
    this.#startLane();
    // Looks again once the lane has claimed its case: there may be more due than one lane can take.
    return CLAIM_MS;
  }

  async #rounds(wanted: boolean): Promise<void> {
    const now = this.#now();
    if (!wanted && now < this.#roundsAt) return;
    await this.#deps.rounds();
    this.#roundsAt = now + this.#pollMs;
  }

  #release(asked: ReadonlySet<Waiter>, wait: number): void {
    const quiet = this.#lanes.size === 0 && wait > SOON_MS;
    const now = this.#now();
    this.#waiters = this.#waiters.filter((waiter) => {
      const done = (quiet && asked.has(waiter)) || waiter.giveUp <= now;
      if (done) waiter.resolve();
      return !done;
    });
  }

  #startLane(): void {
    const lane = this.#work().finally(() => {
      this.#lanes.delete(lane);
      this.#alarm.signal();
    });
    this.#lanes.add(lane);
  }

  /** Does what is due until nothing is. */
  async #work(): Promise<void> {
    try {
      while (!this.#stopping && (await this.#deps.runDue()) === 'worked');
    } catch (thrown) {
      this.#deps.log.error(faultFields(thrown), 'worker_fault');
      await new Promise((resolve) => setTimeout(resolve, FAULT_PAUSE_MS));
    }
  }
}

/** Starts the loop that does what cases owe. */
export function startWorker(deps: WorkerDeps): Worker {
  return new Loop(deps);
}
