import type { ConversationReference } from 'botbuilder';
import { z } from 'zod';
import { lineOf } from '../cards/notices/line.ts';
import type { Rendered } from '../cards/notices/rendered.ts';
import { renderNotice, renderPosted } from '../cards/render-notice.ts';
import type { Case, Post } from '../services/domain/case.ts';
import { asAppError } from '../services/domain/errors.ts';
import type { Actor } from '../services/domain/person.ts';
import { NOTICES, type Notice } from '../services/domain/work.ts';
import { translator } from '../services/locale/translate.ts';
import type { Conversation, ConversationStore } from '../services/ports/conversation-store.ts';
import type { Log } from '../services/ports/log.ts';
import type { Messenger } from '../services/ports/messenger.ts';
import type { Desk } from '../services/usecases/desk.ts';
import { caseViewOf } from './case-cards.ts';
import type { Outgoing } from './connector.ts';
import type { Outbox } from './outbox.ts';
import { cardMessage, isTooBig, textMessage } from './outgoing.ts';

export interface MessengerDeps {
  readonly outbox: Outbox;
  readonly conversations: ConversationStore;
  /** The desk is built on the messenger, so it is looked up when it is needed. */
  readonly desk: () => Desk;
  /** Language where the person's is unknown. */
  readonly locale: string;
  readonly log: Log;
}

const reference = z.looseObject({
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string() }),
});

function referenceOf({ reference: json }: Conversation): Partial<ConversationReference> | undefined {
  try {
    return reference.parse(JSON.parse(json)) as unknown as Partial<ConversationReference>;
  } catch {
    return undefined;
  }
}

/**
 * The conversation is gone for the bot until the person installs it again: blocked, removed, disabled by the
 * administrator, or deleted. Microsoft, "Bot error codes": 403 with a subcode, 404 `ConversationNotFound`.
 */
const GONE = new Set([
  'ConversationBlockedByUser',
  'BotNotInConversationRoster',
  'BotDisabledByAdmin',
  'ConversationNotFound',
]);

function isGone(thrown: unknown): boolean {
  const { code, detail } = asAppError(thrown);
  if (code !== 'channel_refused') return false;
  if (typeof detail.subcode === 'string') return GONE.has(detail.subcode);
  return detail.status === 403 || detail.status === 404;
}

/** Statuses of an edit whose activity cannot be edited any more, the conversation being fine. */
const UNEDITABLE = new Set([400, 403, 404, 405, 410]);

function isUneditable(thrown: unknown): boolean {
  const { code, detail } = asAppError(thrown);
  return code === 'channel_refused' && typeof detail.status === 'number' && UNEDITABLE.has(detail.status);
}

/** What a person sees where the directory cannot say more of them. */
async function actorOf(desk: Desk, personId: string): Promise<Actor> {
  const asker = await desk.whoIs(personId);
  return asker?.actor ?? { person: { id: personId, name: '', email: '' }, roles: [] };
}

function messageOf(rendered: Rendered, about: Case, locale: string): Outgoing {
  if (rendered.card === undefined) return { ...textMessage(rendered.text), summary: rendered.summary };
  const message = cardMessage(rendered.card, rendered.summary, rendered.text || undefined);
  if (!isTooBig(message)) return message;
  return textMessage(`${rendered.text}\n\n${translator(locale)('bot.tooBig', { code: about._id })}`);
}

const isNotice = (value: string): value is Notice => NOTICES.some((one) => one === value);

/** Proactive messages through the stored references, within Teams' limits. */
export function createMessenger(deps: MessengerDeps): Messenger {
  async function drawn(
    personId: string,
    notice: Notice,
    about: Case,
    locale: string,
    draw: typeof renderNotice,
  ): Promise<Outgoing> {
    const desk = deps.desk();
    const view = await caseViewOf(desk, notice, about, await actorOf(desk, personId), locale);
    return messageOf(draw(notice, view), about, locale);
  }

  return {
    reaches: async (personId) => {
      const chat = await deps.conversations.ofPerson(personId);
      return chat !== undefined && referenceOf(chat) !== undefined;
    },
    send: async (notice, about, personId) => {
      const chat = await deps.conversations.ofPerson(personId);
      const to = chat && referenceOf(chat);
      if (!chat || !to) return { sent: false };
      const activity = await drawn(personId, notice, about, chat.locale || deps.locale, renderNotice);
      try {
        const activityId = await deps.outbox.notice({ to, activity });
        return { sent: true, conversation: chat._id, activityId };
      } catch (thrown) {
        if (!isGone(thrown)) throw thrown;
        deps.log.warn({ conversation: chat._id, ...asAppError(thrown).detail }, 'conversation_gone');
        await deps.conversations.markUnreachable(chat._id);
        return { sent: false };
      }
    },
    edit: async (post: Post, about, superseded) => {
      const chat = await deps.conversations.get(post.conversation);
      const to = chat && referenceOf(chat);
      if (!chat || !to || post.activityId === '' || !isNotice(post.notice)) return false;
      const draw = superseded ? lineOf : renderPosted;
      const activity = await drawn(post.personId, post.notice, about, chat.locale || deps.locale, draw);
      try {
        await deps.outbox.notice({ to, activity, edits: post.activityId });
        return true;
      } catch (thrown) {
        if (!isUneditable(thrown)) throw thrown;
        deps.log.warn({ case: about._id, post: post.id, ...asAppError(thrown).detail }, 'card_not_edited');
        return false;
      }
    },
  };
}
