import type { HolderType } from '../../services/domain/case.ts';
import type { FailureKind, Reason } from '../../services/domain/causes.ts';

/** What people want from the desk; the labels are those of the labelled utterances. */
export const INTENTS = [
  'create_account',
  'modify_account',
  'activate_account',
  'deactivate_account',
  'bulk_deactivate',
  'reset_password',
  'report_failure',
  'case_status',
  'add_information',
  'cancel_case',
  'reopen_case',
  'talk_to_person',
  'how_to',
  'help',
  'greeting',
  'out_of_scope',
] as const;
export type Intent = (typeof INTENTS)[number];

/**
 * What a message says, normalised: names in Title Case with the accents as typed, ids and phones as digits,
 * addresses in lower case, dates `YYYY-MM-DD`, case numbers in upper case with hyphens. Absent: not said.
 */
export interface Entities {
  holderName?: string;
  holderType?: HolderType;
  nationalId?: string;
  account?: string;
  personalEmail?: string;
  phone?: string;
  department?: string;
  position?: string;
  contractNumber?: string;
  startDate?: string;
  endDate?: string;
  effectiveDate?: string;
  supervisorName?: string;
  supervisorEmail?: string;
  caseNumber?: string;
  oficioNumber?: string;
  reason?: Reason;
  failureKind?: FailureKind;
  newValue?: string;
}

export type EntityKey = keyof Entities;

/** The keys whose value is a stretch of the message, as against those that the whole message tells. */
export type SpanKey = Exclude<EntityKey, 'holderType' | 'reason' | 'failureKind'>;

export interface Alternative {
  readonly intent: Intent;
  /** Probability, 0 to 1. */
  readonly confidence: number;
}

/** What was understood from one first message. */
export interface Recognition {
  readonly intent: Intent;
  /** Calibrated probability that `intent` is right, 0 to 1. */
  readonly confidence: number;
  /** The desk may act on `intent` without offering a choice. */
  readonly sure: boolean;
  readonly entities: Entities;
  /** The other likely intents, most likely first, at most three. */
  readonly alternatives: readonly Alternative[];
}

/** One message; `now` is today in the entity's time zone, `YYYY-MM-DD`. */
export interface Message {
  readonly text: string;
  readonly locale: string;
  readonly now: string;
}
