import type { Chat } from '../chat.ts';
import { beginFrom } from '../form/begin-form.ts';
import type { Heard } from '../heard.ts';
import type { Intent } from '../recognition/recogniser.ts';
import type { ChatState } from '../state.ts';
import { bulkDeactivate } from './bulk-deactivate.ts';
import { addInformation, cancelCase, reopenCase, showCases } from './case-routes.ts';
import { howTo } from './how-to.ts';
import { REQUESTS } from './kinds.ts';
import { greet, outOfScope, showHelp } from './small-talk.ts';

/**
 * Does what a message wants and says so; answers the conversation as it is then. `aside`: a form goes on right
 * after, so nothing may be asked that its own question would not be told from.
 */
export type Route = (chat: Chat, state: ChatState, heard: Heard, aside?: boolean) => Promise<ChatState>;

const request =
  (intent: Intent): Route =>
  async (chat, state, heard) => {
    const kind = REQUESTS[intent]?.kind;
    return kind ? beginFrom(chat, state, kind, heard) : state;
  };

/** What each intent leads to. A new intent is a row. */
export const ROUTES: Readonly<Record<Intent, Route>> = {
  create_account: request('create_account'),
  modify_account: request('modify_account'),
  activate_account: request('activate_account'),
  deactivate_account: request('deactivate_account'),
  bulk_deactivate: bulkDeactivate,
  reset_password: request('reset_password'),
  report_failure: request('report_failure'),
  talk_to_person: request('talk_to_person'),
  case_status: showCases,
  add_information: addInformation,
  cancel_case: cancelCase,
  reopen_case: reopenCase,
  how_to: howTo,
  help: showHelp,
  greeting: greet,
  out_of_scope: outOfScope,
};

/** The route of an intent by its name; undefined for a name that is none. */
export function routeOf(intent: string): Route | undefined {
  return Object.hasOwn(ROUTES, intent) ? ROUTES[intent as Intent] : undefined;
}
