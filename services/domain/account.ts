import type { HolderType } from './case.ts';
import type { PersonRef } from './person.ts';

/** `gone`: the directory no longer shows it; the entry stays, and its address stays taken. */
export const ACCOUNT_STATES = ['enabled', 'disabled', 'gone'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** What the register says of an account and the directory, or an import, may say otherwise. */
export const ACCOUNT_FIELDS = [
  'address',
  'holderName',
  'state',
  'licence',
  'holderType',
  'department',
  'supervisorId',
  'contractNumber',
  'contractStart',
  'contractEnd',
] as const;
export type AccountField = (typeof ACCOUNT_FIELDS)[number];

/** What a supervisor said about the end of a contract. */
export const CONTRACT_ANSWERS = ['confirmed', 'extending', 'not_mine'] as const;
export type ContractAnswer = (typeof CONTRACT_ANSWERS)[number];

/** How far the desk has come with one end of one contract; another end begins it anew. */
export interface ContractWatch {
  /** The end that it is about, `YYYY-MM-DD`. */
  readonly end: string;
  /** How many of the profile's reminders are out or were passed over. */
  readonly told: number;
  readonly answer?: ContractAnswer;
  readonly answeredBy?: PersonRef;
  /** Ids of everybody who was told of this end. */
  readonly asked?: readonly string[];
  /** Desk instant. */
  readonly escalatedAt?: string;
  /** Desk instant before which nothing is done: something is open on the account, or it could not be read. */
  readonly heldUntil?: string;
  /** The case that the answer, or the end itself, has opened. */
  readonly caseId?: string;
  /** The end was dealt with. */
  readonly ended?: true;
}

/** A difference that a desk lead settled by taking the directory's word. */
export interface SettledDifference {
  readonly field: AccountField;
  /** What the register said before. */
  readonly was: string;
  readonly by: PersonRef;
  /** Desk instant. */
  readonly at: string;
  /** The day of it where the entity is, `YYYY-MM-DD`. */
  readonly on: string;
}

/** One institutional account that the desk knows (lista de correos). `_id` is the directory id. */
export interface RegisteredAccount {
  readonly _id: string;
  readonly address: string;
  readonly holderName: string;
  readonly holderType?: HolderType;
  readonly department?: string;
  readonly supervisorId?: string;
  readonly contractNumber?: string;
  /** `YYYY-MM-DD`, as all dates here. */
  readonly contractStart?: string;
  /** The last day, inclusive. */
  readonly contractEnd?: string;
  readonly state: AccountState;
  /** Licence SKUs by id, joined by blanks; '' for none, absent where it was never read. */
  readonly licence?: string;
  readonly lastCase: string;
  /** The case whose work order is running on it, '' where none is. */
  readonly activeCaseId: string;
  readonly updatedAt: string;
  /** What the directory says otherwise of fields whose source is the desk; '' where it says nothing. */
  readonly differs?: Readonly<Partial<Record<AccountField, string>>>;
  /** The latest differences that were settled, oldest first. */
  readonly settled?: readonly SettledDifference[];
  readonly watch?: ContractWatch;
  /** Desk instant of the calendar's next act on it, '' or absent where there is none. */
  readonly calendarAt?: string;
  /** Another after every write; the stores' own. */
  readonly version?: string;
}

/** A claim that was never recorded is no entry of the register yet. */
export const isEntry = (account: Pick<RegisteredAccount, 'holderName'>): boolean => account.holderName !== '';
