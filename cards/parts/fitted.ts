import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { shorten } from './text.ts';

/** What Teams takes for sure in one card, in bytes of UTF-8. */
export const CARD_BYTES = 25_000;

const LENGTHS = [240, 120, 60, 24];

/** Longer than any sentence of the desk's own. */
const SENTENCE = 240;

function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

/** A text cut without leaving half of an escape of markdown. */
const short = (text: string, length: number) => shorten(text, length).replace(/\\+…$/, '…');

function cutPart(part: Readonly<Record<string, unknown>>, length: number): Record<string, unknown> {
  const { text, value } = part;
  if (part.type === 'TextRun' && typeof text === 'string') return { ...part, text: short(text, length) };
  if (part.type === 'TextBlock' && typeof text === 'string') {
    return { ...part, text: short(text, Math.max(length, SENTENCE)) };
  }
  if (part.type !== 'Input.Text' || typeof value !== 'string' || value.length <= length) return part;
  const { value: _, ...empty } = part;
  return empty;
}

function cut(value: unknown, length: number): unknown {
  if (Array.isArray(value)) return value.map((one) => cut(one, length));
  if (typeof value !== 'object' || value === null) return value;
  const part = cutPart(value as Readonly<Record<string, unknown>>, length);
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, cut(one, length)]));
}

const fitting = new WeakSet<object>();

/** Whether Teams takes the card for sure; measured once. */
export function fits(card: IAdaptiveCard): boolean {
  if (fitting.has(card)) return true;
  const small = bytes(card) < CARD_BYTES;
  if (small) fitting.add(card);
  return small;
}

/**
 * The card, cut until it is under 25 KB: what people typed ever shorter, sentences at a length that the desk's own
 * never reach, inputs left empty that were filled in with more (an input left empty changes nothing).
 */
export function fitted(whole: IAdaptiveCard): IAdaptiveCard {
  if (fits(whole)) return whole;
  const tried = LENGTHS.map((length) => cut(whole, length) as IAdaptiveCard);
  return tried.find(fits) ?? tried[tried.length - 1] ?? whole;
}
