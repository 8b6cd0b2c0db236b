import { addDays, isDate } from '../../services/domain/calendar.ts';
import { refuse } from '../../services/domain/command.ts';
import type { Days } from '../../services/domain/indicators.ts';
import { periodAt } from '../../services/domain/periods.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import { datesIn } from '../answers/read-dates.ts';
import type { Chat } from '../chat.ts';
import type { Heard } from '../heard.ts';
import { sayIndicators } from '../indicators/show-indicators.ts';
import { parsePeriod } from '../recognition/periods.ts';
import type { ChatState } from '../state.ts';

const PLEASE =
  '(?:(?:por favor|please|hola|buenas|buenos dias)[, ]+)?(?:(?:quiero|necesito|quisiera|me gustaria|puede|podria|puedo)? ?(?:ver|muestreme|muestrame|mostrarme|mostrar|deme|dame|darme|conocer|saber|consultar|cuales son|como van|como estan|show me|show|give me|i want to see|i need|can i see|what are|how are) )?';
const THE = '(?:(?:los|las|el|la|the|our|nuestros|sus|mis|my) )?';
const SERVICE =
  '(?:(?: de| del| of)? ?(?:the |la |el )?(?:servicio|mesa|mesa de ayuda|service desk|service|desk))?';
const WHEN = '(?:,? ?(?<when>.{2,60}))?';
const END = '[?!. ]*$';
const CASES = '(?:casos|solicitudes|ordenes|tickets|cases|requests|orders)';
const DID_ES =
  '(?:resolvimos|se resolvieron|hemos resuelto|recibimos|se recibieron|hemos recibido|cerramos|atendimos|se atendieron|hemos atendido)';
const DID_EN = '(?:did we|have we|were|have been) ?(?:resolved?|received?|closed?|handled?)';

/** How people ask for the indicators; on folded text, anchored, each part of bounded length. */
const SAID: readonly RegExp[] = [
  new RegExp(`^[¿¡]?${PLEASE}${THE}(?:indicador(?:es)?|indicators?)${SERVICE}${WHEN}${END}`, 'u'),
  new RegExp(`^[¿¡]?${PLEASE}${THE}(?:service|desk) indicators?${WHEN}${END}`, 'u'),
  new RegExp(`^[¿¡]?cuant[oa]s ${CASES} ${DID_ES}${WHEN}${END}`, 'u'),
  new RegExp(`^how many ${CASES} ${DID_EN}${WHEN}${END}`, 'u'),
];
/** Words after "indicadores" that name another matter, not a time. */
const ABOUT_ELSE = /\b(?:cuenta|correo|buzon|account|mailbox|mail|password|contrasena)\b/;

const BARE_RANGE =
  /^(?:del?|desde|entre|from|between)(?: el| the)? (\d{1,2})(?: de (\p{L}+))? (?:al?|hasta|y|to|until|and) /u;

/** The stretch between two days that are said; "del 1 al 15 de octubre" borrows the month. Never in the future. */
function betweenDays(when: string, today: string, locale: string): Days | undefined {
  const dates = datesIn(when, { locale, today });
  const said = dates.at(-1)?.iso;
  if (said === undefined) return undefined;
  const back = (date: string) => (date > today ? sameDay(date, -1) : date);
  const until = back(said);
  const first = dates.length > 1 ? dates[0]?.iso : undefined;
  const bare = BARE_RANGE.exec(when)?.[1];
  if (first !== undefined) return ordered(until < said ? sameDay(first, -1) : first, until);
  const start = bare === undefined ? undefined : `${until.slice(0, 8)}${bare.padStart(2, '0')}`;
  if (start !== undefined && isDate(start)) return ordered(start, until);
  return dates.length === 1 ? { from: until, until } : undefined;
}

const ordered = (from: string, until: string): Days | undefined =>
  from <= until ? { from, until } : undefined;

/** The same day of another year; the last of February where there is none. */
function sameDay(date: string, years: number): string {
  const moved = `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
  return isDate(moved) ? moved : addDays(`${moved.slice(0, 8)}01`, 27);
}

/** What a message says of the indicators: their period, `unclear`, or nothing of them. */
export function indicatorPeriod(
  folded: string,
  { today, locale, usual }: { readonly today: string; readonly locale: string; readonly usual: Days },
): Days | 'unclear' | undefined {
  if (folded.length > 140) return undefined;
  const match = SAID.map((one) => one.exec(folded)).find((one) => one !== null);
  if (!match) return undefined;
  const when = match.groups?.when?.trim().replace(/[?!. ]+$/, '') ?? '';
  if (when === '') return usual;
  if (ABOUT_ELSE.test(when)) return undefined;
  return parsePeriod(when, today) ?? betweenDays(when, today, locale) ?? 'unclear';
}

/**
 * "Indicadores del tercer trimestre", "¿cuántos casos resolvimos este año?", "indicators for Q3": for desk leads. With no
 * time named it is the period by which the procedure publishes. Undefined for a message that asks for nothing of it.
 */
export async function showIndicators(
  chat: Chat,
  state: ChatState,
  heard: Heard,
): Promise<ChatState | undefined> {
  const { desk, locale } = chat.turn;
  const today = desk.today();
  const usual = periodAt(desk.procedure.indicator.period, today);
  const days = indicatorPeriod(heard.folded, { today, locale, usual });
  if (days === undefined) return undefined;
  const lead = chat.turn.asker.actor.roles.includes('deskLead');
  const refused = lead ? refuse('period_unclear') : refuse('indicators_not_yours');
  if (days === 'unclear' || !lead) chat.turn.reply({ text: refusalText(refused, chat.t) });
  else await sayIndicators(chat, days);
  return lead ? { ...state, waiting: { for: 'indicators' } } : state;
}
