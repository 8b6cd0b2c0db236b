import { renderHelp } from '../../cards/help.ts';
import { type Chat, say } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { ChatState } from '../state.ts';

const THANKS = /\bgracias\b|\bagradec|\bthank|\bthx\b/;
const BYE =
  /\badios\b|\bchao\b|\bhasta (?:luego|manana|pronto)|\bnos vemos\b|\bbye\b|\bsee you\b|\bgoodbye\b/;

/** What can be asked, as a card of sentences that people type. */
export async function showHelp(chat: Chat, state: ChatState): Promise<ChatState> {
  const { turn } = chat;
  const shown = renderHelp(turn.asker.actor.roles, turn.locale);
  turn.reply({ card: shown, summary: shown.fallbackText ?? '' });
  return state;
}

/** A greeting, thanks or a farewell, answered in kind. */
export async function greet(chat: Chat, state: ChatState, heard: Heard): Promise<ChatState> {
  if (THANKS.test(heard.folded)) say(chat, 'chat.talk.welcome');
  else if (BYE.test(heard.folded)) say(chat, 'chat.talk.bye');
  else say(chat, 'chat.talk.hello', { name: chat.turn.asker.actor.person.name.split(' ')[0] ?? '' });
  return state;
}

/** What the desk is not for: said with what it is for, and who else there is. */
export async function outOfScope(chat: Chat, state: ChatState, heard: Heard): Promise<ChatState> {
  const { t } = chat;
  say(chat, 'chat.talk.outOfScope', {}, [t('chat.talk.seeHelp'), t('chat.talk.person')]);
  return { ...state, waiting: { for: 'person', text: heard.text } };
}
