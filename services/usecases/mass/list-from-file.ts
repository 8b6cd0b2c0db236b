import type { AccountList, GivenAccount } from '../../domain/mass.ts';
import type { RowProblem, TableRefusal, TableRow, WantedColumn } from '../../domain/table.ts';
import { readTableDate } from '../../domain/table-date.ts';
import type { Deps } from '../deps.ts';
import { type GivenRow, keepList } from './keep-list.ts';

type Column = 'address' | 'name' | 'nationalId' | 'contractNumber' | 'endDate';

/** The columns of a list of accounts, by the headings that people give them. */
const COLUMNS: readonly WantedColumn<Column>[] = [
  {
    name: 'address',
    headings: [
      ...['cuenta', 'cuenta de correo', 'correo', 'correo institucional', 'correo electrónico', 'buzón'],
      ...['dirección', 'dirección de correo', 'usuario', 'usuario de red', 'e-mail', 'email', 'mail'],
      ...['account', 'mailbox', 'address', 'e-mail address', 'user', 'upn', 'user principal name'],
    ],
  },
  {
    name: 'name',
    headings: [
      ...['nombre', 'nombres', 'nombre completo', 'nombres y apellidos', 'apellidos y nombres', 'titular'],
      ...['contratista', 'operador', 'nombre del contratista', 'nombre del titular', 'empleado'],
      ...['name', 'full name', 'display name', 'holder', 'contractor'],
    ],
  },
  {
    name: 'nationalId',
    headings: [
      ...['cédula', 'c.c.', 'cc', 'documento', 'documento de identidad', 'número de documento', 'curp'],
      ...['identificación', 'número de identificación', 'nit', 'national id', 'id number'],
    ],
  },
  {
    name: 'contractNumber',
    headings: [
      ...['contrato', 'número de contrato', 'número del contrato', 'no. contrato', 'no. de contrato'],
      ...['contract', 'contract number'],
    ],
  },
  {
    name: 'endDate',
    headings: [
      ...['fecha de fin', 'fecha fin', 'fin', 'fecha final', 'fecha de terminación', 'terminación', 'hasta'],
      ...['fin del contrato', 'fecha de fin del contrato', 'vence', 'vencimiento', 'fecha de vencimiento'],
      ...['end date', 'contract end', 'ends', 'until'],
    ],
  },
];

/**
 * What is wrong with a line besides what the table says: nobody is named, by the national id alone (which neither
 * the directory nor the register keeps), or the date is none.
 */
export type ListProblem =
  | RowProblem
  | { readonly row: number; readonly code: 'no_account' | 'national_id' | 'end_date' };

export type FileList =
  | { readonly ok: true; readonly list: AccountList; readonly problems: readonly ListProblem[] }
  | (TableRefusal & { readonly needs?: 'account' | 'more_than_national_id' });

function accountIn({ cells }: TableRow<Column>): GivenAccount {
  const { address, name, nationalId, contractNumber } = cells;
  const endDate = readTableDate(cells.endDate ?? '');
  return {
    ...(address && { address: address.toLowerCase() }),
    ...(name && { name }),
    ...(nationalId && { nationalId }),
    ...(contractNumber && { contractNumber }),
    ...(endDate && { endDate }),
  };
}

/** By any of these an account can be found. */
const NAMING: readonly Column[] = ['address', 'contractNumber', 'name'];

const namesSomebody = ({ cells }: TableRow<Column>) => NAMING.some((one) => cells[one]);

function problemsOf(line: TableRow<Column>): readonly ListProblem[] {
  const { row, cells } = line;
  const code = cells.nationalId ? 'national_id' : 'no_account';
  const undated = Boolean(cells.endDate) && readTableDate(cells.endDate ?? '') === undefined;
  return [
    ...(namesSomebody(line) ? [] : [{ row, code } as const]),
    ...(undated ? [{ row, code: 'end_date' } as const] : []),
  ];
}

/**
 * Reads a file of accounts and keeps what it names as a list of the asker's. Lines without anybody are told and left
 * out; a file without a column of accounts, contracts or names is refused. Nothing is looked up in the directory yet.
 */
export async function listFromFile(
  deps: Pick<Deps, 'tables' | 'lists' | 'clock'>,
  ownerId: string,
  file: { readonly listId: string; readonly path: string; readonly name: string },
): Promise<FileList> {
  const read = await deps.tables.read(file.path, COLUMNS);
  if (!read.ok) return read;
  const found = read.columns.map((one) => one.name);
  if (!NAMING.some((one) => found.includes(one))) {
    const needs = found.includes('nationalId') ? 'more_than_national_id' : 'account';
    return { ok: false, code: 'missing_columns', needs };
  }
  const own = read.rows.flatMap(problemsOf);
  const given: GivenRow[] = read.rows
    .filter(namesSomebody)
    .map((row) => ({ line: row.row, given: accountIn(row) }));
  const problems = [...read.problems, ...own].sort((a, b) => a.row - b.row);
  const head = { _id: file.listId, ownerId, source: 'file', name: file.name } as const;
  const unread = read.rows.length - given.length;
  return { ok: true, list: await keepList(deps, { ...head, unread }, given), problems };
}
