import type { Case } from '../../domain/case.ts';
import { AppError } from '../../domain/errors.ts';
import type { HistoryHead } from '../../domain/evidence.ts';
import type { CaseFilter, CasePage, CaseStore } from '../../ports/case-store.ts';
import { type Bound, earliest, parseDoc, type Row, type SqliteFile, type Statement } from './sqlite-file.ts';

const SHOWN = 'doc, lease_until, fence';
const SCAN_PAGE = 200;
const HEADS_PAGE = 500;

/** Every statement of the case store; `test/adapters/sqlite` asks the engine that each is served by an index. */
export const CASE_SQL = {
  number: `INSERT INTO counters (_id, value) VALUES (@id, 1)
    ON CONFLICT (_id) DO UPDATE SET value = value + 1 RETURNING value`,
  insert: `INSERT INTO cases (_id, doc, lease_until, fence) VALUES (@id, @doc, @leaseUntil, @fence)
    ON CONFLICT DO NOTHING`,
  get: `SELECT ${SHOWN} FROM cases WHERE _id = @id`,
  byDraft: `SELECT ${SHOWN} FROM cases WHERE draft_id = @draftId`,
  replace: `UPDATE cases SET doc = @doc, lease_until = iif(fence = @fence, @leaseUntil, lease_until)
    WHERE _id = @id AND revision = @expected`,
  settle: `UPDATE cases SET doc = @doc, lease_until = @leaseUntil
    WHERE _id = @id AND revision = @expected AND fence = @fence`,
  requester: `SELECT ${SHOWN} FROM cases WHERE requester_id = @personId AND _id < @before
    ORDER BY _id DESC LIMIT @limit`,
  supervisor: `SELECT ${SHOWN} FROM cases WHERE supervisor_id = @personId AND open = @open AND _id < @before
    ORDER BY _id DESC LIMIT @limit`,
  assignee: `SELECT ${SHOWN} FROM cases WHERE assignee_id = @personId AND open = @open AND _id < @before
    ORDER BY _id DESC LIMIT @limit`,
  open: `SELECT ${SHOWN} FROM cases WHERE open = 1 AND _id < @before ORDER BY _id DESC LIMIT @limit`,
  untreated: `SELECT ${SHOWN} FROM cases WHERE untreated = 1 AND _id < @before ORDER BY _id DESC LIMIT @limit`,
  countRequester: 'SELECT count(*) AS n FROM cases WHERE requester_id = @personId',
  countSupervisor: 'SELECT count(*) AS n FROM cases WHERE supervisor_id = @personId AND open = @open',
  countAssignee: 'SELECT count(*) AS n FROM cases WHERE assignee_id = @personId AND open = @open',
  countOpen: 'SELECT count(*) AS n FROM cases WHERE open = 1',
  countUntreated: 'SELECT count(*) AS n FROM cases WHERE untreated = 1',
  onAccount: `SELECT ${SHOWN} FROM cases WHERE active_account_id = @accountId AND active_account_id > ''
    ORDER BY _id`,
  snapshot: `SELECT ${SHOWN} FROM cases
    WHERE snapshot_of = @accountId AND snapshot_of IS NOT NULL AND kind = 'deactivate' AND open = 0
    ORDER BY closed_at DESC LIMIT 1`,
  countChildren: `SELECT count(*) AS n FROM cases
    WHERE parent_id = @parentId AND parent_id > '' AND child_state = @state`,
  children: `SELECT ${SHOWN} FROM cases
    WHERE parent_id = @parentId AND parent_id > '' AND child_state = @state AND _id > @after
    ORDER BY _id LIMIT @limit`,
  claimDue: `UPDATE cases SET lease_until = @leaseUntil, fence = fence + 1 WHERE _id = (
      SELECT _id FROM cases WHERE due_at > '' AND due_at <= @now AND lease_until <= @now
      ORDER BY due_at, _id LIMIT 1)
    RETURNING ${SHOWN}`,
  nextFree: `SELECT due_at AS at FROM cases WHERE lease_until = '' AND due_at > '' ORDER BY due_at LIMIT 1`,
  nextLeased: `SELECT min(max(due_at, lease_until)) AS at FROM cases WHERE lease_until > '' AND due_at > ''`,
  deadlines: `SELECT _id FROM cases WHERE deadline_at > '' AND deadline_at <= @now
    ORDER BY deadline_at, _id LIMIT @limit`,
  heads: `SELECT _id, updated_at AS at, doc ->> '$.history[#-1].seq' AS seq, doc ->> '$.history[#-1].mac' AS mac
    FROM cases WHERE (updated_at, _id) > (@at, @after) ORDER BY updated_at, _id LIMIT ${HEADS_PAGE}`,
  scan: `SELECT _id, ${SHOWN} FROM cases WHERE _id > @after ORDER BY _id LIMIT ${SCAN_PAGE}`,
} as const;

/** After every code, so that the first page needs no statement of its own. */
const END = '\u{10ffff}';

