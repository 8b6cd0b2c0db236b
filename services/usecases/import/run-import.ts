import type { RegisteredAccount } from '../../domain/account.ts';
import { changedFields, saidOf, withDirectory } from '../../domain/account-sources.ts';
import type { BulletinOf } from '../../domain/bulletin.ts';
import type { AccountImportData } from '../../domain/bulletins/account-import.ts';
import { scheduled } from '../../domain/contract-calendar.ts';
import type { Deps } from '../deps.ts';
import { followDirectory } from '../follow-directory.ts';
import { postBulletin } from '../post-bulletin.ts';
import { type PlannedRow, plannedRows } from './planned-rows.ts';

type Import = BulletinOf<'account_import'>;

/** Rows looked at or written together, and after how many of them the card shows how far it is. */
const TOGETHER = 50;
const SHOWN_EVERY = 1_000;

/**
 * Does the desk's part of an import: reads it and says what it would change, or writes it. A crash begins the part
 * anew: what is written already is found unchanged. Throws `directory_*`, `store_unavailable`.
 */
export async function runImport(deps: Deps, bulletin: Import): Promise<void> {
  const { data, personId } = bulletin;
  const applying = data.phase === 'applying';
  const planned = await plannedRows(deps, data, personId);
  if (!planned.ok) {
    const { code } = planned;
    const params = 'params' in planned ? planned.params : {};
    await show(deps, bulletin, { ...data, phase: 'refused', refusal: { code, ...params } });
    return;
  }
  const fresh = { rows: 0, fresh: 0, changed: 0, same: 0, remarks: 0, leftOut: 0, fields: {}, samples: [] };
  let seen: AccountImportData = applying ? { ...data, written: 0 } : { ...data, ...fresh };
  for await (const rows of inGroups(planned.rows)) {
    seen = applying ? await apply(deps, seen, rows) : await look(deps, seen, rows);
    const count = applying ? seen.written : seen.rows;
    if (count > 0 && count % SHOWN_EVERY < TOGETHER) await show(deps, bulletin, seen);
  }
  if (applying && data.source === 'file') await noteDifferences(deps);
  const remarks = seen.remarks + (applying ? 0 : planned.problems.length);
  await show(deps, bulletin, { ...seen, remarks, phase: applying ? 'done' : 'preview' });
}

/** Writes how far it is, unless the desk lead has decided otherwise meanwhile. */
async function show(deps: Deps, { _id: id, personId, data: before }: Import, data: AccountImportData) {
  await postBulletin(deps, { id, kind: 'account_import', personId }, (current) =>
    current?.data.phase === before.phase ? { data, finished: false } : undefined,
  );
}

async function* inGroups(rows: AsyncIterable<PlannedRow>): AsyncIterable<readonly PlannedRow[]> {
  let group: PlannedRow[] = [];
  for await (const row of rows) {
    group.push(row);
    if (group.length < TOGETHER) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

const idsOf = (rows: readonly PlannedRow[]) => rows.flatMap((one) => (one.id ? [one.id] : []));

async function look(
  deps: Deps,
  data: AccountImportData,
  rows: readonly PlannedRow[],
): Promise<AccountImportData> {
  const known = new Map((await deps.register.many(idsOf(rows))).map((one) => [one._id, one]));
  return rows.reduce((before, row) => counted(before, row, known.get(row.id ?? '')), data);
}

function counted(
  data: AccountImportData,
  { id, make, remarks }: PlannedRow,
  entry: RegisteredAccount | undefined,
): AccountImportData {
  const next = { ...data, rows: data.rows + 1, remarks: data.remarks + (remarks.length > 0 ? 1 : 0) };
  if (!id || !make) return { ...next, leftOut: next.leftOut + 1 };
  if (!entry?.holderName) return { ...next, fresh: next.fresh + 1 };
  const after = make(entry);
  const fields = changedFields(entry, after);
  if (fields.length === 0) return { ...next, same: next.same + 1 };
  const counts: Record<string, number> = { ...next.fields };
  for (const field of fields) counts[field] = (counts[field] ?? 0) + 1;
  const [field] = fields;
  const short = (text: string) => text.slice(0, 256);
  const sample = field && {
    name: short(entry.holderName),
    field,
    before: short(saidOf(entry, field)),
    after: short(saidOf(after, field)),
  };
  const samples = sample && next.samples.length < 5 ? [...next.samples, sample] : next.samples;
  return { ...next, changed: next.changed + 1, fields: counts, samples };
}

async function apply(
  deps: Deps,
  data: AccountImportData,
  rows: readonly PlannedRow[],
): Promise<AccountImportData> {
  const owner = data.source === 'file' ? 'import' : 'directory';
  await deps.addresses.claimAll(
    rows.flatMap((one) => one.addresses),
    owner,
    deps.clock.deskNow(),
  );
  // Written together they become durable together.
  await Promise.all(rows.map((row) => applyRow(deps, row)));
  return { ...data, written: data.written + rows.filter((one) => one.make).length };
}

async function applyRow(deps: Deps, { id, make, manager }: PlannedRow): Promise<void> {
  if (!id || !make) return;
  for (;;) {
    const before = await deps.register.get(id);
    let next = make(before);
    if (manager && !next.supervisorId) {
      const above = await deps.directory.managerOf(id);
      if (above) next = withDirectory(next, { supervisorId: above.id });
    }
    if (before?.holderName && changedFields(before, next).length === 0 && sameDifferences(before, next))
      return;
    const now = deps.clock.deskNow();
    if (await deps.register.put(scheduled({ ...next, updatedAt: now }, deps.procedure, now))) return;
  }
}

const sameDifferences = (a: RegisteredAccount, b: RegisteredAccount) =>
  JSON.stringify(a.differs ?? {}) === JSON.stringify(b.differs ?? {});

/** After a list: one reading of the whole directory, so that each entry shows where it differs. */
async function noteDifferences(deps: Deps): Promise<void> {
  let cursor: string | undefined;
  for (let more = true; more; ) {
    const page = await deps.directory.changes(cursor);
    await followDirectory(deps, page);
    cursor = page.cursor;
    more = page.more;
  }
}
