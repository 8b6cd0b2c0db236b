import type { AccountQuery } from '../../services/domain/account-query.ts';
import { bare } from '../answers/bare.ts';
import { type Period, readPeriod } from './read-period.ts';

/** What of the register a message asks for. Whom "a cargo de Hernán" means is for the caller to find out. */
export interface SaidAccounts {
  readonly query: AccountQuery;
  /** Name of the supervisor whose people are meant, as typed, folded. */
  readonly supervisorName?: string;
  /** The asker's own people. */
  readonly own?: true;
  /** One account by its holder: "cuenta de Laura Torres". */
  readonly single?: true;
}

/** `YYYY-MM-DD` and the locale of whoever writes. */
export interface ReadingContext {
  readonly today: string;
  readonly locale: string;
}

/** Longest message that is read as a question for the register, in characters. */
const LONGEST = 200;

const LEAD =
  /^(?:(?:quiero|necesito|quisiera|puede|puedes|podria|me)\s)*(?:muestreme|muestrame|mostrarme|mostrar|ver|listeme|lista(?:do)?(?: de)?|liste|listar|deme|dame|consultar|consulte|busque|buscar|saber|cuales son|cuales|cuantas|cuantos|cuantas son|que|show me|show|list(?: of)?|which are|which|what are|what|give me|find|how many)\b(?: (?:las|los|la|el|the|all|todas las|todos los|todas|todos))?/u;
const TYPES: Readonly<Record<string, AccountQuery['holderType']>> = {
  contrat: 'contractor',
  contract: 'contractor',
  operad: 'operator',
  operat: 'operator',
  funcio: 'official',
  offici: 'official',
};
const typeOf = (word: string) => Object.entries(TYPES).find(([stem]) => word.startsWith(stem))?.[1];

/** Words at which what was said of a department or a person ends. */
const STOP =
  '(?= (?:que|con|cuy[oa]s?|por vencer|a cargo|a mi cargo|del equipo|de mi equipo|supervisad[ao]s|vencen|vencid[ao]s|terminan|inactiv[ao]s|activ[ao]s|deshabilitad[ao]s|desactivad[ao]s|en|entre|antes|hasta|that|which|whose|with|expiring|ending|disabled|inactive|active|supervised|in my|in|before|until|this|next)\\b|$)';
const NAME = '(?<name>[\\p{L}\\d][\\p{L}\\d .@_-]{1,80}?)';

interface Reading extends ReadingContext {
  readonly query: AccountQuery;
  readonly supervisorName?: string;
  readonly own?: true;
  /** Something that only a question for accounts says. */
  readonly about: boolean;
}

type Piece = readonly [RegExp, (found: RegExpExecArray, reading: Reading) => Reading | undefined];

/** The reading with more of the query; undefined where it was said otherwise before. */
function also(reading: Reading, more: AccountQuery): Reading | undefined {
  const before = reading.query as Readonly<Record<string, unknown>>;
  const clash = Object.entries(more).some(
    ([key, value]) => before[key] !== undefined && before[key] !== value,
  );
  return clash ? undefined : { ...reading, query: { ...reading.query, ...more }, about: true };
}

