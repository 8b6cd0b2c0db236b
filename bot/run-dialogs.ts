import type { TurnContext } from 'botbuilder';
// Not from the package's index, which loads prompts and their recognisers: 40 MB and 200 ms that nothing uses.
import { DialogTurnStatus } from 'botbuilder-dialogs/lib/dialog.js';
import { DialogContext, type DialogState } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import { TURN, type Turn } from '../dialogs/turn.ts';

/** The dialogs of the chat; `root` is begun where none is active. */
export interface Dialogs {
  readonly set: DialogSet;
  readonly root: string;
}

/** Where the SDK looks for its memory scopes before it builds them. */
const SCOPES = 'DialogStateManagerConfiguration';
/** The SDK would build its memory scopes for every turn; they keep nothing of one. */
let scopes: unknown;

/** Continues the dialog that is active, or begins the root; what it leaves is in `state`. */
export async function runDialogs(
  dialogs: Dialogs,
  context: TurnContext,
  turn: Turn,
  state: DialogState,
): Promise<void> {
  context.turnState.set(TURN, turn);
  if (scopes !== undefined) context.turnState.set(SCOPES, scopes);
  // A dialog of the SDK's own speaks through the context: its words wait for the save like all others.
  context.onSendActivities(async (_context, activities) => {
    for (const { text } of activities) if (text) turn.reply({ text });
    return activities.map(() => ({ id: '' }));
  });
  const stack = new DialogContext(dialogs.set, context, state);
  scopes ??= stack.state.configuration;
  const result = await stack.continueDialog();
  if (result.status === DialogTurnStatus.empty) await stack.beginDialog(dialogs.root);
}
