import type { Case } from '../../services/domain/case.ts';
import { dropUnwanted } from '../../services/domain/form.ts';
import { changeOf } from '../../services/domain/plan.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import { type Chat, joined } from '../chat.ts';
import { offerWhatWaits } from '../routes/what-waits.ts';
import type { ChatState, FormState } from '../state.ts';
import { closedCard, shownAs, trackOf } from './form-cards.ts';
import { wholeOf } from './form-facts.ts';

/** Who looks at it next; the status card says the rest. */
function nextText({ t, turn }: Chat, value: Case): string {
  const { procedure } = turn.desk;
  const rules = procedure.kinds[value.kind];
  if (rules?.authorisation === 'supervisor' && !value.authorisedBy) {
    const name = value.supervisor?.name;
    return name ? t('chat.sent.supervisor', { name }) : t('chat.sent.deskLead');
  }
  const change = changeOf(value);
  const entitled = [value.target?.id, value.target?.manager?.id].includes(value.requesterId);
  const unattended = value.kind === 'modify' && change !== undefined && procedure.changes[change]?.unattended;
  if (unattended && entitled && !value.target?.synchronised) return t('chat.sent.unattended');
  return value.assignee ? t('chat.sent.assignee', { name: value.assignee.name }) : t('chat.sent.specialist');
}

/** The desk would not take it: said with what to do next, and nothing that was told is lost. */
function sayWhyNot(chat: Chat, state: ChatState, form: FormState, text: string, pressed: boolean): ChatState {
  if (pressed) chat.turn.respond(closedCard(chat, 'cancelled'));
  chat.turn.reply({ text: joined([text, chat.t('chat.form.otherAccount')]) });
  const { account: _refused, ...fields } = form.draft.fields;
  const draft = { ...form.draft, fields, target: undefined };
  return { ...state, form: { ...form, draft, asking: 'account', idle: true, card: undefined } };
}

/**
 * Makes a case of the form. The draft's id makes a second confirmation, or one after a crash, the same case. Says
 * the code and who is next; the status card comes from the worker.
 */
export async function sendForm(chat: Chat, state: ChatState, pressed = false): Promise<ChatState> {
  const { form, waiting: _answered, ...rest } = state;
  if (!form) return state;
  const { desk, asker, locale } = chat.turn;
  const { draft } = form;
  const fields = dropUnwanted(desk.procedure, draft.kind, wholeOf(form), draft.target);
  const note = draft.notes.join('\n');
  const opened = await desk.openCase(
    { draftId: draft.id, kind: draft.kind, fields, locale, ...(note !== '' && { note }) },
    asker,
  );
  if (!opened.ok) {
    const text = refusalText(opened, chat.t);
    if (draft.target) return sayWhyNot(chat, state, form, text, pressed);
    chat.turn.reply({ text });
    return state;
  }
  const code = opened.case._id;
  const small = closedCard(chat, 'sent', code);
  if (pressed) chat.turn.respond(small);
  else if (form.card) chat.turn.editTracked(trackOf(draft), () => shownAs(small));
  chat.turn.reply({ text: joined([chat.t('chat.sent.code', { code }), nextText(chat, opened.case)]) });
  return offerWhatWaits(chat, { ...rest, done: { draft: draft.id, code } });
}
