import { CASE_VERBS, type CardAction, type CaseVerb, type TypedFields } from '../cards/actions.ts';
import type { Case, Fields } from '../services/domain/case.ts';
import type { Command, Refusal } from '../services/domain/command.ts';

/** A press on a card about a case. */
export type CaseAction = Extract<CardAction, { readonly verb: CaseVerb }>;

const CASE_VERB_NAMES: ReadonlySet<string> = new Set(CASE_VERBS);

/** Whether the press is about a case; the others belong to the conversation. */
export function isCaseAction(action: CardAction): action is CaseAction {
  return CASE_VERB_NAMES.has(action.verb);
}

/** The command that a press gives the case; who may give it is decided by the desk. */
export async function commandOf(
  action: CaseAction,
  readFields: (typed: TypedFields) => Promise<{ readonly ok: true; readonly fields: Fields } | Refusal>,
): Promise<Command | Refusal> {
  switch (action.verb) {
    case 'not_authorise':
    case 'reject':
    case 'reopen':
      return { name: action.verb, remark: action.remark };
    case 'hand_over':
      return { name: 'hand_over', to: { id: action.personId, name: '', email: '' } };
    case 'approve':
      return {
        name: 'approve',
        ...(action.holderType && { holderType: action.holderType }),
        ...(action.confirmed && { confirmed: action.confirmed }),
      };
    case 'request_data':
      return { name: 'request_data', fields: action.fields, note: action.note };
    case 'add_data':
    case 'record_answer': {
      const read = await readFields(action.values);
      return read.ok ? { name: action.verb, fields: read.fields, note: action.note } : read;
    }
    case 'step_by_hand':
      return { name: 'step_by_hand', stepId: action.stepId, note: action.note };
    case 'treat_nonconformity':
      return {
        name: 'treat_nonconformity',
        cause: action.cause,
        remedy: action.remedy,
        ...(action.newDate && { newDate: action.newDate }),
      };
    case 'rate':
      return { name: 'rate', score: action.score, ...(action.comment && { comment: action.comment }) };
    case 'narrow':
      return {
        name: 'narrow',
        ...(action.department && { department: action.department }),
        ...(action.holderType && { holderType: action.holderType }),
      };
    case 'return_all':
      return { name: 'return_all', remark: action.remark };
    case 'release_brake':
      return { name: 'release_brake', note: action.note };
    case 'resolve_by_hand':
      return { name: 'resolve_by_hand', note: action.note };
    default:
      return { name: action.verb };
  }
}

/** Whether the case's own history says that this person has just done this: a second tap, or a second delivery. */
export function justDone(about: Case, command: Command['name'], personId: string, now: string): boolean {
  const since = new Date(Date.parse(now) - 120_000).toISOString();
  return about.history.some(
    (entry) => entry.what === command && entry.by.id === personId && entry.at >= since,
  );
}
