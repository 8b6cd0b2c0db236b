import type { Chat } from '../chat.ts';
import { contextOf } from '../chat.ts';
import {
  createEntityReader,
  type Entities,
  type Intent,
  type ReadEntities,
} from '../recognition/recogniser.ts';

const readers = new Map<string, ReadEntities>();

/** The data in a message whose intent the conversation knows: an answer in the middle of a form. */
export function entitiesAs(chat: Chat, text: string, intent: Intent): Entities {
  const { mailDomain, today } = contextOf(chat);
  const known = readers.get(mailDomain) ?? createEntityReader({ domain: mailDomain });
  readers.set(mailDomain, known);
  return known({ text, locale: chat.turn.locale, now: today }, intent);
}
