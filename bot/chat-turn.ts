import { randomUUID } from 'node:crypto';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { type ConversationReference, TurnContext } from 'botbuilder';
// Not from the package's index, which loads prompts and their recognisers: 40 MB and 200 ms that nothing uses.
import { DialogTurnStatus } from 'botbuilder-dialogs/lib/dialog.js';
import { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import { type Choice, TURN, type Turn } from '../dialogs/turn.ts';
import { asAppError } from '../services/domain/errors.ts';
import { translator } from '../services/locale/translate.ts';
import type { Conversation } from '../services/ports/conversation-store.ts';
import type { Asker, Desk } from '../services/usecases/desk.ts';
import type { FileMessage } from './file-messages.ts';
import { answerLocale, type Incoming } from './incoming.ts';
import { type KeepDeps, keepChoices } from './keep-choices.ts';
import { faultFields } from './log.ts';
import type { Hold, TurnLock } from './turn-lock.ts';
import { type ScribeDeps, TurnScribe } from './turn-scribe.ts';
import { readState, readTracked, type TurnState, writeState } from './turn-state.ts';

/** The dialogs of the chat; `root` is begun where none is active. */
export interface Dialogs {
  readonly set: DialogSet;
  readonly root: string;
}

export interface ChatDeps extends ScribeDeps, KeepDeps {
  readonly lock: TurnLock;
  readonly desk: Desk;
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

const ANSWERED_KEPT = 50;

/** Sentence for a fault in a turn of which nothing was saved. */
export function faultText(thrown: unknown, locale: string): string {
  const t = translator(locale);
  const { code, userMessageKey } = asAppError(thrown);
  if (code.startsWith('directory_')) return t('bot.directory');
  return t(code.startsWith('store_') ? userMessageKey : 'fault.unexpected');
}

/**
 * One turn of the chat under the conversation's lock: dialog, one write of state and answered id, then the replies.
 * Never throws; whatever goes wrong before the write leaves no trace of the turn.
 */
export function runChatTurn(
  deps: ChatDeps,
  context: TurnContext,
  incoming: Incoming,
  told: TurnInput,
): Promise<TurnEnd> {
  return deps.lock.inOrder(incoming.conversation, async () => {
    const reference = TurnContext.getConversationReference(context.activity);
    let locale = answerLocale(incoming.locale, undefined, deps.locale);
    let hold: Hold | undefined;
    try {
      const [taken, asker] = await bothOf(
        deps.lock.take(incoming.conversation),
        deps.desk.whoIs(incoming.personId),
      );
      if (!taken) return { end: 'refused', text: translator(locale)('bot.busy') };
      hold = taken;
      locale = answerLocale(incoming.locale, hold.conversation.locale, deps.locale);
      if (incoming.id !== '' && hold.conversation.answered.includes(incoming.id)) {
        await hold.free();
        return { end: 'duplicate' };
      }
      if (!asker) {
        await hold.free();
        return { end: 'refused', text: translator(locale)('bot.unknownPerson') };
      }
      return await heldTurn(deps, { context, incoming, told, hold, asker, locale, reference });
    } catch (thrown) {
      deps.log.error(
        { conversation: incoming.conversation, turn: incoming.id, ...faultFields(thrown) },
        'turn_failed',
      );
      // The lease ends by itself where even this cannot be written.
      await hold?.free().catch(() => undefined);
      return { end: 'refused', text: faultText(thrown, locale) };
    }
  });
}

/** Both at once; the lock is given back where the other one failed. */
async function bothOf(
  lock: Promise<Hold | undefined>,
  person: Promise<Asker | undefined>,
): Promise<[Hold | undefined, Asker | undefined]> {
  const [taken, asker] = await Promise.allSettled([lock, person]);
  if (taken.status === 'rejected') throw taken.reason;
  if (asker.status === 'rejected') {
    await taken.value?.free().catch(() => undefined);
    throw asker.reason;
  }
  return [taken.value, asker.value];
}

interface Held {
  readonly context: TurnContext;
  readonly incoming: Incoming;
  readonly told: TurnInput;
  readonly hold: Hold;
  readonly asker: Asker;
  readonly locale: string;
  readonly reference: Partial<ConversationReference>;
}

async function heldTurn(deps: ChatDeps, held: Held): Promise<TurnEnd> {
  const { hold, incoming, told, locale, context } = held;
  const scribe = new TurnScribe((file) => deps.fileMessage(file, locale));
  for (const remark of told.remarks) scribe.reply({ text: remark(locale) });
  const state = readState(hold.conversation.state);
  let card: IAdaptiveCard | undefined;
  const choices: Choice[] = [];
  const turn: Turn = {
    desk: deps.desk,
    recognise: deps.recognise,
    asker: held.asker,
    locale,
    mailDomain: deps.mailDomain,
    input: told.input,
    reply: (message) => scribe.reply(message),
    editTracked: (track, message) => scribe.editTracked(track, message),
    respond: (answer) => {
      card = answer;
    },
    learn: (choice) => void choices.push(choice),
    newDraftId: randomUUID,
  };
  await runDialogs(deps.dialogs, context, turn, state);
  await saveTurn(deps, held, { ...state, welcomed: true });
  told.saved?.(card);
  await scribe.flush(deps, held.reference, incoming.conversation, readTracked(hold.conversation.tracked));
  await keepChoices(deps, choices);
  return card ? { end: 'done', card } : { end: 'done' };
}

async function runDialogs(
  dialogs: Dialogs,
  context: TurnContext,
  turn: Turn,
  state: TurnState,
): Promise<void> {
  context.turnState.set(TURN, turn);
  // A dialog of the SDK's own speaks through the context: its words wait for the save like all others.
  context.onSendActivities(async (_context, activities) => {
    for (const { text } of activities) if (text) turn.reply({ text });
    return activities.map(() => ({ id: '' }));
  });
  const stack = new DialogContext(dialogs.set, context, state.dialogs);
  const result = await stack.continueDialog();
  if (result.status === DialogTurnStatus.empty) await stack.beginDialog(dialogs.root);
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

async function saveTurn(deps: ChatDeps, held: Held, state: TurnState): Promise<void> {
  const { hold, incoming, reference } = held;
  const now = deps.clock.realNow();
  try {
    await hold.save(answeredConversation(hold.conversation, incoming, reference, state, now));
  } catch (thrown) {
    // The write may have arrived although its answer was lost.
    const stored = await deps.conversations.get(incoming.conversation);
    if (incoming.id === '' || !stored?.answered.includes(incoming.id)) throw thrown;
  }
}
