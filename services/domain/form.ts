import { type DateLanguage, formatDate, isDate } from './calendar.ts';
import { FIELD_IDS, type FieldId, type Fields, type FieldValue, type HolderType, type Kind } from './case.ts';
import { type FormContext, type Problem, readValue } from './field-parsers.ts';
import { FIELDS } from './fields.ts';
import type { FieldRule, Procedure } from './procedure.ts';

/** Texts of one language, as `locale/translate.ts` makes them. */
type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What the directory says of the account concerned; a case's `target` fits. */
export interface KnownHolder {
  readonly holderType?: HolderType;
}

export type Parsed = { readonly ok: true; readonly value: FieldValue } | Problem;

/**
 * Reads what somebody typed, or a card sent, as the field's value: tolerant of blanks, separators and capitals,
 * strict about what it must be. Dates are ISO here; words for dates, choices and people are read by the dialogs
 * before. For `account` and `person` the value is a directory id, an address or the name as typed: the caller looks
 * it up and keeps the id. Markup stays as the characters that it is. Never throws.
 */
export function parseField(id: FieldId, raw: string, context: FormContext): Parsed {
  const found = readValue(id, raw, context);
  return found.ok ? { ok: true, value: { value: found.text } } : found;
}

export interface ParsedForm {
  readonly fields: Fields;
  readonly problems: Readonly<Partial<Record<FieldId, Problem>>>;
  /** Fields that came empty: left out, or cleared by the person. */
  readonly blank: readonly FieldId[];
}

/**
 * Reads the inputs of a card, by field id; what is no field is passed over. What is right is kept where something
 * else is wrong. Fields are checked against each other as they come, not against what they replace.
 */
export function parseFields(raw: Readonly<Record<string, unknown>>, context: FormContext): ParsedForm {
  const given = FIELD_IDS.filter((id) => Object.hasOwn(raw, id) && raw[id] !== undefined && raw[id] !== null);
  const known: Partial<Record<FieldId, FieldValue>> = { ...context.fields };
  for (const id of given) if (raw[id] !== '') delete known[id];
  const beside: FormContext = { ...context, fields: known };
  const fields: Partial<Record<FieldId, FieldValue>> = {};
  const problems: Partial<Record<FieldId, Problem>> = {};
  const blank: FieldId[] = [];
  for (const id of given) {
    const input = raw[id];
    const parsed: Parsed =
      typeof input === 'string' || typeof input === 'number'
        ? parseField(id, String(input), beside)
        : { ok: false, problem: 'not_text' };
    if (parsed.ok) known[id] = fields[id] = parsed.value;
    else if (parsed.problem === 'empty') blank.push(id);
    else problems[id] = parsed;
  }
  return { fields, problems, blank };
}

/** `open` where the rule waits for a datum that is not known yet. */
function standing({ when }: FieldRule, fields: Fields, known: KnownHolder): 'wanted' | 'unwanted' | 'open' {
  if (!when) return 'wanted';
  const holderType = fields.holderType?.value ?? known.holderType;
  const change = fields.change?.value;
  const conditions: readonly [readonly string[] | undefined, string | undefined][] = [
    [when.holderType, holderType],
    [when.change, change],
  ];
  const asked = conditions.filter(([allowed]) => allowed !== undefined);
  if (asked.some(([allowed, value]) => value !== undefined && !allowed?.includes(value))) return 'unwanted';
  return asked.every(([, value]) => value !== undefined) ? 'wanted' : 'open';
}

const rulesOf = (procedure: Procedure, kind: Kind) => procedure.kinds[kind]?.fields ?? [];

/**
 * The rules of the fields that the request asks for as it stands, in order. A rule whose condition cannot be told
 * yet (contract data before the holder type is known) is not among them. `known` is the account's, where there is one.
 */
export function wantedFields(
  procedure: Procedure,
  kind: Kind,
  fields: Fields,
  known: KnownHolder = {},
): readonly FieldRule[] {
  return rulesOf(procedure, kind).filter((rule) => standing(rule, fields, known) === 'wanted');
}

/** The required fields that have no value yet, in the order in which they are asked. */
export function missingFields(
  procedure: Procedure,
  kind: Kind,
  fields: Fields,
  known: KnownHolder = {},
): readonly FieldId[] {
  return wantedFields(procedure, kind, fields, known)
    .filter((rule) => rule.required && !fields[rule.id]?.value)
    .map((rule) => rule.id);
}

/**
 * The fields without those that the request does not ask for, or no longer: contract data once the holder is an
 * official. What may still be wanted stays, and so does the holder type, which conditions and people read.
 */
export function dropUnwanted(
  procedure: Procedure,
  kind: Kind,
  fields: Fields,
  known: KnownHolder = {},
): Fields {
  const kept = new Set<string>(
    rulesOf(procedure, kind)
      .filter((rule) => standing(rule, fields, known) !== 'unwanted')
      .map((rule) => rule.id),
  );
  if (procedure.kinds[kind]?.target !== 'none') kept.add('holderType');
  return Object.fromEntries(Object.entries(fields).filter(([id]) => kept.has(id)));
}

/**
 * A value as people read it: the word of a choice, a date in words, "52.345.678" for a cédula in Spanish; `shown`
 * where the value has one; '' for none. Plain text: whoever puts it into markup escapes it.
 */
export function formatField(
  id: FieldId,
  value: FieldValue | undefined,
  t: Words,
  language: DateLanguage,
): string {
  if (value === undefined) return '';
  if (value.shown !== undefined) return value.shown;
  const { type, choices, words } = FIELDS[id];
  if (type === 'date') return formatDate(value.value, language);
  if (type === 'choice') return choices?.includes(value.value) ? t(`${words}.${value.value}`) : value.value;
  const thousands = type === 'nationalId' && language === 'es' && /^\d{5,}$/.test(value.value);
  return thousands ? value.value.replace(/\B(?=(?:\d{3})+$)/g, '.') : value.value;
}

/** The sentence for a problem: what is wrong and what to write instead. */
export function sayProblem(problem: Problem, t: Words, language: DateLanguage): string {
  const params = Object.entries(problem.params ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' && isDate(value) ? formatDate(value, language) : value,
  ]);
  return t(`field.problem.${problem.problem}`, Object.fromEntries(params));
}

/** The question for a field, worded for the kind of request, or for the change where a new value is asked for. */
export function askField(
  id: FieldId,
  about: { readonly kind: Kind; readonly fields: Fields },
  t: Words,
): string {
  const change = id === 'newValue' ? about.fields.change?.value : undefined;
  return t(`field.ask.${id}`, { context: change ?? about.kind });
}
