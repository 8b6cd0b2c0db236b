import { readAccountQuery, type SaidAccounts } from '../accounts/read-account-query.ts';
import { bare } from '../answers/bare.ts';
import type { Chat } from '../chat.ts';

/** What people say before they say which accounts; on bare text. */
const LEAD =
  /^(?:(?:por favor|quiero|necesito|hay que|toca|favor|please|i want to|we need to)\s)*(?:inactiv\w*|desactiv\w*|deshabilit\w*|dar de baja|den de baja|deactivate|disable)\s(?:masiv\w+\s)?(?:(?:a|de|of)\s)?(?:(?:todos|todas|all)\s)?(?:(?:los|las|the)\s)?/;

/** The words that say which accounts, without what is to be done with them; '' where they say nothing of it. */
export const withoutDeed = (text: string): string => bare(text).replace(LEAD, '').trim();

/** Which accounts a message means, as a query of the register; undefined where it names none that way. */
export function listSaid({ turn }: Pick<Chat, 'turn'>, text: string): SaidAccounts | undefined {
  const words = withoutDeed(text);
  if (words === '') return undefined;
  const said = readAccountQuery(words, { today: turn.desk.today(), locale: turn.locale });
  return said?.single ? undefined : said;
}
