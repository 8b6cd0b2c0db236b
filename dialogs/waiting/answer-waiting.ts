import { bare, hasWords } from '../answers/bare.ts';
import { giveToCase } from '../cases/answer-request.ts';
import { askToReopen, askToWithdraw, reopen, withdraw } from '../cases/case-acts.ts';
import { caseCard } from '../cases/case-view.ts';
import { pickCode } from '../cases/which-case.ts';
import { type Chat, say } from '../chat.ts';
import { dropForm } from '../form/advance.ts';
import { beginForm } from '../form/begin-form.ts';
import { resumeForm } from '../form/form-turn.ts';
import { nameOf } from '../form/form-words.ts';
import { type Heard, hear } from '../heard.ts';
import { sayIndicators } from '../indicators/show-indicators.ts';
import { keepChoice } from '../keep-choice.ts';
import { parsePeriod } from '../recognition/periods.ts';
import { readChoice } from '../recognition/read-answer.ts';
import { kindOf } from '../routes/kinds.ts';
import { routeOf } from '../routes/route-table.ts';
import { offerWhatWaits } from '../routes/what-waits.ts';
import type { ChatState, Waiting } from '../state.ts';

/** The conversation after an answer; undefined where the message is none, and is heard afresh. */
type Answered = Promise<ChatState | undefined>;
type Answer<W extends Waiting> = (chat: Chat, state: ChatState, waiting: W, heard: Heard) => Answered;
type For<F extends Waiting['for']> = Extract<Waiting, { for: F }>;

/** Shorter than any answer that says what is wrong with a closed case. */
const answersYes = (heard: Heard) => heard.yesNo?.yes === true && heard.yesNo.rest === '';
const answersNo = (heard: Heard) => heard.yesNo?.yes === false && heard.yesNo.rest === '';
const without = ({ waiting: _answered, ...rest }: ChatState): ChatState => rest;

const cancelForm: Answer<For<'cancel_form'>> = async (chat, state, _waiting, heard) => {
  const { t } = chat;
  if (
    answersYes(heard) ||
    heard.control === 'cancel' ||
    bare(heard.text) === bare(t('chat.form.cancelYes'))
  ) {
    say(chat, 'chat.form.cancelled');
    return offerWhatWaits(chat, dropForm(chat, state));
  }
  if (state.form && (answersNo(heard) || bare(heard.text) === bare(t('chat.form.cancelNo'))))
    return resumeForm(chat, without(state), state.form);
  return undefined;
};

/** Takes up the other request; the first is kept unless it is to be dropped. */
async function goOver(chat: Chat, state: ChatState, waiting: For<'switch'>, keep: boolean): Answered {
  const { form, ...rest } = without(state);
  const route = routeOf(waiting.intent);
  if (!form || !route) return undefined;
  const kept = keep ? { ...rest, kept: form } : dropForm(chat, { ...rest, form });
  return route(chat, kept, hear(chat.turn, waiting.text));
}

const switchOver: Answer<For<'switch'>> = async (chat, state, waiting, heard) => {
  const { t } = chat;
  const options = [t('chat.switch.finish'), t('chat.switch.goOver'), t('chat.switch.drop')];
  if (state.form && (answersYes(heard) || answersNo(heard))) {
    say(chat, 'chat.switch.which', {}, options);
    return state;
  }
  const chosen = readChoice(heard.text, options);
  if (chosen === 1 || chosen === 2) return goOver(chat, state, waiting, chosen === 1);
  if (chosen !== 0 || !state.form) return undefined;
  const later = { intent: waiting.intent, text: waiting.text };
  return resumeForm(chat, { ...without(state), later }, state.form);
};

const resume: Answer<For<'resume'>> = async (chat, state, _waiting, heard) => {
  const { kept, ...rest } = without(state);
  if (!kept) return undefined;
  if (answersYes(heard)) return resumeForm(chat, rest, kept);
  if (!answersNo(heard) && heard.control !== 'cancel') return undefined;
  say(chat, 'chat.waits.dropped', { what: nameOf(chat, kept) });
  return offerWhatWaits(chat, dropForm(chat, { ...rest, form: kept }));
};

const takeLater: Answer<For<'later'>> = async (chat, state, _waiting, heard) => {
  const { later, ...rest } = without(state);
  if (!later) return undefined;
  if (answersNo(heard) || heard.control === 'cancel') {
    say(chat, 'chat.waits.notLater');
    return rest;
  }
  if (!answersYes(heard)) return undefined;
  const kind = kindOf(later.intent);
  if (later.typed && kind) return beginForm(chat, rest, kind, { typed: later.typed });
  return routeOf(later.intent)?.(chat, rest, hear(chat.turn, later.text));
};

