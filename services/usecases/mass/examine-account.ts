import type { Case } from '../../domain/case.ts';
import type { GivenAccount, ListRow, Mass } from '../../domain/mass.ts';
import { type AccountFacts, exclusionOf, type MassRules } from '../../domain/mass-exclusion.ts';
import { foldName, nameWords } from '../../domain/names.ts';
import { type ReadAccount, readAccount } from '../check-target.ts';
import type { Deps } from '../deps.ts';

/** Characters of a contract's number, as an import takes it. */
const LONGEST_CONTRACT = 50;
/** Entries looked at that have a number's words; where there are more it says too little. */
const NEAR = 200;

/** Whose request a mass case is, and for what. */
export function rulesOf(value: Case, mass: Mass): MassRules {
  return {
    askerId: value.requester.id,
    scope: mass.scope,
    effectiveDate: value.fields.effectiveDate?.value ?? '',
    ...(mass.narrow && { narrow: mass.narrow }),
  };
}

const later = (dates: readonly (string | undefined)[]) =>
  dates
    .filter((one) => one !== undefined)
    .sort()
    .at(-1);

/** What decides about an account that was read, the register's word beside the directory's. */
export async function factsOf(
  deps: Deps,
  read: ReadAccount,
  given: GivenAccount = {},
): Promise<AccountFacts> {
  const { target, refused } = read;
  const registered = await deps.register.get(target.id);
  const contractEnd = later([target.contractEnd, registered?.contractEnd, given.endDate]);
  return {
    target,
    supervisors: [target.manager?.id, registered?.supervisorId].filter((one) => one !== undefined),
    ...(refused && { refused: refused.code }),
    ...(contractEnd !== undefined && { contractEnd }),
  };
}

type Found = { readonly id: string } | { readonly verdict: 'not_found' | 'ambiguous' };

/** Which account a line means: by id, by address, else by its contract's number, else by the only person of that name. */
async function whichAccount(deps: Deps, given: GivenAccount): Promise<Found> {
  const { people, tenant } = deps;
  if (given.id) return { id: given.id };
  if (given.address) {
    const { address } = given;
    const whole = address.includes('@') ? address : `${address}@${tenant.mailDomain}`;
    const known = await people.byAddress(whole.toLowerCase());
    return { id: known?._id ?? whole };
  }
  const held = await holderOfContract(deps, given.contractNumber ?? '');
  const words = nameWords(given.name ?? '');
  if ('id' in held || words.length < 2) return held;
  const [first, ...others] = await people.withWords(words, 2);
  if (!first) return { verdict: 'not_found' };
  return others.length > 0 ? { verdict: 'ambiguous' } : { id: first._id };
}

/** The account that the register has with this contract; capitals, accents and signs do not matter, all else does. */
async function holderOfContract({ register }: Pick<Deps, 'register'>, said: string): Promise<Found> {
  const number = nameWords(said).join(' ');
  if (number === '' || said.length > LONGEST_CONTRACT) return { verdict: 'not_found' };
  const page = await register.query({ text: said }, { limit: NEAR });
  const [only, ...others] = page.accounts.filter(
    (one) => one.state !== 'gone' && nameWords(one.contractNumber ?? '').join(' ') === number,
  );
  if (others.length > 0 || page.next !== undefined) return { verdict: 'ambiguous' };
  return only ? { id: only._id } : { verdict: 'not_found' };
}

/** Whether a name on the line has nothing of the holder's: the address was mistyped, or is somebody else's by now. */
function isSomebodyElse({ name }: GivenAccount, holder: string): boolean {
  const said = nameWords(name ?? '');
  const own = new Set(nameWords(holder).map(foldName));
  return said.length > 0 && !said.some((word) => own.has(foldName(word)));
}

/** Reads the account of one row and says whether the request affects it. Throws `directory_*`. */
export async function examineRow(
  deps: Deps,
  row: ListRow,
  rules: MassRules,
  ownCase: string,
): Promise<ListRow> {
  const { n, line, given } = row;
  const fresh: ListRow = { n, given, ...(line !== undefined && { line }) };
  const which = await whichAccount(deps, given);
  if ('verdict' in which) return { ...fresh, verdict: which.verdict };
  const read = await readAccount(deps, 'deactivate', which.id, ownCase);
  if (!read) return { ...fresh, verdict: 'not_found' };
  const { target } = read;
  // Without the account, so that a later line that does mean it repeats nothing.
  if (isSomebodyElse(given, target.name)) return { ...fresh, verdict: 'ambiguous' };
  const verdict = exclusionOf(await factsOf(deps, read, given), rules) ?? 'affected';
  const code = verdict === 'busy' ? read.refused?.params?.code : undefined;
  return { ...fresh, target, verdict, ...(code !== undefined && { busyWith: String(code) }) };
}
