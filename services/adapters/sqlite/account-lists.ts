import type { AccountList, ListRow } from '../../domain/mass.ts';
import type { AccountLists } from '../../ports/account-lists.ts';
import { parseDoc, type SqliteFile } from './sqlite-file.ts';

/** Every statement of the lists of accounts. */
export const LIST_SQL = {
  put: 'INSERT INTO account_lists (_id, doc) VALUES (@id, @doc) ON CONFLICT (_id) DO UPDATE SET doc = excluded.doc',
  get: 'SELECT doc FROM account_lists WHERE _id = @id',
  putRow: `INSERT INTO account_list_rows (list_id, n, doc) VALUES (@id, @n, @doc)
    ON CONFLICT (list_id, n) DO UPDATE SET doc = excluded.doc`,
  rows: 'SELECT doc FROM account_list_rows WHERE list_id = @id AND n >= @from ORDER BY n LIMIT @limit',
  rowOf: `SELECT doc FROM account_list_rows
    WHERE list_id = @id AND account_id = @accountId AND account_id > '' ORDER BY n LIMIT 1`,
  abandoned: `SELECT _id FROM account_lists WHERE used = 0 AND at < @before ORDER BY at LIMIT @limit`,
  drop: 'DELETE FROM account_lists WHERE _id = @id',
  dropRows: 'DELETE FROM account_list_rows WHERE list_id = @id',
} as const;

/** `AccountLists` on the embedded file. */
export function sqliteAccountLists(file: SqliteFile): AccountLists {
  const put = file.prepare(LIST_SQL.put);
  const get = file.prepare(LIST_SQL.get);
  const putRow = file.prepare(LIST_SQL.putRow);
  const rows = file.prepare(LIST_SQL.rows);
  const rowOf = file.prepare(LIST_SQL.rowOf);
  const abandoned = file.prepare(LIST_SQL.abandoned);
  const drop = file.prepare(LIST_SQL.drop);
  const dropRows = file.prepare(LIST_SQL.dropRows);
  return {
    put: async (list) => {
      await file.write(() => put.run({ id: list._id, doc: JSON.stringify(list) }));
    },
    get: (id) =>
      file.read(() => {
        const row = get.first({ id });
        return row ? parseDoc<AccountList>(file, row.doc) : undefined;
      }),
    putRows: async (id, given) => {
      await file.write(() => {
        for (const one of given) putRow.run({ id, n: one.n, doc: JSON.stringify(one) });
      });
    },
    rows: (id, from, limit) =>
      file.read(() => rows.all({ id, from, limit }).map((row) => parseDoc<ListRow>(file, row.doc))),
    rowOf: (id, accountId) =>
      file.read(() => {
        const row = rowOf.first({ id, accountId });
        return row ? parseDoc<ListRow>(file, row.doc) : undefined;
      }),
    abandoned: (before, limit) =>
      file.read(() => abandoned.all({ before, limit }).map((row) => String(row._id))),
    drop: async (id) => {
      await file.write(() => {
        drop.run({ id });
        dropRows.run({ id });
      });
    },
  };
}
