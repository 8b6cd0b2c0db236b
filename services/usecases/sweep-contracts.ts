import type { RegisteredAccount } from '../domain/account.ts';
import { withDirectory } from '../domain/account-sources.ts';
import type { ContractRow } from '../domain/bulletins/contract-end.ts';
import { afterAct, type CalendarAct, dueAct } from '../domain/contract-calendar.ts';
import { asAppError } from '../domain/errors.ts';
import type { PersonRef } from '../domain/person.ts';
import { changeEntry } from './account-facts.ts';
import { personOf } from './check-target.ts';
import type { Deps } from './deps.ts';
import { endContract } from './end-contract.ts';
import { roleMembers } from './role-members.ts';
import { substituteOf } from './substitutes.ts';
import { rowOf, tellContractEnds } from './tell-contract-ends.ts';

/** Accounts looked at in one sweep. */
const BATCH = 100;
const DAY_MS = 86_400_000;
/** Ends dealt with at once: each reads the directory some five times. */
const PARALLEL = 4;

type Telling = Exclude<CalendarAct, { act: 'end' }>;
interface Due<A extends CalendarAct> {
  readonly entry: RegisteredAccount;
  readonly act: A;
}

/**
 * Does what the contract calendar owes now, a batch of it; how many accounts moved on. Any number of replicas may
 * sweep at once: messages and cases have keys that make them once, and the place in the calendar moves by
 * compare-and-set. A crash in between repeats what is made once. Throws `directory_*`, `store_unavailable`.
 */
export async function sweepContracts(deps: Deps): Promise<number> {
  const now = deps.clock.deskNow();
  const entries = await deps.register.calendarDue(now, BATCH);
  const due = entries.map((entry) => ({ entry, act: dueAct(entry, deps.procedure, now) }));
  const ends = due.filter((one) => one.act?.act === 'end').map((one) => one.entry);
  const telling = due.filter((one): one is Due<Telling> => one.act !== undefined && one.act.act !== 'end');
  const idle = due.filter((one) => one.act === undefined).map((one) => one.entry);
  await tell(deps, telling);
  for (const entry of idle) await changeEntry(deps, entry._id, (current) => ({ ...current }));
  for (let at = 0; at < ends.length; at += PARALLEL)
    await Promise.all(
      ends.slice(at, at + PARALLEL).map((entry) => orHeld(deps, entry, () => endContract(deps, entry))),
    );
  return entries.length;
}

/** One account that the directory refuses to speak of is looked at again in a day, and holds up no other. */
async function orHeld<T>(
  deps: Deps,
  entry: RegisteredAccount,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    const fault = asAppError(thrown);
    if (fault.retryable) throw fault;
    deps.log.error({ account: entry._id, fault: fault.code, ...fault.detail }, 'a contract was put off');
    const heldUntil = new Date(Date.parse(deps.clock.deskNow()) + DAY_MS).toISOString();
    await changeEntry(deps, entry._id, (current) =>
      current.watch ? { ...current, watch: { ...current.watch, heldUntil } } : undefined,
    );
    return undefined;
  }
}

/** One message a person for all of their accounts; afterwards the accounts' places in the calendar move on. */
async function tell(deps: Deps, due: readonly Due<Telling>[]): Promise<void> {
  const people = addresseesOf(deps);
  const rows = new Map<string, ContractRow[]>();
  const asked = new Map<string, Told>();
  for (const { entry, act } of due) {
    const found = await orHeld(deps, entry, () => people(entry, act));
    if (!found) continue;
    const { to, row, manager } = found;
    for (const id of to) rows.set(id, [...(rows.get(id) ?? []), row]);
    asked.set(entry._id, { to, manager });
  }
  for (const [personId, theirs] of rows) await tellContractEnds(deps, personId, theirs);
  for (const { entry, act } of due)
    if (asked.has(entry._id))
      await changeEntry(deps, entry._id, (current) => told(deps, current, entry, act, asked));
}

/** Who was told of an account, and its manager in the directory. */
interface Told {
  readonly to: readonly string[];
  readonly manager?: string | undefined;
}

function told(
  deps: Deps,
  current: RegisteredAccount,
  seen: RegisteredAccount,
  act: Telling,
  asked: ReadonlyMap<string, Told>,
): RegisteredAccount | undefined {
  if (current.contractEnd !== seen.contractEnd) return undefined;
  const watch = afterAct(current, act, deps.procedure, deps.clock.deskNow());
  const { to = [], manager } = asked.get(seen._id) ?? {};
  const known = new Set([...(watch.asked ?? []), ...to]);
  // The manager is in none of the directory's changes: this is when the register hears of another one.
  const entry = manager === undefined ? current : withDirectory(current, { supervisorId: manager });
  return { ...entry, watch: { ...watch, asked: [...known] } };
}

/** Who is told of an account: its supervisor, or whoever stands in for them these days; where that person is silent or gone, whoever the profile names. */
function addresseesOf(deps: Deps) {
  const known = new Map<string, Promise<PersonRef | undefined>>();
  const once = (key: string, read: () => Promise<PersonRef | undefined>) => {
    const reading = known.get(key) ?? read();
    known.set(key, reading);
    return reading;
  };
  const standing = async (id: string) => {
    const user = await deps.directory.user(id);
    return user?.accountEnabled ? personOf(user) : undefined;
  };
  const managerOf = async (id: string) => {
    const user = await deps.directory.managerOf(id);
    return user?.accountEnabled ? personOf(user) : undefined;
  };
  return async (entry: RegisteredAccount, { act }: Telling) => {
    const direct = await once(`manager:${entry._id}`, () => managerOf(entry._id));
    const manager = direct?.id;
    const id = entry.supervisorId;
    const own = id ? await once(`user:${id}`, () => standing(id)) : direct;
    if (own && act === 'remind') {
      const standIn = await once(`substitute:${own.id}`, () => substituteOf(deps, own.id));
      return standIn && standIn.id !== entry._id
        ? { to: [standIn.id], row: rowOf(entry, 'absent', own.name), manager }
        : { to: [own.id], row: rowOf(entry), manager };
    }
    const above = own ?? (id ? { id } : undefined);
    const next =
      above && deps.procedure.contracts?.escalateTo === 'manager'
        ? await once(`manager:${above.id}`, () => managerOf(above.id))
        : undefined;
    const to =
      next && next.id !== entry._id
        ? [next.id]
        : (await roleMembers(deps, 'deskLead')).map((one) => one.id).filter((one) => one !== entry._id);
    return { to, row: rowOf(entry, 'silent', own?.name ?? ''), manager };
  };
}
