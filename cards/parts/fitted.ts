import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { shorten } from './text.ts';

/** What Teams takes for sure in one card, in bytes of UTF-8. */
export const CARD_BYTES = 25_000;

const LENGTHS = [240, 120, 60, 24];

function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

function cut(value: unknown, length: number): unknown {
  if (Array.isArray(value)) return value.map((one) => cut(one, length));
  if (typeof value !== 'object' || value === null) return value;
  const raw = 'type' in value && value.type === 'TextRun';
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      raw && name === 'text' && typeof one === 'string' ? shorten(one, length) : cut(one, length),
    ]),
  );
}

/**
 * The card, with its raw runs (what people typed) cut ever shorter until it is under 25 KB. Every other text is
 * the desk's own and short, so this ends with a card that fits.
 */
export function fitted(whole: IAdaptiveCard): IAdaptiveCard {
  if (bytes(whole) < CARD_BYTES) return whole;
  const tried = LENGTHS.map((length) => cut(whole, length) as IAdaptiveCard);
  return tried.find((one) => bytes(one) < CARD_BYTES) ?? tried[tried.length - 1] ?? whole;
}
