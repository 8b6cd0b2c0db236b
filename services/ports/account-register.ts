import type { HolderType } from '../domain/case.ts';

/** One institutional account that the desk knows (lista de correos). `_id` is the directory id. */
export interface RegisteredAccount {
  readonly _id: string;
  readonly address: string;
  readonly holderName: string;
  readonly holderType?: HolderType;
  readonly department?: string;
  readonly supervisorId?: string;
  readonly contractNumber?: string;
  readonly contractStart?: string;
  readonly contractEnd?: string;
  readonly state: 'enabled' | 'disabled';
  readonly lastCase: string;
  /** The case whose work order is running on it, '' where none is. */
  readonly activeCaseId: string;
  readonly updatedAt: string;
}

export interface AccountRegister {
  get(id: string): Promise<RegisteredAccount | undefined>;
  /**
   * Claims the account for a case's work order: true where it was free or already this case's. One work order an
   * account at a time, also between processes. An account not registered yet gets an entry with `lastCase` ''.
   */
  claim(id: string, address: string, caseId: string, at: string): Promise<boolean>;
  /**
   * Writes what the case (`lastCase`) did and frees its claim (`activeCaseId` is stored as ''). Idempotent by case
   * and content: repeated late, it neither touches another case's claim nor puts itself over a newer `updatedAt`.
   */
  record(account: RegisteredAccount): Promise<void>;
  /** Frees a claim without other change, where it is this case's; an entry never recorded goes with it. */
  release(id: string, caseId: string): Promise<void>;
}

/** Addresses ever used: claimed by insert before an account is made, never removed. Case does not matter. */
export interface AddressBook {
  /** True where the address was free or already this case's. */
  claim(address: string, caseId: string, at: string): Promise<boolean>;
  ownerOf(address: string): Promise<string | undefined>;
}
