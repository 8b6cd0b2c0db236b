import type { RegisteredAccount } from '../../services/domain/account.ts';
import type { AccountQuery } from '../../services/domain/account-query.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { anAccount } from '../support/builders.ts';

/** Writes under way at once while filling. */
const TOGETHER = 64;
const DEPARTMENTS = 40;
const SUPERVISORS = 150;

const departmentNumber = (n: number) => `Oficina Número ${n % DEPARTMENTS}`;
const day = (n: number) =>
  `2027-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;

function accountNumber(n: number): RegisteredAccount {
  return anAccount({
    _id: `account-${n}`,
    holderName: `Nombre${n % 500} Apellido${n % 900}`,
    holderType: n % 5 === 0 ? 'official' : n % 7 === 0 ? 'operator' : 'contractor',
    department: departmentNumber(n),
    supervisorId: `supervisor-${n % SUPERVISORS}`,
    contractNumber: `CPS-${n}-2027`,
    contractEnd: day(n),
    state: n % 4 === 0 ? 'disabled' : 'enabled',
    calendarAt: '2037-01-01T00:00:00.000Z',
  });
}

/** Fills the register of an empty store. */
export async function fillAccounts(stores: Stores, count: number): Promise<void> {
  for (let n = 0; n < count; n += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, count - n) }, (_, at) => n + at);
    await Promise.all(numbers.map((number) => stores.register.put(accountNumber(number))));
  }
}

/** What people ask of the register; the n-th asking of each. */
export const ACCOUNT_QUERIES: Readonly<Record<string, (n: number) => AccountQuery>> = {
  endingInDepartment: (n) => ({
    wholeDepartment: departmentNumber(n),
    endFrom: '2027-03-01',
    endTo: '2027-03-31',
  }),
  contractorsOfDepartment: (n) => ({ wholeDepartment: departmentNumber(n), holderType: 'contractor' }),
  ofSupervisor: (n) => ({ supervisorId: `supervisor-${n % SUPERVISORS}` }),
  inactive: () => ({ state: 'disabled' }),
  byName: (n) => ({ text: `nombre${n % 500} apellido${n % 900}` }),
};
