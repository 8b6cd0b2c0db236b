import type { FieldId } from '../../services/domain/case.ts';
import { choicesOf, readValue } from '../../services/domain/field-parsers.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { foldName } from '../../services/domain/names.ts';
import { bare, hasWords, wordCount } from '../answers/bare.ts';
import { entitiesAs } from '../answers/entities-as.ts';
import { labelledFields, type Typed } from '../answers/labelled.ts';
import { type AnswerContext, type ReadAnswer, readAnswer } from '../answers/read-answer.ts';
import { datesIn, isOnlyDate } from '../answers/read-dates.ts';
import { valuesOf } from '../answers/typed-of.ts';
import { type Chat, contextOf } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { Intent } from '../recognition/recogniser.ts';
import { intentOf, REQUESTS } from '../routes/kinds.ts';
import type { FormState } from '../state.ts';
import { possibleFields, wholeOf } from './form-facts.ts';

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

/** Types whose values look like nothing else; for the others nearly any text may be the answer. */
const isLoose = (field: FieldId) =>
  ['personName', 'text', 'note', 'person', 'account'].includes(FIELDS[field].type);
const QUESTION =
  /^[\s¿]*(?:y |pero |oiga |una pregunta[,:]? )?(?:como|cuanto|cuando|cuales|cual|que|donde|quien|por que|para que|se puede|puedo|how|what|when|where|who|which|why|can i|is it|do i|does)\b/;
const ABOUT_CASES =
  /\b(?:mis casos|mi caso|mi solicitud|mis solicitudes|el caso|caso \d|my cases?|my requests?|case \d|ms-\d)/;
/** Likely enough, with the words of a request, to ask whether it is one. */
const LIKELY = 0.6;
const ASKS_HELP = /\bayud|\bhelp\b|\bpuedes?\b|\bhacer\b|\boption/;
const ANOTHER = /\b(?:otr[oa]|ademas|tambien|another|also|as well)\b/;
const CORRECTS =
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

const ASIDES: ReadonlySet<Intent> = new Set<Intent>(['case_status', 'how_to', 'help', 'bulk_deactivate']);
const ABOUT_ONE_CASE: ReadonlySet<Intent> = new Set<Intent>([
  'add_information',
  'cancel_case',
  'reopen_case',
  'case_status',
]);

/** A side question: told by what is asked, or by a question mark where the answer would not be one. */
function asideIn(heard: Heard, form: FormState): Intent | undefined {
  if (wordCount(heard.text) < 2) return undefined;
  const { intent, sure, entities } = heard.recognition();
  const asks = QUESTION.test(heard.folded) || /\?\s*$/.test(heard.text);
  if (ABOUT_ONE_CASE.has(intent) && (entities.caseNumber !== undefined || ABOUT_CASES.test(heard.folded)))
    return intent;
  if (sure && ASIDES.has(intent) && (asks || ASKS_HELP.test(heard.folded) || intent === 'bulk_deactivate'))
    return intent;
  const note = form.asking !== undefined && isNote(form.asking);
  return asks && !note && ASIDES.has(intent) ? intent : undefined;
}

function isNote(asking: NonNullable<FormState['asking']>): boolean {
  return asking !== 'confirm' && asking !== 'correction' && FIELDS[asking].type === 'note';
}

/** Two names with no word in common: one is no slip of the other. */
function strangers(one: string, other: string): boolean {
  const words = new Set(foldName(one).split(' '));
  return !foldName(other)
    .split(' ')
    .some((word) => words.has(word));
}

/** Another request: surely recognised, in words that ask for it, and no correction of this one. */
function requestIn(heard: Heard, form: FormState, typed: Typed): Intent | undefined {
  if (wordCount(heard.text) < 3) return undefined;
  const { intent, confidence, entities } = heard.recognition();
  const sure = confidence >= LIKELY;
  const request = REQUESTS[intent];
  if (!request?.says.test(heard.folded)) return undefined;
  const named = entities.account ?? entities.holderName;
  if (request.kind === form.draft.kind) {
    const known = form.draft.fields.holderName?.value ?? form.draft.target?.name;
    if (!sure || named === undefined || known === undefined || foldName(known) === foldName(named)) return;
    const corrects = CORRECTS.test(heard.folded) || !strangers(known, named);
    return ANOTHER.test(heard.folded) || !corrects ? intent : undefined;
  }
  if (request.kind === 'modify' && named === undefined && Object.keys(typed).length > 0) return undefined;
  if (form.asking !== undefined && isNote(form.asking))
    return sure && wordCount(heard.text) > 3 && request.kind !== 'failure' ? intent : undefined;
  return sure ? intent : undefined;
}

/** What a message says by labels, shapes and the recogniser, as far as this form takes it. */
function saidIn(chat: Chat, heard: Heard, form: FormState): Typed {
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
    ([field]) =>
      form.draft.fields[field as FieldId] === undefined ||
      (corrects ? field !== 'change' : !GUESSED.has(field as FieldId)),
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
function onlyDate(chat: Chat, heard: Heard, form: FormState): Typed {
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

/** The part of a message that says nothing of other fields: "abogada, y el contrato es el 110". */
function restOf(chat: Chat, heard: Heard, form: FormState): string | undefined {
  const parts = heard.text
    .split(/[,;\n]|\.\s/)
    .map((one) => one.trim())
    .filter(hasWords);
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

function withAnswer(chat: Chat, heard: Heard, form: FormState, said: Typed, asking: FieldId): Typed {
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
    const typed = { ...onlyDate(chat, heard, form), ...said };
    return Object.keys(typed).length > 0 ? { is: 'values', typed } : { is: 'nothing' };
  }
  const asks = QUESTION.test(heard.folded) && /\?\s*$/.test(heard.text) && isLoose(asking) && !isNote(asking);
  return withOther(chat, heard, asking, asks ? said : withAnswer(chat, heard, form, said, asking));
}
