import {
  CARDS_KEPT,
  type Conversation,
  type ConversationStore,
  type TrackedCard,
} from '../../ports/conversation-store.ts';
import { newConversation, remembered, saved } from '../new-documents.ts';
import { parseDoc, type Row, type SqliteFile } from './sqlite-file.ts';

const SHOWN = 'doc, lock_until, lock_token, tracked';

/** Nobody has saved a turn since the conversation was read, nor holds the lock. */
const AS_READ = "coalesce(doc ->> '$.revision', 0) = @revision AND lock_until <= @now";

/** Every statement of the conversation store. */
export const CONVERSATION_SQL = {
  get: `SELECT ${SHOWN} FROM conversations WHERE _id = @id`,
  ofPerson: `SELECT ${SHOWN} FROM conversations WHERE person_id = @personId AND reachable = 1
    ORDER BY updated_at DESC LIMIT 1`,
  lock: `INSERT INTO conversations (_id, doc, lock_until, lock_token) VALUES (@id, @doc, @until, @token)
    ON CONFLICT (_id) DO UPDATE SET lock_until = excluded.lock_until, lock_token = excluded.lock_token
    WHERE ${AS_READ}`,
  save: `INSERT INTO conversations (_id, doc, lock_until, lock_token) VALUES (@id, @doc, '', '')
    ON CONFLICT (_id) DO UPDATE SET doc = excluded.doc, lock_until = '', lock_token = ''
    WHERE ${AS_READ}`,
  commit: `UPDATE conversations SET doc = @doc, lock_until = '', lock_token = ''
    WHERE _id = @id AND lock_token = @token AND lock_token > ''`,
  release: `UPDATE conversations SET lock_until = '', lock_token = ''
    WHERE _id = @id AND lock_token = @token AND lock_token > ''`,
  remember: `INSERT INTO conversations (_id, doc, lock_until, lock_token) VALUES (@id, @doc, '', '')
    ON CONFLICT (_id) DO UPDATE SET doc = json_patch(doc, @patch)`,
  tracked: 'SELECT tracked FROM conversations WHERE _id = @id',
  track: 'UPDATE conversations SET tracked = @tracked WHERE _id = @id',
  unreachable: `UPDATE conversations SET doc = json_set(doc, '$.reachable', json('false')) WHERE _id = @id`,
} as const;

/**
 * `ConversationStore` on the embedded file. Lock and tracked cards are columns; neither is worth waiting for the
 * disk: whoever held a lock when the power failed is gone with it.
 */
export function sqliteConversationStore(file: SqliteFile): ConversationStore {
  const sql = {
    get: file.prepare(CONVERSATION_SQL.get),
    ofPerson: file.prepare(CONVERSATION_SQL.ofPerson),
    save: file.prepare(CONVERSATION_SQL.save),
    lock: file.prepare(CONVERSATION_SQL.lock),
    commit: file.prepare(CONVERSATION_SQL.commit),
    release: file.prepare(CONVERSATION_SQL.release),
    remember: file.prepare(CONVERSATION_SQL.remember),
    tracked: file.prepare(CONVERSATION_SQL.tracked),
    track: file.prepare(CONVERSATION_SQL.track),
    unreachable: file.prepare(CONVERSATION_SQL.unreachable),
  };
  const one = (row: Row | undefined): Conversation | undefined =>
    row ? readConversation(file, row) : undefined;
  return {
    get: (id) => file.read(() => one(sql.get.first({ id }))),
    ofPerson: async (personId) =>
      personId === '' ? undefined : file.read(() => one(sql.ofPerson.first({ personId }))),
    open: async (id, now) => (await file.read(() => one(sql.get.first({ id })))) ?? newConversation(id, now),
    save: (read, left, now) => {
      const bound = { ...stored(saved(left)), revision: read.revision, now };
      return file.write(() => sql.save.run(bound) > 0);
    },
    lock: ({ _id, revision }, token, now, until) => {
      const bound = { ...stored(newConversation(_id, now)), revision, token, now, until };
      return file.writeForNow(() => sql.lock.run(bound) > 0);
    },
    commit: (_read, left, token) => {
      const bound = { ...stored(saved(left)), token };
      return file.write(() => sql.commit.run(bound) > 0);
    },
    release: async (id, token) => {
      await file.writeForNow(() => sql.release.run({ id, token }));
    },
    remember: async (value) => {
      const known = remembered(value);
      const { doc } = stored({ ...newConversation(known._id, known.updatedAt), ...known });
      await file.write(() => sql.remember.run({ id: known._id, doc, patch: JSON.stringify(known) }));
    },
    track: (id, { track, activityId }) =>
      // A card that is not found again is sent anew.
      file.writeForNow(() => {
        const row = sql.tracked.first({ id });
        if (!row) return;
        const cards = [...cardsIn(row), { track, activityId }].slice(-CARDS_KEPT);
        sql.track.run({ id, tracked: JSON.stringify(cards) });
      }),
    markUnreachable: async (id) => {
      await file.write(() => sql.unreachable.run({ id }));
    },
  };
}

/** The document holds what a turn saves; lock and tracked cards are written apart from it. */
type Doc = Omit<Conversation, 'lockUntil' | 'lockToken' | 'cards'>;

function stored(value: Conversation): { id: string; doc: string } {
  const { lockUntil: _until, lockToken: _token, cards: _cards, ...doc } = value;
  return { id: value._id, doc: JSON.stringify(doc satisfies Doc) };
}

/** Those of an earlier version stand under their names, and are sent anew. */
function cardsIn(row: Row): readonly TrackedCard[] {
  const cards: unknown = JSON.parse(String(row.tracked));
  return Array.isArray(cards) ? cards : [];
}

function readConversation(file: SqliteFile, row: Row): Conversation {
  return {
    revision: 0,
    ...parseDoc<Omit<Doc, 'revision'>>(file, row.doc),
    lockUntil: String(row.lock_until),
    lockToken: String(row.lock_token),
    cards: cardsIn(row),
  };
}
