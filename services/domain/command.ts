import type { AddressProposal, Case, FieldId, Fields, HolderType, PassedOn, Target } from './case.ts';
import type { CaseMail, LostMail } from './case-mail.ts';
import type { Reading, Tally } from './mass.ts';
import type { PersonRef } from './person.ts';
import type { Step } from './plan.ts';
import type { ServiceGoal } from './service-clock.ts';
import type { AccountSnapshot, BackupRecord } from './snapshot.ts';
import type { Score } from './survey.ts';

/** What a step's run came to; the worker gives it to the case as the command `step`. */
export interface StepResult {
  readonly stepId: string;
  readonly state: Step['state'];
  readonly cursor?: Step['cursor'];
  readonly evidence?: Step['evidence'];
  readonly reason?: Step['reason'];
  /** Real instant to go on at, where it waits by itself. */
  readonly notBefore?: string;
  /** What the step learned that the case keeps. */
  readonly learned?: {
    readonly account?: PersonRef;
    readonly proposal?: AddressProposal;
    readonly snapshot?: AccountSnapshot;
    readonly backup?: BackupRecord;
    readonly unrestored?: Case['unrestored'];
    readonly mailReturn?: Case['mailReturn'];
  };
}

/** Everything that can be told a case after it was opened. Who may, when, and what follows: `lifecycle.ts`. */
export type Command =
  /** The desk has read the directory. */
  | {
      readonly name: 'prepared';
      readonly target?: Target;
      readonly supervisor?: PersonRef;
      /** Who authorises in the supervisor's place these days. */
      readonly substitute?: PersonRef;
      readonly proposal?: AddressProposal;
      readonly findings?: Case['findings'];
      /** Of a mass deactivation: its list as it was read to the end. */
      readonly reading?: Reading;
    }
  /** The desk found that the account cannot be worked on (administrator, shared mailbox, gone). */
  | { readonly name: 'turn_down'; readonly reason: string }
  /** Supervisor: the formal request. */
  | { readonly name: 'authorise' }
  | { readonly name: 'not_authorise'; readonly remark: string }
  /** The desk gives the case to a specialist, who has `open` others. */
  | { readonly name: 'assign'; readonly to: PersonRef; readonly open: number }
  | { readonly name: 'take' }
  | { readonly name: 'hand_over'; readonly to: PersonRef }
  | {
      readonly name: 'approve';
      readonly holderType?: HolderType;
      /** What the specialist has made sure of, by the procedure's `confirms`. */
      readonly confirmed?: readonly string[];
    }
  | { readonly name: 'reject'; readonly remark: string }
  | { readonly name: 'request_data'; readonly fields: readonly FieldId[]; readonly note: string }
  /** Data from the requester, in chat or on a card; also unasked for. */
  | { readonly name: 'add_data'; readonly fields: Fields; readonly note?: string }
  /** The specialist records what the requester said by mail or telephone. */
  | { readonly name: 'record_answer'; readonly fields: Fields; readonly note: string }
  /**
   * An e-mail of somebody of the case, read in the light of what was asked. It answers and is put on the case; it
   * never decides. Given by the desk itself, or by whoever of the desk put it there.
   */
  | {
      readonly name: 'receive_mail';
      readonly mail: CaseMail;
      readonly fields: Fields;
      readonly note: string;
    }
  /** An e-mail of the desk came back, or was refused until the desk gave it up. */
  | { readonly name: 'lose_mail'; readonly mail: LostMail }
  /** Specialist: what did not arrive is sent again, to the address that the directory has now. */
  | { readonly name: 'resend_mail' }
  | { readonly name: 'withdraw' }
  /** The scheduled day has come. */
  | { readonly name: 'begin' }
  | { readonly name: 'step'; readonly result: StepResult }
  /** Specialist: a manual step is done; the desk reads back what it can. */
  | { readonly name: 'step_by_hand'; readonly stepId: string; readonly note: string }
  | { readonly name: 'retry' }
  /** Specialist: the former mail goes into the new mailbox; also later, while the case may be reopened. */
  | { readonly name: 'return_mail' }
  /** Specialist: the new mailbox stays empty. */
  | { readonly name: 'skip_mail' }
  /** Specialist: the case is solved outside the work order; recorded with a note. */
  | { readonly name: 'resolve_by_hand'; readonly note: string }
  /** A secret was minted and shown; recorded before it is shown. */
  | { readonly name: 'reveal' }
  | { readonly name: 'acknowledge' }
  /** Requester: it works. */
  | { readonly name: 'confirm' }
  | { readonly name: 'reopen'; readonly remark: string }
  /** Requester, once it is over: how it was. */
  | { readonly name: 'rate'; readonly score: Score; readonly comment?: string }
  /* By the desk itself, each when its deadline has passed: `deadlines.ts`. */
  | { readonly name: 'remind' }
  /** The requester never answered the question. */
  | { readonly name: 'close_unanswered' }
  /** Nobody said whether it was well; it is closed as done. */
  | { readonly name: 'close_confirmed' }
  /** Whoever should authorise is silent: somebody else is looked for. */
  | { readonly name: 'escalate_authorisation' }
  | { readonly name: 'warn_deadline'; readonly goal: ServiceGoal }
  /** A promised time has passed: the service is non-conforming. */
  | { readonly name: 'breach'; readonly goal: ServiceGoal }
  /** The desk found who may authorise instead; nobody means the desk leads. */
  | { readonly name: 'pass_authorisation'; readonly to?: PersonRef; readonly why: PassedOn['why'] }
  /** Desk lead: cause and remedy of a breached deadline, and the new date where it is not done yet. */
  | {
      readonly name: 'treat_nonconformity';
      readonly cause: string;
      readonly remedy: string;
      /** `YYYY-MM-DD`. */
      readonly newDate?: string;
    }
  /* Of a mass deactivation: `commands/apply-mass.ts`. */
  /** Desk lead: only a part of the list; it is read again. */
  | { readonly name: 'narrow'; readonly department?: string; readonly holderType?: HolderType }
  /** Desk lead: more than expected, looked at a second time, and right. */
  | { readonly name: 'release_brake'; readonly note: string }
  /** No further account is begun until it goes on. */
  | { readonly name: 'pause' }
  | { readonly name: 'go_on' }
  /** No further account is begun at all. */
  | { readonly name: 'stop' }
  /** An account's own case has come to rest, or was taken up again. */
  | { readonly name: 'child_settled' }
  /** Nothing of the going through is left to do. */
  | { readonly name: 'spread_done'; readonly tally: Tally }
  /** One of the two who decided it: everything back as it was. */
  | { readonly name: 'return_all'; readonly remark: string }
  /** The other one. */
  | { readonly name: 'approve_return' };

