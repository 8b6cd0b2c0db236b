import type { Kind } from '../../services/domain/case.ts';
import type { Change, Procedure } from '../../services/domain/procedure.ts';
import type { Translate } from '../../services/locale/translate.ts';
import type { Entities } from '../recognition/recogniser.ts';
import { fold } from '../recognition/text.ts';
import { wordCount } from './bare.ts';
import type { Typed } from './labelled.ts';
import { readChoice } from './read-choice.ts';

/** What a message says about a request of a kind, as typed values of its fields. */
export interface MessageValues {
  readonly typed: Typed;
  /** Said beside the fields, worth keeping. */
  readonly notes: readonly string[];
  /** Changes that the message asks for beyond the first. */
  readonly more: readonly Typed[];
}

interface About {
  readonly kind: Kind;
  readonly text: string;
  readonly locale: string;
  readonly t: Translate;
  readonly procedure: Procedure;
  readonly today: string;
  /** The institution's; an address elsewhere says less than a name. */
  readonly mailDomain: string;
  /** Directory id of who asks. */
  readonly askerId: string;
}

const set = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined && value !== ''));

const somebodyElse =
  /\b(?:contratista|funcionari[oa]|servidora? public[oa]|operadora? |companer[oa]|colega|usuari[oa]|senora?|mi jef[ea]|mi equipo|coworker|colleague|employee|contractor|his|her|their|him|user)\b/;
const firstPerson = /\b(?:mi|mis|me|yo|my|mine|i|im|i'm|i've|ive|olvide|cambie|perdi|recuerdo|acuerdo)\b/;

/** Whether the request is about the asker's own account, nobody else being named. */
export function aboutOneself(kind: Kind, text: string, entities: Entities): boolean {
  if (entities.holderName !== undefined || entities.account !== undefined) return false;
  const folded = fold(text);
  return kind !== 'activate' && firstPerson.test(folded) && !somebodyElse.test(folded);
}

/** Words that say that somebody cannot sign in any more; a bare "contraseña expirada" is one's own. */
const BARE_RESET = 6;

function accountSaid(entities: Entities, about: About): string | undefined {
  const { account, holderName } = entities;
  const elsewhere = account !== undefined && !account.endsWith(about.mailDomain);
  const named = elsewhere ? (holderName ?? account) : (account ?? holderName);
  if (named !== undefined) return named;
  if (aboutOneself(about.kind, about.text, entities)) return about.askerId;
  const own = about.kind === 'reset' && wordCount(about.text) <= BARE_RESET;
  return own && !somebodyElse.test(fold(about.text)) ? about.askerId : undefined;
}

const BY_CHANGE: Readonly<Partial<Record<Change, (one: Entities) => Typed>>> = {
  position: (one) => ({ position: one.position }),
  department: (one) => ({ department: one.department }),
  phone: (one) => ({ phone: one.phone }),
  supervisor: (one) => ({ supervisor: one.supervisorEmail ?? one.supervisorName }),
  contract: (one) => ({ endDate: one.endDate, contractNumber: one.contractNumber }),
};

function changesSaid(entities: Entities, about: About): readonly Typed[] {
  const { newValue } = entities;
  const said = readChoice('change', about.text, about, about.procedure);
  const valued = (Object.keys(BY_CHANGE) as Change[]).flatMap((change) => {
    const typed = set(BY_CHANGE[change]?.(entities) ?? {});
    return Object.keys(typed).length > 0 ? [{ change, ...typed }] : [];
  });
  const plain =
    said !== undefined && !(said in BY_CHANGE) ? said : newValue?.includes('@') ? 'alias' : 'name';
  const free: readonly Typed[] = newValue === undefined ? [] : [{ change: plain, newValue }];
  const all: readonly Typed[] = [...free, ...valued];
  const first = all.find((one) => one.change === said) ?? (said === undefined ? all[0] : { change: said });
  if (first === undefined) return [];
  /* What only describes the holder ("contratista de Jurídica") is no second change unless the message is long in verbs. */
  const others = all.filter(
    (one) => one !== first && /\b(?:y|ademas|tambien|and|also)\b/.test(fold(about.text)),
  );
  return [first, ...others];
}

const AT_ONCE =
  /\b(?:de inmediato|inmediatamente|ya mismo|de una vez|ahora mismo|immediately|right away|right now|asap)\b/;
/** Words from which on a message describes what it is about and is no bare command. */
const DESCRIBES = 7;

function ofNone(entities: Entities, { kind, text }: About): Typed {
  const long = wordCount(text) >= DESCRIBES;
  return set({
    ...(kind === 'failure' && { failureKind: entities.failureKind }),
    description: long ? text : undefined,
  });
}

function ofExisting(entities: Entities, about: About): readonly Typed[] {
  const account = accountSaid(entities, about);
  if (about.kind === 'modify') {
    const [first, ...more] = changesSaid(entities, about);
    return [set({ ...first, account }), ...more.map((one) => set({ ...one, account }))];
  }
  const atOnce = AT_ONCE.test(fold(about.text)) ? about.today : undefined;
  return [
    set({
      account,
      reason: entities.reason,
      effectiveDate: entities.effectiveDate ?? atOnce,
      contractNumber: entities.contractNumber,
      endDate: entities.endDate,
      description: about.kind === 'reset' && wordCount(about.text) > 2 * DESCRIBES ? about.text : undefined,
    }),
  ];
}

function ofNew(entities: Entities): Typed {
  const { holderName, holderType, nationalId, department, position, personalEmail, phone } = entities;
  const { contractNumber, endDate } = entities;
  return set({
    holderName,
    holderType,
    nationalId,
    department,
    position,
    personalEmail,
    phone,
    contractNumber,
    startDate: entities.startDate ?? entities.effectiveDate,
    endDate,
    supervisor: entities.supervisorEmail ?? entities.supervisorName,
  });
}

/** Puts what was recognised in a message to the fields of a kind of request. */
export function valuesOf(entities: Entities, about: About): MessageValues {
  const target = about.procedure.kinds[about.kind]?.target;
  const notes = entities.oficioNumber ? [about.t('chat.form.oficio', { number: entities.oficioNumber })] : [];
  if (target === 'new') return { typed: ofNew(entities), notes, more: [] };
  if (target === 'none') return { typed: ofNone(entities, about), notes, more: [] };
  const [typed = {}, ...more] = ofExisting(entities, about);
  return { typed, notes, more };
}
