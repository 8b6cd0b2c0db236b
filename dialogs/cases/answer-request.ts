import type { Case, FieldId, Fields, FieldValue } from '../../services/domain/case.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { parseFields, sayProblem } from '../../services/domain/form.ts';
import { coreOf } from '../../services/domain/mail-text.ts';
import { hasWords, wordCount } from '../answers/bare.ts';
import { labelledFields, type Typed } from '../answers/labelled.ts';
import { mendContract } from '../answers/mend-contract.ts';
import { readAnswer } from '../answers/read-answer.ts';
import { valuesOf } from '../answers/typed-of.ts';
import { type Chat, contextOf, say } from '../chat.ts';
import { findPerson } from '../form/find-people.ts';
import { isLoose } from '../form/read-in-form.ts';
import { type Heard, hear } from '../heard.ts';
import type { ChatState } from '../state.ts';
import { addData } from './case-acts.ts';
import { ownCases } from './case-lists.ts';

/** Values as the desk takes them, and what is wrong with the first that it would not. */
interface Checked {
  readonly fields: Fields;
  readonly wrong?: string;
}

/** The cases of the asker that wait for data from them: one indexed query, made only where it may matter. */
export async function casesAwaitingData(chat: Chat): Promise<readonly Case[]> {
  const cases = await ownCases(chat, 'add_data');
  return cases.filter((one) => one.dataRequest !== undefined);
}

/** Fields that a case of its kind has at all. */
function fieldsOf({ turn }: Chat, value: Case): ReadonlySet<FieldId> {
  return new Set((turn.desk.procedure.kinds[value.kind]?.fields ?? []).map((one) => one.id));
}

/** What a message says for a case, by labels, shapes and the recogniser. */
function saidFor(chat: Chat, heard: Heard, value: Case): Typed {
  const { turn, t } = chat;
  const { procedure } = turn.desk;
  const base = contextOf(chat);
  const about = {
    kind: value.kind,
    text: '',
    locale: turn.locale,
    t,
    procedure,
    today: base.today,
    mailDomain: base.mailDomain,
    askerId: '',
  };
  const { description: _text, account: _own, ...told } = valuesOf(heard.recognition().entities, about).typed;
  const shaped = labelledFields(heard.text, { ...base, locale: turn.locale });
  const possible = fieldsOf(chat, value);
  /* What stands behind a field's name is whole; the recogniser may see less of it. */
  const all = Object.entries({ ...told, ...shaped });
  return Object.fromEntries(all.filter(([field, said]) => possible.has(field as FieldId) && said));
}

/** The message as the answer to what was asked for, in the light of what the case says now. */
function answered(
  chat: Chat,
  heard: Heard,
  value: Case,
  asked: readonly FieldId[],
  said: Typed,
  strictly = false,
): Typed {
  const { turn, t } = chat;
  const context = {
    ...contextOf(chat),
    fields: value.fields,
    locale: turn.locale,
    t,
    asker: turn.asker.actor.person,
    askerDepartment: turn.asker.department,
    ...(value.target && { target: value.target }),
  };
  const told = !strictly && isGuess(chat, heard, asked, said) ? {} : said;
  const open = asked.filter((field) => told[field] === undefined);
  const answers = open.flatMap((field) => {
    const read = readAnswer(field, heard.text, context);
    const only = !strictly && asked.length === 1 && Object.keys(told).length === 0;
    return read && (read.strict || only) ? [[field, read.typed]] : [];
  });
  return { ...told, ...Object.fromEntries(answers) };
}

/** From how many words on an answer may speak of another field than the one asked for without naming it. */
const LONG_ANSWER = 6;

