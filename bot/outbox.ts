import type { ConversationReference } from 'botbuilder';
import { AppError, asAppError } from '../services/domain/errors.ts';
import type { Connector, Outgoing } from './connector.ts';
import { EditPace } from './edit-pace.ts';

/** Real time, replaceable so that tests need not wait. Milliseconds. */
export interface Pace {
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const realPace: Pace = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

interface Window {
  readonly ms: number;
  readonly max: number;
}

/** Teams' limits for one bot in one thread, and for one app in one tenant (Microsoft, "Rate limiting"). */
export const THREAD_WINDOWS: readonly Window[] = [
  { ms: 1_000, max: 7 },
  { ms: 2_000, max: 8 },
  { ms: 30_000, max: 60 },
];
export const BOT_WINDOWS: readonly Window[] = [{ ms: 1_000, max: 30 }];

/** Longest that a reply within a turn waits for Teams, all tries together. */
const REPLY_PATIENCE_MS = 12_000;
const LONGEST_MEMORY_MS = 30_000;

/** Sends of one thread, or of the whole bot: when they were, and until when Teams asked for silence. */
class Lane {
  readonly #windows: readonly Window[];
  #sent: number[] = [];
  heldUntil = 0;

  constructor(windows: readonly Window[]) {
    this.#windows = windows;
  }

  note(now: number): void {
    const oldest = now - LONGEST_MEMORY_MS;
    if ((this.#sent[0] ?? now) < oldest) this.#sent = this.#sent.filter((at) => at >= oldest);
    this.#sent.push(now);
  }

  /** Milliseconds until one more may go. */
  wait(now: number): number {
    let free = this.heldUntil;
    for (const { ms, max } of this.#windows) {
      const nth = this.#sent.at(-max);
      if (nth !== undefined) free = Math.max(free, nth + ms);
    }
    return Math.max(0, free - now);
  }

  idle(now: number): boolean {
    return this.heldUntil <= now && (this.#sent.at(-1) ?? 0) < now - LONGEST_MEMORY_MS;
  }
}

/** What is sent: the conversation, the message, and the activity to edit where it is an edit. */
export interface Parcel {
  readonly to: Partial<ConversationReference>;
  readonly activity: Outgoing;
  readonly edits?: string;
}

/**
 * Everything that the desk says goes through here. Notices wait for a free slot in Teams' limits, in order within a
 * thread. Replies to a person go at once, are counted, and are tried again while Teams asks to wait. A 429 silences
 * its thread until its `Retry-After` has passed.
 */
export class Outbox {
  /** When a chat's own cards may be drawn again. */
  readonly edits: EditPace;
  readonly #connector: Connector;
  readonly #pace: Pace;
  readonly #bot = new Lane(BOT_WINDOWS);
  readonly #threads = new Map<string, Lane>();
  readonly #queues = new Map<string, Promise<unknown>>();

  /** `editsMs`: see `EditPace`. */
  constructor(connector: Connector, pace: Pace = realPace, editsMs?: number) {
    this.#connector = connector;
    this.#pace = pace;
    this.edits = new EditPace(pace, editsMs);
  }

  /** Answers the activity's id ('' for an edit). Throws as `Connector` does once patience is over. */
  async reply(parcel: Parcel): Promise<string> {
    const thread = this.#thread(parcel);
    const giveUp = this.#pace.now() + REPLY_PATIENCE_MS;
    for (let tries = 0; ; tries++) {
      const held = Math.max(0, thread.heldUntil - this.#pace.now());
      if (held > 0) await this.#pace.sleep(Math.min(held, REPLY_PATIENCE_MS));
      try {
        return await this.#deliver(parcel, thread);
      } catch (thrown) {
        const fault = asAppError(thrown);
        const wait = fault.retryAfterMs ?? 250 * 2 ** tries;
        if (!fault.retryable || tries >= 3 || this.#pace.now() + wait > giveUp) throw fault;
        await this.#pace.sleep(wait);
      }
    }
  }

  /** As `reply`, but paced and tried once: who owes the notice tries again later. */
  notice(parcel: Parcel): Promise<string> {
    const key = parcel.to.conversation?.id ?? '';
    const turn = (this.#queues.get(key) ?? Promise.resolve()).then(() => this.#paced(parcel));
    const settled = turn.catch(() => undefined);
    this.#queues.set(key, settled);
    settled.then(() => {
      if (this.#queues.get(key) === settled) this.#queues.delete(key);
    });
    return turn;
  }

  async #paced(parcel: Parcel): Promise<string> {
    const thread = this.#thread(parcel);
    for (;;) {
      const now = this.#pace.now();
      const wait = Math.max(thread.wait(now), this.#bot.wait(now));
      if (wait === 0) return this.#deliver(parcel, thread);
      if (wait > LONGEST_MEMORY_MS) throw new AppError('channel_unavailable', { retryAfterMs: wait });
      await this.#pace.sleep(wait);
    }
  }

  async #deliver({ to, activity, edits }: Parcel, thread: Lane): Promise<string> {
    const now = this.#pace.now();
    thread.note(now);
    this.#bot.note(now);
    try {
      if (edits === undefined) return await this.#connector.send(to, activity);
      await this.#connector.update(to, edits, activity);
      return edits;
    } catch (thrown) {
      const fault = asAppError(thrown);
      if (fault.detail.status === 429) thread.heldUntil = this.#pace.now() + (fault.retryAfterMs ?? 1_000);
      throw fault;
    }
  }

  #thread(parcel: Parcel): Lane {
    const key = parcel.to.conversation?.id ?? '';
    const known = this.#threads.get(key);
    if (known) return known;
    if (this.#threads.size >= 1_000) this.#forgetIdle();
    const made = new Lane(THREAD_WINDOWS);
    this.#threads.set(key, made);
    return made;
  }

  #forgetIdle(): void {
    const now = this.#pace.now();
    for (const [key, lane] of this.#threads) if (lane.idle(now)) this.#threads.delete(key);
  }
}
