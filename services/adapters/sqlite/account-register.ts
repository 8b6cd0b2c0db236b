import { randomUUID } from 'node:crypto';
import type { RegisteredAccount } from '../../domain/account.ts';
import {
  type AccountPage,
  type AccountQuery,
  indexOfAccount,
  placeAt,
  placeOf,
  termsOfQuery,
} from '../../domain/account-query.ts';
import type { AccountRegister } from '../../ports/account-register.ts';
import { claimedAccount } from '../new-documents.ts';
import { type Bound, parseDoc, type Row, type SqliteFile, type Statement } from './sqlite-file.ts';

/** Every fixed statement of the account register. */
export const REGISTER_SQL = {
  get: 'SELECT doc FROM accounts WHERE _id = @id',
  claim: `INSERT INTO accounts (_id, doc) VALUES (@id, @doc)
    ON CONFLICT (_id) DO UPDATE
    SET doc = json_set(doc, '$.activeCaseId', @caseId, '$.updatedAt', @at, '$.version', @version)
    WHERE active_case_id IN ('', @caseId)`,
  record: `INSERT INTO accounts (_id, doc) VALUES (@id, @doc)
    ON CONFLICT (_id) DO UPDATE SET doc = excluded.doc
    WHERE (active_case_id = @caseId OR (active_case_id = '' AND updated_at <= @at))
      AND (@expected IS NULL OR version = @expected)`,
  insert: 'INSERT INTO accounts (_id, doc) VALUES (@id, @doc) ON CONFLICT DO NOTHING',
  replace: 'UPDATE accounts SET doc = @doc WHERE _id = @id AND version = @expected',
  forget: `DELETE FROM accounts WHERE _id = @id AND active_case_id = @caseId AND last_case = ''
    AND doc ->> '$.holderName' = ''`,
  release: `UPDATE accounts SET doc = json_set(doc, '$.activeCaseId', '', '$.version', @version)
    WHERE _id = @id AND active_case_id = @caseId`,
  calendar: `SELECT doc FROM accounts WHERE calendar_at > '' AND calendar_at <= @now
    ORDER BY calendar_at, _id LIMIT @limit`,
  forgetTerms: 'DELETE FROM account_terms WHERE account_id = @id',
  putTerm: 'INSERT OR IGNORE INTO account_terms (term, end_key, account_id) VALUES (@term, @end, @id)',
} as const;

const FOUND = (terms: number, join = '') => {
  const others = Array.from(
    { length: terms - 1 },
    (_, at) => `AND EXISTS (SELECT 1 FROM account_terms o
      WHERE o.term = @t${at + 1} AND o.end_key = f.end_key AND o.account_id = f.account_id)`,
  );
  return `FROM account_terms f ${join} WHERE f.term = @t0 AND f.end_key >= @from AND f.end_key <= @to
    AND (f.end_key, f.account_id) > (@end, @id) ${others.join(' ')}`;
};

/** A page of the entries that have this many terms @t0, @t1 ... with an end of contract between @from and @to. */
export function accountsSql(terms: number): string {
  return `SELECT a.doc ${FOUND(terms, 'CROSS JOIN accounts a ON a._id = f.account_id')}
    ORDER BY f.end_key, f.account_id LIMIT @limit`;
}

/** A row for each of them, up to @limit. */
export function accountCountSql(terms: number): string {
  return `SELECT 1 AS one ${FOUND(terms)} LIMIT @limit`;
}

type Statements = Readonly<Record<keyof typeof REGISTER_SQL, Statement>>;

/** `AccountRegister` on the embedded file; what entries are found by is a table of its own, in the order of lists. */
export function sqliteAccountRegister(file: SqliteFile): AccountRegister {
  const sql = Object.fromEntries(
    Object.entries(REGISTER_SQL).map(([name, text]) => [name, file.prepare(text)]),
  ) as Statements;
  const search = searches(file);
  const read = (row: Row): RegisteredAccount => parseDoc<RegisteredAccount>(file, row.doc);
  const indexed = (account: RegisteredAccount, wrote: boolean): boolean => {
    if (wrote) putIndex(sql, account);
    return wrote;
  };
  return {
    get: (id) =>
      file.read(() => {
        const row = sql.get.first({ id });
        return row ? read(row) : undefined;
      }),
    many: (ids) =>
      file.read(() =>
        ids.flatMap((id) => {
          const row = sql.get.first({ id });
          return row ? [read(row)] : [];
        }),
      ),
    claim: (id, address, caseId, at) => {
      const version = randomUUID();
      const doc = JSON.stringify({ ...claimedAccount(id, address, caseId, at), version });
      return file.write(() => sql.claim.run({ id, doc, caseId, at, version }) > 0);
    },
    record: (account, expected) => {
      const stored = { ...account, activeCaseId: '', version: randomUUID() };
      const bound = { id: account._id, doc: JSON.stringify(stored), caseId: account.lastCase };
      const held = { at: account.updatedAt, expected: expected ?? null };
      return file.write(() => indexed(stored, sql.record.run({ ...bound, ...held }) > 0));
    },
    release: async (id, caseId) => {
      const version = randomUUID();
      await file.write(() => sql.forget.run({ id, caseId }) || sql.release.run({ id, caseId, version }));
    },
    put: (account) => {
      const stored = { ...account, version: randomUUID() };
      const bound = { id: account._id, doc: JSON.stringify(stored) };
      const expected = account.version;
      return file.write(() =>
        indexed(
          stored,
          (expected === undefined ? sql.insert.run(bound) : sql.replace.run({ ...bound, expected })) > 0,
        ),
      );
    },
    query: (filter, page) => file.read(() => readPage(search, filter, page, read)),
    count: (filter, most) =>
      file.read(() => {
        const { size, bound } = boundOf(filter, most);
        return search(accountCountSql, size).all(bound).length;
      }),
    calendarDue: (now, limit) => file.read(() => sql.calendar.all({ now, limit }).map(read)),
  };
}

function putIndex(sql: Statements, account: RegisteredAccount): void {
  const { terms, endKey } = indexOfAccount(account);
  sql.forgetTerms.run({ id: account._id });
  for (const term of terms) sql.putTerm.run({ term, end: endKey, id: account._id });
}

type Search = (sql: (terms: number) => string, terms: number) => Statement;

/** One statement for each number of terms, prepared when first wanted. */
function searches(file: SqliteFile): Search {
  const made = new Map<string, Statement>();
  return (sql, terms) => {
    const text = sql(terms);
    const statement = made.get(text) ?? file.prepare(text);
    made.set(text, statement);
    return statement;
  };
}

function boundOf(filter: AccountQuery, limit: number, after?: string) {
  const { terms, from, to } = termsOfQuery(filter);
  const named = Object.fromEntries(terms.map((term, at) => [`t${at}`, term]));
  const bound: Record<string, Bound> = { ...named, from, to, ...placeOf(after), limit };
  return { size: terms.length, bound };
}

function readPage(
  search: Search,
  filter: AccountQuery,
  page: { readonly limit: number; readonly after?: string },
  read: (row: Row) => RegisteredAccount,
): AccountPage {
  const { size, bound } = boundOf(filter, page.limit + 1, page.after);
  const found = search(accountsSql, size).all(bound).map(read);
  const accounts = found.slice(0, page.limit);
  const last = accounts.at(-1);
  return found.length > page.limit && last ? { accounts, next: placeAt(last) } : { accounts };
}
