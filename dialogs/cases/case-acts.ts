import type { Case, FieldId, Fields } from '../../services/domain/case.ts';
import type { Refusal } from '../../services/domain/command.ts';
import { formatField } from '../../services/domain/form.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import { wordCount } from '../answers/bare.ts';
import { type Chat, joined, listed, say } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { ChatState } from '../state.ts';
import { subjectOf } from './case-lists.ts';

/** A refusal of the desk in words, with where the case stands. */
export function sayRefusal({ turn, t }: Chat, refusal: Refusal, about?: Case): void {
  turn.reply({ text: refusalText(refusal, t, about) });
}

/** Asks before a case is withdrawn; what can no longer be withdrawn is said at once. */
export async function askToWithdraw(chat: Chat, state: ChatState, value: Case): Promise<ChatState> {
  const { turn, t } = chat;
  if (!turn.desk.allowed(value, turn.asker.actor).has('withdraw')) return withdraw(chat, state, value._id);
  const what = [t(`case.kind.${value.kind}`), subjectOf(value)].filter(Boolean).join(' · ');
  say(chat, 'chat.cases.withdrawSure', { code: value._id, what }, [
    t('chat.cases.withdrawYes'),
    t('chat.no'),
  ]);
  return { ...state, waiting: { for: 'withdraw', code: value._id } };
}

/** Withdraws a case for its requester, or says why not. */
export async function withdraw(chat: Chat, state: ChatState, code: string): Promise<ChatState> {
  const { turn } = chat;
  const outcome = await turn.desk.command(code, { name: 'withdraw' }, turn.asker);
  if (outcome.ok) say(chat, 'chat.cases.withdrawn', { code });
  else sayRefusal(chat, outcome, outcome.case);
  return state;
}

const BARE_REOPEN =
  /\b(?:reabr\w*|reabierto|abr\w+ (?:otra vez|de nuevo)|volver a abrir|vuelvan a abrir|reopen|open again|re-?open|el|la|mi|caso|case|ticket|solicitud|radicado|numero|n[o°º]?|please|por|favor|quiero|necesito|pueden?|que|se|my|the|i|want|to|can|you|need|\d+|ms)\b|[^\p{L}\s]+/gu;

/** What a message says is wrong, once the words that only ask for the reopening are taken off. */
export function remarkIn(heard: Heard): string | undefined {
  const left = heard.folded.replace(BARE_REOPEN, ' ');
  return wordCount(left) >= 2 ? heard.text : undefined;
}

/** Asks what is not right, or reopens with what was said of it already. */
export async function askToReopen(
  chat: Chat,
  state: ChatState,
  value: Case,
  remark: string | undefined,
): Promise<ChatState> {
  const allowed = chat.turn.desk.allowed(value, chat.turn.asker.actor).has('reopen');
  if (remark !== undefined || !allowed) return reopen(chat, state, value._id, remark ?? '-');
  say(chat, 'chat.cases.reopenWhy', { code: value._id });
  return { ...state, waiting: { for: 'reopen', code: value._id } };
}

/** Reopens a case with what is not right about it, or says why not. */
export async function reopen(chat: Chat, state: ChatState, code: string, remark: string): Promise<ChatState> {
  const { turn } = chat;
  const outcome = await turn.desk.command(code, { name: 'reopen', remark }, turn.asker);
  if (outcome.ok) say(chat, 'chat.cases.reopened', { code });
  else sayRefusal(chat, outcome, outcome.case);
  return state;
}

/** "Cambié CPS-101-2026 por CPS-110-2026": each value that came, beside the one that it replaces. */
function changedText(chat: Chat, before: Case, fields: Fields): string {
  const { t, lang } = chat;
  const items = (Object.keys(fields) as FieldId[]).map((field) => {
    const now = formatField(field, fields[field], t, lang);
    const old = formatField(field, before.fields[field], t, lang);
    if (old === '' || old === now) return t('chat.cases.added', { what: t(`field.label.${field}`), now });
    return t('chat.cases.changed', { old, now });
  });
  return items.length > 0
    ? t('chat.cases.didChange', { items: listed(chat, items) })
    : t('chat.cases.didNote');
}

/** Gives data to a case, says what was changed by what, and who has it. */
export async function addData(
  chat: Chat,
  state: ChatState,
  value: Case,
  given: { readonly fields: Fields; readonly note?: string },
): Promise<ChatState> {
  const { turn, t } = chat;
  const outcome = await turn.desk.command(value._id, { name: 'add_data', ...given }, turn.asker);
  if (!outcome.ok) {
    sayRefusal(chat, outcome, outcome.case);
    return state;
  }
  const who = value.dataRequest?.by ?? value.assignee;
  const has = who
    ? t('chat.cases.hasIt', { name: who.name.split(' ')[0] ?? '', code: value._id })
    : t('chat.cases.isIn', { code: value._id });
  turn.reply({ text: joined([changedText(chat, value, given.fields), has]) });
  return state;
}
