import { ACCOUNT_PAGE, renderAccountList } from '../../cards/account-list.ts';
import type { Card } from '../../cards/parts/card.ts';
import type { AccountQuery } from '../../services/domain/account-query.ts';
import type { Refusal } from '../../services/domain/command.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import { type Chat, listed, say } from '../chat.ts';
import { findPerson } from '../form/find-people.ts';
import type { Heard } from '../heard.ts';
import type { ChatState } from '../state.ts';
import { readAccountQuery, type SaidAccounts } from './read-account-query.ts';

/** Accounts are counted up to this; the same as in the use case. */
const COUNTED = 1_000;

/** A page of the register as a card, as far as whoever asks may see it. */
export async function accountsCard(chat: Chat, query: AccountQuery, after = ''): Promise<Card | Refusal> {
  const { turn } = chat;
  const page = { limit: ACCOUNT_PAGE, ...(after !== '' && { after }) };
  const found = await turn.desk.accounts(turn.asker, query, page);
  if (!found.ok) return found;
  const { person } = turn.asker.actor;
  const names = { ...found.names, [person.id]: person.name };
  const { ok: _ok, ...rest } = found;
  const view = { ...rest, names, query, counted: found.total >= COUNTED, after, later: after !== '' };
  return renderAccountList(view, turn.locale);
}

/** The query with the supervisor found; undefined where the person asked was told why not. */
export async function withSupervisor(chat: Chat, said: SaidAccounts): Promise<AccountQuery | undefined> {
  const { turn } = chat;
  if (said.own) return { ...said.query, supervisorId: turn.asker.actor.person.id };
  if (said.supervisorName === undefined) return said.query;
  const found = await findPerson(turn.desk, said.supervisorName, 'create', 'supervisor');
  if (found.found === 'one') return { ...said.query, supervisorId: found.person._id };
  if (found.found === 'none') say(chat, 'account.noSupervisor');
  else {
    const names = found.people.slice(0, 5).map((one) => one.name);
    say(chat, 'account.whichSupervisor', { names: listed(chat, names) });
  }
  return undefined;
}

/**
 * "Cuentas que vencen en diciembre de Jurídica": answers with a list. Undefined for a message that asks nothing of
 * the register. A department that nobody has is tried as a person's name: "cuentas de Laura Torres".
 */
export async function showAccounts(
  chat: Chat,
  state: ChatState,
  heard: Heard,
): Promise<ChatState | undefined> {
  const { turn, t } = chat;
  const said = readAccountQuery(heard.text, { today: turn.desk.today(), locale: turn.locale });
  if (!said) return undefined;
  const query = await withSupervisor(chat, said);
  if (!query) return state;
  const shown = await accountsCard(chat, await asPerson(chat, query));
  if ('code' in shown) turn.reply({ text: refusalText(shown, t) });
  else turn.reply({ card: shown, summary: shown.fallbackText ?? '' });
  return state;
}

async function asPerson({ turn }: Chat, query: AccountQuery): Promise<AccountQuery> {
  const { department, ...rest } = query;
  if (department === undefined || query.text !== undefined) return query;
  const among = await turn.desk.accounts(turn.asker, { department }, { limit: 1 });
  if (!among.ok || among.total > 0) return query;
  const named = await turn.desk.accounts(turn.asker, { ...rest, text: department }, { limit: 1 });
  return named.ok && named.total > 0 ? { ...rest, text: department } : query;
}
