import type { FieldId } from '../../services/domain/case.ts';
import { choicesOf, readValue } from '../../services/domain/field-parsers.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { bare, hasWords, wordCount } from '../answers/bare.ts';
import { labelledFields, type Typed } from '../answers/labelled.ts';
import { type ReadAnswer, readAnswer } from '../answers/read-answer.ts';
import { bareReason } from '../answers/read-choice.ts';
import { isOnlyDate } from '../answers/read-dates.ts';
import { type Chat, contextOf } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { Intent } from '../recognition/recogniser.ts';
import { fold } from '../recognition/text.ts';
import type { FormState } from '../state.ts';
import { possibleFields } from './form-facts.ts';
import { asideIn, isNote, QUESTION, requestIn } from './interruption.ts';
import { listSaid } from './list-said.ts';
import { answerContext, CORRECTS, onlyDate, saidIn } from './said-in-form.ts';

/** What a message in the middle of a form is. */
export type Reading =
  | {
      readonly is: 'values';
      readonly typed: Typed;
      /** Words that were put to "other", kept for whoever decides. */
      readonly note?: string;
    }
  /** A question or a remark that the form outlives. */
  | { readonly is: 'aside'; readonly intent: Intent }
  /** Another request than the one being put together. */
  | { readonly is: 'request'; readonly intent: Intent }
  | { readonly is: 'nothing' };

/** Whether nearly any text may be the answer; the values of other types look like nothing else. */
export function isLoose(field: FieldId): boolean {
  return ['personName', 'text', 'note', 'person', 'account'].includes(FIELDS[field].type);
}

/** What only opens a correction and answers nothing. */
const OBJECTION = /^(?:no|ay|ah|mejor|perdon|disculp[ae]|sorry|actually|wait|oops)$/;

/** The part of a message that says nothing of other fields: "abogada, y el contrato es el 110". */
function restOf(chat: Chat, heard: Heard, form: FormState): string | undefined {
  const parts = heard.text
    .split(/[,;\n]|\.\s|\s+(?:y|and)\s+(?=(?:el|la|su|mi|the|his|her|my)\s)/)
    .map((one) => one.trim())
    .filter((one) => hasWords(one) && !OBJECTION.test(fold(one)));
  const base = { ...contextOf(chat), locale: chat.turn.locale };
  const silent = parts.filter((one) => Object.keys(labelledFields(one, base)).length === 0);
  const [only] = silent;
  const fits = parts.length > 1 && silent.length === 1 && only !== undefined && wordCount(only) <= 6;
  return fits && form.asking !== undefined ? only : undefined;
}

/** One date of a message is not two: what answers the question is no other field's as well. */
function withoutDate(said: Typed, iso: string): Typed {
  return Object.fromEntries(
    Object.entries(said).filter(
      ([field, value]) => FIELDS[field as FieldId].type !== 'date' || value !== iso,
    ),
  );
}

/** The recogniser may see less of an answer than was given: "Oficina de Planeación" is all of it. */
function wholeAnswer(
  chat: Chat,
  heard: Heard,
  said: Typed,
  asking: FieldId,
  direct: ReadAnswer | undefined,
): Typed {
  const alone = Object.keys(said).length === 1 && wordCount(heard.text) <= 8;
  if (!alone || !direct?.typed.includes(said[asking] ?? '')) return said;
  const labelled = labelledFields(heard.text, { ...contextOf(chat), locale: chat.turn.locale });
  return labelled[asking] === undefined ? { [asking]: direct.typed } : said;
}

/** "Renunció" said to the question for the person: it is why, and nobody's name. */
function reasonInstead(chat: Chat, heard: Heard, form: FormState, asking: FieldId): string | undefined {
  const { procedure } = chat.turn.desk;
  if (asking !== 'account' || !possibleFields(procedure, form).has('reason')) return undefined;
  return bareReason(heard.text, { t: chat.t, locale: chat.turn.locale }, procedure);
}

