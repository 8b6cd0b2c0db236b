import { refusalText } from '../../services/locale/refusal-text.ts';
import { type Chat, say } from '../chat.ts';
import type { Heard } from '../heard.ts';

/** "expediente del caso 12", "el pdf del MS-2026-12", "record of case 12"; on folded text, each part bounded. */
const RECORD =
  /\b(?:expediente|pdf|record)s?(?: (?:completo|en pdf|complete|full|pdf))?(?: (?:del?|of|for|sobre))?(?: (?:el|la|the))?(?: (?:caso|solicitud|case|request))?(?: (?:n|no|nro|numero|number))?[ .#]{0,3}(ms[- ]?\d{4}[- ]?\d{1,6}|\d{1,6})\b/;
const VERIFY = /^(?:por favor |please )?(?:verificar?|verifique|verify|comprobar|compruebe|check)\b/;
const MOST = 200;

/** The language that a record is wanted in, where it is said. */
function wanted(folded: string, locale: string): string {
  if (/\ben ingles\b|\bin english\b/.test(folded)) return 'en';
  return /\ben espanol\b|\bin spanish\b/.test(folded) ? 'es' : locale;
}

/** Puts the record of a case before the asker, or says why not. */
export async function giveRecord({ turn, t }: Chat, said: string, locale: string): Promise<void> {
  const outcome = await turn.desk.exportRecord(said, turn.asker, locale);
  if (!outcome.ok) turn.reply({ text: refusalText(outcome, t) });
  else turn.reply({ text: t('chat.record.ready', { code: outcome.case }), file: outcome.file });
}

/** "verificar MS-2026-000012-9-7K3FQ-2RDXA": what a record's code proves. */
async function verify(chat: Chat, heard: Heard): Promise<void> {
  const { desk } = chat.turn;
  const checked = await desk.checkCode(heard.text);
  if (!checked.ok) return say(chat, `chat.verify.${checked.why}`);
  const values = { code: checked.case, at: desk.instantInWords(checked.at, chat.turn.locale) };
  say(chat, checked.changed ? 'chat.verify.since' : 'chat.verify.same', values);
}

/** A case's record or the check of its code is asked for; false for a message that says nothing of the kind. */
export async function recordOrVerify(chat: Chat, heard: Heard): Promise<boolean> {
  if (heard.folded.length > MOST) return false;
  if (VERIFY.test(heard.folded) && /\d{4}/.test(heard.text)) {
    await verify(chat, heard);
    return true;
  }
  const said = RECORD.exec(heard.folded)?.[1];
  if (said === undefined) return false;
  await giveRecord(chat, said, wanted(heard.folded, chat.turn.locale));
  return true;
}
