import type { FieldId } from '../../services/domain/case.ts';
import type { Control } from '../answers/control-words.ts';
import { readAnswer } from '../answers/read-answer.ts';
import { type Chat, joined, say, withChoices } from '../chat.ts';
import { type Heard, hear } from '../heard.ts';
import type { Intent } from '../recognition/recogniser.ts';
import type { ChatState, FormState } from '../state.ts';
import { advance, dropForm } from './advance.ts';
import { type Applied, applyTyped } from './apply-typed.ts';
import { formCard, shownAs, trackOf } from './form-cards.ts';
import { hasAnswers } from './form-facts.ts';
import { nameOf, questionFor, resumed } from './form-words.ts';
import { answerPeople } from './people-answer.ts';
import { readInForm } from './read-in-form.ts';
import { answerContext } from './said-in-form.ts';
import { sendForm } from './send-form.ts';

/** What became of a message in the middle of a form; what is no answer is for the routes. */
export type FormOutcome =
  | { readonly next: 'done'; readonly state: ChatState }
  | { readonly next: 'aside'; readonly intent: Intent; readonly state: ChatState }
  | { readonly next: 'request'; readonly intent: Intent; readonly state: ChatState }
  /** The form is over without a word: the message is a first one. */
  | { readonly next: 'route'; readonly state: ChatState };

const done = (state: ChatState): FormOutcome => ({ next: 'done', state });
const untouched = (form: FormState): Applied => ({ form, changed: [], says: [] });
const fieldAsked = ({ asking }: FormState): FieldId | undefined =>
  asking === 'confirm' || asking === 'correction' ? undefined : asking;

/** Repeats what the form waits for: the question, or that the summary is to be confirmed. */
export function askAgain(chat: Chat, form: FormState, lead: readonly string[] = [], resume = false): void {
  const { turn, t } = chat;
  const field = fieldAsked(form);
  if (field === undefined) {
    const key = form.asking === 'correction' ? 'chat.form.whatToCorrect' : 'chat.form.sayYes';
    turn.reply(
      withChoices(
        joined([...lead, t(key)]),
        form.asking === 'confirm' ? [t('chat.yes'), t('chat.form.correct')] : [],
      ),
    );
    return;
  }
  const question = questionFor(chat, form, field);
  turn.reply(
    withChoices(joined([...lead, resume ? resumed(chat, question.text) : question.text]), question.choices),
  );
}

/** The form is taken up again, after something else or by who put it aside. */
export function resumeForm(chat: Chat, state: ChatState, form: FormState): ChatState {
  askAgain(chat, form, [], true);
  return { ...state, form };
}

/** Ends the form; where something was filled in, only after one question. */
export function cancelForm(chat: Chat, state: ChatState): ChatState {
  const { form } = state;
  if (!form) return state;
  if (hasAnswers(form) && !form.idle) {
    say(chat, 'chat.form.cancelSure', { what: nameOf(chat, form) }, [
      chat.t('chat.form.cancelYes'),
      chat.t('chat.form.cancelNo'),
    ]);
    return { ...state, waiting: { for: 'cancel_form' } };
  }
  say(chat, 'chat.form.cancelled');
  return dropForm(chat, state);
}

function openCorrection(chat: Chat, state: ChatState, form: FormState): ChatState {
  chat.turn.editTracked(trackOf(form.draft), () => shownAs(formCard(chat, form, true)));
  say(chat, 'chat.form.whatToCorrect');
  return { ...state, form: { ...form, asking: 'correction', card: 'form' } };
}

/** Help in the light of the question: why it is asked, and how to get out of it. */
function askForHelp(chat: Chat, form: FormState): void {
  const field = fieldAsked(form);
  const about = field ? chat.t(`field.why.${field}`) : '';
  askAgain(chat, form, [about, chat.t('chat.form.help')]);
}

/** The datum is not to be had: an optional one is left out, for a required one it is said what it is for. */
function withoutDatum(chat: Chat, state: ChatState, form: FormState): Promise<ChatState> | undefined {
  const field = fieldAsked(form);
  if (!field) return undefined;
  const { kind, problems } = form.draft;
  const rules = chat.turn.desk.procedure.kinds[kind]?.fields ?? [];
  if (rules.find((one) => one.id === field)?.required === false) {
    const draft = { ...form.draft, problems: problems.filter((one) => one.field !== field) };
    return advance(chat, state, untouched({ ...form, draft }));
  }
  say(chat, 'chat.form.unknown', { why: chat.t(`field.why.${field}`) });
  return Promise.resolve(state);
}

type Controlled = ChatState | undefined | Promise<ChatState>;

/** Set phrases in the middle of a form: what each does. */
const CONTROLS: Readonly<
  Partial<Record<Control, (chat: Chat, state: ChatState, form: FormState) => Controlled>>
> = {
  cancel: cancelForm,
  help: (chat, state, form) => {
    askForHelp(chat, form);
    return state;
  },
  why: (chat, state, form) => {
    const field = fieldAsked(form);
    askAgain(chat, form, [field ? chat.t(`field.why.${field}`) : chat.t('chat.form.whyConfirm')]);
    return state;
  },
  courtesy: (chat, state, form) => {
    askAgain(chat, form, [chat.t('chat.form.noHurry')]);
    return state;
  },
  unknown: withoutDatum,
  nobody: withoutDatum,
  edit: openCorrection,
  other_date: (chat, state, form) => {
    if (!fieldAsked(form)) return undefined;
    say(chat, 'chat.form.whichDate');
    return state;
  },
};

