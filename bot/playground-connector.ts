import type { Connector, Outgoing } from './connector.ts';

/** Cards kept a conversation; more than anybody works on at once. */
const KEPT = 12;

interface Kept {
  readonly to: Parameters<Connector['send']>[0];
  activity: Outgoing;
  /** Where it stands now: each replay gives it a new id. */
  id: string;
}

/** Something to press: the greeting and plain outcomes are not worth a repetition. */
const isLive = (activity: Outgoing) =>
  activity.attachments !== undefined && JSON.stringify(activity.attachments).includes('"Action.');

export interface PlaygroundConnector extends Connector {
  /** Sends the cards to act on of a conversation again, as they are now; edits of the former ones reach the new ones. */
  replay(conversationId: string): Promise<void>;
}

/**
 * Makes up for what the Playground lacks beside Teams. A message with words and a card gets no id there, and could
 * never be edited: the words go ahead, the card follows alone. It shows no card that was sent before its page was
 * opened, and drops everything at a reload: cards to act on are kept while the process lives and sent again.
 */
export function forPlayground(connector: Connector): PlaygroundConnector {
  const chats = new Map<string, Kept[]>();
  const byId = new Map<string, Kept>();
  const key = (conversation: string, id: string) => `${conversation} ${id}`;

  function remember(conversation: string, one: Kept): void {
    const chat = [...(chats.get(conversation) ?? []), one];
    const forgotten = chat.length > KEPT ? chat.shift() : undefined;
    chats.set(conversation, chat);
    byId.set(key(conversation, one.id), one);
    for (const [alias, kept] of byId) if (kept === forgotten) byId.delete(alias);
  }

  return {
    send: async (to, message) => {
      const { text, textFormat, ...activity } = message;
      if (activity.attachments === undefined) return connector.send(to, message);
      if (text !== undefined && text !== '') await connector.send(to, { type: 'message', text, textFormat });
      const id = await connector.send(to, activity);
      if (isLive(activity) && id !== '') remember(to.conversation?.id ?? '', { to, activity, id });
      return id;
    },
    update: async (to, activityId, message) => {
      const { text: _text, ...card } = message;
      const activity = message.attachments === undefined ? message : card;
      const kept = byId.get(key(to.conversation?.id ?? '', activityId));
      await connector.update(to, kept?.id ?? activityId, activity);
      if (kept) kept.activity = activity;
    },
    replay: async (conversation) => {
      for (const kept of chats.get(conversation) ?? []) {
        if (!isLive(kept.activity)) continue;
        kept.id = await connector.send(kept.to, kept.activity);
        byId.set(key(conversation, kept.id), kept);
      }
    },
    close: () => connector.close(),
  };
}
