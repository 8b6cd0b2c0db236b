import type { RegisteredAccount } from '../domain/account.ts';
import type { ContractRow } from '../domain/bulletins/contract-end.ts';
import { todayIn } from '../domain/calendar.ts';
import type { Fields } from '../domain/case.ts';
import { parseField } from '../domain/form.ts';
import { allowedCommands } from '../domain/lifecycle.ts';
import { SYSTEM } from '../domain/person.ts';
import { commandCase } from './command-case.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';
import { isContractEnd } from './end-contract.ts';
import { openCase } from './open-case.ts';

/** What was typed for an extension; unchecked. */
export interface Extension {
  readonly until: string;
  readonly contract: string;
}

type Extended =
  | {
      readonly ok: true;
      readonly status: Extract<ContractRow['status'], 'extending' | 'reactivating'>;
      readonly caseId: string;
      /** `YYYY-MM-DD`. */
      readonly until: string;
    }
  | { readonly ok: false; readonly problem: NonNullable<ContractRow['problem']> };

const no = (problem: NonNullable<ContractRow['problem']>) => ({ ok: false, problem }) as const;

/**
 * Extends a contract: a modification of the account's contract in the asker's name, which moves the register's date
 * once it is done. Where the account is off already, a reactivation, which puts back what the deactivation took. A
 * deactivation of the calendar that still waits for a specialist is turned down first. Throws `directory_*`.
 */
export async function extendContract(
  deps: Deps,
  entry: RegisteredAccount,
  typed: Extension,
  asker: Asker,
): Promise<Extended> {
  const read = readExtension(deps, entry, typed);
  if (!read.ok) return read;
  const { number, until } = read;
  if (!(await freed(deps, entry._id))) return no('busy');
  const user = await deps.directory.user(entry._id);
  if (!user) return no('refused');
  const account = { value: entry._id, shown: user.displayName };
  const contract = { contractNumber: { value: number }, endDate: { value: until } };
  const late = !user.accountEnabled;
  const fields: Fields = late
    ? { account, reason: { value: 'other' }, ...contract }
    : { account, change: { value: 'contract' }, ...contract };
  const known = await deps.people.get(asker.actor.person.id);
  const request = {
    draftId: `contract-extension:${entry._id}:${entry.contractEnd}:${until}`,
    kind: late ? ('activate' as const) : ('modify' as const),
    fields,
    locale: known?.standing?.language ?? 'es',
  };
  const opened = await openCase(deps, request, asker);
  if (opened.ok)
    return { ok: true, status: late ? 'reactivating' : 'extending', caseId: opened.case._id, until };
  return no(opened.code === 'target_busy' ? 'busy' : 'refused');
}

type ReadExtension =
  | { readonly ok: true; readonly number: string; readonly until: string }
  | ReturnType<typeof no>;

function readExtension(deps: Deps, entry: RegisteredAccount, typed: Extension): ReadExtension {
  const context = {
    today: todayIn(deps.procedure.timeZone, deps.clock.deskNow()),
    mailDomain: deps.tenant.mailDomain,
    country: deps.procedure.country,
    fields: {},
    procedure: deps.procedure,
  };
  if (typed.until === '' || typed.contract === '') return no('details');
  const number = parseField('contractNumber', typed.contract, context);
  if (!number.ok) return no('number');
  const until = parseField('endDate', typed.until, context);
  if (!until.ok || until.value.value <= (entry.contractEnd ?? '') || until.value.value < context.today)
    return no('date');
  return { ok: true, number: number.value.value, until: until.value.value };
}

/** Whether nothing is open on the account, after a deactivation that nobody has approved was turned down. */
async function freed(deps: Deps, accountId: string): Promise<boolean> {
  const reviewer = { person: SYSTEM.person, roles: ['specialist'] } as const;
  for (const one of await deps.cases.openOnAccount(accountId)) {
    if (!isContractEnd(one) || !allowedCommands(one, reviewer).has('approve')) return false;
    const command = { name: 'turn_down', reason: 'contract_extended' } as const;
    const outcome = await commandCase(deps, one._id, command, SYSTEM, one.stage);
    if (!outcome.ok) return false;
  }
  return true;
}
