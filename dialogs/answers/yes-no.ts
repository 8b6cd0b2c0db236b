import { readYesNo as readHead } from '../recognition/read-answer.ts';
import { fold } from '../recognition/text.ts';

/** A yes or a no at the head of a message, and what was said after it. */
export interface YesNo {
  readonly yes: boolean;
  /** '' where nothing but a courtesy follows. */
  readonly rest: string;
}

const NOTHING_MORE =
  /^(?:(?:por favor|porfa(?:vor)?|muchas gracias|gracias|please|thanks|thank you|senor(?:a|ita)?|esta bien|todo (?:esta )?bien|asi es|asi esta bien|correct[oa]|confirm(?:o|ar|e|ela|elo)|dale|claro|seguro|envie(?:la|lo)|continue|siga(?:mos)?|that'?s right|go ahead|it is|exacto|es (?:el|ella|esa|ese)|send it|cancelar(?:la|lo)?|cancele(?:la|lo)?|retir(?:ela|arla|elo|arlo)|cancel it|withdraw it)[\s.!,]*)+$/u;
/** Words that begin a sentence of their own: "no me deja enviar" is no refusal. */
const SENTENCE =
  /^(?:me|puedo|puede|se|le|la|lo|les|funciona|abre|tengo|tiene|hay|recibo|llegan?|recuerdo|work|can|more|longer)\b/;
/** More ways of letting something go out as it is. */
const LET_GO =
  /^[\s¡¿]*(?:(?:that |it |everything |todo )?looks? (?:good|right|fine|correct)|sounds good|all (?:good|correct|right)|send it|perfect|great|that'?s (?:fine|it)|env[ií](?:ar|ela|elo|alo|ala)|m[aá]nd[ae]l[ao]|h[aá]gale|todo (?:est[aá] )?(?:bien|correcto|perfecto)|quedo (?:bien|perfecto)|excelente|de una)[\s.!]*$/i;
/** Words that join a sentence to the one before and say neither yes nor no. */
const JOINING = /^[\s¡¿]*(?:y|ya|va)\b/i;

/** Reads "sí", "no, gracias", "sí, pero hasta marzo" (a yes with more). Undefined where the message is neither. */
export function readYesNo(text: string): YesNo | undefined {
  if (LET_GO.test(text)) return { yes: true, rest: '' };
  const read = readHead(text);
  if (!read) return undefined;
  const said = fold(read.rest);
  if (read.rest !== '' && JOINING.test(text)) return undefined;
  if (read.answer === 'no' && /^[\s¡¿]*no\s/i.test(text) && SENTENCE.test(said)) return undefined;
  return { yes: read.answer === 'yes', rest: NOTHING_MORE.test(said) ? '' : read.rest };
}
