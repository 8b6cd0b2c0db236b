import type { FieldId, Target } from '../../services/domain/case.ts';
import { type FormContext, readValue } from '../../services/domain/field-parsers.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import type { PersonRef } from '../../services/domain/person.ts';
import type { Translate } from '../../services/locale/translate.ts';
import { tokensOf } from '../recognition/chunks.ts';
import { fold, tidy } from '../recognition/text.ts';
import { bare } from './bare.ts';
import { mendContract } from './mend-contract.ts';
import { readChoice } from './read-choice.ts';
import { readDateAnswer } from './read-dates.ts';

/** What an answer is read in the light of. */
export interface AnswerContext extends FormContext {
  readonly locale: string;
  readonly t: Translate;
  readonly asker: PersonRef;
  readonly askerDepartment: string;
  readonly manager?: PersonRef;
  readonly target?: Target;
}

/** A value as typed, and whether the message can hardly be anything but this answer. */
export interface ReadAnswer {
  readonly typed: string;
  readonly strict: boolean;
}

const SELF =
  /^(?:(?:es |de |para |a |seria |la )?(?:mi|mio|mia|yo|yo mism[oa]|mi cuenta|mi propia cuenta|la mia|el mio|mi correo|conmigo|soy yo|me|mine|myself|it s me|its me|my account|my own|my own account))$/;
const BOSS =
  /^(?:es |de |la de |a )?(?:mi jef[ea](?: inmediat[oa])?|mi supervisora?|my (?:boss|manager|supervisor))$/;
const SAME_PLACE =
  /^(?:en )?(?:la mia|la misma(?: mia| que la mia| que yo)?|mi (?:misma )?(?:dependencia|oficina|area)|con(?:migo)?|como yo|(?:the )?same(?: as mine| as me)?|my (?:own )?(?:department|office)|mine)$/;
