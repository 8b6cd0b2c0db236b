import type { Kind } from '../../services/domain/case.ts';
import type { Procedure } from '../../services/domain/procedure.ts';
import { type Chat, joined, listed, say } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { ChatState } from '../state.ts';
import { REQUESTS } from './kinds.ts';

type Answer = (chat: Chat, heard: Heard) => string;

function requiredFields({ t, turn }: Chat, kind: Kind): readonly string[] {
  const rules: Procedure['kinds'][Kind] = turn.desk.procedure.kinds[kind];
  return (rules?.fields ?? [])
    .filter((one) => one.required)
    .map((one) => t(`field.label.${one.id}`).toLowerCase());
}

/** What a request needs, read from the procedure. */
const requirements: Answer = (chat, heard) => {
  const rows = Object.values(REQUESTS);
  const kind = rows.find((one) => one.says.test(heard.folded))?.kind ?? 'create';
  const items = requiredFields(chat, kind);
  return chat.t('chat.howTo.requirements', {
    kind: chat.t(`case.kind.${kind}`).toLowerCase(),
    items: listed(chat, items),
  });
};

const duration: Answer = ({ t, turn }) => t('chat.howTo.duration', { count: turn.desk.procedure.usualDays });
const text =
  (key: string): Answer =>
  ({ t }) =>
    t(`chat.howTo.${key}`);

/** What people ask how to do, most special first; a new answer is a row and its text. */
const ANSWERS: readonly (readonly [RegExp, Answer])[] = [
  [
    /\bdemor|\btarda|cuanto (?:tiempo|dura|falta)|cuantos dias|en cuanto|para cuando|how long|turnaround|how soon|when will|how many days/,
    duration,
  ],
  [
    /\brequisito|\bdocumentos?\b|que (?:necesito|se necesita|debo|datos|me piden|informacion)|\brequirement|what (?:do i need|documents|information|is needed)/,
    requirements,
  ],
  [/\bfirma\b|\bsignature\b/, text('signature')],
  [
    /fuera de (?:la )?oficina|respuestas? automatica|\bvacaciones\b|out.of.office|auto(?:matic)?.?repl/,
    text('outOfOffice'),
  ],
  [/\b(?:celular|telefono|movil|iphone|android|phone|mobile)\b/, text('phone')],
  [/buzon compartido|shared mailbox/, text('sharedMailbox')],
  [/(?:cambi|actualiz)\w* (?:la|mi)?\s*(?:contrasena|clave)|change (?:my )?password/, text('changePassword')],
  [/\breenvi|\bforward/, text('forwarding')],
  [/\bprogramar|\bschedule|mas tarde|send later/, text('sendLater')],
  [/\bespacio\b|\blleno\b|\bliberar|\barchiv|\bspace\b|\bfull\b|\barchive/, text('space')],
  [/\bregla|\brules?\b|\bcarpeta|\bfolder/, text('rules')],
  [
    /\brecuper\w+.{0,20}(?:correo|mensaje|eliminad|borrad)|recover.{0,20}(?:mail|message|deleted)/,
    text('recover'),
  ],
  [/\bwebmail|\bnavegador|desde (?:la )?(?:casa|web)|\bbrowser|\boutlook web/, text('web')],
  [
    /\bnavegador|computador(?:a)? que no|otro (?:computador|equipo)|desde (?:la )?casa|another computer/,
    text('web'),
  ],
  [/\badjunt|\barchivos? (?:grande|pesad)|\battach|large file/, text('attachments')],
  [/\bcalendario|\bcalendar/, text('calendar')],
  [
    /doble factor|segundo factor|autenticador|verificacion en dos|\bmfa\b|two.factor|authenticator/,
    text('mfa'),
  ],
  [
    /(?:configur|instal|agreg|anad|conect|set ?up|install|add)\w*.{0,40}(?:outlook|correo|cuenta|e?-?mail|account)/,
    text('outlook'),
  ],
];

/** A short answer to "how do I …"; what the desk has no answer for goes to a person, if wished. */
export async function howTo(chat: Chat, state: ChatState, heard: Heard, aside = false): Promise<ChatState> {
  const found = ANSWERS.find(([pattern]) => pattern.test(heard.folded));
  if (found) {
    chat.turn.reply({ text: joined([found[1](chat, heard)]) });
    return state;
  }
  if (aside) {
    say(chat, 'chat.howTo.unknownAside');
    return state;
  }
  say(chat, 'chat.howTo.unknown', {}, [chat.t('chat.yes'), chat.t('chat.no')]);
  return { ...state, waiting: { for: 'person', text: heard.text, plain: true } };
}
