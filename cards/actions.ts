import type { AccountField } from '../services/domain/account.ts';
import type { AccountQuery } from '../services/domain/account-query.ts';
import type { BulletinPress } from '../services/domain/bulletin.ts';
import type { FieldId, HolderType } from '../services/domain/case.ts';
import type { Score } from '../services/domain/survey.ts';
import type { IndicatorCasesPress, IndicatorFilePress, IndicatorsPress } from './indicators/presses.ts';

/** Commands of a case that a person can press on a card. */
export const CASE_VERBS = [
  'authorise',
  'not_authorise',
  'take',
  'hand_over',
  'approve',
  'reject',
  'request_data',
  'add_data',
  'record_answer',
  'withdraw',
  'step_by_hand',
  'retry',
  'resend_mail',
  'return_mail',
  'skip_mail',
  'resolve_by_hand',
  'reveal',
  'acknowledge',
  'confirm',
  'reopen',
  'rate',
  'treat_nonconformity',
  'narrow',
  'release_brake',
  'pause',
  'go_on',
  'stop',
  'return_all',
  'approve_return',
] as const;
export type CaseVerb = (typeof CASE_VERBS)[number];

/** Presses that belong to the conversation and not to a case that stands. */
export const DESK_VERBS = [
  'draft_save',
  'draft_confirm',
  'draft_cancel',
  'draft_edit',
  'choose_person',
  'choose_intent',
  'open_case',
  'case_record',
  'mail_files',
  'mass_file',
  'page',
  'indicators',
  'indicator_cases',
  'indicator_file',
  'accounts',
  'accounts_export',
  'account_settle',
] as const;
export type DeskVerb = (typeof DESK_VERBS)[number];

/** Presses on a bulletin's card: one verb, and what it does is the kind's own `act`. */
export const BULLETIN_VERBS = ['bulletin'] as const;
export type BulletinVerb = (typeof BULLETIN_VERBS)[number];

export type Verb = CaseVerb | DeskVerb | BulletinVerb;

/** Which list of cases a page belongs to: asked by me, about my people, in my charge, all that are open. */
export const CASE_LISTS = ['mine', 'team', 'assigned', 'open'] as const;
export type CaseListName = (typeof CASE_LISTS)[number];

/** What was typed into inputs of fields, unchecked; an empty input is left out. */
export type TypedFields = Readonly<Partial<Record<FieldId, string>>>;

interface OnCase {
  /** Code of the case. */
  readonly case: string;
  /** The stage that the pressed card showed; another one is stale. */
  readonly stage: number;
}

interface OnDraft {
  readonly draft: string;
}

/**
 * A pressed button, checked for form and size alone: who pressed, and whether they may, comes from elsewhere.
 * Texts are trimmed and may be empty; the rules of the case say what is needed.
 */
export type CardAction =
  | (OnCase & { readonly verb: 'resend_mail' | 'return_mail' | 'skip_mail' })
  | (OnCase & {
      readonly verb: 'authorise' | 'take' | 'withdraw' | 'retry' | 'reveal' | 'acknowledge' | 'confirm';
    })
  | (OnCase & { readonly verb: 'pause' | 'go_on' | 'stop' | 'approve_return' })
  | (OnCase & { readonly verb: 'narrow'; readonly department: string; readonly holderType?: HolderType })
  | (OnCase & { readonly verb: 'release_brake'; readonly note: string })
  | (OnCase & { readonly verb: 'return_all'; readonly remark: string })
  | (OnCase & { readonly verb: 'not_authorise' | 'reject' | 'reopen'; readonly remark: string })
  | (OnCase & { readonly verb: 'rate'; readonly score: Score; readonly comment: string })
  | (OnCase & { readonly verb: 'hand_over'; readonly personId: string })
  | (OnCase & { verb: 'approve'; holderType?: HolderType; confirmed?: readonly string[] })
  | (OnCase & { readonly verb: 'request_data'; readonly fields: readonly FieldId[]; readonly note: string })
  | (OnCase & {
      readonly verb: 'add_data' | 'record_answer';
      readonly values: TypedFields;
      readonly note: string;
    })
  | (OnCase & { readonly verb: 'step_by_hand'; readonly stepId: string; readonly note: string })
  | (OnCase & { readonly verb: 'resolve_by_hand'; readonly note: string })
  | (OnCase & {
      readonly verb: 'treat_nonconformity';
      readonly cause: string;
      readonly remedy: string;
      /** `YYYY-MM-DD`, unchecked; '' where none was chosen. */
      readonly newDate: string;
    })
  | (OnDraft & { readonly verb: 'draft_save'; readonly values: TypedFields })
  | (OnDraft & { readonly verb: 'draft_confirm' | 'draft_cancel' | 'draft_edit' })
  | {
      readonly verb: 'choose_person';
      readonly draft: string;
      /** The field that the person is chosen for. */
      readonly field: FieldId;
      /** Directory id; '' for "none of these". */
      readonly personId: string;
    }
  | {
      readonly verb: 'choose_intent';
      /** The intent that the choice stands for, in the recogniser's words. */
      readonly intent: string;
    }
  | {
      readonly verb: 'bulletin';
      /** Id of the bulletin. */
      readonly bulletin: string;
      readonly stage: number;
      readonly press: BulletinPress;
    }
  | { readonly verb: 'open_case'; readonly case: string }
  | { readonly verb: 'case_record'; readonly case: string }
  | { readonly verb: 'mail_files'; readonly case: string }
  /** The whole list of a mass deactivation as a workbook. */
  | { readonly verb: 'mass_file'; readonly case: string }
  | {
      readonly verb: 'page';
      readonly list: CaseListName;
      /** Code of the case to go on from; '' for the first page. */
      readonly before: string;
    }
  | IndicatorsPress
  | IndicatorCasesPress
  | IndicatorFilePress
  | {
      readonly verb: 'accounts';
      /** What was asked for; what of it the presser may see is decided anew. */
      readonly query: AccountQuery;
      /** Place to go on from; '' for the first page. */
      readonly after: string;
    }
  | {
      readonly verb: 'account_settle';
      /** Directory id of the account. */
      readonly account: string;
      readonly field: AccountField;
      /** What the directory said on the card; where it says something else by now, nothing is taken. */
      readonly value: string;
      /** The list to show again, and the place in it. */
      readonly query: AccountQuery;
      readonly after: string;
    }
  | {
      readonly verb: 'accounts_export';
      readonly query: AccountQuery;
      readonly format: 'csv' | 'xlsx';
    };
