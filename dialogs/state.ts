import type { FieldId, Fields } from '../services/domain/case.ts';
import type { Draft } from '../services/domain/draft.ts';
import type { Typed } from './answers/labelled.ts';

/** Raised when a state that an earlier program wrote can no longer be gone on from. */
export const STATE_VERSION = 1;

/** Several people answer to a name: who they are, in the order in which they were offered. */
export interface PeopleQuestion {
  readonly field: FieldId;
  readonly ids: readonly string[];
}

/** A request that is being put together. Small and plain, so that it survives as JSON between any two turns. */
export interface FormState {
  /** What the person said, checked. */
  readonly draft: Draft;
  /** What the procedure fills in without asking; the person's own words go before it. */
  readonly suggested: Fields;
  /** What the last question was about. */
  readonly asking?: FieldId | 'confirm' | 'correction';
  readonly people?: PeopleQuestion;
  /** The last question named the account, so that "no" means another one. */
  readonly introduced?: true;
  /** The account was refused: nothing is lost where the person turns to something else. */
  readonly idle?: true;
  /** A live card of the form or its summary stands in the chat. */
  readonly card?: 'form' | 'summary';
  /** How often the last question has gone unanswered. */
  readonly tries?: number;
}

/** A question that belongs to no form: what an answer to it does. */
export type Waiting =
  | { readonly for: 'cancel_form' }
  /** Another request came up in the middle of a form. */
  | { readonly for: 'switch'; readonly text: string; readonly intent: string }
  /** A request that was put off is offered again. */
  | { readonly for: 'resume' }
  | { readonly for: 'later' }
  | {
      readonly for: 'which_case';
      readonly act: CaseAct;
      readonly codes: readonly string[];
      readonly text: string;
    }
  | { readonly for: 'withdraw'; readonly code: string }
  | { readonly for: 'reopen'; readonly code: string }
  | { readonly for: 'add'; readonly code: string }
  /** The indicators were shown: a period alone asks for those of another one. */
  | { readonly for: 'indicators' }
  /** A list of accounts is to be attached. */
  | { readonly for: 'import_file' }
  | { readonly for: 'intents'; readonly intents: readonly string[]; readonly text: string }
  /** A person of the desk was offered for something that the desk does not do itself. */
  | {
      readonly for: 'person';
      readonly text: string /** The question was a plain yes or no. */;
      readonly plain?: true;
    };

/** What a case is asked for: which one, before this is done. */
export type CaseAct = 'withdraw' | 'reopen' | 'add' | 'show';

/** A second request of one message, kept for when the first is done. */
export interface Later {
  readonly intent: string;
  /** As it was written; '' where `typed` says it all. */
  readonly text: string;
  readonly typed?: Typed;
}

/** What a conversation remembers between turns. */
export interface ChatState {
  readonly v: typeof STATE_VERSION;
  readonly form?: FormState;
  readonly waiting?: Waiting;
  /** A request that was put aside for another. */
  readonly kept?: FormState;
  readonly later?: Later;
  /** The request that was sent last, so that confirming it again is recognised. */
  readonly done?: { readonly draft: string; readonly code: string };
}

/** A conversation in which nothing was said yet. */
export const NEW_STATE: ChatState = { v: STATE_VERSION };

/** The state that was stored; undefined where another version of the program wrote it, or nothing was. */
export function readChatState(stored: unknown): ChatState | undefined {
  if (typeof stored !== 'object' || stored === null || !('v' in stored)) return undefined;
  return stored.v === STATE_VERSION ? (stored as ChatState) : undefined;
}
