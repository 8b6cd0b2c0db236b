import { type FieldId, HOLDER_TYPES } from './case.ts';
import { FAILURE_KINDS, REASONS } from './causes.ts';
import { CHANGES } from './procedure.ts';

/**
 * How a value is asked for, checked and shown. `account` and `person` are somebody of the directory: what a person
 * types is only a way to find them, and the value kept is the directory id. `note` may have several lines.
 * `list` is a list of accounts: an attached file, or words that say which; the value kept is the list's id.
 */
export type FieldType =
  | 'personName'
  | 'choice'
  | 'nationalId'
  | 'text'
  | 'email'
  | 'phone'
  | 'person'
  | 'account'
  | 'contractNumber'
  | 'date'
  | 'note'
  | 'list';

export interface FieldSpec {
  readonly type: FieldType;
  /** Characters, after cleaning. Source: Microsoft Graph's limits for what goes into the directory. */
  readonly maxLength: number;
  /** Codes of a choice, in the order in which they are offered. */
  readonly choices?: readonly string[];
  /** Locale key below which the words of the choices are. */
  readonly words?: string;
}

const choice = (words: string, choices: readonly string[]): FieldSpec => ({
  type: 'choice',
  maxLength: 40,
  choices,
  words,
});

/** Longest e-mail address (RFC 5321, path without its angle brackets). */
const ADDRESS = 254;
const DATE = 10;

/** Every datum that a case can carry: how it is read. A new field is a row here, its words and a rule in a profile. */
export const FIELDS: Readonly<Record<FieldId, FieldSpec>> = {
  account: { type: 'account', maxLength: ADDRESS },
  accountList: { type: 'list', maxLength: 400 },
  guideline: { type: 'text', maxLength: 200 },
  holderName: { type: 'personName', maxLength: 128 },
  holderType: choice('case.holderType', HOLDER_TYPES),
  nationalId: { type: 'nationalId', maxLength: 18 },
  department: { type: 'text', maxLength: 64 },
  position: { type: 'text', maxLength: 128 },
  personalEmail: { type: 'email', maxLength: ADDRESS },
  phone: { type: 'phone', maxLength: 16 },
  supervisor: { type: 'person', maxLength: ADDRESS },
  contractNumber: { type: 'contractNumber', maxLength: 50 },
  startDate: { type: 'date', maxLength: DATE },
  endDate: { type: 'date', maxLength: DATE },
  change: choice('case.change', CHANGES),
  newValue: { type: 'text', maxLength: 256 },
  justification: { type: 'note', maxLength: 1000 },
  reason: choice('case.reason', REASONS),
  effectiveDate: { type: 'date', maxLength: DATE },
  mailAccess: { type: 'person', maxLength: ADDRESS },
  failureKind: choice('case.failureKind', FAILURE_KINDS),
  description: { type: 'note', maxLength: 4000 },
};

/** Characters that a given name, and the surnames together, may have in the directory. */
export const NAME_PART = 64;