/** One row for each thing that may be said, on bare text; the first that fits is taken off the front. */
const PIECES: readonly Piece[] = [
  [
    /^(?:y|e|and|hay|tenemos|there are|are there|do we have|las|los|la|el|the|all|todas las|todos los|todas|todos|su|sus|son|are)\b/u,
    (_f, reading) => reading,
  ],
  [/^(?:mis?|my)\b/u, (_f, reading) => ({ ...reading, own: true })],
  [
    /^(?:a mi cargo|(?:de )?mi equipo|de mi gente|en mi equipo|in my charge|(?:of |in |on )?my team(?: s)?|that i supervise|que superviso)\b/u,
    (_f, reading) => ({ ...reading, own: true, about: true }),
  ],
  [
    new RegExp(
      `^(?:a cargo del?|supervisad[ao]s por|del equipo del?|supervised by|reporting to) ${NAME}${STOP}`,
      'u',
    ),
    (found, reading) => ({ ...reading, supervisorName: found.groups?.name, about: true }),
  ],
  [
    /^(?:(?:de|del|de los|de las|of|que son|que sean) )?(?<type>contratistas?|operador(?:es|as?)?|funcionari[oa]s?|contractors?|operators?|officials?)\b/u,
    (found, reading) => also(reading, { holderType: typeOf(found.groups?.type ?? '') }),
  ],
  [
    /^(?:que (?:estan|esten) |that are |which are )?(?:inactiv[ao]s?|deshabilitad[ao]s?|inhabilitad[ao]s?|desactivad[ao]s?|bloquead[ao]s?|inactive|disabled|deactivated|blocked)\b/u,
    (_f, reading) => also(reading, { state: 'disabled' }),
  ],
  [
    /^(?:que (?:estan|esten|siguen) |that are |which are |still )?(?:activ[ao]s?|habilitad[ao]s?|active|enabled)\b/u,
    (_f, reading) => also(reading, { state: 'enabled' }),
  ],
  [
    /^(?:que )?(?:ya no (?:estan|existen|aparecen)(?: en el directorio)?|desaparecid[ao]s?)\b|^(?:that are )?(?:gone|no longer there|missing)(?: from the directory)?\b/u,
    (_f, reading) => also(reading, { state: 'gone' }),
  ],
  [
    /^(?:(?:que tienen |con )diferencias(?: con el directorio)?|que difieren(?: del directorio)?|with differences|that differ(?: from the directory)?)\b/u,
    (_f, reading) => also(reading, { differs: true }),
  ],
  [/^por vencer\b|^about to (?:expire|end)\b/u, (_f, reading) => ends(reading, soon(reading))],
  [/^(?:ya )?(?:vencid[ao]s?|expired)\b/u, (_f, reading) => ends(reading, { to: before(reading.today) })],
  [
    new RegExp(
      `^(?:de la|de los|de las|del|de|en la|en el|en|from the|from|in the|in|of the|of) ${NAME}${STOP}`,
      'u',
    ),
    (found, reading) => also(reading, { department: (found.groups?.name ?? '').trim() }),
  ],
];

const VERB =
  /^(?:(?:y|and) )?(?:(?:que|cuyos?|cuyas?|con|a los que|a las que|a quienes|that|which|whose|with) )?(?:(?:se )?(?:les?|nos) )?(?:(?:el |la |los |un |su |sus |the |a |their )?(?:contratos?|contracts?) )?(?:que )?(?:se (?:les? )?)?(?<verb>vencen?|venceran?|vencieron|terminan?|terminaron|expiran?|expiraron|finalizan?|finalizaron|acaban?|acabaron|expires?|expired|ends?|ended|expiring|ending)\b(?:(?: (?:el|su|sus|los|the|their))? (?:contratos?|contracts?))?/u;
const PAST = /(?:ieron|aron|ed)$/;

