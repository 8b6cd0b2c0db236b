import type { DialogContext } from 'botbuilder-dialogs';
import { Dialog, type DialogTurnResult } from 'botbuilder-dialogs/lib/dialog.js';
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import { renderHelp } from '../cards/help.ts';
import { createRecogniser } from '../dialogs/recognition/recogniser.ts';
import { TURN, type Turn } from '../dialogs/turn.ts';
import type { TenantFile } from '../services/domain/tenant-file.ts';
import type { ChatParts } from './compose.ts';

const ROOT = 'root';

/** Says what the desk can do, whatever is said. */
class HelpDialog extends Dialog {
  override beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.continueDialog(dc);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = dc.context.turnState.get<Turn>(TURN);
    const card = renderHelp(turn.asker.actor.roles, turn.locale);
    turn.reply({ card, summary: card.speak });
    return Dialog.EndOfTurn;
  }
}

/** The dialogs of the chat and what recognises the messages in it. */
export function createChat({ tenant }: { readonly tenant: Pick<TenantFile, 'mailDomain'> }): ChatParts {
  const set = new DialogSet();
  set.add(new HelpDialog(ROOT));
  return { dialogs: { set, root: ROOT }, recognise: createRecogniser({ domain: tenant.mailDomain }) };
}
