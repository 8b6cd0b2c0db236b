import { languageOf } from '../services/locale/translate.ts';
import { type Card, card } from './parts/card.ts';
import { paragraph } from './parts/text.ts';

/** A card of one sentence of the locale files: what is left of a card that was answered. */
export function renderLine(text: string, locale: string): Card {
  return card({ summary: text, lang: languageOf(locale), body: [paragraph(text)] });
}
