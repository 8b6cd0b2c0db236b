import { randomUUID } from 'node:crypto';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { type ConversationReference, TurnContext } from 'botbuilder';
import type { Choice, Turn } from '../dialogs/turn.ts';
import { asAppError } from '../services/domain/errors.ts';
import { translator } from '../services/locale/translate.ts';
import {
  ANSWERED_KEPT,
  type Conversation,
  type ConversationStore,
} from '../services/ports/conversation-store.ts';
import type { Asker, Desk } from '../services/usecases/desk.ts';
import { claimingDesk } from './claiming-desk.ts';
import type { FileMessage } from './file-messages.ts';
import { answerLocale, type Incoming } from './incoming.ts';
import { type KeepDeps, keepChoices } from './keep-choices.ts';
import { faultFields } from './log.ts';
import { type Dialogs, runDialogs } from './run-dialogs.ts';
import { type Hold, isOvertaken, type TurnLock } from './turn-lock.ts';
import { type ScribeDeps, TurnScribe } from './turn-scribe.ts';
import { readState, type TurnState, writeState } from './turn-state.ts';

export interface ChatDeps extends ScribeDeps, KeepDeps {
  readonly lock: TurnLock;
  readonly conversations: ConversationStore;
  readonly desk: Desk;
  /** `Desk.whoIs`, remembered for some seconds. */
  readonly whoIs: Desk['whoIs'];
  readonly recognise: Turn['recognise'];
  readonly dialogs: Dialogs;
  /** Language where the person's is unknown. */
  readonly locale: string;
  /** The institution's. */
  readonly mailDomain: string;
  /** How a file is put before somebody. */
  readonly fileMessage: FileMessage;
}

export type TurnEnd =
  /** Done and saved; `card` answers an action. */
  | { readonly end: 'done'; readonly card?: IAdaptiveCard }
  /** The activity was answered before. */
  | { readonly end: 'duplicate' }
  /** Nothing was saved; `text` says why and what to do. */
  | { readonly end: 'refused'; readonly text: string };

/** What a turn is told: the input, and remarks of the edge that go before the dialog's words. */
export interface TurnInput {
  readonly input: Turn['input'];
  readonly remarks: readonly ((locale: string) => string)[];
  /** Hears the dialog's answer to an action as soon as the turn is saved, before its messages go out. */
  readonly saved?: (card: IAdaptiveCard | undefined) => void;
}

/** Sentence for a fault in a turn of which nothing was saved. */
export function faultText(thrown: unknown, locale: string): string {
  const t = translator(locale);
  const { code, userMessageKey } = asAppError(thrown);
  if (code.startsWith('directory_')) return t('bot.directory');
  return t(code.startsWith('store_') ? userMessageKey : 'fault.unexpected');
}

/**
 * One turn of the chat in its order: dialog, one write of state and answered id, then the replies. Never throws;
 * whatever goes wrong before the write leaves no trace of the turn.
 */
export async function runChatTurn(
  deps: ChatDeps,
  context: TurnContext,
  incoming: Incoming,
  told: TurnInput,
): Promise<TurnEnd> {
  const locale = answerLocale(incoming.locale, undefined, deps.locale);
  try {
    const end = await deps.lock.turn(incoming.conversation, (hold) =>
      heldTurn(deps, { context, incoming, told, hold }),
    );
    return end ?? { end: 'refused', text: translator(locale)('bot.busy') };
  } catch (thrown) {
    deps.log.error(
      { conversation: incoming.conversation, turn: incoming.id, ...faultFields(thrown) },
      'turn_failed',
    );
    return { end: 'refused', text: faultText(thrown, locale) };
  }
}

interface Held {
  readonly context: TurnContext;
  readonly incoming: Incoming;
  readonly told: TurnInput;
  readonly hold: Hold;
}

async function heldTurn(deps: ChatDeps, held: Held): Promise<TurnEnd> {
  const { hold, incoming, told, context } = held;
  const { conversation } = hold;
  if (incoming.id !== '' && conversation.answered.includes(incoming.id)) return { end: 'duplicate' };
  const locale = answerLocale(incoming.locale, conversation.locale, deps.locale);
  const asker = await deps.whoIs(incoming.personId);
  if (!asker) return { end: 'refused', text: translator(locale)('bot.unknownPerson') };
  const scribe = new TurnScribe((file) => deps.fileMessage(file, locale));
  for (const remark of told.remarks) scribe.reply({ text: remark(locale) });
  const state = readState(conversation.state);
  const outcome: Outcome = { choices: [] };
  await runDialogs(
    deps.dialogs,
    context,
    turnOf(deps, held, { asker, locale, scribe, outcome }),
    state.dialogs,
  );
  const reference = TurnContext.getConversationReference(context.activity);
  await saveTurn(deps, held, reference, { ...state, welcomed: true });
  const { card, choices } = outcome;
  const { replyToId } = context.activity;
  // The answer to a press takes the card's place: what waits to be drawn on it is older.
  if (card && replyToId) deps.outbox.edits.drop(incoming.conversation, replyToId);
  told.saved?.(card);
  await scribe.flush(deps, reference, incoming.conversation, conversation.cards);
  await keepChoices(deps, choices);
  return card ? { end: 'done', card } : { end: 'done' };
}

/** What the dialog leaves beside its state and its words. */
interface Outcome {
  card?: IAdaptiveCard;
  readonly choices: Choice[];
}

/** What the dialog gets to work with. */
function turnOf(
  deps: ChatDeps,
  { hold, told }: Held,
  of: {
    readonly asker: Asker;
    readonly locale: string;
    readonly scribe: TurnScribe;
    readonly outcome: Outcome;
  },
): Turn {
  const { asker, locale, scribe, outcome } = of;
  return {
    desk: claimingDesk(deps.desk, () => hold.claim()),
    recognise: deps.recognise,
    asker,
    locale,
    mailDomain: deps.mailDomain,
    input: told.input,
    resumed: hold.resumed,
    reply: (message) => scribe.reply(message),
    editTracked: (track, draw) => scribe.editTracked(track, draw),
    respond: (answer) => {
      outcome.card = answer;
    },
    learn: (choice) => void outcome.choices.push(choice),
    newDraftId: randomUUID,
  };
}

/** The conversation as it is once this activity is answered. */
export function answeredConversation(
  before: Conversation,
  incoming: Incoming,
  reference: Partial<ConversationReference>,
  state: TurnState,
  now: string,
): Conversation {
  const answered = incoming.id === '' ? before.answered : [...before.answered, incoming.id];
  return {
    ...before,
    personId: incoming.personId,
    reference: JSON.stringify(reference),
    serviceUrl: reference.serviceUrl ?? '',
    locale: incoming.locale ?? before.locale,
    state: writeState(state),
    answered: answered.slice(-ANSWERED_KEPT),
    updatedAt: now,
    reachable: true,
  };
}

async function saveTurn(
  deps: ChatDeps,
  { hold, incoming }: Held,
  reference: Partial<ConversationReference>,
  state: TurnState,
): Promise<void> {
  const now = deps.clock.realNow();
  try {
    await hold.save(answeredConversation(hold.conversation, incoming, reference, state, now));
  } catch (thrown) {
    if (isOvertaken(thrown)) throw thrown;
    // The write may have arrived although its answer was lost.
    const stored = await deps.conversations.get(incoming.conversation);
    if (incoming.id === '' || !stored?.answered.includes(incoming.id)) throw thrown;
  }
}
