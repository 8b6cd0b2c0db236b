import type { FieldId } from '../../services/domain/case.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { wordCount } from '../answers/bare.ts';
import { entitiesAs } from '../answers/entities-as.ts';
import { labelledFields, type Typed } from '../answers/labelled.ts';
import type { AnswerContext } from '../answers/read-answer.ts';
import { datesIn } from '../answers/read-dates.ts';
import { valuesOf } from '../answers/typed-of.ts';
import { type Chat, contextOf } from '../chat.ts';
import type { Heard } from '../heard.ts';
import { fold } from '../recognition/text.ts';
import { intentOf } from '../routes/kinds.ts';
import type { FormState } from '../state.ts';
import { possibleFields, wholeOf } from './form-facts.ts';

/** Words that correct what was said before, in folded text. */
export const CORRECTS =
  /^\s*(?:no\b|ay\b|perdon|disculp|en realidad|mejor|corri[jg]|me equivoque|sorry|actually|wait)|\bse llama\b|\bnombre\b|\bname is\b/;

/** Fields that nearly any words may seem to speak of. */
const GUESSED: ReadonlySet<FieldId> = new Set<FieldId>([
  'account',
  'holderName',
  'change',
  'startDate',
  'endDate',
  'reason',
  'failureKind',
]);

/** What an answer in this form is read in the light of. */
export function answerContext(chat: Chat, form: FormState): AnswerContext {
  const { turn, t } = chat;
  return {
    ...contextOf(chat),
    fields: wholeOf(form),
    locale: turn.locale,
    t,
    asker: turn.asker.actor.person,
    askerDepartment: turn.asker.department,
    ...(turn.asker.manager && { manager: turn.asker.manager }),
    ...(form.draft.target && { target: form.draft.target }),
  };
}

/** Whether a guess holds what is named as the value of another field: "jefe castaño" is no position. */
function namedElsewhere(shaped: Typed, field: string, guess: string | undefined): boolean {
  return Object.entries(shaped).some(
    ([other, value]) => other !== field && value && fold(guess ?? '').includes(fold(value)),
  );
}

/** What a message says by labels, shapes and the recogniser, as far as this form takes it. */
export function saidIn(chat: Chat, heard: Heard, form: FormState): Typed {
  const { turn, t } = chat;
  const { procedure } = turn.desk;
  const { kind } = form.draft;
  const base = contextOf(chat);
  const shaped = labelledFields(heard.text, { ...base, locale: turn.locale });
  const about = {
    kind,
    text: heard.text,
    locale: turn.locale,
    t,
    procedure,
    today: base.today,
    mailDomain: base.mailDomain,
    askerId: turn.asker.actor.person.id,
  };
  const told =
    wordCount(heard.text) < 3 ? {} : valuesOf(entitiesAs(chat, heard.text, intentOf(kind)), about).typed;
  const { description: _whole, account: named, ...rest } = told;
  const account = named === about.askerId ? undefined : named;
  const possible = possibleFields(procedure, form);
  const dated = wordCount(heard.text) <= 3 ? onlyDate(chat, heard, form) : {};
  /* What the recogniser only guesses does not replace what is known, unless the words say that they correct it. */
  const corrects = CORRECTS.test(heard.folded);
  const fresh = Object.entries({ ...rest, account }).filter(
    ([field, value]) =>
      !namedElsewhere(shaped, field, value) &&
      (form.draft.fields[field as FieldId] === undefined ||
        (corrects ? field !== 'change' : !GUESSED.has(field as FieldId))),
  );
  const merged: Typed = {
    ...Object.fromEntries(fresh),
    ...dated,
    ...shaped,
  };
  return Object.fromEntries(
    Object.entries(merged).filter(([field, value]) => possible.has(field as FieldId) && value !== undefined),
  );
}

/** A date without a word about which it is, where the request has only one. */
export function onlyDate(chat: Chat, heard: Heard, form: FormState): Typed {
  const dates = [...possibleFields(chat.turn.desk.procedure, form)].filter(
    (one) => FIELDS[one].type === 'date',
  );
  const wrong = form.draft.problems.find((one) => dates.includes(one.field))?.field;
  const field = wrong ?? (dates.length === 1 ? dates[0] : undefined);
  if (field === undefined) return {};
  const { turn } = chat;
  const [said] = datesIn(heard.text, { locale: turn.locale, today: turn.desk.today(), asked: 'effective' });
  return said ? { [field]: said.iso } : {};
}
