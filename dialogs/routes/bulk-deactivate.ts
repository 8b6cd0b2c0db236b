import { refusalText } from '../../services/locale/refusal-text.ts';
import { type Chat, say } from '../chat.ts';
import { beginForm } from '../form/begin-form.ts';
import { massSaid } from '../form/mass-said.ts';
import type { Heard } from '../heard.ts';
import type { ChatState } from '../state.ts';

/**
 * "Inactivación masiva": for desk leads and supervisors a form that asks for the list; everybody else is told who may,
 * and what there is instead. What the message says already is filled in.
 */
export async function bulkDeactivate(
  chat: Chat,
  state: ChatState,
  heard: Heard,
  aside = false,
): Promise<ChatState> {
  const { turn, t } = chat;
  if (aside) {
    say(chat, 'chat.talk.bulkAside');
    return state;
  }
  const may = await turn.desk.mayAskMass(turn.asker);
  if (!may.ok) {
    turn.reply({
      text: `${refusalText(may, t)} ${t('chat.talk.bulk')}`,
      choices: [t('chat.talk.oneByOne'), t('chat.talk.person')],
    });
    return { ...state, waiting: { for: 'person', text: heard.text } };
  }
  return beginForm(chat, state, 'bulk_deactivate', { typed: massSaid(chat, heard) });
}
