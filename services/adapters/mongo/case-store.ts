import type { Filter } from 'mongodb';
import type { Case } from '../../domain/case.ts';
import { AppError } from '../../domain/errors.ts';
import type { HistoryHead } from '../../domain/evidence.ts';
import type { CaseFilter, CasePage, CaseStore } from '../../ports/case-store.ts';
import { leasedDocuments } from './leased-documents.ts';
import type { MongoDatabase } from './mongo-database.ts';
import { isDuplicate } from './mongo-faults.ts';
import { nextOf } from './next-of.ts';

const SCAN_PAGE = 200;
const HEADS_PAGE = 500;

/** `CaseStore` on MongoDB: a document a case, each write one atomic change of one document. */
export function mongoCaseStore(mongo: MongoDatabase): CaseStore {
  const cases = mongo.collection('cases');
  const one = (filter: Filter<Case>): Promise<Case | undefined> =>
    mongo.run(async () => (await cases.findOne(filter)) ?? undefined);
  return {
    ...leasedDocuments(mongo, cases),
    nextNumber: (prefix, year) => nextOf(mongo, `${prefix}-${year}`),
    insert: (value) => insert(mongo, value),
    get: (code) => one({ _id: code }),
    byDraft: (draftId) => one({ draftId }),
    list: (filter, page) => list(mongo, filter, page),
    count: (filter) => mongo.run(() => cases.countDocuments(matching(filter))),
    openOnAccount: async (accountId) =>
      accountId === ''
        ? []
        : mongo.run(() => cases.find({ activeAccountId: accountId }).sort({ _id: 1 }).toArray()),
    lastSnapshotOf: (accountId) =>
      mongo.run(async () => {
        const filter: Filter<Case> = {
          'target.id': accountId,
          kind: 'deactivate',
          open: false,
          snapshot: { $exists: true },
        };
        return (await cases.find(filter).sort({ closedAt: -1 }).limit(1).next()) ?? undefined;
      }),
    countChildren: (parentId, childState) => mongo.run(() => cases.countDocuments({ parentId, childState })),
    children: (parentId, childState, { limit, after }) =>
      mongo.run(() =>
        cases
          .find({ parentId, childState, _id: { $gt: after } })
          .sort({ _id: 1 })
          .limit(limit)
          .toArray(),
      ),
    passedDeadlines: (now, limit) =>
      mongo.run(async () => {
        const passed = cases
          .find({ deadlineAt: { $gt: '', $lte: now } })
          .project<{ _id: string }>({ _id: 1 });
        return (await passed.sort({ deadlineAt: 1, _id: 1 }).limit(limit).toArray()).map((each) => each._id);
      }),
    heads: (since) => heads(mongo, since),
    scan: () => scan(mongo),
  };
}

async function insert(mongo: MongoDatabase, value: Case): Promise<{ inserted: boolean; case: Case }> {
  const cases = mongo.collection('cases');
  return mongo.run(async () => {
    try {
      await cases.insertOne({ ...value });
      return { inserted: true, case: value };
    } catch (thrown) {
      if (!isDuplicate(thrown)) throw thrown;
      const found = await cases.findOne({ draftId: value.draftId });
      if (found) return { inserted: false, case: found };
      throw new AppError('unexpected', {
        cause: thrown,
        detail: { why: 'case code already given', code: value._id },
      });
    }
  });
}

function matching(filter: CaseFilter): Filter<Case> {
  switch (filter.by) {
    case 'requester':
      return { requesterId: filter.personId };
    case 'supervisor':
      return { supervisorId: filter.personId, open: filter.open };
    case 'assignee':
      return { assigneeId: filter.personId, open: filter.open };
    case 'open':
      return { open: true };
    case 'untreated':
      return { untreated: true };
  }
}

async function list(
  mongo: MongoDatabase,
  filter: CaseFilter,
  page: { limit: number; before?: string },
): Promise<CasePage> {
  const before: Filter<Case> = page.before === undefined ? {} : { _id: { $lt: page.before } };
  const found = await mongo.run(() =>
    mongo
      .collection('cases')
      .find({ ...matching(filter), ...before })
      .sort({ _id: -1 })
      .limit(page.limit + 1)
      .toArray(),
  );
  const cases = found.slice(0, page.limit);
  const last = cases.at(-1);
  return found.length > page.limit && last ? { cases, next: last._id } : { cases };
}

async function* heads(mongo: MongoDatabase, since: string): AsyncIterable<HistoryHead> {
  const shown = { updatedAt: 1, history: { $slice: -1 } };
  let after: Filter<Case> = { updatedAt: { $gte: since } };
  for (;;) {
    const filter = after;
    const page = await mongo.run(() =>
      mongo
        .collection('cases')
        .find(filter)
        .project<Pick<Case, '_id' | 'updatedAt' | 'history'>>(shown)
        .sort({ updatedAt: 1, _id: 1 })
        .limit(HEADS_PAGE)
        .toArray(),
    );
    for (const { _id, history } of page) {
      const last = history.at(-1);
      yield { case: _id, seq: last?.seq ?? 0, mac: last?.mac ?? '' };
    }
    const last = page.at(-1);
    if (!last || page.length < HEADS_PAGE) return;
    const { updatedAt, _id } = last;
    after = { $or: [{ updatedAt: { $gt: updatedAt } }, { updatedAt, _id: { $gt: _id } }] };
  }
}

async function* scan(mongo: MongoDatabase): AsyncIterable<Case> {
  let after = '';
  for (;;) {
    const from = after;
    const page = await mongo.run(() =>
      mongo
        .collection('cases')
        .find({ _id: { $gt: from } })
        .sort({ _id: 1 })
        .limit(SCAN_PAGE)
        .toArray(),
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < SCAN_PAGE) return;
    after = last._id;
  }
}
