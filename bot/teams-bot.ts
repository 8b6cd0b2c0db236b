import { type ConversationReference, TurnContext } from 'botbuilder';
import { renderWelcome } from '../cards/welcome.ts';
import { translator } from '../services/locale/translate.ts';
import { type AnswerNow, type CardDeps, onInvoke, onSubmit } from './card-actions.ts';
import type { Envelope } from './channel-gate.ts';
import { answeredConversation, faultText, runChatTurn, type TurnEnd } from './chat-turn.ts';
import { type ConsentDeps, onFileConsent } from './file-consent.ts';
import { answerLocale, type Incoming, MAX_TEXT, readIncoming, readText } from './incoming.ts';
import { faultFields } from './log.ts';
import { cardMessage, textMessage } from './outgoing.ts';
import { readState } from './turn-state.ts';

export interface BotDeps extends CardDeps, Pick<ConsentDeps, 'files' | 'mayUpload'> {
  /** Sends a chat's cards again, for a channel that keeps no history (the Playground). */
  readonly replay?: (conversationId: string) => Promise<void>;
}

/** How an activity came in, as far as the turn must know. */
export interface Arrival {
  /** From the Playground, which says `en-US` for everybody: its locale is nobody's. */
  readonly playground: boolean;
  /** Answers an invoke with HTTP 200 and this body; the first call counts. */
  readonly answer: AnswerNow;
}

/**
 * Handles every activity that the adapter has authenticated. Never throws: the person is told, the log has the
 * code, and the channel gets its 200, because another delivery of the same activity would change nothing.
 */
export async function onTurn(deps: BotDeps, context: TurnContext, arrival: Arrival): Promise<void> {
  const activity = context.activity as unknown as Envelope;
  const read = readIncoming(activity);
  const incoming = arrival.playground ? { ...read, locale: undefined } : read;
  try {
    if (activity.type === 'message') await onMessage(deps, context, incoming, activity);
    else if (activity.name === 'fileConsent/invoke')
      await onFileConsent(deps, context, incoming, activity, arrival.answer);
    else if (activity.type === 'invoke') await onInvoke(deps, context, incoming, activity, arrival.answer);
    else if (activity.type === 'installationUpdate')
      await onInstallation(deps, context, incoming, activity, arrival);
    else if (activity.type === 'conversationUpdate') await onMembers(deps, context, incoming, activity);
  } catch (thrown) {
    deps.log.error({ type: activity.type, turn: incoming.id, ...faultFields(thrown) }, 'activity_failed');
    if (activity.type === 'message') await say(deps, context, faultText(thrown, localeOf(deps, incoming)));
  }
}

const localeOf = (deps: BotDeps, incoming: Incoming) => answerLocale(incoming.locale, undefined, deps.locale);

/** Says one thing outside a dialog; what Teams does not take is logged. */
async function say(deps: BotDeps, context: TurnContext, text: string): Promise<void> {
  const to = TurnContext.getConversationReference(context.activity);
  await deps.outbox.reply({ to, activity: textMessage(text) }).catch((thrown: unknown) => {
    deps.log.warn({ conversation: to.conversation?.id, ...faultFields(thrown) }, 'reply_not_sent');
  });
}

async function onMessage(
  deps: BotDeps,
  context: TurnContext,
  incoming: Incoming,
  activity: Envelope,
): Promise<void> {
  const t = translator(localeOf(deps, incoming));
  if (!incoming.personal) return say(deps, context, t('bot.privateOnly', { link: chatLink(activity) }));
  if (incoming.personId === '') return say(deps, context, t('bot.unknownPerson'));
  if (activity.value !== undefined && activity.value !== null) {
    return onSubmit(deps, context, incoming, activity.value);
  }
  const { text, cut, attachments, files } = readText(activity);
  if (text === '' && files.length === 0)
    return say(deps, context, t(attachments > 0 ? 'bot.attachmentOnly' : 'bot.empty'));
  const remarks = [
    ...(cut ? [(locale: string) => translator(locale)('bot.tooLong', { count: MAX_TEXT })] : []),
    ...(attachments > files.length && text !== ''
      ? [(locale: string) => translator(locale)('bot.attachmentIgnored')]
      : []),
  ];
  const end: TurnEnd = await runChatTurn(deps, context, incoming, {
    input: { type: 'text', text, attachments, files },
    remarks,
  });
  if (end.end === 'refused') await say(deps, context, end.text);
}

function chatLink(activity: Envelope): string {
  return `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(activity.recipient.id)}`;
}

async function onInstallation(
  deps: BotDeps,
  context: TurnContext,
  incoming: Incoming,
  activity: Envelope,
  arrival: Arrival,
): Promise<void> {
  if (!incoming.personal) return;
  const action = String(activity.action ?? '');
  if (action.startsWith('remove')) return deps.conversations.markUnreachable(incoming.conversation);
  await welcome(deps, context, incoming);
  if (arrival.playground) await deps.replay?.(activity.conversation.id);
}

async function onMembers(
  deps: BotDeps,
  context: TurnContext,
  incoming: Incoming,
  activity: Envelope,
): Promise<void> {
  const added = Array.isArray(activity.membersAdded) && activity.membersAdded.length > 0;
  if (incoming.personal && added) await welcome(deps, context, incoming);
}

/**
 * Remembers how to reach the person and greets once: Teams and the Playground both send two activities for one
 * installation, and the Playground repeats them at every page load.
 */
async function welcome(deps: BotDeps, context: TurnContext, incoming: Incoming): Promise<void> {
  if (incoming.personId === '') return;
  const to = TurnContext.getConversationReference(context.activity);
  await deps.conversations.remember({
    _id: incoming.conversation,
    personId: incoming.personId,
    reference: JSON.stringify(to),
    serviceUrl: to.serviceUrl ?? '',
    locale: incoming.locale ?? '',
    reachable: true,
    updatedAt: deps.clock.realNow(),
  });
  deps.lock.forget(incoming.conversation);
  const asker = await deps.desk.whoIs(incoming.personId);
  const locale = localeOf(deps, incoming);
  if (!asker) return say(deps, context, translator(locale)('bot.unknownPerson'));
  if (!(await markWelcomed(deps, incoming, to))) return;
  const { person, roles } = asker.actor;
  const card = renderWelcome({ name: person.name, roles, locale }, deps.desk.procedure);
  await deps.outbox.reply({ to, activity: cardMessage(card, card.speak) });
}

/** True where this is the first greeting of the conversation. */
async function markWelcomed(
  deps: BotDeps,
  incoming: Incoming,
  to: Partial<ConversationReference>,
): Promise<boolean> {
  const first = await deps.lock.turn(incoming.conversation, async (hold) => {
    const state = readState(hold.conversation.state);
    if (state.welcomed) return false;
    const now = deps.clock.realNow();
    await hold.save(answeredConversation(hold.conversation, incoming, to, { ...state, welcomed: true }, now));
    return true;
  });
  return first ?? false;
}
