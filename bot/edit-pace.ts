import type { Pace } from './outbox.ts';

/** Teams counts an edit as a message and takes about one a second from a bot in a chat. Milliseconds. */
const EDITS_EVERY_MS = 1_000;

interface Lane {
  freeAt: number;
  /** By the message that is edited; the latest edit of each. */
  readonly waiting: Map<string, () => Promise<void>>;
  emptying?: Promise<void>;
}

/**
 * Edits of a chat's cards, at most one a second (or another `everyMs`; 0 for no wait at all): a card that changes
 * faster than anybody reads is drawn again as it is at the end. The first edit goes at once; what is overtaken while
 * it waits is never drawn.
 */
export class EditPace {
  readonly #pace: Pace;
  readonly #everyMs: number;
  readonly #lanes = new Map<string, Lane>();

  constructor(pace: Pace, everyMs = EDITS_EVERY_MS) {
    this.#pace = pace;
    this.#everyMs = everyMs;
  }

  /** Resolves once `edit` is done, or at once where it has to wait. `edit` does not throw. */
  async run(conversation: string, activityId: string, edit: () => Promise<void>): Promise<void> {
    if (this.#everyMs === 0) return edit();
    const now = this.#pace.now();
    const lane: Lane = this.#lanes.get(conversation) ?? { freeAt: now, waiting: new Map() };
    this.#lanes.set(conversation, lane);
    if (!lane.emptying && now >= lane.freeAt) {
      lane.freeAt = now + this.#everyMs;
      await edit();
      lane.emptying ??= this.#empty(conversation, lane);
      return;
    }
    lane.waiting.set(activityId, edit);
    lane.emptying ??= this.#empty(conversation, lane);
  }

  /** The message has just been replaced by something newer than what waits for it. */
  drop(conversation: string, activityId: string): void {
    this.#lanes.get(conversation)?.waiting.delete(activityId);
  }

  /** Resolves once nothing waits any more. */
  async settled(): Promise<void> {
    for (const lane of this.#lanes.values()) await lane.emptying;
  }

  /** Sends what waits, second by second; forgets the chat once a second has passed without an edit. */
  async #empty(conversation: string, lane: Lane): Promise<void> {
    for (;;) {
      await this.#pace.sleep(lane.freeAt - this.#pace.now());
      const edits = [...lane.waiting.values()];
      if (edits.length === 0) break;
      lane.waiting.clear();
      lane.freeAt = this.#pace.now() + this.#everyMs;
      for (const edit of edits) await edit();
    }
    this.#lanes.delete(conversation);
  }
}
