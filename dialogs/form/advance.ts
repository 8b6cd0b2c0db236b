import type { FieldId } from '../../services/domain/case.ts';
import { type Chat, joined, withChoices } from '../chat.ts';
import type { ChatState, FormState } from '../state.ts';
import type { Applied } from './apply-typed.ts';
import { closedCard, formCard, lineCard, peopleCard, shownAs, summaryCard, trackOf } from './form-cards.ts';
import { openFields } from './form-facts.ts';
import { accountText, changeText, questionFor, resumed, summaryText, tookText } from './form-words.ts';
import { sendForm } from './send-form.ts';

/** From how many open fields on a live card stands beside the questions. */
const CARD_FROM = 2;

/** How the form came to where it is. */
export interface Step {
  /** Sentences before the question. */
  readonly lead?: readonly string[];
  /** The form has just begun. */
  readonly begun?: true;
  /** The card was pressed: its place in the chat is answered with the new card. */
  readonly pressed?: true;
  /** Something else was answered in between. */
  readonly resume?: true;
}

function withForm(state: ChatState, form: FormState): ChatState {
  return { ...state, form };
}

/** Says that the account cannot be worked on, and waits for another one; nothing is lost by turning away. */
function sayRefusal(
  { turn, t }: Chat,
  state: ChatState,
  form: FormState,
  lead: readonly string[],
): ChatState {
  const notFound = form.draft.problems.some((one) => one.field === 'account');
  turn.reply({ text: joined([...lead, notFound ? '' : t('chat.form.otherAccount')]) });
  return withForm(state, { ...form, asking: 'account', people: undefined });
}

function offerPeople(chat: Chat, state: ChatState, applied: Applied, lead: readonly string[]): ChatState {
  const { form, offer } = applied;
  if (!offer) return state;
  const shown = peopleCard(chat, form, offer);
  const intro = chat.t(offer.near ? 'chat.people.near' : 'chat.people.several', {
    typed: offer.typed.slice(0, 120),
  });
  chat.turn.reply({ text: joined([...lead, intro]), ...shownAs(shown) });
  return withForm(state, { ...form, asking: offer.field, introduced: undefined });
}

/** The summary to confirm: a message of its own, and the card before it shrinks to a line. */
function askToConfirm(chat: Chat, state: ChatState, form: FormState, step: Step): ChatState {
  const { turn, t } = chat;
  const shown = summaryCard(chat, form);
  const track = trackOf(form.draft);
  const text = joined([...(step.lead ?? []), summaryText(chat, form)]);
  if (step.pressed) {
    turn.respond(shown);
    if (text !== '') turn.reply({ text });
  } else {
    if (form.card) turn.editTracked(track, () => shownAs(lineCard(chat, t('chat.form.below'))));
    turn.reply({ ...(text !== '' && { text }), ...shownAs(shown), track });
  }
  return withForm(state, { ...form, asking: 'confirm', card: 'summary', introduced: undefined, tries: 0 });
}

function showForm(chat: Chat, form: FormState, text: string, step: Step): FormState {
  const { turn } = chat;
  const draw = () => formCard(chat, form);
  const track = trackOf(form.draft);
  if (step.pressed) turn.respond(draw());
  else if (form.card) turn.editTracked(track, () => shownAs(draw()));
  else turn.reply({ ...(text !== '' && { text }), ...shownAs(draw()), track });
  return { ...form, card: 'form' };
}

/** Whether a sentence about the field that is asked for has just been said, so that no question need follow. */
const saidWhatIsWrong = (applied: Applied, asking: FieldId) =>
  applied.says.length > 0 && applied.form.draft.problems.some((one) => one.field === asking);

function askNext(
  chat: Chat,
  state: ChatState,
  applied: Applied,
  open: readonly FieldId[],
  step: Step,
): ChatState {
  const [asking = 'account'] = open;
  const { form } = applied;
  const newAccount = applied.changed.includes('account') && form.draft.target !== undefined;
  const intro = newAccount && form.draft.target ? accountText(chat, form.draft.target) : '';
  const question = questionFor(chat, form, asking);
  const asked = saidWhatIsWrong(applied, asking)
    ? ''
    : step.resume
      ? resumed(chat, question.text)
      : question.text;
  const lead = step.lead ?? [];
  const first = !form.card && open.length >= CARD_FROM;
  const shown = form.card || first ? showForm(chat, form, joined(lead), step) : form;
  const text = joined([...(first && !step.pressed ? [] : lead), intro, asked]);
  if (text !== '') chat.turn.reply(withChoices(text, question.choices));
  return withForm(state, {
    ...shown,
    asking,
    ...(newAccount ? { introduced: true } : { introduced: undefined }),
    tries: 0,
  });
}

/**
 * Goes on with the form after values were taken: says what was understood and what was not, then asks for the one
 * thing that is needed next, or shows the summary.
 */
export async function advance(
  chat: Chat,
  state: ChatState,
  applied: Applied,
  step: Step = {},
): Promise<ChatState> {
  const { form } = applied;
  /* A live card says what was understood by itself. */
  const ofCard = step.begun && showsCard(chat, form);
  const took = ofCard ? '' : tookText(chat, form, applied.changed, step.begun ? 'understood' : 'took');
  const begun = step.lead ?? [];
  if (form.idle) return sayRefusal(chat, state, form, applied.says);
  const lead = [...begun, took, ...applied.says];
  if (applied.offer) return offerPeople(chat, state, applied, lead);
  const open = openFields(chat.turn.desk.procedure, form);
  if (open.length > 0) return askNext(chat, state, applied, open, { ...step, lead });
  if (needsNoSummary(chat, form, applied)) return sendForm(chat, withForm(state, form));
  const change = changeText(chat, form);
  return askToConfirm(chat, state, form, { ...step, lead: [...begun, change || took, ...applied.says] });
}

function showsCard(chat: Chat, form: FormState): boolean {
  return openFields(chat.turn.desk.procedure, form).length >= CARD_FROM;
}

/** A request of a single datum, just given in answer to the question for it, has nothing to sum up. */
function needsNoSummary(chat: Chat, form: FormState, applied: Applied): boolean {
  const rules = chat.turn.desk.procedure.kinds[form.draft.kind]?.fields ?? [];
  const [only] = rules;
  return (
    rules.length === 1 && only !== undefined && form.asking === only.id && applied.changed.includes(only.id)
  );
}

/** Ends the form without a case. */
export function dropForm(chat: Chat, state: ChatState, pressed = false): ChatState {
  const { form, waiting: _answered, ...rest } = state;
  if (!form) return state;
  const small = closedCard(chat, 'cancelled');
  if (pressed) chat.turn.respond(small);
  else if (form.card) chat.turn.editTracked(trackOf(form.draft), () => shownAs(small));
  return rest;
}
