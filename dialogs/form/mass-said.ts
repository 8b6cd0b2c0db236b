import type { Typed } from '../answers/labelled.ts';
import type { Chat } from '../chat.ts';
import type { Heard } from '../heard.ts';
import { listSaid, withoutDeed } from './list-said.ts';

/** The paper that a mass deactivation rests on, with the words that lead to it: "según la Circular 012 de 2026". */
const GUIDELINE =
  /(?:[,;]\s*)?(?:\b(?:seg[uú]n|conforme a|de acuerdo con|en cumplimiento de|por|bajo|under|as per|by)\s+)?(?:\b(?:la|el|lo de la|the)\s+)?(?<paper>\b(?:circular|lineamiento|resoluci[oó]n|memorando|directriz|directiva|instrucci[oó]n|guideline|memo)\s+(?:(?:n[.°º]?|no\.?|nro\.?|n[uú]mero|number)\s*)?[\p{L}\d/-]*\d[\p{L}\d/-]*(?:\s+(?:de|del|of)\s+\d{4})?)/iu;
/** Where the words for the accounts end and others begin. */
const CLAUSE = /[,;:.]\s|\s(?=a partir d|desde el |con efecto|effective |starting )/i;

/**
 * What a message says of a mass deactivation: which accounts, under which guideline, from when. An account list is
 * taken only where all of its words are understood.
 */
export function massSaid(chat: Chat, heard: Heard): Typed {
  const paper = GUIDELINE.exec(heard.text)?.groups?.paper;
  const rest = heard.text.replace(GUIDELINE, ' ').trim();
  const accounts = [rest, ...rest.split(CLAUSE)].find((words) => listSaid(chat, words));
  const { effectiveDate } = heard.recognition().entities;
  return {
    ...(accounts !== undefined && { accountList: withoutDeed(accounts) }),
    ...(paper !== undefined && { guideline: `${paper[0]?.toUpperCase()}${paper.slice(1)}` }),
    ...(effectiveDate !== undefined && { effectiveDate }),
  };
}
