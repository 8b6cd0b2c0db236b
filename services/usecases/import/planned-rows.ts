import type { RegisteredAccount } from '../../domain/account.ts';
import { IMPORT_COLUMNS, type ImportRemark, readImportRow } from '../../domain/account-import.ts';
import { type AccountFacts, withDesk, withDirectory } from '../../domain/account-sources.ts';
import type { AccountImportData } from '../../domain/bulletins/account-import.ts';
import { nameWords } from '../../domain/names.ts';
import type { RowProblem, TableRefusal, TableRow } from '../../domain/table.ts';
import type { DirectoryUser } from '../../ports/directory.ts';
import type { KnownPerson } from '../../ports/people-store.ts';
import { addressesOf, factsOf, freshEntry } from '../account-facts.ts';
import type { Deps } from '../deps.ts';

/** What one row of an import comes to. */
export interface PlannedRow {
  /** The row's number in the file; 0 for the directory. */
  readonly row: number;
  readonly address: string;
  readonly remarks: readonly ImportRemark[];
  /** The addresses that are known to be in use. */
  readonly addresses: readonly string[];
  /** The account; absent where the row names none. */
  readonly id?: string;
  /** The entry that the register gets, on whatever it has by then. */
  readonly make?: (before: RegisteredAccount | undefined) => RegisteredAccount;
  /** Whether the account's manager is wanted where the entry has no supervisor. */
  readonly manager?: true;
}

export type Planned =
  | { readonly ok: true; readonly problems: readonly RowProblem[]; readonly rows: AsyncIterable<PlannedRow> }
  | TableRefusal
  /** The file is not there any more. */
  | { readonly ok: false; readonly code: 'gone' };

/** The rows of an import, one by one; the same each time it is asked. Throws `directory_*`, `store_unavailable`. */
export async function plannedRows(deps: Deps, data: AccountImportData, personId: string): Promise<Planned> {
  if (data.source === 'directory') return { ok: true, problems: [], rows: directoryRows(deps) };
  const file = await deps.files.incoming(data.fileId, personId);
  if (!file) return { ok: false, code: 'gone' };
  const table = await deps.tables.read(file.path, IMPORT_COLUMNS);
  return table.ok ? { ok: true, problems: table.problems, rows: fileRows(deps, table.rows) } : table;
}

type Row = TableRow<(typeof IMPORT_COLUMNS)[number]['name']>;

async function* fileRows(deps: Deps, rows: readonly Row[]): AsyncIterable<PlannedRow> {
  const seen = new Set<string>();
  for (const { row, cells } of rows) {
    const address = (cells.address ?? '').toLowerCase();
    const none = { row, address, addresses: [], remarks: ['no_address' as const] };
    if (!address.includes('@')) {
      yield none;
      continue;
    }
    const person = await deps.people.byAddress(address);
    if (!person) yield { ...none, addresses: [address], remarks: ['unknown_account'] };
    else if (seen.has(person._id)) yield { ...none, remarks: ['repeated'] };
    else yield await fileRow(deps, { row, cells }, address, person);
    if (person) seen.add(person._id);
  }
}

async function fileRow(
  deps: Deps,
  { row, cells }: Row,
  address: string,
  person: KnownPerson,
): Promise<PlannedRow> {
  const read = readImportRow(cells);
  const supervisor = await supervisorOf(deps, cells.supervisor ?? '');
  const facts = { ...read.facts, ...supervisor.facts };
  return {
    row,
    address,
    addresses: [address, person.userPrincipalName],
    id: person._id,
    remarks: [...read.remarks, ...supervisor.remarks],
    make: (before) => withDesk(before?.holderName ? before : knownEntry(deps, person, before), facts),
    manager: true,
  };
}

interface Supervisor {
  readonly facts: AccountFacts;
  readonly remarks: readonly ImportRemark[];
}

async function supervisorOf(deps: Deps, said: string): Promise<Supervisor> {
  if (said === '') return { facts: {}, remarks: [] };
  const found = said.includes('@')
    ? [await deps.people.byAddress(said.toLowerCase())].filter((one) => one !== undefined)
    : await deps.people.withWords(nameWords(said), 2);
  const [only] = found;
  if (found.length > 1) return { facts: {}, remarks: ['supervisor_several'] };
  return only
    ? { facts: { supervisorId: only._id }, remarks: [] }
    : { facts: {}, remarks: ['supervisor_unknown'] };
}

/** An entry from what the index of people knows; a claim that stands on the account stays. */
function knownEntry(
  deps: Deps,
  person: KnownPerson,
  claimed: RegisteredAccount | undefined,
): RegisteredAccount {
  const now = deps.clock.deskNow();
  const fresh = { ...freshEntry(person._id, person.userPrincipalName, person.name, now), ...held(claimed) };
  return withDirectory(fresh, {
    state: person.enabled ? 'enabled' : 'disabled',
    holderType: person.holderType,
    department: person.department,
  });
}

const held = (claimed: RegisteredAccount | undefined) =>
  claimed ? { activeCaseId: claimed.activeCaseId, version: claimed.version } : {};

async function* directoryRows(deps: Deps): AsyncIterable<PlannedRow> {
  const domain = `@${deps.tenant.mailDomain.toLowerCase()}`;
  let cursor: string | undefined;
  for (let more = true; more; ) {
    const page = await deps.directory.changes(cursor);
    for (const user of page.users) {
      const { userPrincipalName: upn, displayName: name } = user;
      if (!upn?.endsWith(domain) || !name) continue;
      yield directoryRow(deps, { ...user, userPrincipalName: upn, displayName: name });
    }
    cursor = page.cursor;
    more = page.more;
  }
}

type Named = Pick<DirectoryUser, 'id' | 'userPrincipalName' | 'displayName'> & Partial<DirectoryUser>;

function directoryRow(deps: Deps, user: Named): PlannedRow {
  const { id, userPrincipalName, displayName } = user;
  return {
    row: 0,
    address: userPrincipalName,
    remarks: [],
    addresses: addressesOf(user),
    id,
    make: (before) =>
      withDirectory(
        before?.holderName
          ? before
          : { ...freshEntry(id, userPrincipalName, displayName, deps.clock.deskNow()), ...held(before) },
        factsOf(user),
      ),
    manager: true,
  };
}
