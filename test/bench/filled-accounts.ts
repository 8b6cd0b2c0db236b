import type { RegisteredAccount } from '../../services/domain/account.ts';
import type { AccountQuery } from '../../services/domain/account-query.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { anAccount } from '../support/builders.ts';

/** Writes under way at once while filling. */
const TOGETHER = 64;
/** Accounts of a department and of a supervisor, whatever the size: the pages that are compared are equally full. */
const IN_DEPARTMENT = 250;
const OF_SUPERVISOR = 25;
/** Departments and supervisors of the smallest register, which each larger one has too. */
const DEPARTMENTS = 4;
const SUPERVISORS = 40;
/** Given names are shared by the more people the more there are; with the surname, by nobody. */
const GIVEN_NAMES = 500;
const SURNAMES = 901;

const name = (n: number) => `Nombre${n % GIVEN_NAMES} Apellido${n % SURNAMES}`;
const departmentNumber = (n: number) => `Oficina Número ${n}`;
const supervisorNumber = (n: number) => `supervisor-${n}`;
const day = (n: number) =>
  `2027-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;

/** The n-th of so many; people of one department or supervisor lie apart, and end in every month. */
function accountNumber(n: number, count: number): RegisteredAccount {
  return anAccount({
    _id: `account-${n}`,
    holderName: name(n),
    holderType: n % 5 === 0 ? 'official' : n % 7 === 0 ? 'operator' : 'contractor',
    department: departmentNumber(Math.floor(n / 12) % Math.ceil(count / IN_DEPARTMENT)),
    supervisorId: supervisorNumber(n % Math.ceil(count / OF_SUPERVISOR)),
    contractNumber: `CPS-${n}-2027`,
    contractEnd: day(n),
    state: n % 4 === 0 ? 'disabled' : 'enabled',
    calendarAt: '2037-01-01T00:00:00.000Z',
  });
}

/** Fills the register of an empty store with 1,000 accounts or more. */
export async function fillAccounts(stores: Stores, count: number): Promise<void> {
  for (let n = 0; n < count; n += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, count - n) }, (_, at) => n + at);
    await Promise.all(numbers.map((number) => stores.register.put(accountNumber(number, count))));
  }
}

/** What people ask of the register; the n-th asking of each. */
export const ACCOUNT_QUERIES: Readonly<Record<string, (n: number) => AccountQuery>> = {
  endingInDepartment: (n) => ({
    wholeDepartment: departmentNumber(n % DEPARTMENTS),
    endFrom: '2027-03-01',
    endTo: '2027-03-31',
  }),
  contractorsOfDepartment: (n) => ({
    wholeDepartment: departmentNumber(n % DEPARTMENTS),
    holderType: 'contractor',
  }),
  ofSupervisor: (n) => ({ supervisorId: supervisorNumber(n % SUPERVISORS) }),
  inactive: () => ({ state: 'disabled' }),
  byName: (n) => ({ text: name(n).toLowerCase() }),
};
