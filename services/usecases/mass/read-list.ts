import type { Case } from '../../domain/case.ts';
import { counted, isRead, type ListRow, type Mass, type Reading, shareMatters } from '../../domain/mass.ts';
import { SYSTEM } from '../../domain/person.ts';
import type { Work } from '../../domain/work.ts';
import { applied } from '../command-case.ts';
import type { Deps } from '../deps.ts';
import { type Settlement, without } from '../settlement.ts';
import { examineRow, rulesOf } from './examine-account.ts';

/** The reading hands back after this long, so that others get their turn. Milliseconds, real time. */
const SLICE_MS = 10_000;

/**
 * Reads the list on from where it stands: each row's account is looked up and judged, a few at once. Resumes at the
 * row; the rows and the counts up to there are kept. Changes nothing in the directory.
 */
export async function prepareMass(deps: Deps, value: Case, mass: Mass, work: Work): Promise<Settlement> {
  const reading = isRead(mass) ? mass.reading : await readOn(deps, value, mass);
  return (current) => {
    if (!current.mass || faceOf(current) !== faceOf(value)) return dueAgain(deps, current, work);
    if (reading.finishedAt === undefined)
      return dueAgain(deps, { ...current, mass: { ...current.mass, reading } }, work);
    const after = applied(deps, without(current, work), { name: 'prepared', reading }, SYSTEM);
    return after.ok ? after.case : without(current, work);
  };
}

/** What was read for; where it has changed meanwhile, what was read counts for nothing. */
const faceOf = ({ mass, fields }: Case) =>
  JSON.stringify([mass?.reading, mass?.narrow ?? null, fields.effectiveDate?.value ?? '']);

function dueAgain(deps: Deps, current: Case, work: Work): Case {
  const again = { ...work, notBefore: deps.clock.realNow(), attempts: 0, lastFault: undefined };
  return { ...current, work: current.work.map((one) => (one.id === work.id ? again : one)) };
}

async function readOn(deps: Deps, value: Case, mass: Mass): Promise<Reading> {
  const until = Date.now() + SLICE_MS;
  let { reading } = mass;
  while (Date.now() < until) {
    const rows = await deps.lists.rows(mass.list, reading.next, deps.procedure.mass.readAtOnce);
    if (rows.length === 0)
      return { ...reading, known: await registeredIn(deps), finishedAt: deps.clock.deskNow() };
    try {
      reading = await readRows(deps, value, mass, reading, rows);
    } catch (thrown) {
      /* What was read before the fault is kept; the next slice meets it again, if it lasts. */
      if (reading === mass.reading) throw thrown;
      return reading;
    }
  }
  return reading;
}

/** Accounts in use, by the register; counted no further than the brake asks for. */
const registeredIn = ({ register, procedure }: Deps) =>
  register.count({ state: 'enabled' }, shareMatters(procedure));

async function readRows(
  deps: Deps,
  value: Case,
  mass: Mass,
  before: Reading,
  rows: readonly ListRow[],
): Promise<Reading> {
  const rules = rulesOf(value, mass);
  const read = await Promise.all(rows.map((row) => examineRow(deps, row, rules, value._id)));
  const judged: ListRow[] = [];
  for (const row of read) judged.push(await withoutRepetition(deps, mass, row, judged));
  await deps.lists.putRows(mass.list, judged);
  const next = (rows.at(-1)?.n ?? before.next) + 1;
  return { ...judged.reduce(counted, before), next };
}

/** An account that an earlier row names already is worked on once. */
async function withoutRepetition(
  deps: Deps,
  mass: Mass,
  row: ListRow,
  before: readonly ListRow[],
): Promise<ListRow> {
  const id = row.target?.id;
  if (id === undefined) return row;
  const first = before.find((one) => one.target?.id === id) ?? (await deps.lists.rowOf(mass.list, id));
  return first && first.n < row.n ? { ...row, verdict: 'duplicate' } : row;
}