/** "Es Sofía Ibáñez", asked for the supervisor, may look like the holder's name to the recogniser. */
function isGuess(chat: Chat, heard: Heard, asked: readonly FieldId[], said: Typed): boolean {
  const [field, ...more] = Object.keys(said) as FieldId[];
  const [wanted] = asked;
  if (field === undefined || wanted === undefined || more.length > 0 || asked.length > 1) return false;
  if (field === wanted || !isLoose(field) || !isLoose(wanted) || wordCount(heard.text) >= LONG_ANSWER)
    return false;
  return labelledFields(heard.text, { ...contextOf(chat), locale: chat.turn.locale })[field] === undefined;
}

async function checked(chat: Chat, value: Case, typed: Typed): Promise<Checked> {
  const { turn, t, lang } = chat;
  const contract = value.fields.contractNumber?.value ?? value.target?.contractNumber;
  const mended = typed.contractNumber && { contractNumber: mendContract(typed.contractNumber, contract) };
  const parsed = parseFields({ ...typed, ...mended }, { ...contextOf(chat), fields: value.fields });
  const [problem] = Object.values(parsed.problems);
  if (problem) return { fields: {}, wrong: sayProblem(problem, t, lang) };
  const fields: Partial<Record<FieldId, FieldValue>> = { ...parsed.fields };
  for (const [field, one] of Object.entries(parsed.fields) as [FieldId, FieldValue][]) {
    if (FIELDS[field].type !== 'person' && FIELDS[field].type !== 'account') continue;
    const found = await findPerson(turn.desk, one.value, value.kind, field);
    if (found.found !== 'one')
      return { fields: {}, wrong: t('chat.people.notOne', { typed: one.value.slice(0, 120) }) };
    fields[field] = { value: found.person._id, shown: found.person.name };
  }
  return { fields };
}

/** From how many words on a message says more than its values, and is kept as a note beside them. */
const SAYS_MORE = 14;

/** Gives a message to a case: its values, or else the message as a note. */
export async function giveToCase(
  chat: Chat,
  state: ChatState,
  value: Case,
  heard: Heard,
): Promise<ChatState> {
  const asked = value.dataRequest?.fields ?? [];
  const typed = answered(chat, heard, value, asked, saidFor(chat, heard, value));
  const { fields, wrong } = await checked(chat, value, typed);
  if (wrong !== undefined) {
    chat.turn.reply({ text: wrong });
    return { ...state, waiting: { for: 'add', code: value._id } };
  }
  const bare = Object.keys(fields).length === 0;
  const note = bare || wordCount(heard.text) > SAYS_MORE ? heard.text : undefined;
  if (bare && !hasWords(heard.text)) {
    say(chat, 'chat.cases.addWhat', { code: value._id });
    return { ...state, waiting: { for: 'add', code: value._id } };
  }
  return addData(chat, state, value, { fields, ...(note !== undefined && { note }) });
}

/** Longer than this, or on several lines, a mail is no bare answer: only what cannot be anything else is read. */
const BARE_WORDS = 12;

/** What an e-mail says of the fields that the case asks for; a value that would not be taken is left out. */
export async function readMailAnswer(chat: Chat, value: Case, text: string): Promise<Fields> {
  const asked = value.dataRequest?.fields ?? [];
  const core = coreOf(text);
  if (asked.length === 0 || core === '') return {};
  const heard = hear(chat.turn, core);
  const strictly = core.includes('\n') || wordCount(core) > BARE_WORDS;
  const said = saidFor(chat, heard, value);
  const typed = answered(chat, heard, value, asked, said, strictly);
  const wanted = Object.entries(typed).filter(([field]) => asked.includes(field as FieldId));
  const { fields } = await checked(chat, value, Object.fromEntries(wanted));
  return fields;
}

/** Whether a message answers what a case waits for: a value of one of the fields asked, or a plain text for one. */
export function answersRequest(chat: Chat, heard: Heard, value: Case): boolean {
  const asked = value.dataRequest?.fields ?? [];
  if (asked.length === 0) return wordCount(heard.text) >= 2;
  const typed = answered(chat, heard, value, asked, saidFor(chat, heard, value));
  return asked.some((field) => typed[field] !== undefined);
}
