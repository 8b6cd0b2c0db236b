import type { CaseFacts } from './case-facts.ts';
import type { CaseMail, LostMail, SentMail } from './case-mail.ts';
import type { Deadline } from './deadlines.ts';
import type { HistoryEntry } from './history.ts';
import type { MailboxFindings } from './mailbox-findings.ts';
import type { ChildState, Mass } from './mass.ts';
import type { PersonRef } from './person.ts';
import type { Step } from './plan.ts';
import type { NonConformity, ServiceClock, Waiting } from './service-clock.ts';
import type { AccountSnapshot, BackupRecord, MailReturn, Unrestored } from './snapshot.ts';
import type { Survey } from './survey.ts';
import type { Work } from './work.ts';

/** What may be asked of the desk. A new kind is a row here and a `kinds` entry in each profile that offers it. */
export const KINDS = [
  'create',
  'modify',
  'activate',
  'deactivate',
  'bulk_deactivate',
  'reset',
  'failure',
  'assistance',
] as const;
export type Kind = (typeof KINDS)[number];

/**
 * Where a case stands. `treating`: it is over for whoever asked, but a breached deadline still lacks cause and remedy,
 * and without them no case closes.
 */
export const STATUSES = [
  'awaiting_supervisor',
  'in_review',
  'awaiting_data',
  'scheduled',
  'fulfilling',
  'needs_attention',
  'delivering',
  'resolved',
  'treating',
  'closed',
] as const;
export type Status = (typeof STATUSES)[number];

/** Why a closed case ended. */
export type Outcome = 'fulfilled' | 'rejected' | 'not_authorised' | 'withdrawn' | 'unanswered';

export const HOLDER_TYPES = ['contractor', 'official', 'operator'] as const;
export type HolderType = (typeof HOLDER_TYPES)[number];

/** Every datum that a case can carry; how each is asked and checked is its row in `fields.ts`. */
export const FIELD_IDS = [
  'account',
  'accountList',
  'guideline',
  'holderName',
  'holderType',
  'nationalId',
  'department',
  'position',
  'personalEmail',
  'phone',
  'supervisor',
  'contractNumber',
  'startDate',
  'endDate',
  'change',
  'newValue',
  'justification',
  'reason',
  'effectiveDate',
  'mailAccess',
  'failureKind',
  'description',
] as const;
export type FieldId = (typeof FIELD_IDS)[number];

/** The canonical value (ISO date, directory id, code of a choice, text) and, where it differs, how people read it. */
export interface FieldValue {
  readonly value: string;
  readonly shown?: string;
}
export type Fields = Readonly<Partial<Record<FieldId, FieldValue>>>;

/** Plain data that fits both stores byte for byte. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** The existing account that a case is about, as the directory showed it when the case was prepared. */
export interface Target extends PersonRef {
  readonly userPrincipalName: string;
  readonly enabled: boolean;
  readonly synchronised: boolean;
  readonly holderType?: HolderType;
  readonly department?: string;
  readonly position?: string;
  readonly phone?: string;
  readonly contractNumber?: string;
  /** `YYYY-MM-DD`. */
  readonly contractEnd?: string;
  readonly manager?: PersonRef;
}

/** The address that a new account would get, and the ones passed over with the reason. */
export interface AddressProposal {
  readonly address: string;
  readonly passedOver: readonly { readonly address: string; readonly why: 'in_use' | 'retired' }[];
}

export interface Delivery {
  readonly recipient: PersonRef;
  /** How many times the secret was minted; the secret itself is nowhere. */
  readonly reveals: number;
  readonly lastRevealAt?: string;
  /** The directory's time of the password change that the latest reveal made, as read back. */
  readonly provedAt?: string;
  readonly acknowledgedAt?: string;
}

/** A question put to the requester: which fields, with the specialist's note, and when. */
export interface DataRequest {
  readonly fields: readonly FieldId[];
  readonly note: string;
  readonly by: PersonRef;
  readonly at: string;
}

/** A card or message that was posted about the case and can still be edited. */
export interface Post {
  readonly id: string;
  readonly notice: string;
  readonly personId: string;
  /** Key of the conversation in the conversation store. */
  readonly conversation: string;
  readonly activityId: string;
  /** The stage that it showed when last sent or edited. */
  readonly stage: number;
}

