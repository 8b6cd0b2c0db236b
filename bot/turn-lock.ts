import { randomUUID } from 'node:crypto';
import { AppError, asAppError } from '../services/domain/errors.ts';
import type { Clock } from '../services/ports/clock.ts';
import {
  CARDS_KEPT,
  type Conversation,
  type ConversationStore,
  type TrackedCard,
} from '../services/ports/conversation-store.ts';
import { type Pace, realPace } from './outbox.ts';

/** Longest that a turn may hold a conversation; after it, another process takes over from one that died. */
const LEASE_MS = 20_000;
/** A little longer than the lease, so that a dead holder never costs a message. */
const PATIENCE_MS = 25_000;
const POLL_MS = 40;
const SLOWEST_POLL_MS = 400;
/** Conversations whose last turn is remembered here: a few KB each. */
const KEPT = 1_000;

/** A conversation in the hands of one turn. */
export interface Hold {
  /** As the turn before left it. */
  readonly conversation: Conversation;
  /**
   * The turn before is not known to have ended well: this process saved none, or not the latest. What that one did
   * may stand although nothing of it was saved.
   */
  readonly resumed: boolean;
  /**
   * Takes the lock in the store, before anything that a second run of the turn would do twice. Throws where another
   * turn was faster: this one is run again on what that one left.
   */
  claim(): Promise<void>;
  /** Saves the turn in one write. Throws where another turn was faster, as `claim` does: nothing is saved then. */
  save(left: Conversation): Promise<void>;
}

const overtaken = () => new AppError('store_unavailable', { detail: { reason: 'overtaken' } });

/** Whether this is what `claim` and `save` throw where another turn was faster. */
export const isOvertaken = (thrown: unknown): boolean => asAppError(thrown).detail.reason === 'overtaken';

/**
 * One turn at a time in a conversation: in order of arrival within the process; between processes because a turn is
 * saved only upon the state that it was read from, and one that does something holds the store's lock meanwhile.
 * What the last turn left is remembered, so that a turn reads nothing: a memory that another process has outdated
 * cannot be saved upon, and is read again.
 */
export class TurnLock {
  readonly #conversations: ConversationStore;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #tails = new Map<string, Promise<unknown>>();
  /** Newest last. */
  readonly #left = new Map<string, Conversation>();

  constructor(deps: { conversations: ConversationStore; clock: Clock; pace?: Pace }) {
    this.#conversations = deps.conversations;
    this.#clock = deps.clock;
    this.#pace = deps.pace ?? realPace;
  }

  /**
   * Runs `work` after every earlier turn of the conversation, and again from its beginning where a turn of another
   * process came between; what it did before `claim` and `save` must not matter then. Undefined where another
   * process still holds the conversation after 25 seconds.
   */
  turn<T>(id: string, work: (hold: Hold) => Promise<T>): Promise<T | undefined> {
    const before = this.#tails.get(id);
    const mine = before ? before.then(() => this.#untilSaved(id, work)) : this.#untilSaved(id, work);
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

  /** Notes under which activity a card was sent, for later turns to edit it. */
  async track(id: string, card: TrackedCard): Promise<void> {
    await this.#conversations.track(id, card);
    const left = this.#left.get(id);
    if (left) this.#left.set(id, { ...left, cards: [...left.cards, card].slice(-CARDS_KEPT) });
  }

  /** What was written past the turns is read by the next one. */
  forget(id: string): void {
    this.#left.delete(id);
  }

  async #untilSaved<T>(id: string, work: (hold: Hold) => Promise<T>): Promise<T | undefined> {
    const giveUp = this.#pace.now() + PATIENCE_MS;
    for (let wait = POLL_MS; ; wait = Math.min(wait * 1.5, SLOWEST_POLL_MS)) {
      const now = this.#clock.realNow();
      const left = this.#left.get(id);
      const conversation = left ?? (await this.#conversations.open(id, now));
      const held = conversation.lockUntil > now;
      if (!held) {
        const outcome = await this.#attempt(conversation, left === undefined, work);
        if (outcome) return outcome.value;
      }
      if (this.#pace.now() >= giveUp) return undefined;
      if (held) await this.#pace.sleep(wait);
    }
  }

  /** One run of a turn; undefined where it was overtaken. */
  async #attempt<T>(
    conversation: Conversation,
    resumed: boolean,
    work: (hold: Hold) => Promise<T>,
  ): Promise<{ readonly value: T } | undefined> {
    const keep = (left: Conversation) => this.#remember(left);
    const hold = new TurnHold(this.#conversations, this.#clock, { conversation, resumed, keep });
    try {
      return { value: await work(hold) };
    } catch (thrown) {
      this.#left.delete(conversation._id);
      if (!isOvertaken(thrown)) throw thrown;
      return undefined;
    } finally {
      await hold.free();
    }
  }

  #remember(left: Conversation): void {
    this.#left.delete(left._id);
    this.#left.set(left._id, left);
    const [oldest] = this.#left.keys();
    if (this.#left.size > KEPT && oldest !== undefined) this.#left.delete(oldest);
  }
}

class TurnHold implements Hold {
  readonly conversation: Conversation;
  readonly resumed: boolean;
  readonly #conversations: ConversationStore;
  readonly #clock: Clock;
  readonly #keep: (left: Conversation) => void;
  /** '' while the store's lock is not taken. */
  #token = '';

  constructor(
    conversations: ConversationStore,
    clock: Clock,
    of: {
      readonly conversation: Conversation;
      readonly resumed: boolean;
      /** Hears what the saved turn left. */
      readonly keep: (left: Conversation) => void;
    },
  ) {
    this.#conversations = conversations;
    this.#clock = clock;
    this.conversation = of.conversation;
    this.resumed = of.resumed;
    this.#keep = of.keep;
  }

  async claim(): Promise<void> {
    if (this.#token !== '') return;
    const token = randomUUID();
    const now = this.#clock.realNow();
    const until = new Date(Date.parse(now) + LEASE_MS).toISOString();
    if (!(await this.#conversations.lock(this.conversation, token, now, until))) throw overtaken();
    this.#token = token;
  }

  async save(left: Conversation): Promise<void> {
    const saved = this.#token
      ? await this.#conversations.commit(this.conversation, left, this.#token)
      : await this.#conversations.save(this.conversation, left, this.#clock.realNow());
    if (!saved) throw overtaken();
    this.#token = '';
    this.#keep({ ...left, revision: left.revision + 1, lockUntil: '', lockToken: '' });
  }

  /** Gives the lock back where the turn has ended without saving. */
  async free(): Promise<void> {
    if (this.#token === '') return;
    // The lease ends by itself where even this cannot be written.
    await this.#conversations.release(this.conversation._id, this.#token).catch(() => undefined);
  }
}
