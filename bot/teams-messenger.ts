import type { ConversationReference } from 'botbuilder';
import { z } from 'zod';
import { lineOf } from '../cards/notices/line.ts';
import type { Rendered } from '../cards/notices/rendered.ts';
import { renderNotice, renderPosted } from '../cards/render-notice.ts';
import type { Bulletin } from '../services/domain/bulletin.ts';
import type { Case, Post } from '../services/domain/case.ts';
import { asAppError } from '../services/domain/errors.ts';
import type { Actor } from '../services/domain/person.ts';
import { NOTICES, type Notice } from '../services/domain/work.ts';
import { translator } from '../services/locale/translate.ts';
import type { Conversation, ConversationStore } from '../services/ports/conversation-store.ts';
import type { Log } from '../services/ports/log.ts';
import type { Messenger, SendOutcome } from '../services/ports/messenger.ts';
import type { Desk } from '../services/usecases/desk.ts';
import { drawnBulletin } from './bulletin-press.ts';
import { caseViewOf } from './case-cards.ts';
import type { Outgoing } from './connector.ts';
import type { FileMessage } from './file-messages.ts';
import type { Outbox } from './outbox.ts';
import { cardMessage, isTooBig, textMessage } from './outgoing.ts';

export interface MessengerDeps {
  readonly outbox: Outbox;
  readonly conversations: ConversationStore;
  /** The desk is built on the messenger, so it is looked up when it is needed. */
  readonly desk: () => Desk;
  /** How a file is put before somebody. */
  readonly fileMessage: FileMessage;
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

/** The message; `tooBig` is said in place of a card that Teams would refuse. */
function messageOf(rendered: Rendered, tooBig: string): Outgoing {
  if (rendered.card === undefined) return { ...textMessage(rendered.text), summary: rendered.summary };
  const message = cardMessage(rendered.card, rendered.summary, rendered.text || undefined);
  return isTooBig(message) ? textMessage([rendered.text, tooBig].filter(Boolean).join('\n\n')) : message;
}

const isNotice = (value: string): value is Notice => NOTICES.some((one) => one === value);

/** Draws a message in the language of the chat that it goes to. */
type Draw = (locale: string) => Promise<Outgoing>;

/** A first message to a person, in their latest chat. */
async function sendTo(deps: MessengerDeps, personId: string, draw: Draw): Promise<SendOutcome> {
  const chat = await deps.conversations.ofPerson(personId);
  const to = chat && referenceOf(chat);
  if (!chat || !to) return { sent: false };
  const activity = await draw(chat.locale || deps.locale);
  try {
    const activityId = await deps.outbox.notice({ to, activity });
    return { sent: true, conversation: chat._id, activityId };
  } catch (thrown) {
    if (!isGone(thrown)) throw thrown;
    deps.log.warn({ conversation: chat._id, ...asAppError(thrown).detail }, 'conversation_gone');
    await deps.conversations.markUnreachable(chat._id);
    return { sent: false };
  }
}

/** An edit of a message; false where it can no longer be edited. `about` is for the log. */
async function editIn(
  deps: MessengerDeps,
  post: { readonly conversation: string; readonly activityId: string },
  draw: Draw,
  about: object,
): Promise<boolean> {
  const chat = await deps.conversations.get(post.conversation);
  const to = chat && referenceOf(chat);
  if (!chat || !to || post.activityId === '') return false;
  const activity = await draw(chat.locale || deps.locale);
  try {
    await deps.outbox.notice({ to, activity, edits: post.activityId });
    return true;
  } catch (thrown) {
    if (!isUneditable(thrown)) throw thrown;
    deps.log.warn({ ...about, ...asAppError(thrown).detail }, 'card_not_edited');
    return false;
  }
}

/** Proactive messages through the stored references, within Teams' limits. */
export function createMessenger(deps: MessengerDeps): Messenger {
  const drawCase =
    (personId: string, notice: Notice, about: Case, draw: typeof renderNotice): Draw =>
    async (locale) => {
      const desk = deps.desk();
      const view = await caseViewOf(desk, notice, about, await actorOf(desk, personId), locale);
      return messageOf(draw(notice, view), translator(locale)('bot.tooBig', { code: about._id }));
    };
  const drawBulletin =
    (bulletin: Bulletin): Draw =>
    async (locale) =>
      messageOf(drawnBulletin(deps.desk(), bulletin, locale), translator(locale)('bot.tooBigMessage'));

  return {
    reaches: async (personId) => {
      const chat = await deps.conversations.ofPerson(personId);
      return chat !== undefined && referenceOf(chat) !== undefined;
    },
    send: (notice, about, personId) =>
      sendTo(deps, personId, drawCase(personId, notice, about, renderNotice)),
    edit: async (post: Post, about, superseded) => {
      if (!isNotice(post.notice)) return false;
      const draw = drawCase(post.personId, post.notice, about, superseded ? lineOf : renderPosted);
      return editIn(deps, post, draw, { case: about._id, post: post.id });
    },
    giveFile: (personId, make) =>
      sendTo(deps, personId, async (locale) => deps.fileMessage(await make(locale), locale)),
    sendBulletin: (bulletin) => sendTo(deps, bulletin.personId, drawBulletin(bulletin)),
    editBulletin: async (bulletin) =>
      bulletin.post !== undefined &&
      (await editIn(deps, bulletin.post, drawBulletin(bulletin), { bulletin: bulletin.kind })),
  };
}