/** The authorisation passed on because somebody was silent or away; to whom is the case's `supervisor`. */
export interface PassedOn {
  /** Absent where the desk leads had it. */
  readonly from?: PersonRef;
  readonly at: string;
  readonly why: 'substitute' | 'manager' | 'desk';
}

/**
 * One coded request with its whole history: one document, every change of it one compare-and-set on `revision`.
 * Instants are UTC ISO strings; dates are `YYYY-MM-DD` in the profile's time zone.
 */
export interface Case {
  /** The code, `MS-2026-000123`. */
  readonly _id: string;
  readonly draftId: string;
  /** Raised by every write. */
  readonly revision: number;
  /** Raised only when status, fields or work order change; cards carry it. */
  readonly stage: number;
  readonly procedure: string;
  readonly kind: Kind;
  readonly status: Status;
  readonly outcome?: Outcome;
  /** The specialist's or supervisor's words for a rejection, a reopening, a resolution by hand. */
  readonly remark?: string;
  readonly locale: string;
  readonly requester: PersonRef;
  readonly supervisor?: PersonRef;
  /** Who gave the formal request that the procedure wants, once somebody has. */
  readonly authorisedBy?: PersonRef;
  readonly assignee?: PersonRef;
  readonly fields: Fields;
  readonly target?: Target;
  readonly proposal?: AddressProposal;
  /** Set once the preparation has read the directory. */
  readonly prepared: boolean;
  readonly steps: readonly Step[];
  readonly snapshot?: AccountSnapshot;
  readonly backup?: BackupRecord;
  /** What was found out about the mailbox before it was decided on. */
  readonly findings?: MailboxFindings;
  /** What an activation could not put back, and why: locale keys below `unrestored`. */
  readonly unrestored?: readonly Unrestored[];
  /** The former mail, where an activation found a new mailbox and a backup of the old one. */
  readonly mailReturn?: MailReturn;
  /** The account that the work order made or changed. */
  readonly account?: PersonRef;
  readonly delivery?: Delivery;
  /** Of a mass deactivation: its list, brake, run and return. Its accounts are cases of their own. */
  readonly mass?: Mass;
  readonly dataRequest?: DataRequest;
  /** Notes added by people: data given late, answers recorded, what was done by hand. */
  readonly notes: readonly { readonly at: string; readonly by: PersonRef; readonly text: string }[];
  /** E-mails that were put on the case, oldest first. */
  readonly mails?: readonly CaseMail[];
  /** E-mails that the desk sent, oldest first. */
  readonly sentMails?: readonly SentMail[];
  /** E-mails of the desk that did not arrive, oldest first. */
  readonly lostMails?: readonly LostMail[];
  readonly posts: readonly Post[];
  readonly history: readonly HistoryEntry[];
  readonly work: readonly Work[];
  readonly deadlines: readonly Deadline[];
  readonly clock?: ServiceClock;
  readonly waiting?: Waiting;
  readonly nonConformities?: readonly NonConformity[];
  readonly passedOn?: readonly PassedOn[];
  /** What whoever asked thought of it, since it last ended. */
  readonly survey?: Survey;
  /** What the indicators count of it; absent on a case that was never written since they are kept. */
  readonly facts?: CaseFacts;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt?: string;

  /* What the stores index; derived, see `index-fields.ts`. */
  readonly open: boolean;
  readonly requesterId: string;
  readonly assigneeId: string;
  readonly supervisorId: string;
  /** Whether a non-conformity lacks cause and remedy. */
  readonly untreated?: boolean;
  /** Of one account of a mass deactivation: the code of the mass case. */
  readonly parentId?: string;
  /** How far it is in the eyes of that case; '' where there is none. */
  readonly childState?: ChildState | '';
  /** The account's directory id while the case is open on it, else ''. */
  readonly activeAccountId: string;
  /** Real instant at which the next work is due, '' where none is owed. */
  readonly dueAt: string;
  /** Desk instant of the next deadline, '' where there is none. */
  readonly deadlineAt: string;
  /** Real instant until which a worker holds the case, '' where none does. */
  readonly leaseUntil: string;
  /** Fencing token: raised by each lease, checked when its holder settles. */
  readonly fence: number;
}