const LEAD_PERSON =
  /^(?:(?:es|seria|sera|para|de|la de|el de|a|la cuenta de|la cuenta del|cuenta de|su jef[ea] es|se llama|por|the account of|it s|it is|it's|is|for|his name is|her name is)\s+)+(?:(?:el|la|los|las|senora?|sr|sra|don|dona|dra?|ing|lic|doctora?|ingenier[oa]|companer[oa]|the)\.?\s+)*/;
const LEAD_TEXT =
  /^(?:(?:el cargo|la dependencia|el puesto|su cargo|su dependencia|the position|the department|va a|pasa a|sera|seria|es|queda|quedaria|debe ser|debe quedar|trabajara|trabaja|como|en|a|it s|it is|it's|is|will be|as|in)\s+)+(?:(?:de|como|en|la|el|una?|the|an?)\s+)*/;

function withoutLead(text: string, lead: RegExp): string {
  const cut = lead.exec(fold(text))?.[0].length ?? 0;
  const rest = text.slice(cut).trim();
  return rest === '' ? text : rest;
}

const tidied = (text: string) => tidy(text).replace(/\s+/g, ' ').trim();
const unsigned = (text: string) =>
  text
    .replace(/^[\s"'«“¿¡]+|[\s"'»”.!?,;]+$/g, '')
    .replace(/,?\s+(?:por favor|porfa(?:vor)?|gracias|please|thanks)$/i, '')
    .replace(/^(?:no|ah|ay|perd[oó]n|disculpe|sorry)[,.:]\s+/i, '')
    .replace(/,\s*(?:perd[oó]n|disculpe|sorry)$/i, '');

type Reader = (text: string, field: FieldId, context: AnswerContext) => ReadAnswer | undefined;
const loose = (typed: string): ReadAnswer => ({ typed, strict: false });
const strict = (typed: string | undefined): ReadAnswer | undefined =>
  typed === undefined ? undefined : { typed, strict: true };

const readDate: Reader = (text, field, context) => {
  const asked = field === 'startDate' ? 'start' : field === 'endDate' ? 'end' : 'effective';
  const plain = bare(text);
  const { locale, today, fields, target } = context;
  if (
    /fin(?:al)? del contrato|termine el contrato|(?:end of|when) the contract/.test(plain) &&
    target?.contractEnd
  )
    return strict(target.contractEnd);
  const after = asked === 'end' ? (fields.startDate?.value ?? target?.contractEnd) : undefined;
  return strict(readDateAnswer(text, plain, { locale, today, asked, ...(after !== undefined && { after }) }));
};

const readContract: Reader = (text, field, context) => {
  const known = context.fields.contractNumber?.value ?? context.target?.contractNumber;
  const tokens = tokensOf(tidied(text), context.locale);
  const code = tokens.find((one) => one.kind === 'code') ?? tokens.find((one) => one.kind === 'number');
  const lettered = /\b([a-z]{2,6})[ -]?(?:no\.? ?)?(\d{1,5}(?:[ -](?:de |del )?\d{4})?)\b/i.exec(
    tidied(text),
  );
  const said = code?.kind === 'code' ? code.raw : (lettered?.[0] ?? code?.raw ?? unsigned(text));
  const whole = mendContract(/mism|same|igual/i.test(text) ? unsigned(text) : said, known);
  return readValue(field, whole, context).ok ? strict(whole) : undefined;
};

function readNumber(text: string, field: FieldId, context: AnswerContext): ReadAnswer | undefined {
  const found = tokensOf(tidied(text), context.locale).find(
    (one) => (one.kind === 'number' || one.kind === 'code') && readValue(field, one.raw, context).ok,
  );
  if (found) return strict(found.raw);
  const digits = text.replace(/[^\d+]/g, '').length;
  return digits >= 1 && digits * 2 >= text.replace(/\s/g, '').length ? strict(unsigned(text)) : undefined;
}

const readEmail: Reader = (text, _field, { locale }) => {
  const found = tokensOf(tidied(text), locale).find((one) => one.kind === 'email');
  if (found?.address !== undefined) return strict(found.address);
  const word = unsigned(text);
  return /@|\barroba\b/.test(text) || /^[\w.-]+$/.test(word) ? strict(word) : undefined;
};

const addressIn = (text: string, locale: string): ReadAnswer | undefined =>
  strict(tokensOf(tidied(text), locale).find((one) => one.kind === 'email')?.address);

const OF_ACCOUNT =
  /\b(?:cuenta|correo|buzon|contrasena|clave|account|mailbox|password)(?: institucional)? (?:de|del|of|for) /;

const readSomebody: Reader = (text, _field, context) => {
  const plain = bare(text);
  if (SELF.test(plain)) return strict(context.asker.id);
  if (BOSS.test(plain) && context.manager) return strict(context.manager.id);
  const address = addressIn(text, context.locale);
  if (address) return address;
  const said = unsigned(tidied(text));
  const named = OF_ACCOUNT.exec(fold(said));
  return loose(withoutLead(named ? said.slice(named.index + named[0].length) : said, LEAD_PERSON));
};

const readText: Reader = (text, field, context) => {
  if (field === 'department' && SAME_PLACE.test(bare(text)) && context.askerDepartment !== '')
    return strict(context.askerDepartment);
  if (field === 'newValue') {
    const address = addressIn(text, context.locale);
    if (context.fields.change?.value === 'alias' && address) return address;
  }
  return loose(withoutLead(unsigned(tidied(text)), LEAD_TEXT));
};

const READERS: Readonly<Record<(typeof FIELDS)[FieldId]['type'], Reader>> = {
  date: readDate,
  choice: (text, field, context) => strict(readChoice(field, text, context, context.procedure)),
  nationalId: readNumber,
  phone: readNumber,
  email: readEmail,
  contractNumber: readContract,
  person: readSomebody,
  account: readSomebody,
  personName: (text) => loose(withoutLead(unsigned(tidied(text)), LEAD_PERSON)),
  text: readText,
  note: (text) => loose(text.trim()),
  list: (text) => loose(text.trim()),
};

/**
 * Reads a message as the answer to the question for a field: "el 30" as a date, "yo" as the asker, "110" as the
 * contract's number. Undefined where it cannot be one. The value still has to be checked.
 */
export function readAnswer(field: FieldId, text: string, context: AnswerContext): ReadAnswer | undefined {
  return READERS[FIELDS[field].type](text, field, context);
}
