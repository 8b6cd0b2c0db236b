import type { Chat } from '../chat.ts';
import type { ChatState } from '../state.ts';
import { closedCard, shownAs, trackOf } from './form-cards.ts';

/**
 * The conversation without a request that was recorded although the turn that sent it never ended: what is said
 * next belongs to no draft of it. Looks only where that may have happened, while a request waits to be confirmed.
 */
export async function withoutSent(chat: Chat, state: ChatState): Promise<ChatState> {
  const { form, ...rest } = state;
  if (!chat.turn.resumed || form?.asking !== 'confirm') return state;
  const sent = await chat.turn.desk.caseOfDraft(form.draft.id, chat.turn.asker);
  if (!sent) return state;
  const small = closedCard(chat, 'sent', sent._id);
  if (form.card) chat.turn.editTracked(trackOf(form.draft), () => shownAs(small));
  return { ...rest, done: { draft: form.draft.id, code: sent._id } };
}
