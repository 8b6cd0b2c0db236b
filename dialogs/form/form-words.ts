import { formatDate } from '../../services/domain/calendar.ts';
import type { FieldId, Fields, Kind, Target } from '../../services/domain/case.ts';
import { choicesOf } from '../../services/domain/field-parsers.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { askField, formatField } from '../../services/domain/form.ts';
import { changeOf } from '../../services/domain/plan.ts';
import { type Chat, listed } from '../chat.ts';
import type { FormState } from '../state.ts';
import { wholeOf } from './form-facts.ts';

/** Most quick answers below a message; Teams shows no more. */
const MOST_CHOICES = 6;

/** "cuenta nueva de Laura Inés Ñungo Pérez": a form as people name it. */
export function nameOf({ t }: Chat, { draft }: FormState): string {
  const kind = t(`case.kind.${draft.kind}`);
  const subject = draft.fields.holderName?.value ?? draft.target?.name;
  return subject ? `${kind} · ${subject}` : kind;
}

function isLong(field: FieldId): boolean {
  return FIELDS[field].type === 'note';
}

/** A value as it is said in passing: a date with its weekday, and without the year where it is this one. */
function sayValue({ t, lang, turn }: Chat, fields: Fields, field: FieldId): string {
  const value = fields[field];
  if (FIELDS[field].type !== 'date' || !value) return formatField(field, value, t, lang);
  const year = value.value.slice(0, 4) !== turn.desk.today().slice(0, 4);
  return formatDate(value.value, lang, { weekday: true, year });
}

/** What was just taken, in a few words: "contrato CPS-110-2026, hasta el 15 de diciembre de 2026". */
export function tookText(
  chat: Chat,
  form: FormState,
  changed: readonly FieldId[],
  key: 'took' | 'understood' = 'took',
): string {
  const { t } = chat;
  const fields = wholeOf(form);
  const news = changed.filter((field) => field !== 'account' && !isLong(field));
  /* A new value says by itself what is changed. */
  const shown = news.length > 1 ? news.filter((field) => field !== 'change') : news;
  const items = shown.map((field) => t(`chat.took.${field}`, { value: sayValue(chat, fields, field) }));
  if (items.length > 0) return t(`chat.form.${key}`, { items: listed(chat, items) });
  return key === 'took' && changed.some(isLong) ? t('chat.form.noted') : '';
}

function contractOf({ lang, t }: Chat, target: Target): string {
  const end =
    target.contractEnd &&
    t('chat.form.until', { date: formatDate(target.contractEnd, lang, { short: true }) });
  return [target.contractNumber, end].filter(Boolean).join(', ');
}

/** Who the account belongs to, as the directory knows them: for a confirmation in passing. */
export function accountText(chat: Chat, target: Target): string {
  const { t, turn } = chat;
  if (target.id === turn.asker.actor.person.id) return t('chat.form.ownAccount', { address: target.email });
  const type = target.holderType ? t(`case.holderType.${target.holderType}`) : (target.position ?? '');
  const place = target.department
    ? t(type ? 'chat.form.ofPlace' : 'chat.form.atPlace', { type, department: target.department })
    : type;
  const contract = contractOf(chat, target);
  const about = [place, contract && `(${contract})`].filter(Boolean).join(' ');
  return t(about ? 'chat.form.isIt' : 'chat.form.isItPlain', { name: target.name, about });
}

/** A question with its quick answers. */
export interface Question {
  readonly text: string;
  readonly choices: readonly string[];
}

/** Where only some of a field's choices make sense for a kind, these are offered; the others can still be said. */
const OFFERED: Readonly<Partial<Record<Kind, Partial<Record<FieldId, readonly string[]>>>>> = {
  activate: { reason: ['leave', 'transfer', 'other'] },
};

function choiceLabels({ t, turn }: Chat, kind: Kind, field: FieldId): readonly string[] {
  const codes = OFFERED[kind]?.[field] ?? choicesOf(field, turn.desk.procedure);
  const shown = codes.length <= MOST_CHOICES ? codes : [...codes.slice(0, MOST_CHOICES - 1), 'other'];
  const offered = shown.filter((code) => codes.includes(code));
  return offered.map((code) => t(`${FIELDS[field].words}.${code}`));
}

/** The date from which the account ends: while the contract is in force, today or its last day. */
function whenQuestion(chat: Chat, form: FormState): Question {
  const { t, lang, turn } = chat;
  const end = form.draft.target?.contractEnd;
  const today = t('chat.form.today');
  const other = t('chat.form.otherDate');
  if (end === undefined || end <= turn.desk.today()) {
    return {
      text: askField('effectiveDate', { kind: form.draft.kind, fields: wholeOf(form) }, t),
      choices: [today, other],
    };
  }
  const date = formatDate(end, lang, { year: end.slice(0, 4) !== turn.desk.today().slice(0, 4) });
  return {
    text: t('chat.form.stillInForce', { date }),
    choices: [today, t('chat.form.onDate', { date }), other],
  };
}

/** The question for a field, with quick answers where there are few possible ones. */
export function questionFor(chat: Chat, form: FormState, field: FieldId): Question {
  const { kind } = form.draft;
  const startsOn = chat.turn.desk.procedure.kinds[kind]?.startsOn;
  if (field === startsOn) return whenQuestion(chat, form);
  const text = askField(field, { kind, fields: wholeOf(form) }, chat.t);
  return { text, choices: FIELDS[field].type === 'choice' ? choiceLabels(chat, kind, field) : [] };
}

const OLD: Readonly<Partial<Record<string, (one: Target) => string | undefined>>> = {
  name: (one) => one.name,
  position: (one) => one.position,
  department: (one) => one.department,
  phone: (one) => one.phone,
  supervisor: (one) => one.manager?.name,
  contract: (one) => one.contractEnd,
};

/** "Cargo: de Contratista a Abogada de apoyo". */
export function changeText({ t, lang, turn }: Chat, form: FormState): string {
  const fields = wholeOf(form);
  const change = changeOf({ fields });
  const field = change && turn.desk.procedure.changes[change]?.value;
  const { target } = form.draft;
  if (!change || !field || !target) return '';
  const old = OLD[change]?.(target);
  const values = { what: t(`case.change.${change}`), now: formatField(field, fields[field], t, lang) };
  if (!old) return t('chat.form.changeNew', values);
  return t('chat.form.change', { ...values, old: formatDate(old, lang) });
}

/** Who else has to agree, where the asker is not the supervisor. */
function authorisationText({ t, turn }: Chat, form: FormState): string {
  const { kind, target } = form.draft;
  const wanted = turn.desk.procedure.kinds[kind]?.authorisation === 'supervisor';
  if (!wanted || !target || target.manager?.id === turn.asker.actor.person.id) return '';
  return target.manager
    ? t('chat.form.asksSupervisor', { name: target.manager.name })
    : t('chat.form.asksDeskLead');
}

/** What goes before the summary: whose word is still needed. */
export function summaryText(chat: Chat, form: FormState): string {
  return authorisationText(chat, form);
}

/** A question that goes on after something else: "seguimos: ¿qué cargo tendrá?". */
export function resumed({ t }: Chat, question: string): string {
  const lower = question.replace(
    /^([¿\s]*)(\p{Lu})(?=\p{Ll}|\s)/u,
    (_all, before: string, letter: string) => before + letter.toLowerCase(),
  );
  return t('chat.form.resume', { question: question.startsWith('¿') ? lower : question });
}
