import { addDays, isDate } from './calendar.ts';
import type { FieldId, Fields } from './case.ts';
import { cleanLine, cleanNote } from './clean-text.ts';
import { FIELDS, type FieldSpec, type FieldType, NAME_PART } from './fields.ts';
import { foldName, splitSpanishName, titleCaseName } from './names.ts';
import { readCedula, readCurp } from './national-id.ts';
import type { Procedure } from './procedure.ts';

/** What can be wrong with a value: keys below `field.problem`, each a sentence that says what to write instead. */
export const PROBLEMS = [
  'empty',
  'not_text',
  'too_long',
  'no_words',
  'choice',
  'name_words',
  'name_letters',
  'name_part',
  'cedula',
  'curp',
  'curp_check',
  'email',
  'email_institutional',
  'address_elsewhere',
  'alias',
  'person',
  'list',
  'phone',
  'contract_number',
  'date',
  'date_unlikely',
  'date_past',
  'end_before_start',
  'start_after_end',
] as const;
export type ProblemCode = (typeof PROBLEMS)[number];

export interface Problem {
  readonly ok: false;
  readonly problem: ProblemCode;
  /** Values for the sentence; dates are `YYYY-MM-DD` and put into words by `sayProblem`. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What a value is checked against. */
export interface FormContext {
  /** `YYYY-MM-DD`, where the entity is. */
  readonly today: string;
  /** The institution's mail domain. */
  readonly mailDomain: string;
  readonly country: Procedure['country'];
  /** What is known already, checked. */
  readonly fields: Fields;
  /** Narrows the choices to what the entity offers. */
  readonly procedure?: Pick<Procedure, 'holderTypes' | 'changes'>;
}

type Read = { readonly ok: true; readonly text: string } | Problem;
type Parser = (text: string, context: FormContext, id: FieldId, spec: FieldSpec) => Read;

const read = (text: string): Read => ({ ok: true, text });
const wrong = (problem: ProblemCode, params?: Problem['params']): Problem => ({ ok: false, problem, params });

/** Years within which a date of the desk's business lies. */
const LIKELY_DAYS = 3660;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const HAS_WORDS = /[\p{L}\p{N}]/u;

/** Titles and honorifics, which are no part of a name. */
const TITLES = new Set(
  'dr dra doctor doctora ing ingeniero ingeniera lic licenciado licenciada sr sra srta senor senora senorita don dona prof profesor profesora abg arq mtro mtra mr mrs ms'.split(
    ' ',
  ),
);

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** The address in lower case, out of "mailto:", angle brackets or a full stop after it; undefined where it is none. */
function addressIn(text: string): string | undefined {
  const bracketed = /<([^<>]*)>$/.exec(text)?.[1] ?? text;
  const address = bracketed
    .replace(/^mailto:/i, '')
    .replace(/[.,;]$/, '')
    .trim()
    .toLowerCase();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = address.slice(at + 1);
  return local.length <= 64 && LOCAL_PART.test(local) && DOMAIN.test(domain) ? address : undefined;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

function isInstitutional(address: string, mailDomain: string): boolean {
  const domain = domainOf(address);
  const own = mailDomain.toLowerCase();
  return domain === own || domain.endsWith(`.${own}`);
}

const parseLine: Parser = (text) => (HAS_WORDS.test(text) ? read(text) : wrong('no_words'));

const parseEmail: Parser = (text, { mailDomain }) => {
  const address = addressIn(text);
  if (address === undefined) return wrong('email');
  return isInstitutional(address, mailDomain)
    ? wrong('email_institutional', { domain: mailDomain })
    : read(address);
};

/** A directory id, an address of the institution, or a name to look for; whom it means, the directory says. */
const parseSomebody: Parser = (text, { mailDomain }) => {
  if (GUID.test(text)) return read(text.toLowerCase());
  if (!text.includes('@')) return /\p{L}/u.test(text) ? read(text) : wrong('person');
  const address = addressIn(text);
  if (address === undefined) return wrong('email');
  return isInstitutional(address, mailDomain)
    ? read(address)
    : wrong('address_elsewhere', { domain: mailDomain });
};

function withoutTitles(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !TITLES.has(foldName(word).replace(/\.$/, '')));
  return start < 0 ? words : words.slice(start);
}

const parsePersonName: Parser = (text) => {
  if (!/^[\p{L}\p{M}'’.,\- ]+$/u.test(text)) return wrong('name_letters');
  const inverted = splitSpanishName(text);
  const ordered = text.includes(',') ? `${inverted.givenName} ${inverted.surname}` : text;
  const name = titleCaseName(withoutTitles(ordered.split(' ')).join(' '));
  const { givenName, surname } = splitSpanishName(name);
  if (givenName === '' || surname === '') return wrong('name_words');
  const fits = givenName.length <= NAME_PART && surname.length <= NAME_PART;
  return fits ? read(name) : wrong('name_part', { max: NAME_PART });
};

const parseNationalId: Parser = (text, { country }) => {
  if (country === 'CO') {
    const digits = readCedula(text);
    return digits === undefined ? wrong('cedula') : read(digits);
  }
  const found = readCurp(text);
  if (typeof found === 'object') return read(found.curp);
  return wrong(found === 'check' ? 'curp_check' : 'curp');
};

const parsePhone: Parser = (text) => {
  const number = text.replace(/^(?:(?:cel(?:ular)?|tel(?:[eé]fono)?|m[oó]vil|phone|mobile)\b[.:]? ?)+/i, '');
  const digits = number.replace(/[\s().-]/g, '');
  return /^\+?\d{7,15}$/.test(digits) ? read(digits) : wrong('phone');
};

const BEFORE_CONTRACT = new Set('CONTRATO CONTRACT DE DEL N NO NRO NUM NUMERO NÚMERO'.split(' '));

/** "contrato CPS No. 101 de 2026" is written CPS-101-2026. */
const parseContractNumber: Parser = (text) => {
  const number = text
    .toUpperCase()
    .replace(/#|N\.?[°º]|\bN(?:O|RO|UM)\.(?=\d)/g, ' ')
    .split(/[\s‐‑–—-]+/)
    .map((part) => part.replace(/^[.,;/_]+|[.,;/_]+$/g, ''))
    .filter((part) => part !== '' && !BEFORE_CONTRACT.has(part))
    .join('-');
  return /\d/.test(number) && /^[\p{L}\d./_-]+$/u.test(number) ? read(number) : wrong('contract_number');
};

const parseDate: Parser = (date, { today, fields }, id) => {
  if (!isDate(date)) return wrong('date');
  if (id !== 'startDate' && date < today) return wrong('date_past');
  if (date < addDays(today, -LIKELY_DAYS) || date > addDays(today, LIKELY_DAYS))
    return wrong('date_unlikely');
  const start = fields.startDate?.value;
  if (id === 'endDate' && start !== undefined && date < start) return wrong('end_before_start', { start });
  const end = fields.endDate?.value;
  return id === 'startDate' && end !== undefined && date > end
    ? wrong('start_after_end', { end })
    : read(date);
};

const parseChoice: Parser = (text, { procedure }, id) => {
  const code = text.toLowerCase().replace(/[\s-]/g, '_');
  return choicesOf(id, procedure).includes(code) ? read(code) : wrong('choice');
};

const parseAlias: Parser = (text, { mailDomain }) => {
  const address = addressIn(text.includes('@') ? text : `${text}@${mailDomain}`);
  return address !== undefined && domainOf(address) === mailDomain.toLowerCase()
    ? read(address)
    : wrong('alias', { domain: mailDomain });
};

/** A new value is what the change says that it is. */
const parseText: Parser = (text, context, id, spec) => {
  const change = id === 'newValue' ? context.fields.change?.value : undefined;
  if (change === 'name') return parsePersonName(text, context, id, spec);
  if (change === 'alias') return parseAlias(text, context, id, spec);
  return parseLine(text, context, id, spec);
};

const PARSERS: Readonly<Record<FieldType, Parser>> = {
  personName: parsePersonName,
  choice: parseChoice,
  nationalId: parseNationalId,
  text: parseText,
  email: parseEmail,
  phone: parsePhone,
  person: parseSomebody,
  account: parseSomebody,
  contractNumber: parseContractNumber,
  date: parseDate,
  note: parseLine,
  list: parseLine,
};

/** The codes that a choice offers: those of the procedure where it narrows them, else all; empty for other fields. */
export function choicesOf(id: FieldId, procedure?: FormContext['procedure']): readonly string[] {
  const all = FIELDS[id].choices ?? [];
  if (procedure === undefined) return all;
  const { holderTypes, changes } = procedure;
  if (id === 'holderType') return all.filter((code) => holderTypes.some((one) => one === code));
  return id === 'change' ? all.filter((code) => Object.hasOwn(changes, code)) : all;
}

/** Reads one value as its type says. Linear in the length of the input; never throws. */
export function readValue(id: FieldId, raw: string, context: FormContext): Read {
  const spec = FIELDS[id];
  const text = spec.type === 'note' ? cleanNote(raw) : cleanLine(raw);
  if (text === '') return wrong('empty');
  /* What is far too long is not looked into; signs that a type drops may make it a little longer than it is. */
  if (text.length > spec.maxLength + 100) return wrong('too_long', { max: spec.maxLength });
  const value = PARSERS[spec.type](text, context, id, spec);
  return value.ok && value.text.length > spec.maxLength ? wrong('too_long', { max: spec.maxLength }) : value;
}