/** `CaseStore` on the embedded file. Lease and fence are columns, so that a lease rewrites no document. */
export function sqliteCaseStore(file: SqliteFile): CaseStore {
  const sql = file.prepareAll(CASE_SQL);
  const one = (row: Row | undefined): Case | undefined => (row ? readCase(file, row) : undefined);
  return {
    nextNumber: (prefix, year) =>
      file.write(() => Number(sql.number.all({ id: `${prefix}-${year}` })[0]?.value)),
    insert: (value) =>
      file.write(() => {
        const inserted = sql.insert.run(stored(value)) > 0;
        const found = inserted ? value : one(sql.byDraft.first({ draftId: value.draftId }));
        if (!found)
          throw new AppError('unexpected', { detail: { why: 'case code already given', code: value._id } });
        return { inserted, case: found };
      }),
    get: (code) => file.read(() => one(sql.get.first({ id: code }))),
    byDraft: (draftId) => file.read(() => one(sql.byDraft.first({ draftId }))),
    replace: (value, expected, fence) =>
      file.write(() => {
        const bound = { ...stored(value), expected };
        return (fence === undefined ? sql.replace.run(bound) : sql.settle.run({ ...bound, fence })) > 0;
      }),
    list: (filter, page) => file.read(() => readPage(file, sql, filter, page)),
    count: (filter) => file.read(() => Number(sql[COUNTS[filter.by]].first(boundOf(filter))?.n)),
    openOnAccount: (accountId) =>
      file.read(() => sql.onAccount.all({ accountId }).map((row) => readCase(file, row))),
    lastSnapshotOf: (accountId) => file.read(() => one(sql.snapshot.first({ accountId }))),
    countChildren: (parentId, state) =>
      file.read(() => Number(sql.countChildren.first({ parentId, state })?.n ?? 0)),
    children: (parentId, state, page) =>
      file.read(() => sql.children.all({ parentId, state, ...page }).map((row) => readCase(file, row))),
    claimDue: (now, leaseUntil) => file.write(() => one(sql.claimDue.all({ now, leaseUntil })[0])),
    nextDue: () => file.read(() => earliest([sql.nextFree.first()?.at, sql.nextLeased.first()?.at])),
    passedDeadlines: (now, limit) =>
      file.read(() => sql.deadlines.all({ now, limit }).map((row) => String(row._id))),
    heads: (since) => heads(file, sql.heads, since),
    scan: () => scan(file, sql.scan),
  };
}

type Statements = Readonly<Record<keyof typeof CASE_SQL, Statement>>;

function stored({ leaseUntil, fence, ...rest }: Case): Record<string, Bound> {
  return { id: rest._id, doc: JSON.stringify(rest), leaseUntil, fence };
}

/** The case of a row that has `doc`, `lease_until` and `fence`. */
export function readCase(file: SqliteFile, row: Row): Case {
  const rest = parseDoc<Omit<Case, 'leaseUntil' | 'fence'>>(file, row.doc);
  return { ...rest, leaseUntil: String(row.lease_until), fence: Number(row.fence) };
}

const COUNTS = {
  requester: 'countRequester',
  supervisor: 'countSupervisor',
  assignee: 'countAssignee',
  open: 'countOpen',
  untreated: 'countUntreated',
} as const satisfies Readonly<Record<CaseFilter['by'], keyof typeof CASE_SQL>>;

function boundOf(filter: CaseFilter): Record<string, Bound> {
  return {
    ...('personId' in filter && { personId: filter.personId }),
    ...('open' in filter && { open: filter.open ? 1 : 0 }),
  };
}

function readPage(
  file: SqliteFile,
  sql: Statements,
  filter: CaseFilter,
  page: { limit: number; before?: string },
): CasePage {
  const rows = sql[filter.by].all({ ...boundOf(filter), before: page.before ?? END, limit: page.limit + 1 });
  const cases = rows.slice(0, page.limit).map((row) => readCase(file, row));
  const last = cases.at(-1);
  return rows.length > page.limit && last ? { cases, next: last._id } : { cases };
}

async function* heads(file: SqliteFile, statement: Statement, since: string): AsyncIterable<HistoryHead> {
  let from = { at: since, after: '' };
  for (;;) {
    const bound = from;
    const rows = await file.read(() => statement.all(bound));
    for (const row of rows) yield { case: String(row._id), seq: Number(row.seq), mac: String(row.mac) };
    const last = rows.at(-1);
    if (!last || rows.length < HEADS_PAGE) return;
    from = { at: String(last.at), after: String(last._id) };
  }
}

async function* scan(file: SqliteFile, statement: Statement): AsyncIterable<Case> {
  let after = '';
  for (;;) {
    const from = after;
    const rows = await file.read(() => statement.all({ after: from }));
    for (const row of rows) yield readCase(file, row);
    const last = rows.at(-1);
    if (!last || rows.length < SCAN_PAGE) return;
    after = String(last._id);
  }
}
