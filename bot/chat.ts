import { Dialog, type DialogContext, DialogSet } from 'botbuilder-dialogs';
import { TURN, type Turn } from '../dialogs/turn.ts';
import type { ChatParts } from './compose.ts';

class Root extends Dialog {
  override async beginDialog(dc: DialogContext) {
    return this.continueDialog(dc);
  }
  override async continueDialog(dc: DialogContext) {
    const turn = dc.context.turnState.get<Turn>(TURN);
    turn.reply({ text: 'eco ' + (turn.input.type === 'text' ? turn.input.text : turn.input.action.verb) });
    return Dialog.EndOfTurn;
  }
}
export function createChat(): ChatParts {
  const set = new DialogSet();
  set.add(new Root('root'));
  return { dialogs: { set, root: 'root' }, recognise: (() => ({})) as never };
}
