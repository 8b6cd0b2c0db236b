import type { Bulletin } from '../../domain/bulletin.ts';
import type { BulletinStore } from '../../ports/bulletin-store.ts';
import { type Bound, earliest, parseDoc, type Row, type SqliteFile } from './sqlite-file.ts';

const SHOWN = 'doc, lease_until, fence';

/** Every statement of the bulletin store; lease and fence are columns, as with cases. */
export const BULLETIN_SQL = {
  get: `SELECT ${SHOWN} FROM bulletins WHERE _id = @id`,
  insert: `INSERT INTO bulletins (_id, doc, lease_until, fence) VALUES (@id, @doc, @leaseUntil, @fence)
    ON CONFLICT DO NOTHING`,
  replace: `UPDATE bulletins SET doc = @doc, lease_until = iif(fence = @fence, @leaseUntil, lease_until)
    WHERE _id = @id AND revision = @expected`,
  settle: `UPDATE bulletins SET doc = @doc, lease_until = @leaseUntil
    WHERE _id = @id AND revision = @expected AND fence = @fence`,
  claimDue: `UPDATE bulletins SET lease_until = @leaseUntil, fence = fence + 1 WHERE _id = (
      SELECT _id FROM bulletins WHERE due_at > '' AND due_at <= @now AND lease_until <= @now
      ORDER BY due_at, _id LIMIT 1)
    RETURNING ${SHOWN}`,
  nextFree: `SELECT due_at AS at FROM bulletins WHERE lease_until = '' AND due_at > '' ORDER BY due_at LIMIT 1`,
  nextLeased: `SELECT min(max(due_at, lease_until)) AS at FROM bulletins WHERE lease_until > '' AND due_at > ''`,
  standing: `SELECT ${SHOWN} FROM bulletins WHERE person_id = @personId AND kind = @kind AND finished = 0
    ORDER BY _id LIMIT @limit`,
} as const;

/** `BulletinStore` on the embedded file. */
export function sqliteBulletinStore(file: SqliteFile): BulletinStore {
  const sql = file.prepareAll(BULLETIN_SQL);
  const one = (row: Row | undefined) => (row ? readBulletin(file, row) : undefined);
  return {
    get: (id) => file.read(() => one(sql.get.first({ id }))),
    insert: (value) => file.write(() => sql.insert.run(stored(value)) > 0),
    replace: (value, expected, fence) =>
      file.write(() => {
        const bound = { ...stored(value), expected };
        return (fence === undefined ? sql.replace.run(bound) : sql.settle.run({ ...bound, fence })) > 0;
      }),
    claimDue: (now, leaseUntil) => file.write(() => one(sql.claimDue.all({ now, leaseUntil })[0])),
    nextDue: () => file.read(() => earliest([sql.nextFree.first()?.at, sql.nextLeased.first()?.at])),
    standing: (personId, kind, limit) =>
      file.read(() => sql.standing.all({ personId, kind, limit }).map((row) => readBulletin(file, row))),
  };
}

function stored({ leaseUntil, fence, ...rest }: Bulletin): Record<string, Bound> {
  return { id: rest._id, doc: JSON.stringify(rest), leaseUntil, fence };
}

function readBulletin(file: SqliteFile, row: Row): Bulletin {
  const rest = parseDoc<Omit<Bulletin, 'leaseUntil' | 'fence'>>(file, row.doc);
  return { ...rest, leaseUntil: String(row.lease_until), fence: Number(row.fence) } as Bulletin;
}