function withoutAccount(form: FormState): FormState {
  const { account: _other, ...fields } = form.draft.fields;
  return { ...form, introduced: undefined, draft: { ...form.draft, fields, target: undefined } };
}

const withNote = (form: FormState, note: string): FormState => ({
  ...form,
  draft: { ...form.draft, notes: [...form.draft.notes, note] },
});

/** "Sí" to the summary sends it; with more behind it, that is a correction, and the summary comes again. */
async function answerSummary(chat: Chat, state: ChatState, heard: Heard): Promise<FormOutcome | undefined> {
  const { form } = state;
  const { yesNo } = heard;
  if (form?.asking !== 'confirm' || !yesNo) return undefined;
  if (yesNo.yes && yesNo.rest === '') return done(await sendForm(chat, state));
  if (yesNo.rest === '') return done(openCorrection(chat, state, form));
  const rest = hear(chat.turn, yesNo.rest);
  const reading = readInForm(chat, rest, { ...form, asking: 'correction' });
  if (reading.is !== 'values') return undefined;
  return done(await advance(chat, state, await applyTyped(chat, form, reading.typed)));
}

/** A yes or a no to the account that was named in passing; a no may bring the right name along. */
async function answerIntroduction(
  chat: Chat,
  state: ChatState,
  heard: Heard,
): Promise<FormOutcome | undefined> {
  const { form } = state;
  const { yesNo } = heard;
  if (!form?.introduced || !yesNo) return undefined;
  if (yesNo.yes) {
    if (yesNo.rest !== '') return undefined;
    askAgain(chat, form);
    return done({ ...state, form: { ...form, introduced: undefined } });
  }
  const other = withoutAccount(form);
  if (yesNo.rest === '') return done(await advance(chat, state, untouched(other)));
  const rest = hear(chat.turn, yesNo.rest);
  const same = readInForm(chat, rest, form);
  if (same.is === 'values' && same.typed.account === undefined) return undefined;
  const read = readAnswer('account', yesNo.rest, answerContext(chat, other));
  return read
    ? done(await advance(chat, state, await applyTyped(chat, other, { account: read.typed })))
    : undefined;
}

/** The first time the question is repeated with a reason; then a person is pointed to as well. */
function sayNothingUnderstood(chat: Chat, state: ChatState, form: FormState, heard: Heard): ChatState {
  const tries = (form.tries ?? 0) + 1;
  const field = fieldAsked(form);
  const asked = /\?\s*$/.test(heard.text);
  const lead = [
    chat.t(asked ? 'chat.form.notMine' : tries > 1 ? 'chat.form.stillNot' : 'chat.form.notUnderstood'),
    tries > 1 && !asked && field ? chat.t(`field.why.${field}`) : '',
  ];
  askAgain(chat, form, lead);
  return { ...state, form: { ...form, tries } };
}

/** "No, es operadora": the head is an objection, what follows is the answer. */
function withoutHead(chat: Chat, heard: Heard): Heard {
  const { yesNo } = heard;
  return yesNo && yesNo.rest !== '' ? hear(chat.turn, yesNo.rest) : heard;
}

/** A message while a request is being put together. */
export async function formTurn(chat: Chat, state: ChatState, heard: Heard): Promise<FormOutcome> {
  const { form } = state;
  if (!form) return { next: 'route', state };
  const { form: _refused, ...free } = state;
  if (form.idle && heard.yesNo?.rest === '') {
    say(chat, 'chat.waits.notLater');
    return done(free);
  }
  if (form.idle && heard.control === 'courtesy') return { next: 'route', state: free };
  const asked = heard.control === 'cancel' ? undefined : form.people;
  const chosen = asked && (await answerPeople(chat, form, asked, heard));
  if (chosen) return done(await advance(chat, state, chosen));
  if (heard.control) {
    const controlled = await CONTROLS[heard.control]?.(chat, state, form);
    if (controlled) return done(controlled);
  }
  const short = (await answerSummary(chat, state, heard)) ?? (await answerIntroduction(chat, state, heard));
  if (short) return short;
  if (heard.yesNo?.rest === '') return done(sayNothingUnderstood(chat, state, form, heard));
  const said = withoutHead(chat, heard);
  const reading = readInForm(chat, said, form);
  if (reading.is === 'aside' && reading.intent === 'help' && !form.idle) {
    askForHelp(chat, form);
    return done(state);
  }
  /* "Cancelar mi solicitud" in the middle of one is this one. */
  const thisOne = reading.is === 'aside' && reading.intent === 'cancel_case';
  if (thisOne && !form.idle && said.recognition().entities.caseNumber === undefined)
    return done(cancelForm(chat, state));
  if (reading.is === 'aside')
    return form.idle ? { next: 'route', state: free } : { next: 'aside', intent: reading.intent, state };
  if (reading.is === 'request') {
    const lost = hasAnswers(form) && !form.idle;
    return lost ? { next: 'request', intent: reading.intent, state } : { next: 'route', state: free };
  }
  if (reading.is === 'nothing') return done(sayNothingUnderstood(chat, state, form, heard));
  const { note } = reading;
  const noted = note === undefined ? form : withNote(form, note);
  const applied = await applyTyped(chat, noted, reading.typed);
  // Who says again what is known may not have seen the summary.
  const repeated = Object.keys(reading.typed).length > 0;
  const nothing = !repeated && applied.changed.length === 0 && applied.says.length === 0 && !applied.offer;
  return done(
    nothing && fieldAsked(form) === undefined
      ? sayNothingUnderstood(chat, state, form, heard)
      : await advance(chat, state, applied),
  );
}
