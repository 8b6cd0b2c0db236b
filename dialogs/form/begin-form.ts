import type { Kind } from '../../services/domain/case.ts';
import { refuse } from '../../services/domain/command.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import { labelledFields, type Typed } from '../answers/labelled.ts';
import { type MessageValues, valuesOf } from '../answers/typed-of.ts';
import { type Chat, contextOf } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { Entities } from '../recognition/recogniser.ts';
import type { ChatState, FormState } from '../state.ts';
import { advance } from './advance.ts';
import { applyTyped } from './apply-typed.ts';
import { possibleFields } from './form-facts.ts';
import { suggestionsFor } from './suggestions.ts';

/** What a first message says about a request of the kind. */
export function firstValues(chat: Chat, kind: Kind, text: string, entities: Entities): MessageValues {
  const { turn, t } = chat;
  const { procedure } = turn.desk;
  const about = {
    kind,
    text,
    locale: turn.locale,
    t,
    procedure,
    today: turn.desk.today(),
    askerId: turn.asker.actor.person.id,
  };
  const said = valuesOf(entities, about);
  if (procedure.kinds[kind]?.target !== 'new') return said;
  const { account: _notAsked, ...shaped } = labelledFields(text, { ...contextOf(chat), locale: turn.locale });
  return { ...said, typed: { ...shaped, ...said.typed } };
}

/** What a form begins with. */
export interface Beginning {
  readonly typed: Typed;
  readonly notes?: readonly string[];
}

/** Begins a request: takes all that is known, says it back, asks for the rest. */
export async function beginForm(
  chat: Chat,
  state: ChatState,
  kind: Kind,
  beginning: Beginning,
): Promise<ChatState> {
  const { procedure } = chat.turn.desk;
  const { form: _over, waiting: _answered, ...rest } = state;
  if (!procedure.kinds[kind]) {
    chat.turn.reply({ text: refusalText(refuse('not_offered'), chat.t) });
    return rest;
  }
  const draft = { id: chat.turn.newDraftId(), kind, fields: {}, problems: [], notes: beginning.notes ?? [] };
  const empty: FormState = { draft, suggested: {} };
  const form = { ...empty, suggested: suggestionsFor(chat, empty) };
  const possible = possibleFields(procedure, form);
  const typed = Object.fromEntries(
    Object.entries(beginning.typed).filter(([field]) => possible.has(field as never)),
  );
  const applied = await applyTyped(chat, form, typed);
  return advance(chat, rest, applied, { begun: true, lead: [chat.t('chat.form.begin')] });
}

/** Begins the request that a message makes; a second change of the same message is kept for afterwards. */
export async function beginFrom(chat: Chat, state: ChatState, kind: Kind, heard: Heard): Promise<ChatState> {
  const said = firstValues(chat, kind, heard.text, heard.recognition().entities);
  const [second] = said.more;
  const later = second && { intent: 'modify_account', text: '', typed: second };
  return beginForm(chat, { ...state, ...(later && { later }) }, kind, said);
}
