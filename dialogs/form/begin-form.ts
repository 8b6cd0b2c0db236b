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
import { findPerson } from './find-people.ts';
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
    mailDomain: contextOf(chat).mailDomain,
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

const HAS_ACCOUNT =
  /\b(?:cuenta|correo|buzon|contrasena|clave|usuario|cargo|puesto|dependencia|telefono|celular|nombre|apellido|contrato|licencia|alias|account|mailbox|password|position|department|phone|name|contract)(?: institucional| nuevo)? (?:de|del|of|for) ([^,.;:\n?!()]{3,60})/g;
const TITLE = /^(?:(?:la|el|the) )?(?:(?:dra?|ing|lic|doctora?|ingenier[oa]|senora?|sr|sra)\.? )?/;
const AFTER_NAME =
  /\s(?:y|e|por|porque|que|desde|hasta|a partir|de (?:la|el)|en|con|quien|se|ya|hoy|and|because|from|who|as|he|she|today)\s.*$/;

/** Whose account a message names although the recogniser saw no name; only somebody whom the directory has. */
async function accountNamed(chat: Chat, kind: Kind, heard: Heard): Promise<string | undefined> {
  for (const { index, 0: all, 1: told = '' } of heard.folded.matchAll(HAS_ACCOUNT)) {
    const from = index + all.length - told.length;
    const typed = heard.text
      .slice(from, from + told.replace(AFTER_NAME, '').length)
      .replace(new RegExp(TITLE, 'i'), '')
      .trim();
    if (typed.split(' ').length > 6) continue;
    const found = await findPerson(chat.turn.desk, typed, kind, 'account');
    if (found.found === 'one' || (found.found === 'several' && !found.near)) return typed;
  }
  return undefined;
}

/** Begins the request that a message makes; a second change of the same message is kept for afterwards. */
export async function beginFrom(chat: Chat, state: ChatState, kind: Kind, heard: Heard): Promise<ChatState> {
  const read = firstValues(chat, kind, heard.text, heard.recognition().entities);
  const existing = chat.turn.desk.procedure.kinds[kind]?.target === 'existing';
  const account =
    existing && read.typed.account === undefined ? await accountNamed(chat, kind, heard) : undefined;
  const said = account === undefined ? read : { ...read, typed: { ...read.typed, account } };
  const [second] = said.more;
  const later = second && { intent: 'modify_account', text: '', typed: second };
  return beginForm(chat, { ...state, ...(later && { later }) }, kind, said);
}
