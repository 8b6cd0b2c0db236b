import { readMailAnswer } from '../dialogs/cases/answer-request.ts';
import { chatOf } from '../dialogs/chat.ts';
import type { Turn } from '../dialogs/turn.ts';
import type { Log } from '../services/ports/log.ts';
import type { Deps } from '../services/usecases/deps.ts';
import type { Desk } from '../services/usecases/desk.ts';
import { faultFields } from './log.ts';

/** Reads an e-mail as the chat reads an answer, as its requester; a text that cannot be read says nothing. */
export function mailReader(deps: {
  readonly desk: Desk;
  readonly recognise: Turn['recognise'];
  readonly mailDomain: string;
  readonly log: Log;
}): Deps['readAnswer'] {
  const { desk, recognise, mailDomain, log } = deps;
  return async (value, text) => {
    try {
      const asker = await desk.whoIs(value.requester.id);
      if (!asker) return {};
      const turn: Turn = {
        ...{ desk, recognise, asker, mailDomain, locale: value.locale },
        input: { type: 'text', text, attachments: 0 },
        resumed: false,
        reply: () => {},
        editTracked: () => {},
        respond: () => {},
        newDraftId: () => '',
      };
      return await readMailAnswer(chatOf(turn), value, text);
    } catch (thrown) {
      log.warn({ case: value._id, ...faultFields(thrown) }, 'mail_not_understood');
      return {};
    }
  };
}
