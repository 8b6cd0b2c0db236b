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
  /** Activity ids of cards that later turns edit, by the name that the dialog gave them, JSON; `{}` in a new one. */
  readonly tracked: string;
  /** Ids of the activities whose turns were committed, newest last, at most 20. */
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
   * Saves a turn in one write where no other was saved since `value` was read (`revision`) and nobody holds the lock
   * past `now`, and raises the revision; makes the conversation when absent. False where another turn was faster:
   * nothing is saved then. `tracked` stays as stored: only `track` writes it.
   */
  save(value: Conversation, now: string): Promise<boolean>;
  /**
   * Takes the turn lock (the conversation is made when absent) unless somebody holds it past `now`; undefined when
   * held. `token` is new for every turn, never ''.
   */
  lock(id: string, token: string, now: string, until: string): Promise<Conversation | undefined>;
  /**
   * Saves as `save` does for the turn that holds the lock, and frees it in the same write; false where the lock was
   * lost meanwhile (nothing is saved then). A lock whose time ran out but that nobody took is not lost.
   */
  commit(value: Conversation, token: string): Promise<boolean>;
  /** Frees without saving. */
  release(id: string, token: string): Promise<void>;
  /** Notes reference and person outside a turn (installation, seeding); state and lock stay. */
  remember(
    value: Pick<
      Conversation,
      '_id' | 'personId' | 'reference' | 'serviceUrl' | 'locale' | 'reachable' | 'updatedAt'
    >,
  ): Promise<void>;
  /**
   * Notes the activity id of a card that was just sent, outside the lock; the latest 10 names are kept. Answers the
   * tracked cards as they are then; undefined, and nothing happens, where the conversation is unknown. `known` is
   * what the caller takes them to be, which saves a reading where it is right.
   */
  track(id: string, name: string, activityId: string, known?: string): Promise<string | undefined>;
  markUnreachable(id: string): Promise<void>;
}
