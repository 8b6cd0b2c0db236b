import type { Document, IndexDescription } from 'mongodb';
import type { Documents } from './mongo-database.ts';

/** Version of what lies in the database; a later one is refused. */
export const SCHEMA_VERSION = 1;

/** All that is counted of cases by a day, after the order of their pages, so that no document is read for it. */
const figureKey = (day: string) => ({
  [day]: 1 as const,
  _id: 1 as const,
  'facts.state': 1 as const,
  kind: 1 as const,
  'facts.department': 1 as const,
  assigneeId: 1 as const,
});

/**
 * Indexes of each collection. Unique ones are over fields that every document has; none is partial or sparse, so
 * that each server that speaks MongoDB's protocol treats them alike.
 */
export const INDEXES: Readonly<Partial<Record<keyof Documents, IndexDescription[]>>> = {
  cases: [
    { name: 'draft', key: { draftId: 1 }, unique: true },
    { name: 'open', key: { open: 1, _id: -1 } },
    { name: 'requester', key: { requesterId: 1, _id: -1 } },
    { name: 'supervisor', key: { supervisorId: 1, open: 1, _id: -1 } },
    { name: 'assignee', key: { assigneeId: 1, open: 1, _id: -1 } },
    { name: 'untreated', key: { untreated: 1, _id: -1 } },
    { name: 'account', key: { activeAccountId: 1, _id: 1 } },
    { name: 'snapshot', key: { 'target.id': 1, kind: 1, open: 1, closedAt: -1 } },
    { name: 'children', key: { parentId: 1, childState: 1, _id: 1 } },
    { name: 'due', key: { dueAt: 1, _id: 1, leaseUntil: 1 } },
    { name: 'leased', key: { leaseUntil: 1, dueAt: 1 } },
    { name: 'deadline', key: { deadlineAt: 1, _id: 1 } },
    { name: 'updated', key: { updatedAt: 1, _id: 1 } },
    { name: 'received', key: figureKey('facts.receivedOn') },
    {
      name: 'resolved',
      key: { ...figureKey('facts.resolvedOn'), 'facts.workedMin': 1, 'facts.waitedMin': 1, 'facts.score': 1 },
    },
    { name: 'breached', key: figureKey('facts.breachedOn') },
  ],
  lists: [{ name: 'abandoned', key: { used: 1, at: 1 } }],
  listRows: [
    { name: 'row', key: { list: 1, n: 1 }, unique: true },
    { name: 'account', key: { list: 1, 'target.id': 1, n: 1 } },
  ],
  conversations: [{ name: 'person', key: { personId: 1, reachable: 1, updatedAt: -1 } }],
  people: [
    { name: 'words', key: { words: 1, _id: 1 } },
    { name: 'account', key: { accountKey: 1 } },
    { name: 'email', key: { emailKey: 1 } },
  ],
  accounts: [
    { name: 'terms', key: { terms: 1, endKey: 1, _id: 1 } },
    { name: 'calendar', key: { calendarAt: 1, _id: 1 } },
  ],
  bulletins: [
    { name: 'standing', key: { personId: 1, kind: 1, finished: 1, _id: 1 } },
    { name: 'due', key: { dueAt: 1, _id: 1, leaseUntil: 1 } },
    { name: 'leased', key: { leaseUntil: 1, dueAt: 1 } },
  ],
};

function shape(texts: readonly string[], others: Document = {}): Document {
  const properties = {
    ...Object.fromEntries(texts.map((name) => [name, { bsonType: 'string' }])),
    ...others,
  };
  return { $jsonSchema: { bsonType: 'object', required: Object.keys(properties), properties } };
}

const CASE_TEXTS =
  '_id draftId kind status requesterId assigneeId supervisorId activeAccountId dueAt deadlineAt leaseUntil createdAt';

/** What every document must have, whoever writes it: the fields that the queries and locks stand on. */
export const VALIDATORS: Readonly<Partial<Record<keyof Documents, Document>>> = {
  cases: shape(CASE_TEXTS.split(' '), {
    revision: { bsonType: 'number', minimum: 1 },
    stage: { bsonType: 'number' },
    fence: { bsonType: 'number' },
    open: { bsonType: 'bool' },
    history: { bsonType: 'array' },
    work: { bsonType: 'array' },
  }),
  conversations: shape(['_id', 'personId', 'state', 'lockUntil', 'lockToken', 'updatedAt'], {
    reachable: { bsonType: 'bool' },
    answered: { bsonType: 'array' },
  }),
  people: shape(['_id', 'name', 'accountKey', 'emailKey'], { words: { bsonType: 'array' } }),
  accounts: shape(['_id', 'address', 'activeCaseId', 'lastCase', 'updatedAt']),
  addresses: shape(['_id', 'caseId']),
  feedback: shape(['_id', 'text', 'locale', 'chosen', 'at'], { offered: { bsonType: 'array' } }),
  lists: shape(['_id', 'ownerId', 'source', 'name', 'at'], { rows: { bsonType: 'number' } }),
  listRows: shape(['_id', 'list'], { n: { bsonType: 'number', minimum: 1 } }),
  bulletins: shape(['_id', 'kind', 'personId', 'dueAt', 'leaseUntil'], {
    revision: { bsonType: 'number', minimum: 1 },
    stage: { bsonType: 'number' },
    fence: { bsonType: 'number' },
    finished: { bsonType: 'bool' },
  }),
  counters: shape(['_id'], { value: { bsonType: 'number', minimum: 1 } }),
};
