/** Marks the file as this desk's (`PRAGMA application_id`); the bytes read "Mesa". */
export const APPLICATION_ID = 0x4d657361;

/**
 * What takes a file from one version to the next; a version is a place in this list, and `PRAGMA user_version`
 * says how many were applied. Each runs once, inside one transaction with the others that are missing. An entry
 * that was ever released is never edited: a change is a new entry.
 *
 * Indexed fields are read out of the document by the engine (generated columns), so that they cannot differ from
 * it. What is written apart from the document, leases and locks, has columns of its own.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE cases (
    _id TEXT NOT NULL PRIMARY KEY,
    doc TEXT NOT NULL,
    lease_until TEXT NOT NULL,
    fence INTEGER NOT NULL,
    draft_id TEXT AS (doc ->> '$.draftId'),
    revision INTEGER AS (doc ->> '$.revision'),
    open INTEGER AS (doc ->> '$.open'),
    kind TEXT AS (doc ->> '$.kind'),
    requester_id TEXT AS (doc ->> '$.requesterId'),
    supervisor_id TEXT AS (doc ->> '$.supervisorId'),
    assignee_id TEXT AS (doc ->> '$.assigneeId'),
    active_account_id TEXT AS (doc ->> '$.activeAccountId'),
    due_at TEXT AS (doc ->> '$.dueAt'),
    deadline_at TEXT AS (doc ->> '$.deadlineAt'),
    closed_at TEXT AS (doc ->> '$.closedAt'),
    snapshot_of TEXT AS (iif(doc -> '$.snapshot' IS NULL, NULL, doc ->> '$.target.id'))
  );
  CREATE UNIQUE INDEX cases_draft ON cases (draft_id);
  CREATE INDEX cases_open ON cases (open, _id);
  CREATE INDEX cases_requester ON cases (requester_id, _id);
  CREATE INDEX cases_supervisor ON cases (supervisor_id, open, _id);
  CREATE INDEX cases_assignee ON cases (assignee_id, open, _id);
  CREATE INDEX cases_account ON cases (active_account_id, _id) WHERE active_account_id > '';
  CREATE INDEX cases_snapshot ON cases (snapshot_of, kind, open, closed_at) WHERE snapshot_of IS NOT NULL;
  CREATE INDEX cases_due ON cases (due_at, _id, lease_until) WHERE due_at > '';
  CREATE INDEX cases_leased ON cases (lease_until, due_at) WHERE due_at > '';
  CREATE INDEX cases_deadline ON cases (deadline_at, _id) WHERE deadline_at > '';

  CREATE TABLE conversations (
    _id TEXT NOT NULL PRIMARY KEY,
    doc TEXT NOT NULL,
    lock_until TEXT NOT NULL,
    lock_token TEXT NOT NULL,
    tracked TEXT NOT NULL DEFAULT '{}',
    person_id TEXT AS (doc ->> '$.personId'),
    reachable INTEGER AS (doc ->> '$.reachable'),
    updated_at TEXT AS (doc ->> '$.updatedAt')
  );
  CREATE INDEX conversations_person ON conversations (person_id, reachable, updated_at);

  CREATE TABLE people (
    _id TEXT NOT NULL PRIMARY KEY,
    doc TEXT NOT NULL,
    standing TEXT,
    account_key TEXT NOT NULL,
    email_key TEXT NOT NULL
  );
  CREATE INDEX people_account ON people (account_key);
  CREATE INDEX people_email ON people (email_key);
  CREATE TABLE people_words (
    word TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (word, person_id)
  ) WITHOUT ROWID;
  CREATE INDEX people_words_person ON people_words (person_id);

  CREATE TABLE accounts (
    _id TEXT NOT NULL PRIMARY KEY,
    doc TEXT NOT NULL,
    active_case_id TEXT AS (doc ->> '$.activeCaseId'),
    last_case TEXT AS (doc ->> '$.lastCase'),
    updated_at TEXT AS (doc ->> '$.updatedAt')
  );

  CREATE TABLE addresses (
    _id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    at TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE counters (_id TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE settings (_id TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  `,
  // No rowid: it would keep the order in which people chose.
  'CREATE TABLE feedback (_id TEXT NOT NULL PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID;',
  `
  CREATE TABLE bulletins (
    _id TEXT NOT NULL PRIMARY KEY,
    doc TEXT NOT NULL,
    lease_until TEXT NOT NULL,
    fence INTEGER NOT NULL,
    revision INTEGER AS (doc ->> '$.revision'),
    kind TEXT AS (doc ->> '$.kind'),
    person_id TEXT AS (doc ->> '$.personId'),
    finished INTEGER AS (doc ->> '$.finished'),
    due_at TEXT AS (doc ->> '$.dueAt')
  );
  CREATE INDEX bulletins_standing ON bulletins (person_id, kind, finished, _id);
  CREATE INDEX bulletins_due ON bulletins (due_at, _id, lease_until) WHERE due_at > '';
  CREATE INDEX bulletins_leased ON bulletins (lease_until, due_at) WHERE due_at > '';
  `,
  // What accounts are found by, in the order of lists. Entries of before are found once they are written again.
  `
  ALTER TABLE accounts ADD COLUMN version TEXT AS (coalesce(doc ->> '$.version', ''));
  ALTER TABLE accounts ADD COLUMN calendar_at TEXT AS (doc ->> '$.calendarAt');
  CREATE INDEX accounts_calendar ON accounts (calendar_at, _id) WHERE calendar_at > '';
  CREATE TABLE account_terms (
    term TEXT NOT NULL,
    end_key TEXT NOT NULL,
    account_id TEXT NOT NULL,
    PRIMARY KEY (term, end_key, account_id)
  ) WITHOUT ROWID;
  CREATE INDEX account_terms_account ON account_terms (account_id);
    `,
  `
  ALTER TABLE cases ADD COLUMN parent_id TEXT AS (doc ->> '$.parentId');
  ALTER TABLE cases ADD COLUMN child_state TEXT AS (doc ->> '$.childState');
  CREATE INDEX cases_children ON cases (parent_id, child_state, _id) WHERE parent_id > '';
  CREATE TABLE account_lists (_id TEXT NOT NULL PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE account_list_rows (
    list_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    doc TEXT NOT NULL,
    account_id TEXT AS (doc ->> '$.target.id'),
    PRIMARY KEY (list_id, n)
  ) WITHOUT ROWID;
  CREATE INDEX account_list_rows_account ON account_list_rows (list_id, account_id, n) WHERE account_id > '';
  `,
  // Which histories changed since they were last written down.
  `
  ALTER TABLE cases ADD COLUMN updated_at TEXT AS (doc ->> '$.updatedAt');
  CREATE INDEX cases_updated ON cases (updated_at, _id);
  `,
  // What the indicators count: narrow rows beside the documents, since an index over generated columns never covers
  // a query. The engine itself keeps them, so that they cannot differ from the documents.
  `
  CREATE TABLE case_facts (
    _id TEXT NOT NULL PRIMARY KEY,
    kind TEXT,
    specialist TEXT,
    department TEXT,
    state TEXT,
    received_on TEXT,
    resolved_on TEXT,
    breached_on TEXT,
    worked INTEGER,
    waited INTEGER,
    score INTEGER
  );
  CREATE INDEX facts_received ON case_facts (received_on, _id, state, kind, department, specialist);
  CREATE INDEX facts_resolved ON case_facts
    (resolved_on, _id, state, kind, department, specialist, worked, waited, score) WHERE resolved_on > '';
  CREATE INDEX facts_breached ON case_facts (breached_on, _id, state, kind, department, specialist)
    WHERE breached_on > '';
  CREATE VIEW facts_of_cases AS SELECT
    _id, kind, assignee_id, doc ->> '$.facts.department', doc ->> '$.facts.state', doc ->> '$.facts.receivedOn',
    doc ->> '$.facts.resolvedOn', doc ->> '$.facts.breachedOn', doc ->> '$.facts.workedMin',
    doc ->> '$.facts.waitedMin', doc ->> '$.facts.score'
    FROM cases WHERE doc -> '$.facts' IS NOT NULL;
  CREATE TRIGGER case_opened AFTER INSERT ON cases WHEN new.doc -> '$.facts' IS NOT NULL BEGIN
    INSERT INTO case_facts SELECT * FROM facts_of_cases WHERE _id = new._id;
  END;
  CREATE TRIGGER case_changed AFTER UPDATE OF doc ON cases
    WHEN old.doc -> '$.facts' IS NOT new.doc -> '$.facts' OR old.assignee_id IS NOT new.assignee_id BEGIN
    INSERT OR REPLACE INTO case_facts SELECT * FROM facts_of_cases WHERE _id = new._id;
  END;
  `,
  `
  ALTER TABLE cases ADD COLUMN untreated INTEGER AS (doc ->> '$.untreated');
  CREATE INDEX cases_untreated ON cases (untreated, _id) WHERE untreated = 1;
  `,
  `
  ALTER TABLE account_lists ADD COLUMN used INTEGER AS (doc ->> '$.used');
  ALTER TABLE account_lists ADD COLUMN at TEXT AS (doc ->> '$.at');
  CREATE INDEX account_lists_abandoned ON account_lists (used, at);
  `,
];
