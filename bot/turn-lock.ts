import { randomUUID } from 'node:crypto';
import { AppError } from '../services/domain/errors.ts';
import type { Clock } from '../services/ports/clock.ts';
import type { Conversation, ConversationStore } from '../services/ports/conversation-store.ts';
import { type Pace, realPace } from './outbox.ts';

/** Longest that a turn may hold a conversation; after it, another process takes over from one that died. */
const LEASE_MS = 20_000;
/** A little longer than the lease, so that a dead holder never costs a message. */
const PATIENCE_MS = 25_000;
const POLL_MS = 40;
const SLOWEST_POLL_MS = 400;

/** A conversation that this turn holds. Exactly one of `save` and `free` ends it. */
export interface Hold {
  readonly conversation: Conversation;
  /** Writes and frees at once. Throws `AppError('store_unavailable')` where the lock was lost: nothing is saved. */
  save(value: Conversation): Promise<void>;
  /** Frees without saving. */
  free(): Promise<void>;
}

/**
 * One turn at a time in a conversation: in order of arrival within the process, and through the store's lease
 * between processes.
 */
export class TurnLock {
  readonly #conversations: ConversationStore;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #tails = new Map<string, Promise<unknown>>();

  constructor(deps: { conversations: ConversationStore; clock: Clock; pace?: Pace }) {
    this.#conversations = deps.conversations;
    this.#clock = deps.clock;
    this.#pace = deps.pace ?? realPace;
  }

  /** Runs `work` after every earlier one of the same conversation in this process. */
  inOrder<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(id);
    const mine = before ? before.then(work) : work();
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(id, settled);
    settled.then(() => {
      if (this.#tails.get(id) === settled) this.#tails.delete(id);
    });
    return mine;
  }

  /** Takes the lock, waiting while another process holds it; undefined where it is still held after 25 seconds. */
  async take(id: string): Promise<Hold | undefined> {
    const token = randomUUID();
    const giveUp = this.#pace.now() + PATIENCE_MS;
    for (let wait = POLL_MS; ; wait = Math.min(wait * 1.5, SLOWEST_POLL_MS)) {
      const now = this.#clock.realNow();
      const until = new Date(Date.parse(now) + LEASE_MS).toISOString();
      const conversation = await this.#conversations.lock(id, token, now, until);
      if (conversation) return this.#hold(conversation, token);
      if (this.#pace.now() >= giveUp) return undefined;
      await this.#pace.sleep(wait);
    }
  }

  #hold(conversation: Conversation, token: string): Hold {
    return {
      conversation,
      save: async (value) => {
        if (await this.#conversations.commit(value, token)) return;
        throw new AppError('store_unavailable', { detail: { reason: 'lock_lost' } });
      },
      free: () => this.#conversations.release(conversation._id, token),
    };
  }
}
