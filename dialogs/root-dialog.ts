import type { DialogContext } from 'botbuilder-dialogs';
import { Dialog, type DialogTurnResult } from 'botbuilder-dialogs/lib/dialog.js';
import { chatOf } from './chat.ts';
import { converse } from './converse.ts';
import { withoutSent } from './form/already-sent.ts';
import { press } from './press.ts';
import { NEW_STATE, readChatState } from './state.ts';
import { TURN, type Turn } from './turn.ts';

/** Where the conversation lies in the dialog's own state. */
interface Stored {
  chat?: unknown;
}

/**
 * The whole conversation as one dialog that never ends: it reads its state, takes a turn, and leaves the state for
 * the edge to save. The only class here that knows the SDK.
 */
class RootDialog extends Dialog {
  /** The SDK tells of every message before it is gone on with; there is nothing to do about it, and nobody above. */
  override async onDialogEvent(): Promise<boolean> {
    return false;
  }

  override beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.continueDialog(dc);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const stored = dc.activeDialog?.state as Stored | undefined;
    const turn = dc.context.turnState.get<Turn>(TURN);
    const chat = chatOf(turn);
    const known = readChatState(stored?.chat);
    if (stored?.chat !== undefined && !known) turn.reply({ text: chat.t('chat.talk.startedAfresh') });
    const before = await withoutSent(chat, known ?? NEW_STATE);
    const { input } = turn;
    const after =
      input.type === 'text'
        ? await converse(chat, before, input.text)
        : await press(chat, before, input.action);
    if (stored) stored.chat = after;
    return Dialog.EndOfTurn;
  }
}

/** The dialog that the bot's edge begins and continues, turn by turn; what it needs comes under `TURN`. */
export function createRootDialog(): Dialog {
  return new RootDialog('root');
}
