import { nameWords } from '../../services/domain/names.ts';
import { bare } from '../answers/bare.ts';
import { readAnswer } from '../answers/read-answer.ts';
import type { Chat } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { FormState, PeopleQuestion } from '../state.ts';
import { type Applied, applyTyped, takePerson } from './apply-typed.ts';
import { readInForm } from './read-in-form.ts';
import { answerContext } from './said-in-form.ts';

const ORDINALS: readonly RegExp[] = [
  /^(?:(?:el|la|es|es el|es la|the) )?(?:primer[oa]?|uno|1|first(?: one)?)$/,
  /^(?:(?:el|la|es|es el|es la|the) )?(?:segund[oa]|dos|2|second(?: one)?)$/,
  /^(?:(?:el|la|es|es el|es la|the) )?(?:tercer[oa]?|tres|3|third(?: one)?)$/,
];
const LAST = /^(?:(?:el|la|es|es el|es la|the) )?(?:ultim[oa]|last(?: one)?)$/;

/** Nobody of those offered: the name is asked for again. */
export function noneOfThem(chat: Chat, form: FormState, field: PeopleQuestion['field']): Applied {
  const problems = form.draft.problems.filter((one) => one.field !== field);
  return {
    form: { ...form, people: undefined, draft: { ...form.draft, problems } },
    changed: [],
    says: [chat.t('chat.people.otherName')],
  };
}

/** Reads which of the offered people is meant: by order, by more of the name, or by another name altogether. */
export async function answerPeople(
  chat: Chat,
  form: FormState,
  question: PeopleQuestion,
  heard: Heard,
): Promise<Applied | undefined> {
  const { field, ids } = question;
  const said = bare(heard.text);
  const take = async (id: string | undefined) => {
    const person = id === undefined ? undefined : await chat.turn.desk.personById(id);
    return person && takePerson(chat, form, field, { id: person._id, name: person.name });
  };
  const at = LAST.test(said) ? ids.length - 1 : ORDINALS.findIndex((one) => one.test(said));
  if (at >= 0) return take(ids[at]);
  if (heard.control === 'nobody' || (heard.yesNo && !heard.yesNo.yes && heard.yesNo.rest === ''))
    return noneOfThem(chat, form, field);
  const read = readAnswer(field, heard.text, answerContext(chat, form));
  const people = await Promise.all(ids.map((id) => chat.turn.desk.personById(id)));
  const words = nameWords(read?.typed ?? '').filter((one) => one.length > 1);
  const meant = people.filter((one) => {
    const about = nameWords(
      `${one?.name ?? ''} ${one?.email ?? ''} ${one?.department ?? ''} ${one?.position ?? ''}`,
    );
    return one && words.length > 0 && words.every((word) => about.includes(word) || PASSED_OVER.has(word));
  });
  if (meant.length === 1) return take(meant[0]?._id);
  const reading = readInForm(chat, heard, { ...form, asking: field });
  if (reading.is !== 'values' || reading.typed[field] === undefined) return undefined;
  return applyTyped(chat, { ...form, people: undefined }, reading.typed);
}

const PASSED_OVER = new Set('de del la el los las es en que trabaja the of in from who works one'.split(' '));
