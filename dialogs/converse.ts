import { renderIntentChoice } from '../cards/intent-choice.ts';
import { importAccounts } from './accounts/import-accounts.ts';
import { showAccounts } from './accounts/show-accounts.ts';
import { hasWords } from './answers/bare.ts';
import { answersRequest, casesAwaitingData, giveToCase } from './cases/answer-request.ts';
import { type Chat, say } from './chat.ts';
import { askAgain, formTurn } from './form/form-turn.ts';
import { nameOf } from './form/form-words.ts';
import { type Heard, hear } from './heard.ts';
import type { Intent } from './recognition/recogniser.ts';
import { actOnCase } from './routes/act-on-case.ts';
import { readCommand } from './routes/commands.ts';
import { takeFiles } from './routes/file-takers.ts';
import { showIndicators } from './routes/indicators.ts';
import { kindOf } from './routes/kinds.ts';
import { nameSubstitute } from './routes/name-substitute.ts';
import { recordOrVerify } from './routes/records.ts';
import { ROUTES } from './routes/route-table.ts';
import { twoRequests } from './routes/two-requests.ts';
import type { ChatState } from './state.ts';
import { answerWaiting } from './waiting/answer-waiting.ts';

/** From which probability on another reading of a message is worth offering. */
const WORTH_OFFERING = 0.08;
/** Intents that ask for nothing of a case that waits for data. */
const SELF_EVIDENT: ReadonlySet<Intent> = new Set<Intent>([
  'create_account',
  'deactivate_account',
  'activate_account',
  'bulk_deactivate',
  'case_status',
  'talk_to_person',
  'how_to',
  'help',
  'cancel_case',
  'reopen_case',
  'reset_password',
]);

/** A case is named by its code or by a word for it; "es el 110" names none. */
const NAMES_CASE =
  /\b(?:ms\b|casos?|tickets?|folio|radicado|requerimiento|solicitud|reporte|cases?|request)\b/;

/** A message may answer what a case of the asker waits for: looked up only where it is no plain request. */
async function answerForCase(chat: Chat, state: ChatState, heard: Heard): Promise<ChatState | undefined> {
  const { intent, sure, entities } = heard.recognition();
  const named = entities.caseNumber !== undefined && NAMES_CASE.test(heard.folded);
  if ((sure && SELF_EVIDENT.has(intent)) || named) return undefined;
  const waiting = (await casesAwaitingData(chat)).filter((one) => answersRequest(chat, heard, one));
  const [only] = waiting;
  if (!only) return undefined;
  if (waiting.length === 1) return giveToCase(chat, state, only, heard);
  const codes = waiting.slice(0, 5).map((one) => one._id);
  say(chat, 'chat.cases.which_add', {}, codes);
  return { ...state, waiting: { for: 'which_case', act: 'add', codes, text: heard.text } };
}

/** Not sure: two or three readings as buttons, in the words of whoever asks. */
function offerIntents(chat: Chat, state: ChatState, heard: Heard): ChatState {
  const { intent, confidence, alternatives } = heard.recognition();
  const ranked = [{ intent, confidence }, ...alternatives].filter((one) => one.confidence >= WORTH_OFFERING);
  const intents = ranked
    .map((one) => one.intent)
    .filter((one) => one !== 'greeting')
    .slice(0, 3);
  const offered: readonly string[] =
    intents.length > 1 ? intents : [...intents, 'talk_to_person', 'help'].slice(0, 3);
  const unique = [...new Set(offered)];
  const shown = renderIntentChoice(unique, chat.turn.locale);
  chat.turn.reply({ text: chat.t('chat.talk.unsure'), card: shown, summary: shown.fallbackText ?? '' });
  return { ...state, waiting: { for: 'intents', intents: unique, text: heard.text } };
}

/** A yes, a no or a "cancelar" with nothing to which it could belong. */
function sayNothingOpen(chat: Chat, state: ChatState, heard: Heard): ChatState | undefined {
  const short = heard.yesNo?.rest === '' || heard.control === 'cancel';
  if (!short) return undefined;
  if (state.done && heard.yesNo?.yes) say(chat, 'chat.talk.alreadySent', { code: state.done.code });
  else say(chat, 'chat.talk.nothingOpen');
  return state;
}