function withAnswer(chat: Chat, heard: Heard, form: FormState, said: Typed, asking: FieldId): Typed {
  if (asking === 'accountList' && listSaid(chat, heard.text)) return { accountList: heard.text };
  const context = answerContext(chat, form);
  const read = (text: string): ReadAnswer | undefined => readAnswer(asking, text, context);
  if (!isLoose(asking)) {
    const direct = read(heard.text);
    const labelled = ['nationalId', 'phone'].includes(asking) ? said[asking] : undefined;
    const typed = labelled ?? direct?.typed;
    if (FIELDS[asking].type === 'date' && direct)
      return { ...withoutDate(said, direct.typed), [asking]: direct.typed };
    /* What says something of another field is no wrong answer to this one. */
    const wrong = typed !== undefined && !readValue(asking, typed, context).ok;
    return typed === undefined || (wrong && Object.keys(said).length > 0)
      ? said
      : { ...said, [asking]: typed };
  }
  const reason = reasonInstead(chat, heard, form, asking);
  if (reason !== undefined) return { reason };
  const direct = read(heard.text);
  if (direct?.strict) return { ...said, [asking]: direct.typed };
  if (isNote(asking)) return { ...said, [asking]: heard.text };
  if (isOnlyDate(heard.text, context.locale)) return said;
  if (said[asking] !== undefined) return wholeAnswer(chat, heard, said, asking, direct);
  const spans = Object.entries(said);
  /* A span that is nearly the whole message answers the question, whatever it looks like. */
  const whole =
    spans.length === 1 &&
    isLoose(spans[0]?.[0] as FieldId) &&
    (spans[0]?.[1] ?? '').length * 5 >= heard.text.length * 3 &&
    !/[:=@]/.test(heard.text);
  if (spans.length === 0 || whole) return direct ? { [asking]: direct.typed } : said;
  const rest = restOf(chat, heard, form);
  const answer = rest === undefined ? undefined : read(rest);
  return answer ? { ...said, [asking]: answer.typed } : said;
}

/** Whether the answer to the question can hardly be anything else, so that no other reading is looked for. */
function plainly(chat: Chat, heard: Heard, form: FormState): boolean {
  const { asking } = form;
  if (asking === undefined || asking === 'confirm' || asking === 'correction') return false;
  if (asking === 'accountList' && listSaid(chat, heard.text)) return true;
  if (wordCount(heard.text) > 8 || /\?\s*$/.test(heard.text)) return false;
  return readAnswer(asking, heard.text, answerContext(chat, form))?.strict === true && !isLoose(asking);
}

/** An answer to a choice in words that fit none of it is "other", and the words are kept. */
function withOther(chat: Chat, heard: Heard, asking: FieldId, typed: Typed): Reading {
  const known = typed[asking];
  const nothing = Object.keys(typed).length === 0;
  const other = choicesOf(asking, chat.turn.desk.procedure).includes('other');
  const told = wordCount(heard.text) >= 2 && !QUESTION.test(heard.folded);
  if (!other || !told || (known === undefined ? !nothing : known !== 'other'))
    return nothing ? { is: 'nothing' } : { is: 'values', typed };
  const label = chat.t(`${FIELDS[asking].words}.other`);
  const note = bare(label) === bare(heard.text) ? undefined : heard.text;
  return { is: 'values', typed: { ...typed, [asking]: 'other' }, ...(note !== undefined && { note }) };
}

/** From how many words on a correction says what it corrects. */
const LONG_CORRECTION = 6;

/** "No, 3001234568": a correction without a name, where one value of the request alone could be meant. */
function corrected(chat: Chat, heard: Heard, form: FormState): Typed {
  const corrects = form.asking === 'correction' || CORRECTS.test(heard.folded);
  if (!corrects || wordCount(heard.text) >= LONG_CORRECTION) return {};
  const context = answerContext(chat, form);
  const known = Object.entries(form.draft.fields) as [FieldId, { value: string }][];
  const meant = known.flatMap(([field, { value }]) => {
    if (isLoose(field) || FIELDS[field].type === 'choice') return [];
    const read = readAnswer(field, heard.text, context);
    const fits = read?.strict === true && read.typed !== value && readValue(field, read.typed, context).ok;
    return fits ? [[field, read.typed] as const] : [];
  });
  return meant.length === 1 ? Object.fromEntries(meant) : {};
}

/** Reads a message in the light of the form and of its last question. Pure but for the turn's recogniser. */
export function readInForm(chat: Chat, heard: Heard, form: FormState): Reading {
  if (!hasWords(heard.text)) return { is: 'nothing' };
  const said = saidIn(chat, heard, form);
  if (!plainly(chat, heard, form)) {
    const aside = asideIn(heard, form);
    if (aside) return { is: 'aside', intent: aside };
    const request = requestIn(heard, form, said);
    if (request) return { is: 'request', intent: request };
  }
  const { asking } = form;
  if (asking === undefined || asking === 'confirm' || asking === 'correction') {
    const told = { ...onlyDate(chat, heard, form), ...said };
    const typed = Object.keys(told).length > 0 ? told : corrected(chat, heard, form);
    return Object.keys(typed).length > 0 ? { is: 'values', typed } : { is: 'nothing' };
  }
  const asks = QUESTION.test(heard.folded) && /\?\s*$/.test(heard.text) && isLoose(asking) && !isNote(asking);
  return withOther(chat, heard, asking, asks ? said : withAnswer(chat, heard, form, said, asking));
}
