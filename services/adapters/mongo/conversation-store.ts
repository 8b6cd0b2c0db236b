import type { Conversation, ConversationStore } from '../../ports/conversation-store.ts';
import { newConversation, remembered, saved, withTracked } from '../new-documents.ts';
import type { MongoDatabase } from './mongo-database.ts';
import { isDuplicate } from './mongo-faults.ts';
import { onceMore } from './next-of.ts';

/** `ConversationStore` on MongoDB. */
export function mongoConversationStore(mongo: MongoDatabase): ConversationStore {
  const conversations = mongo.collection('conversations');
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
    save: (value, now) => save(mongo, value, now),
    lock: (id, token, now, until) => lock(mongo, id, token, now, until),
    commit: async (value, token) => {
      if (token === '') return false;
      const held = { _id: value._id, lockToken: token };
      return mongo.run(async () => (await conversations.updateOne(held, written(value))).matchedCount > 0);
    },
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
    track: (id, name, activityId, known) => track(mongo, id, name, activityId, known),
    markUnreachable: async (id) => {
      await mongo.run(() => conversations.updateOne({ _id: id }, { $set: { reachable: false } }));
    },
  };
}

function without(value: Conversation, names: readonly string[]): Partial<Conversation> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** What a turn writes: all but the tracked cards. */
function written(value: Conversation): { $set: Omit<Conversation, '_id' | 'tracked'> } {
  const { _id, tracked: _tracked, ...fields } = saved(value);
  return { $set: fields };
}

async function save(mongo: MongoDatabase, value: Conversation, now: string): Promise<boolean> {
  const conversations = mongo.collection('conversations');
  const { _id, revision } = value;
  return mongo.run(async () => {
    const asRead = { _id, revision, lockUntil: { $lte: now } };
    if ((await conversations.updateOne(asRead, written(value))).matchedCount > 0) return true;
    if (revision > 0) return false;
    try {
      await conversations.insertOne(saved(value));
      return true;
    } catch (thrown) {
      // It is there already: somebody else's turn made it.
      if (isDuplicate(thrown)) return false;
      throw thrown;
    }
  });
}

async function lock(
  mongo: MongoDatabase,
  id: string,
  token: string,
  now: string,
  until: string,
): Promise<Conversation | undefined> {
  const conversations = mongo.collection('conversations');
  const take = { $set: { lockUntil: until, lockToken: token } };
  return mongo.run(async () => {
    const free = { _id: id, lockUntil: { $lte: now } };
    const taken = await conversations.findOneAndUpdate(free, take, { returnDocument: 'after' });
    if (taken) return taken;
    const made = { ...newConversation(id, now), lockUntil: until, lockToken: token };
    try {
      await conversations.insertOne({ ...made });
      return made;
    } catch (thrown) {
      // It is there already, so somebody holds it.
      if (isDuplicate(thrown)) return undefined;
      throw thrown;
    }
  });
}

async function track(
  mongo: MongoDatabase,
  id: string,
  name: string,
  activityId: string,
  known: string | undefined,
): Promise<string | undefined> {
  const conversations = mongo.collection('conversations');
  return mongo.run(async () => {
    for (let before = known; ; ) {
      if (before !== undefined) {
        const tracked = withTracked(before, name, activityId);
        const write = { $set: { tracked } };
        if ((await conversations.updateOne({ _id: id, tracked: before }, write)).matchedCount > 0)
          return tracked;
      }
      const found = await conversations.findOne({ _id: id }, { projection: { tracked: 1 } });
      if (!found) return undefined;
      before = found.tracked;
    }
  });
}
