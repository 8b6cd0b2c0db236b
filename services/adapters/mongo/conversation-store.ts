import type { UpdateFilter } from 'mongodb';
import {
  ANSWERED_KEPT,
  CARDS_KEPT,
  type Conversation,
  type ConversationStore,
} from '../../ports/conversation-store.ts';
import { newConversation, remembered, saved } from '../new-documents.ts';
import { GroupedWrites } from './grouped-writes.ts';
import type { MongoDatabase } from './mongo-database.ts';
import { onceMore } from './next-of.ts';

/** `ConversationStore` on MongoDB. */
export function mongoConversationStore(mongo: MongoDatabase): ConversationStore {
  const conversations = mongo.collection('conversations');
  const turns = new GroupedWrites(mongo, conversations);
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
    save: (read, left, now) => turns.put(asRead(read, now), written(read, left)),
    lock: ({ _id, revision }, lockToken, now, lockUntil) => {
      const { _id: _same, ...made } = newConversation(_id, now);
      const $setOnInsert = without(made, ['revision', 'lockUntil', 'lockToken']);
      return turns.put(asRead({ _id, revision }, now), { $set: { lockUntil, lockToken }, $setOnInsert });
    },
    commit: async (read, left, lockToken) =>
      lockToken !== '' && turns.put({ _id: left._id, lockToken }, written(read, left)),
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

/** Written by every turn: they change past the turns too, so that what a turn has read says nothing of them. */
const ALWAYS: readonly string[] = ['revision', 'lockUntil', 'lockToken', 'reachable'];

/**
 * What a turn writes: what it has changed of what it read, which is a third of the conversation; all but the cards
 * the first time, when there may be nothing stored.
 */
function written(read: Conversation, left: Conversation): UpdateFilter<Conversation> {
  const { _id, cards: _cards, ...fields } = saved(left);
  if (read.revision === 0) return { $set: fields, $setOnInsert: { cards: [] } };
  const { answered, ...others } = fields;
  const $set = Object.fromEntries(
    Object.entries(others).filter(
      ([name, value]) => ALWAYS.includes(name) || value !== read[name as keyof Conversation],
    ),
  );
  const $each = answered.filter((id) => !read.answered.includes(id));
  return { $set, ...($each.length > 0 && { $push: { answered: { $each, $slice: -ANSWERED_KEPT } } }) };
}