const whichCase: Answer<For<'which_case'>> = async (chat, state, waiting, heard) => {
  const code =
    pickCode(heard.text, waiting.codes) ?? waiting.codes[readChoice(heard.text, waiting.codes) ?? -1];
  const found = code === undefined ? undefined : await chat.turn.desk.findCase(code, chat.turn.asker);
  if (!found) return undefined;
  const rest = without(state);
  if (waiting.act === 'withdraw') return askToWithdraw(chat, rest, found);
  if (waiting.act === 'reopen') return askToReopen(chat, rest, found, undefined);
  if (waiting.act === 'add') return giveToCase(chat, rest, found, hear(chat.turn, waiting.text));
  const shown = await caseCard(chat, found);
  chat.turn.reply({ card: shown, summary: shown.fallbackText ?? '' });
  return rest;
};

const confirmWithdrawal: Answer<For<'withdraw'>> = async (chat, state, { code }, heard) => {
  if (answersYes(heard) || bare(heard.text) === bare(chat.t('chat.cases.withdrawYes')))
    return withdraw(chat, without(state), code);
  if (!answersNo(heard)) return undefined;
  say(chat, 'chat.cases.notWithdrawn', { code });
  return without(state);
};

const reopenRemark: Answer<For<'reopen'>> = async (chat, state, { code }, heard) => {
  if (heard.control === 'cancel' || answersNo(heard)) {
    say(chat, 'chat.cases.notReopened', { code });
    return without(state);
  }
  return hasWords(heard.text) ? reopen(chat, without(state), code, heard.text) : undefined;
};

const addToCase: Answer<For<'add'>> = async (chat, state, { code }, heard) => {
  if (heard.control === 'cancel') {
    say(chat, 'chat.cases.nothingAdded', { code });
    return without(state);
  }
  const found = await chat.turn.desk.findCase(code, chat.turn.asker);
  return found && hasWords(heard.text) ? giveToCase(chat, without(state), found, heard) : undefined;
};

const chooseIntent: Answer<For<'intents'>> = async (chat, state, waiting, heard) => {
  if (answersNo(heard) || heard.control === 'cancel') {
    say(chat, 'chat.talk.fine');
    return without(state);
  }
  const labels = waiting.intents.map((one) => chat.t(`card.intent.${one}`));
  if (answersYes(heard) && labels.length > 1) {
    say(chat, 'chat.talk.whichOne', {}, labels);
    return state;
  }
  const chosen = waiting.intents[readChoice(heard.text, labels) ?? (answersYes(heard) ? 0 : -1)];
  if (chosen === undefined) return undefined;
  keepChoice(chat, waiting, chosen);
  return routeOf(chosen)?.(chat, without(state), hear(chat.turn, waiting.text));
};

const toPerson: Answer<For<'person'>> = async (chat, state, { text, plain }, heard) => {
  if (answersNo(heard)) {
    say(chat, 'chat.talk.fine');
    return without(state);
  }
  const person = bare(heard.text) === bare(chat.t('chat.talk.person')) || (plain && answersYes(heard));
  return person ? beginForm(chat, without(state), 'assistance', { typed: { description: text } }) : undefined;
};

const otherPeriod: Answer<For<'indicators'>> = async (chat, state, _waiting, heard) => {
  const days = parsePeriod(heard.folded.replace(/^[¿¡]?(?:(?:y|and) )?/, ''), chat.turn.desk.today());
  if (!days) return undefined;
  await sayIndicators(chat, days);
  return state;
};

/** A file is taken before this is asked: words that come instead are heard afresh, unless they drop it. */
const importFile: Answer<For<'import_file'>> = async (chat, state, _waiting, heard) => {
  if (!answersNo(heard) && heard.control !== 'cancel') return undefined;
  say(chat, 'account.import.notNow');
  return without(state);
};

const ANSWERS: { readonly [F in Waiting['for']]: Answer<For<F>> } = {
  cancel_form: cancelForm,
  switch: switchOver,
  resume,
  later: takeLater,
  which_case: whichCase,
  withdraw: confirmWithdrawal,
  reopen: reopenRemark,
  add: addToCase,
  indicators: otherPeriod,
  intents: chooseIntent,
  person: toPerson,
  import_file: importFile,
};

/** Reads a message as the answer to the question that stands beside any form. */
export function answerWaiting(chat: Chat, state: ChatState, heard: Heard): Answered {
  const { waiting } = state;
  if (!waiting) return Promise.resolve(undefined);
  return (ANSWERS[waiting.for] as Answer<Waiting>)(chat, state, waiting, heard);
}
