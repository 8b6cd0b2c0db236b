import { CARDS_KEPT, type Conversation, type ConversationStore } from '../../ports/conversation-store.ts';
import { newConversation, remembered, saved } from '../new-documents.ts';
import { GroupedUpdates } from './grouped-updates.ts';
import type { MongoDatabase } from './mongo-database.ts';
import { onceMore } from './next-of.ts';

/** `ConversationStore` on MongoDB. */
export function mongoConversationStore(mongo: MongoDatabase): ConversationStore {
  const conversations = mongo.collection('conversations');
  const turns = new GroupedUpdates(mongo, conversations);
  return {
    get: (id) => mongo.run(async () => (await conversations.findOne({ _id: id })) ?? undefined),
    ofPerson: async (personId) => {
      if (personId === '') return undefined;
      const reachable = { personId, reachable: true };
      return mongo.run(
        async () =>
          (await conversations.find(reachable).sort({ updatedAt: -1 }).limit(1).next()) ?? undefined,
      );
    },
    open: (id, now) =>
      mongo.run(async () => (await conversations.findOne({ _id: id })) ?? newConversation(id, now)),
    save: (value, now) => turns.put(asRead(value, now), written(value)),
    lock: ({ _id, revision }, lockToken, now, lockUntil) => {
      const { _id: _same, ...made } = newConversation(_id, now);
      const $setOnInsert = without(made, ['revision', 'lockUntil', 'lockToken']);
      return turns.put(asRead({ _id, revision }, now), { $set: { lockUntil, lockToken }, $setOnInsert });
    },
    commit: async (value, lockToken) =>
      lockToken !== '' && turns.put({ _id: value._id, lockToken }, written(value)),
    release: async (id, token) => {
      if (token === '') return;
      const free = { $set: { lockUntil: '', lockToken: '' } };
      await mongo.run(() => conversations.updateOne({ _id: id, lockToken: token }, free));
    },
    remember: async (value) => {
      const { _id, ...known } = remembered(value);
      const made = without(newConversation(_id, known.updatedAt), ['_id', ...Object.keys(known)]);
      await onceMore(() =>
        mongo.run(() =>
          conversations.updateOne({ _id }, { $set: known, $setOnInsert: made }, { upsert: true }),
        ),
      );
    },
    track: (_id, { track, activityId }) =>
      turns.update({ _id }, { $push: { cards: { $each: [{ track, activityId }], $slice: -CARDS_KEPT } } }),
    markUnreachable: async (id) => {
      await mongo.run(() => conversations.updateOne({ _id: id }, { $set: { reachable: false } }));
    },
  };
}

/** The conversation while nobody has saved a turn since it was read, nor holds the lock. */
const asRead = ({ _id, revision }: Pick<Conversation, '_id' | 'revision'>, now: string) => ({
  _id,
  revision,
  lockUntil: { $lte: now },
});

function without(value: Partial<Conversation>, names: readonly string[]): Partial<Conversation> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** What a turn writes: all but the tracked cards, which a new conversation has none of. */
function written(value: Conversation) {
  const { _id, cards: _cards, ...fields } = saved(value);
  return { $set: fields, $setOnInsert: { cards: [] } };
}