export type CommandName = Command['name'];

/** The one command of that name, with what it carries. */
export type CommandOf<N extends CommandName> = Extract<Command, { readonly name: N }>;

/** Codes of every expected "no"; each is a sentence below `refusal` in the locale files. */
export type RefusalCode =
  | 'stale'
  | 'not_yours'
  | 'own_request'
  | 'not_now'
  | 'too_late_to_withdraw'
  | 'past_licence_gate'
  | 'reason_needed'
  | 'fields_needed'
  | 'note_needed'
  | 'data_missing'
  | 'not_prepared'
  | 'confirmation_needed'
  | 'unknown_step'
  | 'reopen_expired'
  | 'no_mail_to_return'
  | 'same_person'
  | 'not_a_specialist'
  | 'already_signed_in'
  | 'reveal_first'
  | 'cause_needed'
  | 'new_date_needed'
  | 'nothing_to_treat'
  | 'survey_closed'
  | 'indicators_not_yours'
  | 'period_unclear'
  | 'substitute_dates'
  | 'substitute_person'
  | 'invalid_value'
  | 'unknown_case'
  | 'mail_gone'
  | 'unknown_bulletin'
  | 'stale_bulletin'
  | 'directory_unread'
  | 'draft_gone'
  | 'accounts_not_yours'
  | 'settle_not_yours'
  | 'difference_gone'
  | 'import_not_yours'
  | 'import_running'
  | 'import_file_gone'
  | 'contract_extended'
  | 'target_administrator'
  | 'target_shared'
  | 'target_busy'
  | 'target_enabled'
  | 'target_disabled'
  | 'target_unknown'
  | 'not_offered'
  | 'may_not_ask'
  | 'mass_asker'
  | 'list_unknown'
  | 'brake'
  | 'nothing_affected'
  | 'narrow_needed'
  | 'return_expired'
  | 'not_of_the_two'
  | 'already_returned';

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly params?: { readonly [name: string]: string | number };
}

export function refuse(code: RefusalCode, params?: Refusal['params']): Refusal {
  return params === undefined ? { ok: false, code } : { ok: false, code, params };
}
