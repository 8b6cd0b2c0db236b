import { renderAccountList } from '../../cards/account-list.ts';
import { renderBulletin } from '../../cards/render-bulletin.ts';
import type { RegisteredAccount } from '../../services/domain/account.ts';
import { type AccountImportData, newImport } from '../../services/domain/bulletins/account-import.ts';
import type { ContractRow } from '../../services/domain/bulletins/contract-end.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import type { Picture } from '../support/render-cards.ts';
import { sampleBulletin } from './sample-bulletins.ts';
import { RICARDO } from './samples.ts';

const ANDRES: RegisteredAccount = {
  _id: '5f0a1c00-0000-4000-8000-000000000101',
  address: 'andres.pena@entidad.example',
  holderName: 'Andrés Felipe Peña Niño',
  holderType: 'contractor',
  department: 'Oficina Jurídica',
  supervisorId: 'hernan',
  contractNumber: 'CPS-045-2026',
  contractStart: '2026-01-15',
  contractEnd: '2026-12-31',
  state: 'enabled',
  licence: 'sku',
  lastCase: 'MS-2026-000012',
  activeCaseId: '',
  updatedAt: '2026-11-30T12:00:00.000Z',
};

const JUAN: RegisteredAccount = {
  ...ANDRES,
  _id: 'juan',
  holderName: 'Juan Pablo De la Cruz Muñoz',
  address: 'juan.delacruz@entidad.example',
  contractNumber: 'CPS-078-2026',
  contractEnd: '2026-12-15',
  differs: { contractEnd: '2027-01-31' },
};
const ACCOUNTS: readonly RegisteredAccount[] = [JUAN, ANDRES];
const SETTLED: RegisteredAccount['settled'] = [
  { field: 'department', was: 'Jurídica', by: RICARDO, at: '2026-11-30T12:00:00.000Z', on: '2026-11-30' },
];

function row(at: number, more: Partial<ContractRow> = {}): ContractRow {
  const names = ['Andrés Felipe Peña Niño', 'Juan Pablo De la Cruz Muñoz', 'José Ángel Güiza Ñáñez'];
  return {
    id: `5f0a1c00-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`,
    name: names[at % 3] ?? '',
    contract: `CPS-0${at + 10}-2026`,
    end: '2026-12-15',
    status: 'open',
    why: 'own',
    ...more,
  };
}

function contracts(rows: readonly ContractRow[], locale: string) {
  const data = { day: '2026-11-30', page: 0, rows: [...rows], replaced: false };
  const context = { procedure: unidadVictimas, locale, now: '2026-11-30T13:00:00.000Z' };
  const { card } = renderBulletin(sampleBulletin('contract_end', data), context);
  if (!card) throw new TypeError('contract_end has no card');
  return card;
}

function importing(phase: AccountImportData['phase'], locale: string, more: Partial<AccountImportData> = {}) {
  const data: AccountImportData = {
    ...newImport('file', 'lista de correos 2026.xlsx', 'f1'),
    phase,
    rows: 412,
    fresh: 37,
    changed: 3,
    same: 366,
    remarks: 9,
    leftOut: 6,
    fields: { contractEnd: 2, supervisorId: 1 },
    samples: [
      { name: 'Andrés Felipe Peña Niño', field: 'contractEnd', before: '2026-11-30', after: '2026-12-31' },
    ],
    ...more,
  };
  const context = { procedure: unidadVictimas, locale, now: '2026-11-30T13:00:00.000Z' };
  const { card } = renderBulletin(sampleBulletin('account_import', data), context);
  if (!card) throw new TypeError('account_import has no card');
  return card;
}

/** The register's cards, as full as they get. */
export function accountPictures(locale: string): readonly Picture[] {
  const names = { hernan: 'Hernán Castaño Muñoz' };
  const page = { counted: false, names, later: false };
  const query = { department: 'juridica', endFrom: '2026-12-01', endTo: '2026-12-31' };
  const answered: readonly ContractRow[] = [
    row(0, { status: 'extend', problem: 'date' }),
    row(1, { status: 'confirmed' }),
    row(2, { status: 'extending', until: '2027-06-30', caseId: 'MS-2026-000031' }),
    row(3, { status: 'ended', end: '2026-11-27', caseId: 'MS-2026-000030' }),
    row(4, { why: 'silent', whose: 'Hernán Castaño Muñoz' }),
  ];
  const sixty = Array.from({ length: 60 }, (_, at) => row(at, { status: 'extend', problem: 'details' }));
  return [
    {
      name: 'accounts',
      card: renderAccountList({ ...page, query, accounts: ACCOUNTS, total: 14, next: 'x' }, locale),
    },
    {
      name: 'accounts-settle',
      card: renderAccountList(
        { ...page, query: { differs: true }, accounts: ACCOUNTS, total: 2, settles: true },
        locale,
      ),
    },
    {
      name: 'accounts-settled',
      card: renderAccountList(
        { ...page, query: {}, accounts: [{ ...JUAN, settled: SETTLED }], total: 1, settles: true },
        locale,
      ),
    },
    {
      name: 'accounts-one',
      card: renderAccountList({ ...page, query, accounts: ACCOUNTS.slice(0, 1), total: 1 }, locale),
    },
    { name: 'accounts-none', card: renderAccountList({ ...page, query, accounts: [], total: 0 }, locale) },
    { name: 'import-preview', card: importing('preview', locale) },
    { name: 'import-done', card: importing('done', locale, { written: 406 }) },
    { name: 'bulletin-contract-one', card: contracts([row(0)], locale) },
    { name: 'bulletin-contract-several', card: contracts([row(0), row(1), row(2)], locale) },
    { name: 'bulletin-contract-answers', card: contracts(answered, locale) },
    { name: 'bulletin-contract-sixty', card: contracts(sixty, locale) },
  ];
}
