import type { ContractWatch, RegisteredAccount } from '../domain/account.ts';
import { withDirectory } from '../domain/account-sources.ts';
import { formatDate } from '../domain/calendar.ts';
import { type Case, HOLDER_TYPES } from '../domain/case.ts';
import { decideEnd, dueAct } from '../domain/contract-calendar.ts';
import type { PersonRef } from '../domain/person.ts';
import { languageOf, translator } from '../locale/translate.ts';
import type { DirectoryUser } from '../ports/directory.ts';
import { changeEntry, factsOf, licenceOf } from './account-facts.ts';
import { personOf } from './check-target.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';
import { openCase } from './open-case.ts';
import { roleMembers } from './role-members.ts';
import { rowOf, spreadRow, tellContractEnds } from './tell-contract-ends.ts';

const draftOf = (accountId: string, end: string) => `contract-end:${accountId}:${end}`;

/** Whether the calendar opened the case because a contract ended. */
export const isContractEnd = ({ draftId }: Pick<Case, 'draftId'>): boolean =>
  draftId.startsWith('contract-end:');

/**
 * The last day of a contract is over: reads date and entitlement again, opens the deactivation where they still hold,
 * and moves the account's place in the calendar. Unattended where the supervisor confirmed; else a specialist has to
 * approve. Idempotent: the case is made once for an account and its end. Throws `directory_*`, `store_unavailable`.
 */
export async function endContract(deps: Deps, seen: RegisteredAccount): Promise<void> {
  const user = await deps.directory.user(seen._id);
  const current = await changeEntry(deps, seen._id, (entry) =>
    user ? withDirectory(entry, { ...factsOf(user), licence: licenceOf(user) }) : { ...entry, state: 'gone' },
  );
  const now = deps.clock.deskNow();
  if (!current || dueAct(current, deps.procedure, now)?.act !== 'end' || !user) return;
  const end = current.contractEnd ?? '';
  const known = await deps.cases.byDraft(draftOf(current._id, end));
  const decision = known
    ? undefined
    : decideEnd(current, await accountNow(deps, current, user), deps.procedure, now);
  if (decision?.does === 'hold') return move(deps, current, { heldUntil: decision.until });
  if (decision?.does === 'stop') return move(deps, current, { ended: true });
  const opened = known ?? (await open(deps, current, user, decision?.unattended ?? false));
  if (opened === 'busy') return move(deps, current, { heldUntil: nextLook(now) });
  await move(deps, current, { ended: true, ...(opened && { caseId: opened._id }) });
  if (opened) await tellEnded(deps, current, opened._id);
}

/** Whoever was asked sees what became of it; a supervisor who never was can still say that it was extended. */
async function tellEnded(deps: Deps, entry: RegisteredAccount, caseId: string): Promise<void> {
  const { asked = [], answer } = entry.watch ?? {};
  const status = answer === 'confirmed' ? 'confirmed' : 'ended';
  await spreadRow(deps, asked, entry._id, { status, caseId });
  const { supervisorId } = entry;
  if (status === 'confirmed' || !supervisorId || asked.includes(supervisorId)) return;
  await tellContractEnds(deps, supervisorId, [{ ...rowOf(entry), status, caseId }]);
}

/** Somebody took the account up just now: an hour later it is known what became of it. */
const nextLook = (now: string) => new Date(Date.parse(now) + 3_600_000).toISOString();

async function move(deps: Deps, seen: RegisteredAccount, change: Partial<ContractWatch>): Promise<void> {
  await changeEntry(deps, seen._id, (entry) =>
    entry.watch && entry.contractEnd === seen.contractEnd
      ? { ...entry, watch: { ...entry.watch, ...change } }
      : undefined,
  );
}

async function accountNow(deps: Deps, entry: RegisteredAccount, user: DirectoryUser) {
  const confirmer = entry.watch?.answeredBy;
  const [open, confirming] = await Promise.all([
    deps.cases.openOnAccount(user.id),
    confirmer ? deps.directory.user(confirmer.id) : undefined,
  ]);
  return {
    enabled: user.accountEnabled,
    holderType: HOLDER_TYPES.find((one) => one === user.employeeType),
    ...(user.contractEnd !== undefined && { contractEnd: user.contractEnd }),
    busy: open.length > 0,
    confirmerStands: confirming?.accountEnabled ?? false,
  };
}

/** The case in the name of whoever confirmed, else of the supervisor, else of a desk lead. */
async function open(
  deps: Deps,
  entry: RegisteredAccount,
  user: DirectoryUser,
  formal: boolean,
): Promise<Case | 'busy' | undefined> {
  const person = await requesterOf(deps, entry, formal);
  if (!person) return undefined;
  const known = await deps.people.get(person.id);
  const end = entry.contractEnd ?? '';
  const locale = known?.standing?.language ?? 'es';
  const request = {
    draftId: draftOf(entry._id, end),
    kind: 'deactivate' as const,
    fields: {
      account: { value: entry._id, shown: user.displayName },
      reason: { value: 'contract_end' },
      effectiveDate: { value: end },
    },
    locale,
    note: noteOf(entry, formal, locale),
    formal,
  };
  const opened = await openCase(deps, request, askerFor(person));
  if (opened.ok) return opened.case;
  deps.log.warn({ account: entry._id, refusal: opened.code }, 'the end of a contract was not acted on');
  return opened.code === 'target_busy' ? 'busy' : undefined;
}

/** Why the desk opened it, for whoever reads the case. */
function noteOf(entry: RegisteredAccount, formal: boolean, locale: string): string {
  return translator(locale)(`account.caseNote.${formal ? 'confirmed' : 'unanswered'}`, {
    name: entry.watch?.answeredBy?.name ?? '',
    date: formatDate(entry.contractEnd ?? '', languageOf(locale)),
  });
}

async function requesterOf(
  deps: Deps,
  entry: RegisteredAccount,
  formal: boolean,
): Promise<PersonRef | undefined> {
  if (formal && entry.watch?.answeredBy) return entry.watch.answeredBy;
  const supervisor = entry.supervisorId ? await deps.directory.user(entry.supervisorId) : undefined;
  if (supervisor?.accountEnabled) return personOf(supervisor);
  return (await roleMembers(deps, 'deskLead'))[0];
}

const askerFor = (person: PersonRef): Asker => ({
  actor: { person, roles: [] },
  department: '',
  position: '',
  fresh: true,
});
