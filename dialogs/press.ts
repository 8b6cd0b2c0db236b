import type { CardAction, DeskVerb } from '../cards/actions.ts';
import { refuse } from '../services/domain/command.ts';
import { refusalText } from '../services/locale/refusal-text.ts';
import { accountsCard } from './accounts/show-accounts.ts';
import { listCard } from './cases/case-lists.ts';
import { caseCard } from './cases/case-view.ts';
import type { Chat } from './chat.ts';
import { dropForm } from './form/advance.ts';
import { closedCard, lineCard } from './form/form-cards.ts';
import { choosePerson, editDraft, saveDraft } from './form/form-press.ts';
import { sendForm } from './form/send-form.ts';
import { hear } from './heard.ts';
import { figureCasesCard, giveIndicators, indicatorsCard } from './indicators/show-indicators.ts';
import { keepChoice } from './keep-choice.ts';
import { giveRecord } from './routes/records.ts';
import { routeOf } from './routes/route-table.ts';
import { offerWhatWaits } from './routes/what-waits.ts';
import type { ChatState } from './state.ts';

/** A press that belongs to the conversation. */
type DeskAction = Extract<CardAction, { verb: DeskVerb }>;
type Press<V extends DeskVerb> = (
  chat: Chat,
  state: ChatState,
  action: Extract<DeskAction, { verb: V }>,
) => Promise<ChatState>;

/** The form that the draft's card is about; one that was put aside is taken up by pressing its card. */
function formOf(state: ChatState, draft: string): ChatState | undefined {
  if (state.form?.draft.id === draft) return state;
  if (state.kept?.draft.id !== draft) return undefined;
  const { kept, form, ...rest } = state;
  return { ...rest, form: kept, ...(form && { kept: form }) };
}

/** The draft was sent, cancelled or forgotten: what became of it, and what to do next. */
function sayGone(chat: Chat, state: ChatState, draft: string): ChatState {
  const sent = state.done?.draft === draft ? state.done.code : undefined;
  chat.turn.respond(
    sent === undefined
      ? lineCard(chat, refusalText(refuse('draft_gone'), chat.t))
      : closedCard(chat, 'sent', sent),
  );
  return state;
}

/** Does something with the draft that the pressed card shows, if it still stands. */
const onDraft =
  <A extends { readonly draft: string }>(
    act: (chat: Chat, state: ChatState, action: A) => Promise<ChatState>,
  ) =>
  async (chat: Chat, state: ChatState, action: A): Promise<ChatState> => {
    const standing = formOf(state, action.draft);
    if (!standing) return sayGone(chat, state, action.draft);
    const { waiting: _unanswered, ...rest } = standing;
    return act(chat, rest, action);
  };

const respondRefusal = (chat: Chat, state: ChatState, code: 'unknown_case' | 'not_yours'): ChatState => {
  chat.turn.respond(lineCard(chat, refusalText(refuse(code), chat.t)));
  return state;
};

const PRESSES: { readonly [V in DeskVerb]: Press<V> } = {
  draft_save: onDraft(saveDraft),
  draft_edit: onDraft(editDraft),
  draft_confirm: onDraft((chat, state) => sendForm(chat, state, true)),
  draft_cancel: onDraft(async (chat, state) => offerWhatWaits(chat, dropForm(chat, state, true))),
  choose_person: onDraft(choosePerson),
  choose_intent: async (chat, state, { intent }) => {
    const { waiting, ...rest } = state;
    const route = routeOf(intent);
    const offered = waiting?.for === 'intents' && waiting.intents.includes(intent) ? waiting : undefined;
    const text = offered?.text ?? '';
    if (offered) keepChoice(chat, offered, intent);
    chat.turn.respond(lineCard(chat, chat.t(`card.intent.${route ? intent : 'out_of_scope'}`)));
    const { form: _open, ...free } = rest;
    return route ? route(chat, text === '' ? rest : free, hear(chat.turn, text)) : rest;
  },
  open_case: async (chat, state, action) => {
    const found = await chat.turn.desk.findCase(action.case, chat.turn.asker);
    if (!found) return respondRefusal(chat, state, 'unknown_case');
    chat.turn.respond(await caseCard(chat, found));
    return state;
  },
  mass_file: async (chat, state, action) => {
    const { turn, t } = chat;
    const made = await turn.desk.massFile(action.case, turn.asker, turn.locale);
    if (!made.ok) return respondRefusal(chat, state, 'unknown_case');
    turn.reply({ text: t('mass.file.ready', { code: action.case }), file: made.file });
    return state;
  },
  case_record: async (chat, state, action) => {
    await giveRecord(chat, action.case, chat.turn.locale);
    return state;
  },
  mail_files: async (chat, state, action) => {
    const { turn, t } = chat;
    const found = await turn.desk.mailFiles(action.case, turn.asker);
    if (!found.ok) {
      return respondRefusal(chat, state, found.code === 'not_yours' ? 'not_yours' : 'unknown_case');
    }
    if (found.files.length === 0) turn.reply({ text: t('chat.cases.noMailFiles', { code: action.case }) });
    for (const file of found.files)
      turn.reply({ text: t('chat.cases.mailFile', { code: action.case, name: file.name }), file });
    return state;
  },
  page: async (chat, state, { list, before }) => {
    const shown = await listCard(chat, list, before);
    if (!shown) return respondRefusal(chat, state, 'not_yours');
    chat.turn.respond(shown);
    return state;
  },
  indicators: async (chat, state, action) => {
    chat.turn.respond(await indicatorsCard(chat, action));
    return state;
  },
  indicator_cases: async (chat, state, action) => {
    chat.turn.respond(await figureCasesCard(chat, action));
    return state;
  },
  indicator_file: async (chat, state, action) => {
    await giveIndicators(chat, action);
    return state;
  },
  accounts: async (chat, state, { query, after }) => {
    const shown = await accountsCard(chat, query, after);
    chat.turn.respond('code' in shown ? lineCard(chat, refusalText(shown, chat.t)) : shown);
    return state;
  },
  account_settle: async (chat, state, { query, after, account, field, value }) => {
    const { turn, t } = chat;
    const outcome = await turn.desk.settleDifference(turn.asker, { account, field, value });
    if (!outcome.ok) turn.reply({ text: refusalText(outcome, t) });
    const shown = await accountsCard(chat, query, after);
    turn.respond('code' in shown ? lineCard(chat, refusalText(shown, t)) : shown);
    return state;
  },
  accounts_export: async (chat, state, { query, format }) => {
    const { turn, t } = chat;
    const outcome = await turn.desk.exportAccounts(turn.asker, query, format, turn.locale);
    if (outcome.ok) turn.reply({ text: '', file: outcome.file });
    else turn.reply({ text: refusalText(outcome, t) });
    const shown = await accountsCard(chat, query);
    if (!('code' in shown)) turn.respond(shown);
    return state;
  },
};

/** One press on a card of the conversation. Presses on cases never come here: they are passed over. */
export async function press(chat: Chat, state: ChatState, action: CardAction): Promise<ChatState> {
  if (!Object.hasOwn(PRESSES, action.verb)) return state;
  const verb = action.verb as DeskVerb;
  return (PRESSES[verb] as Press<DeskVerb>)(chat, state, action as DeskAction);
}
