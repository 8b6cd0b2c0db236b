import type { AccountFacts } from './account-sources.ts';
import type { HolderType } from './case.ts';
import { foldName } from './names.ts';
import type { WantedColumn } from './table.ts';
import { readTableDate } from './table-date.ts';

/** What a list of accounts may say; the first three words of each are what the desk's own exports say. */
export const IMPORT_COLUMNS = [
  {
    name: 'address',
    required: true,
    headings: [
      'Dirección',
      'Address',
      'Correo',
      'Correo institucional',
      'Correo electrónico',
      'Cuenta',
      'Cuenta de correo',
      'Usuario',
      'E-mail',
      'Email',
      'Account',
      'UPN',
      'User principal name',
    ],
  },
  { name: 'holderType', headings: ['Tipo', 'Type', 'Tipo de vinculación', 'Vinculación', 'Tipo de titular'] },
  { name: 'department', headings: ['Dependencia', 'Department', 'Área', 'Oficina', 'Grupo de trabajo'] },
  {
    name: 'supervisor',
    headings: ['Supervisor', 'Jefe', 'Jefe inmediato', 'Supervisor del contrato', 'Manager'],
  },
  {
    name: 'contractNumber',
    headings: ['Contrato', 'Contract', 'Número de contrato', 'No. contrato', 'Contract number'],
  },
  {
    name: 'contractStart',
    headings: ['Inicio', 'Start', 'Fecha de inicio', 'Fecha inicio', 'Desde', 'Start date'],
  },
  {
    name: 'contractEnd',
    headings: [
      'Fin',
      'End',
      'Fecha de fin',
      'Fecha fin',
      'Fecha de terminación',
      'Fecha terminación',
      'Vencimiento',
      'Vence',
      'Hasta',
      'End date',
    ],
  },
] as const satisfies readonly WantedColumn<string>[];
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]['name'];
export type ImportCells = Readonly<Partial<Record<ImportColumn, string>>>;

/** What is wrong with a row of a list; sentences below `account.import.remark`. */
export const IMPORT_REMARKS = [
  'no_address',
  'unknown_account',
  'repeated',
  'type',
  'supervisor_unknown',
  'supervisor_several',
  'start',
  'end',
  'end_before_start',
  'contract',
] as const;
export type ImportRemark = (typeof IMPORT_REMARKS)[number];

const TYPES: readonly (readonly [RegExp, HolderType])[] = [
  [/^(?:contrat|contract|prestacion)/, 'contractor'],
  [/^(?:operad|operat)/, 'operator'],
  [/^(?:funcion|offici|planta|carrera|provision|libre nomb|employee|empleado)/, 'official'],
];
const CONTRACT = /^[\p{L}\p{N}][\p{L}\p{N} ./_-]{0,49}$/u;

/** What a row says of its account, as far as it can be read by itself, and what of it cannot. Pure. */
export function readImportRow(cells: ImportCells): {
  readonly facts: AccountFacts;
  readonly remarks: readonly ImportRemark[];
} {
  const remarks: ImportRemark[] = [];
  const facts: Record<string, string> = {};
  const { holderType = '', department = '', contractNumber = '' } = cells;
  const { contractStart: start = '', contractEnd: end = '' } = cells;
  const type = TYPES.find(([pattern]) => pattern.test(foldName(holderType)))?.[1];
  if (holderType !== '' && type === undefined) remarks.push('type');
  if (type) facts.holderType = type;
  if (department !== '') facts.department = department.slice(0, 64);
  if (contractNumber !== '') {
    if (CONTRACT.test(contractNumber)) facts.contractNumber = contractNumber;
    else remarks.push('contract');
  }
  const from = readTableDate(start);
  const until = readTableDate(end);
  if (from !== undefined) facts.contractStart = from;
  else if (start !== '') remarks.push('start');
  if (until === undefined) remarks.push(...(end === '' ? [] : ['end' as const]));
  else if (from !== undefined && until < from) remarks.push('end_before_start');
  else facts.contractEnd = until;
  return { facts, remarks };
}
