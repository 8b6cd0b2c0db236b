import { formatDate, formatInstant, isDate } from '../../domain/calendar.ts';
import type { Case, Json } from '../../domain/case.ts';
import { FIELDS } from '../../domain/fields.ts';
import type { HistoryEntry } from '../../domain/history.ts';
import type { Step } from '../../domain/plan.ts';
import { plain } from '../../locale/plain-text.ts';
import { type Language, languageOf, translator } from '../../locale/translate.ts';

/** The words of a record, in one language and the entity's time zone. */
export interface RecordWords {
  readonly lang: Language;
  /** A text of the locale files as plain text. */
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** An instant as the entity's clocks show it; '' for none. */
  readonly at: (instant: string | undefined) => string;
  readonly day: (date: string | undefined) => string;
  readonly number: (value: number) => string;
  /** Name of somebody of the case by directory id; undefined for anybody else. */
  readonly person: (id: string) => string | undefined;
}

/** Printed text knows no markup: what the translator escapes is put back. */
export function recordWords(
  locale: string,
  timeZone: string,
  names: ReadonlyMap<string, string> = new Map(),
): RecordWords {
  const lang = languageOf(locale);
  const translate = translator(locale);
  return {
    lang,
    t: (key, values) => plain(translate(key, values)),
    at: (instant) => (instant ? formatInstant(instant, timeZone, lang, { short: true }) : ''),
    day: (date) => (date ? formatDate(date, lang) : ''),
    number: (value) => value.toLocaleString(lang === 'es' ? 'es-CO' : 'en'),
    person: (id) => names.get(id),
  };
}

/** The word of a code, where the locale files have one. */
function known(section: string, code: string, { t }: RecordWords): string | undefined {
  if (!/^[a-z]\w{0,40}$/i.test(code)) return undefined;
  const key = `${section}.${code}`;
  const said = t(key);
  return said === key ? undefined : said;
}

const UTC = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Where the words of a code are, by the name of the fact whose value it is. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  step: ['step.name'],
  kind: ['case.kind'],
  fields: ['field.label'],
  what: ['field.label'],
  message: ['record.notice'],
  reason: ['case.reason', 'record.value', 'step.reason', 'refusal'],
};

function textWords(value: string, words: RecordWords, name: string): string {
  if (UTC.test(value)) return words.at(value);
  if (isDate(value)) return words.day(value);
  const choice = FIELD_WORDS.get(name);
  const sections = [...(CODES[name] ?? []), ...(choice ? [choice] : []), 'record.value'];
  const said = sections.map((section) => known(section, value, words)).find((one) => one !== undefined);
  return said ?? words.person(value) ?? value;
}

const FIELD_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(FIELDS).flatMap(([field, spec]) => (spec.words ? [[field, spec.words] as const] : [])),
);

function valueWords(value: Json | undefined, words: RecordWords, name = ''): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return words.t(value ? 'record.yes' : 'record.no');
  if (typeof value === 'number') return words.number(value);
  if (typeof value === 'string') return textWords(value, words, name);
  if (Array.isArray(value)) return value.map((one: Json) => valueWords(one, words, name)).join(', ');
  return pairs(value, words).join(', ');
}

function pairs(facts: object, words: RecordWords): string[] {
  return Object.entries(facts).map(([name, value]) => {
    const label = known('record.fact', name, words) ?? known('field.label', name, words) ?? name;
    const begins = label.charAt(0).toLocaleLowerCase(words.lang) + label.slice(1);
    return `${begins}: ${valueWords(value as Json, words, name)}`;
  });
}

/** What a read-back showed, or the facts of an entry, as "name: value" one after another. */
export function factsWords(facts: Json | undefined, words: RecordWords): string {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return valueWords(facts, words);
  return pairs(facts, words).join(' · ');
}

/** Why a step waits or failed; '' where it gave no reason. */
export function stepReason(step: Step, { t }: RecordWords): string {
  return step.reason ? t(`step.reason.${step.reason.code}`, step.reason.params) : '';
}

/** Who did it, and as what. */
export function actorWords({ by, relation }: HistoryEntry, { t }: RecordWords): string {
  const as = t(`record.relation.${relation}`);
  return relation === 'system' ? as : `${by.name} (${as})`;
}

const textOf = (facts: Json, name: string): string => {
  const value =
    typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? facts[name as never] : '';
  return typeof value === 'string' ? value : '';
};

/** What was done, in words: a step by its name, a command by its own where there are no words for it. */
export function deedWords({ what, facts }: HistoryEntry, words: RecordWords): string {
  const deed = known('record.deed', what, words) ?? what;
  const step = known('step.name', textOf(facts, 'step'), words);
  return step === undefined ? deed : `${deed}: ${step}`;
}

/** The words that somebody gave with a deed. */
export function remarkIn(entry: HistoryEntry, value: Case): string {
  const said = ['remark', 'note', 'cause'].map((name) => textOf(entry.facts, name));
  return said.find((one) => one !== '') ?? (value.history.at(-1) === entry ? (value.remark ?? '') : '');
}