const soon = ({ today }: ReadingContext): Period => ({ from: today, to: later(today, 30) });
const later = (today: string, days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const before = (today: string) => later(today, -1);

function ends(reading: Reading, { from, to }: Period): Reading | undefined {
  return also(reading, {
    ...(from !== undefined && { endFrom: from }),
    ...(to !== undefined && { endTo: to }),
  });
}

/** "que vencen en diciembre": the verb with the period after it; without one, what is still to come, or past. */
function readEnd(
  text: string,
  reading: Reading,
): { readonly rest: string; readonly reading: Reading } | undefined {
  const found = VERB.exec(text);
  if (!found) return undefined;
  const past = PAST.test(found.groups?.verb ?? '');
  const after = text.slice(found[0].length).trim();
  const read = readPeriod(after, { today: reading.today, locale: reading.locale, past });
  const bare = past ? { to: before(reading.today) } : { from: reading.today };
  const next = ends(reading, read?.period ?? bare);
  return next && { rest: read?.rest ?? after, reading: next };
}

const NOUN =
  /^(?:cuentas|correos|buzones|contratos|accounts|mailboxes|contracts)(?: (?:de correo|institucionales|del registro|mail|email))?\b/u;
const PEOPLE =
  /^(?:contratistas|operadores|operadoras|funcionarios|funcionarias|contractors|operators|officials)\b/u;
/** "A quiénes se les vence el contrato en enero": the people whose contracts are meant, without a noun. */
const WHO = /^(?:a )?(?:quien|quienes|who)\b/u;
/** What stands before the noun: whose they are, and English adjectives. */
const AHEAD =
  /^(?:(?:todas|todos|las|los|all|the|mis|my|inactive|disabled|deactivated|active|enabled|expired) )+/u;
const SINGLE =
  /^(?:(?:quiero |me )?(?:ver|muestreme|muestrame|mostrar|consultar|consulte|busque|buscar|show me|show|find) )?(?:los datos de )?(?:la |the )?(?:cuenta|account)(?: (?:de|del|of)|(?= \S+@)) (?<name>[\p{L}\d][\p{L}\d .@_'-]{2,80})$/u;
const NOT_A_NAME =
  /\b(?:correo|mail|email|usuario|nuev[ao]|new|office|teams|outlook|una?|a|para|for|no|que|that|mi|my|esta|is|otra|this|hay|inactiv\w*|desactiv\w*|activ\w*|bloque\w*|crear?|create|access|acceso|contrasena|password|office|institucional)\b/u;

function single(text: string): SaidAccounts | undefined {
  const name = SINGLE.exec(text)?.groups?.name?.trim();
  if (name === undefined || NOT_A_NAME.test(name)) return undefined;
  return { query: { text: name.replace(/ s$/, '') }, single: true };
}

/**
 * Reads a question for the register: "cuentas que vencen en diciembre de Jurídica", "contratistas de la Oficina
 * Jurídica", "accounts that expire next month". The whole message must be understood; undefined for every other one.
 * Linear; never throws.
 */
export function readAccountQuery(said: string, context: ReadingContext): SaidAccounts | undefined {
  if (said.length > LONGEST) return undefined;
  const text = said.includes('@') ? said.toLowerCase().trim() : bare(said);
  const one = single(text);
  if (one) return one;
  const who = WHO.exec(text)?.[0];
  if (who !== undefined) return whose(text.slice(who.length).trim(), context);
  const lead = LEAD.exec(text);
  const before = AHEAD.exec(text.slice(lead?.[0].length ?? 0).trim());
  const ahead = before?.[0].trim() ?? '';
  const named = text
    .slice(lead?.[0].length ?? 0)
    .trim()
    .slice(before?.[0].length ?? 0)
    .trim();
  const noun = NOUN.exec(named);
  const people = PEOPLE.exec(named);
  if (!noun && (!people || (named === people[0] && ahead === '' && !lead))) return undefined;
  return readPieces(`${ahead} ${noun ? named.slice(noun[0].length) : named}`.trim(), {
    ...context,
    query: {},
    about: lead !== null && noun !== null,
  });
}

/** Without a noun it is the end of contracts that is asked for. */
function whose(text: string, context: ReadingContext): SaidAccounts | undefined {
  const said = VERB.test(text) ? readPieces(text, { ...context, query: {}, about: false }) : undefined;
  return said?.query.endFrom || said?.query.endTo ? said : undefined;
}

function readPieces(text: string, begun: Reading): SaidAccounts | undefined {
  let [rest, reading] = [text, begun];
  while (rest !== '') {
    const end = readEnd(rest, reading);
    if (end) {
      [rest, reading] = [end.rest, end.reading];
      continue;
    }
    const taken = takePiece(rest, reading);
    if (!taken) return undefined;
    [rest, reading] = [taken.rest, taken.reading];
  }
  const { query, supervisorName, own, about } = reading;
  if (!about && !own) return undefined;
  return { query, ...(supervisorName && { supervisorName }), ...(own && { own }) };
}

function takePiece(text: string, reading: Reading) {
  for (const [pattern, take] of PIECES) {
    const found = pattern.exec(text);
    if (!found || found[0] === '') continue;
    const next = take(found, reading);
    if (next) return { rest: text.slice(found[0].length).trim(), reading: next };
  }
  return undefined;
}