/** A first message: recognised and routed. */
async function route(chat: Chat, state: ChatState, heard: Heard): Promise<ChatState> {
  const command = readCommand(heard.text);
  if (command) return ROUTES[command](chat, state, heard);
  const figures = await showIndicators(chat, state, heard);
  if (figures) return figures;
  const standIn = await nameSubstitute(chat, state, heard);
  if (standIn) return standIn;
  const accounts = (await importAccounts(chat, state, heard)) ?? (await showAccounts(chat, state, heard));
  if (accounts) return accounts;
  const idle = sayNothingOpen(chat, state, heard);
  if (idle) return idle;
  const forCase = await answerForCase(chat, state, heard);
  if (forCase) return forCase;
  const named = actOnCase(heard);
  if (named) return ROUTES[named](chat, state, heard);
  const { intent, sure } = heard.recognition();
  if (!sure) return offerIntents(chat, state, heard);
  const two = twoRequests(chat.turn, heard);
  if (!two) return ROUTES[intent](chat, state, heard);
  say(chat, 'chat.waits.noted', { what: chat.t(`card.intent.${two.later.intent}`) });
  return ROUTES[two.first.recognition().intent](chat, { ...state, later: two.later }, two.first);
}

/** A side question in the middle of a form is answered, and the form goes on with its question. */
async function answerAside(chat: Chat, state: ChatState, intent: Intent, heard: Heard): Promise<ChatState> {
  const { form, ...rest } = state;
  const { form: _none, ...after } = await ROUTES[intent](chat, rest, heard, true);
  if (!form) return after;
  const asks = after.waiting !== undefined && after.waiting.for !== 'person';
  if (!asks) askAgain(chat, form, [], true);
  const { waiting, ...still } = after;
  return { ...still, form, ...(asks && { waiting }) };
}

/** Another request in the middle of a form: the first is not lost without being asked. */
function offerSwitch(chat: Chat, state: ChatState, intent: Intent, heard: Heard): ChatState {
  const { t } = chat;
  if (!state.form) return state;
  const values = { other: t(`card.intent.${intent}`), what: nameOf(chat, state.form) };
  say(chat, 'chat.switch.ask', values, [
    t('chat.switch.finish'),
    t('chat.switch.goOver'),
    t('chat.switch.drop'),
  ]);
  return { ...state, waiting: { for: 'switch', intent, text: heard.text } };
}

/** A question beside the form that the message did not answer is dropped; the form it stood beside is not. */
async function formOrRoute(chat: Chat, before: ChatState, heard: Heard): Promise<ChatState> {
  const { waiting: _unanswered, ...state } = before;
  const command = readCommand(heard.text);
  if (
    state.form &&
    command &&
    (kindOf(command) || command === 'case_status' || command === 'bulk_deactivate')
  ) {
    const lost = Object.keys(state.form.draft.fields).length > 0 && !state.form.idle;
    if (!kindOf(command)) return answerAside(chat, state, command, heard);
    if (lost) return offerSwitch(chat, state, command, heard);
    const { form: _empty, ...rest } = state;
    return route(chat, rest, heard);
  }
  const outcome = await formTurn(chat, state, heard);
  if (outcome.next === 'done') return outcome.state;
  if (outcome.next === 'aside') return answerAside(chat, outcome.state, outcome.intent, heard);
  if (outcome.next === 'request') return offerSwitch(chat, outcome.state, outcome.intent, heard);
  return route(chat, outcome.state, heard);
}

/** One message of a person: the conversation as it is afterwards. What is said goes through the turn. */
export async function converse(chat: Chat, state: ChatState, text: string): Promise<ChatState> {
  const heard = hear(chat.turn, text);
  const filed = await takeFiles(chat, state, heard);
  if (filed) return filed;
  if (!hasWords(heard.text) && heard.yesNo === undefined && heard.control === undefined) {
    if (state.form) askAgain(chat, state.form, [chat.t('chat.talk.noWords')]);
    else say(chat, 'chat.talk.noWordsHelp');
    return state;
  }
  if (await recordOrVerify(chat, heard)) {
    if (state.form) askAgain(chat, state.form, [], true);
    return state;
  }
  const answered = await answerWaiting(chat, state, heard);
  if (answered) return answered;
  const { waiting, ...rest } = state;
  /* A yes to another question than the summary's must not send the form. */
  if (waiting && state.form && heard.yesNo?.rest === '') {
    askAgain(chat, state.form, [], true);
    return rest;
  }
  return formOrRoute(chat, state, heard);
}
