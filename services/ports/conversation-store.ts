/** A card that later turns edit: the name that the dialog gave it, and the activity it was last sent under. */
export interface TrackedCard {
  readonly track: string;
  readonly activityId: string;
}

/** A channel repeats an activity within a minute or so; nobody writes so often in it. */
export const ANSWERED_KEPT = 20;
/** Tracked cards that a conversation keeps, the latest: no chat has so many in play at once. */
export const CARDS_KEPT = 20;

/**
 * Conversations: the turn lock, the dialog's state, the activities already answered, and how to reach the person.
 * One document a conversation, so that a turn costs one write; a turn that does something takes the lock before.
 */
export interface Conversation {
  /** `channelId/conversationId`. */
  readonly _id: string;
  /** How many turns were saved. */
  readonly revision: number;
  /** Directory id of the person whose personal chat it is; '' until known. */
  readonly personId: string;
  /** Bot Framework conversation reference, as the SDK makes it, JSON. */
  readonly reference: string;
  /** Service URL of the latest activity. */
  readonly serviceUrl: string;
  readonly locale: string;
  /** Dialog state, JSON; `{}` in a new conversation. */
  readonly state: string;
  /** Cards that later turns edit, the latest last, at most `CARDS_KEPT`; of two under one name the later counts. */
  readonly cards: readonly TrackedCard[];
  /** Ids of the activities whose turns were committed, newest last, at most `ANSWERED_KEPT`. */
  readonly answered: readonly string[];
  /** UTC instants, real time. */
  readonly updatedAt: string;
  readonly lockUntil: string;
  readonly lockToken: string;
  /** False once the person removed or blocked the bot. */
  readonly reachable: boolean;
}

export interface ConversationStore {
  get(id: string): Promise<Conversation | undefined>;
  /** The person's latest personal chat that can be reached. */
  ofPerson(personId: string): Promise<Conversation | undefined>;
  /** The conversation as it stands; where it is absent a new one of revision 0, which is not stored. */
  open(id: string, now: string): Promise<Conversation>;
  /**
   * Saves what a turn has left of the conversation that it `read`, in one write, where no other was saved since
   * (`revision`) and nobody holds the lock past `now`, and raises the revision; makes the conversation when absent.
   * False where another turn was faster: nothing is saved then. `cards` stays as stored: only `track` writes it.
   */
  save(read: Conversation, left: Conversation, now: string): Promise<boolean>;
  /**
   * Takes the turn lock for the turn that `read`, by the rule of `save`; makes the conversation when absent. False
   * where another turn was faster or holds it. `token` is new for every turn, never ''.
   */
  lock(read: Conversation, token: string, now: string, until: string): Promise<boolean>;
  /**
   * Saves as `save` does for the turn that holds the lock, and frees it in the same write; false where the lock was
   * lost meanwhile (nothing is saved then). A lock whose time ran out but that nobody took is not lost.
   */
  commit(read: Conversation, left: Conversation, token: string): Promise<boolean>;
  /** Frees without saving. */
  release(id: string, token: string): Promise<void>;
  /** Notes reference and person outside a turn (installation, seeding); state and lock stay. */
  remember(
    value: Pick<
      Conversation,
      '_id' | 'personId' | 'reference' | 'serviceUrl' | 'locale' | 'reachable' | 'updatedAt'
    >,
  ): Promise<void>;
  /** Notes a card that was just sent, outside the lock; nothing happens where the conversation is unknown. */
  track(id: string, card: TrackedCard): Promise<void>;
  markUnreachable(id: string): Promise<void>;
}
