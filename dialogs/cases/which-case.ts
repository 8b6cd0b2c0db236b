import type { Case } from '../../services/domain/case.ts';
import type { CommandName } from '../../services/domain/command.ts';
import { refuse } from '../../services/domain/command.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import { type Chat, say } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { CaseAct, ChatState } from '../state.ts';
import { aboutPerson, ownCases, subjectOf } from './case-lists.ts';

/** Most cases among which one is asked for; with more, the list says it better. */
const MOST_OFFERED = 5;

/** The command that each act comes down to. */
const COMMANDS: Readonly<Record<Exclude<CaseAct, 'show'>, CommandName>> = {
  withdraw: 'withdraw',
  reopen: 'reopen',
  add: 'add_data',
};

/** A case as a quick answer: its code and whom it is about. */
export function labelOf({ t }: Chat, value: Case): string {
  return [value._id, subjectOf(value) || t(`case.kind.${value.kind}`)].join(' · ');
}

/** The case that a message means, or what the conversation is once it was asked which. */
export type Which = { readonly case: Case } | { readonly state: ChatState };

/** Finds the case that is to be withdrawn, reopened or added to: by number, by person, or the only one there is. */
export async function whichCase(
  chat: Chat,
  state: ChatState,
  heard: Heard,
  act: Exclude<CaseAct, 'show'>,
): Promise<Which> {
  const { turn, t } = chat;
  const { caseNumber, holderName } = heard.recognition().entities;
  if (caseNumber !== undefined) {
    const found = await turn.desk.findCase(caseNumber, turn.asker);
    if (found) return { case: found };
    turn.reply({ text: refusalText(refuse('unknown_case'), t) });
    return { state };
  }
  const possible = aboutPerson(await ownCases(chat, COMMANDS[act]), holderName);
  const [only] = possible;
  if (possible.length === 1 && only) return { case: only };
  if (possible.length === 0) {
    say(chat, `chat.cases.none_${act}`);
    return { state };
  }
  const offered = possible.slice(0, MOST_OFFERED);
  say(
    chat,
    `chat.cases.which_${act}`,
    {},
    offered.map((one) => labelOf(chat, one)),
  );
  const codes = offered.map((one) => one._id);
  return { state: { ...state, waiting: { for: 'which_case', act, codes, text: heard.text } } };
}

/** The code that an answer picks out of those offered: "el 12", "MS-2026-000012", "la primera", a name. */
export function pickCode(text: string, codes: readonly string[]): string | undefined {
  const number = /(\d{1,9})(?!.*\d)/.exec(text.split('·')[0] ?? text)?.[1];
  if (number === undefined) return undefined;
  return codes.find((one) => Number(one.slice(one.lastIndexOf('-') + 1)) === Number(number));
}
