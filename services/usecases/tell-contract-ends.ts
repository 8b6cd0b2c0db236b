import type { RegisteredAccount } from '../domain/account.ts';
import type { ContractEndData, ContractRow } from '../domain/bulletins/contract-end.ts';
import { joinedRows, MOST_CONTRACT_ROWS, wantsAnswer, withRows } from '../domain/bulletins/contract-end.ts';
import { addDays, todayIn } from '../domain/calendar.ts';
import { endsWithContract } from '../domain/contract-calendar.ts';
import type { Deps } from './deps.ts';
import { postBulletin } from './post-bulletin.ts';

const KIND = 'contract_end' as const;
/** Most rows of one message; whoever has more gets the rest with the next one. */
const MOST_ROWS = 400;
/** Earlier messages of one person that are looked at. */
const STANDING = 10;

/** The row of an account as it is when nobody has answered. */
export function rowOf(
  entry: RegisteredAccount,
  why: ContractRow['why'] = 'own',
  whose?: string,
): ContractRow {
  return {
    id: entry._id,
    name: entry.holderName,
    contract: entry.contractNumber ?? '',
    end: entry.contractEnd ?? '',
    status: 'open',
    why,
    ...(whose !== undefined && { whose }),
  };
}

/** Everybody of a supervisor whose contract ends within the first reminder's days and who is not answered for. */
async function ownRows(deps: Deps, personId: string, today: string): Promise<readonly ContractRow[]> {
  const days = deps.procedure.contracts?.remindDaysBefore[0] ?? 0;
  const filter = {
    supervisorId: personId,
    state: 'enabled',
    endFrom: today,
    endTo: addDays(today, days),
  } as const;
  const { accounts } = await deps.register.query(filter, { limit: MOST_ROWS });
  return accounts
    .filter((one) => endsWithContract(one, deps.procedure))
    .filter((one) => one.watch?.answer === undefined && !one.watch?.ended)
    .map((one) => rowOf(one));
}

/**
 * Puts contracts that end to one person: one message with these rows, with all of the person's own people whose
 * contracts end soon, and with what earlier messages were left with; those shrink to a line. The same day's message is
 * brought up to date. Idempotent. Throws `store_unavailable`.
 */
export async function tellContractEnds(
  deps: Deps,
  personId: string,
  rows: readonly ContractRow[],
): Promise<void> {
  const today = todayIn(deps.procedure.timeZone, deps.clock.deskNow());
  const id = `${KIND}:${personId}:${today}`;
  const standing = (await deps.bulletins.standing(personId, KIND, STANDING)).filter((one) => one._id !== id);
  const left = standing.flatMap((one) => (one.data as ContractEndData).rows.filter(wantsAnswer));
  const recent = left.filter((one) => one.end >= addDays(today, -30));
  const own = await ownRows(deps, personId, today);
  const wanted = joinedRows(recent, joinedRows(rows, own)).slice(0, MOST_ROWS);
  await postBulletin(deps, { id, kind: KIND, personId }, (current) => ({
    data: {
      day: today,
      page: current?.data.page ?? 0,
      rows: joinedRows(current?.data.rows ?? [], wanted).slice(0, MOST_CONTRACT_ROWS),
      replaced: false,
    },
    finished: false,
  }));
  for (const one of standing)
    await postBulletin(deps, { id: one._id, kind: KIND, personId }, (current) =>
      current ? { data: { ...current.data, replaced: true }, finished: true } : undefined,
    );
}

/** Writes what became of an account into the messages of people who were told of it; no answer is undone by an end. */
export async function spreadRow(
  deps: Deps,
  people: readonly string[],
  accountId: string,
  change: Partial<ContractRow>,
): Promise<void> {
  for (const personId of new Set(people))
    for (const { _id } of await deps.bulletins.standing(personId, KIND, STANDING))
      await postBulletin(deps, { id: _id, kind: KIND, personId }, (current) => {
        const row = current?.data.rows.find((one) => one.id === accountId);
        if (!current || !row || (change.status === 'ended' && !wantsAnswer(row))) return undefined;
        const data = withRows(current.data, { [accountId]: change });
        return { data, finished: current.finished || !data.rows.some(wantsAnswer) };
      });
}
