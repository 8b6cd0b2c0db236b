import { addDays, formatDate, isDate } from '../../services/domain/calendar.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import { datesIn } from '../answers/read-dates.ts';
import { type Chat, listed, say } from '../chat.ts';
import { findPerson } from '../form/find-people.ts';
import type { Heard } from '../heard.ts';
import type { ChatState } from '../state.ts';

/** Words that belong to the days before a name, or ask for one. */
const NO_NAME = [
  'quien|who|a|al|and|de|del|el|la|hasta|next|of|que|the|till|to|until|y',
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre',
  'january|february|march|april|may|june|july|august|september|october|november|december',
  'lunes|martes|miercoles|jueves|viernes|sabado|domingo|semana|mes|proxim[oa]|siguiente',
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month',
].join('|');
const NAME = `(?!(?:${NO_NAME})\\b)(?<who>\\p{L}[\\p{L} .'’-]{2,80}?)`;
const ES_DOES =
  '(?:aprueba|aprobara|autoriza|autorizara|firma|firmara|me (?:re?emplaza|sustituye|suple|cubre)|me (?:re?emplazara|sustituira|suplira|cubrira)|(?:queda|quedara|esta|estara) (?:encargad[oa]|en mi lugar))(?: por mi| en mi lugar| en mi nombre)?';
const EN_DOES =
  "(?:approves|will approve|authori[sz]es|will authori[sz]e|signs|will sign|stands in|will stand in|is standing in|covers|will cover|is covering|fills in|will fill in|is filling in|acts|will act|steps in|will step in|takes over|will take over|replaces me|will replace me|is replacing me)(?: for me| from me| in my (?:place|stead|absence)| on my behalf)?(?: (?:while|when) (?:i am|i'm|i’m) (?:away|out|on (?:leave|holiday|vacation)))?";
const ES_ROLE = 'mi (?:suplente|re?emplazo|sustitut[oa]|encargad[oa])';
const EN_ROLE = 'my (?:substitute|stand-in|stand in|standin|deputy|replacement|cover|delegate)';
const ES_WHEN = '(?<when>(?:del?|desde|entre|hasta|hoy|manana)\\b.{1,60}?)';
const EN_WHEN = '(?<when>(?:from|until|till|through|between|today|tomorrow|next|this)\\b.{1,60}?)';
const END = '[.!]?$';

/** How people say it; on folded text, anchored, each part of bounded length. */
const SAID: readonly RegExp[] = [
  `^${ES_WHEN}[,:]? ${ES_DOES} (?:a )?${NAME}${END}`,
  `^${NAME} ${ES_DOES},? ${ES_WHEN}${END}`,
  `^${ES_WHEN}[,:]? ${NAME} ${ES_DOES}${END}`,
  `^${ES_ROLE} (?:es|sera) ${NAME},? ${ES_WHEN}${END}`,
  `^${ES_WHEN}[,:]? ${ES_ROLE} (?:es|sera) ${NAME}${END}`,
  `^${NAME} (?:es|sera) ${ES_ROLE},? ${ES_WHEN}${END}`,
  `^${NAME} ${EN_DOES},? ${EN_WHEN}${END}`,
  `^${EN_WHEN}[,:]? ${NAME} ${EN_DOES}${END}`,
  `^${EN_ROLE} (?:is|will be) ${NAME},? ${EN_WHEN}${END}`,
  `^${EN_WHEN}[,:]? ${EN_ROLE} (?:is|will be) ${NAME}${END}`,
  `^${NAME} (?:is|will be) ${EN_ROLE},? ${EN_WHEN}${END}`,
].map((one) => new RegExp(one, 'u'));
/** "del 1 al 15 de diciembre": the first day borrows the month of the second. */
const BARE_START =
  /\b(?:del?|desde el|entre el|from|between)(?: the)? (\d{1,2})(?:st|nd|rd|th)? (?:al?|hasta|y|to|until|and)\b/;

interface Days {
  readonly from: string;
  readonly until: string;
}

/** The day of that number at or before another day; '' where there is none within its month or the one before. */
function dayBefore(end: string, day: number): string {
  const padded = String(day).padStart(2, '0');
  const same = `${end.slice(0, 8)}${padded}`;
  if (isDate(same) && same <= end) return same;
  const before = `${addDays(`${end.slice(0, 8)}01`, -1).slice(0, 8)}${padded}`;
  return isDate(before) ? before : '';
}

function daysOf({ turn }: Chat, when: string): Days | undefined {
  const today = turn.desk.today();
  const dates = datesIn(when, { locale: turn.locale, today });
  const until = (dates.findLast((one) => one.role === 'end') ?? dates.at(-1))?.iso;
  if (until === undefined) return undefined;
  const bare = BARE_START.exec(when)?.[1];
  const first = dates.length > 1 ? dates[0]?.iso : undefined;
  const from = first ?? (bare === undefined ? today : dayBefore(until, Number(bare)));
  return from === '' ? undefined : { from, until };
}

/**
 * "Del 1 al 15 de diciembre aprueba Lucía Beltrán": somebody names who authorises in their place. Undefined for a
 * message that says nothing of the kind.
 */
export async function nameSubstitute(
  chat: Chat,
  state: ChatState,
  heard: Heard,
): Promise<ChatState | undefined> {
  if (heard.folded.length > 200) return undefined;
  const said = SAID.map((one) => one.exec(heard.folded)?.groups).find((one) => one !== undefined);
  const days = said?.when === undefined ? undefined : daysOf(chat, said.when);
  if (!said?.who || !days) return undefined;
  const { turn, t, lang } = chat;
  const found = await findPerson(turn.desk, said.who, 'create', 'supervisor');
  if (found.found === 'none') say(chat, 'chat.substitute.nobody');
  if (found.found === 'several')
    say(chat, 'chat.substitute.which', {
      names: listed(
        chat,
        found.people.slice(0, 5).map((one) => one.name),
      ),
    });
  if (found.found !== 'one') return state;
  const outcome = await turn.desk.nameSubstitute(turn.asker, { personId: found.person._id, ...days });
  if (!outcome.ok) turn.reply({ text: refusalText(outcome, t) });
  else
    say(chat, 'chat.substitute.named', {
      name: outcome.substitute.person.name,
      from: formatDate(days.from, lang),
      until: formatDate(days.until, lang),
    });
  return state;
}
