import { z } from 'zod';
import { fits } from '../cards/parts/fitted.ts';
import type { Reply } from '../dialogs/turn.ts';
import type { Outgoing } from './connector.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';
/** Teams takes about 100 KB of UTF-16; Microsoft advises to stay under 80. */
const MAX_BYTES = 80 * 1024;

/** Characters that stay below the limit together with a card that fits, however they are escaped. */
const FEW_WORDS = 2_000;

/** Whether an activity would be refused as too big; UTF-16 counts two bytes a unit. */
export function isTooBig(activity: Outgoing): boolean {
  return JSON.stringify(activity).length * 2 > MAX_BYTES;
}

const parts = z.looseObject({ body: z.array(z.looseObject({ type: z.string() })).default([]) });

/** The card with a sentence as its first words, below its head where it has one. */
function withWords(card: unknown, text: string): unknown {
  const { body } = parts.parse(card);
  const head = body[0]?.type === 'Container' ? 1 : 0;
  const words = { type: 'TextBlock', text, wrap: true };
  return { ...Object(card), body: [...body.slice(0, head), words, ...body.slice(head)] };
}

/**
 * A message with a card, which a screen reader and the notification read as `summary`. What is said with it stands
 * in the card: a client may part a message that has both text and a card, and then neither has an id to be edited by.
 */
export function cardMessage(card: unknown, summary: string | undefined, text?: string): Outgoing {
  return {
    type: 'message',
    ...(summary !== undefined && { summary }),
    attachments: [{ contentType: CARD, content: text ? withWords(card, text) : card }],
  };
}

/** A message of text, with quick answers below it where there are any. */
export function textMessage(text: string, choices: readonly string[] = []): Outgoing {
  if (choices.length === 0) return { type: 'message', text, textFormat: 'markdown' };
  const actions = choices.map((title) => ({ type: 'imBack', title, value: title }));
  return { type: 'message', text, textFormat: 'markdown', suggestedActions: { to: [], actions } };
}

/**
 * The activities of a reply. Teams shows quick answers below plain text alone, so a card with choices goes first
 * and its text follows with them. A card over 80 KB is left out in favour of its summary.
 */
export function outgoingOf(reply: Reply): readonly Outgoing[] {
  const choices = reply.choices ?? [];
  if (reply.card === undefined && reply.file && (reply.text ?? reply.summary) === undefined) return [];
  if (reply.card === undefined) return [textMessage(reply.text ?? reply.summary ?? '', choices)];
  const apart = choices.length > 0 && reply.text !== undefined;
  const withCard = cardMessage(reply.card, reply.summary, apart ? undefined : reply.text);
  const small = fits(reply.card) && (reply.text ?? '').length + (reply.summary ?? '').length < FEW_WORDS;
  const first = !small && isTooBig(withCard) ? textMessage(reply.summary ?? reply.text ?? '') : withCard;
  return apart ? [first, textMessage(reply.text ?? '', choices)] : [first];
}
