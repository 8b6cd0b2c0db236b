import { type Chat, say } from '../chat.ts';
import { nameOf } from '../form/form-words.ts';
import type { ChatState } from '../state.ts';

/** After one thing is done, offers what was put off: a form that was set aside, or a second request. */
export function offerWhatWaits(chat: Chat, state: ChatState): ChatState {
  const { t } = chat;
  const choices = [t('chat.yes'), t('chat.no')];
  if (state.kept) {
    say(chat, 'chat.waits.kept', { what: nameOf(chat, state.kept) }, choices);
    return { ...state, waiting: { for: 'resume' } };
  }
  if (state.later) {
    say(chat, 'chat.waits.later', { what: t(`card.intent.${state.later.intent}`) }, choices);
    return { ...state, waiting: { for: 'later' } };
  }
  return state;
}
