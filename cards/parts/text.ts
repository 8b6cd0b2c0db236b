import type { IRichTextBlock, ITextBlock, ITextRun } from '@microsoft/teams.cards';
import { plain } from '../../services/locale/plain-text.ts';
import type { Translate } from '../../services/locale/translate.ts';

export { plain };

/** Longest piece of typed text in a row of facts, and in a paragraph, in characters. */
export const FACT_LENGTH = 240;
export const PARAGRAPH_LENGTH = 900;
const PARAGRAPH_LINES = 12;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what is taken out are control characters
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Typed text for a run, which reads no markdown: without control characters and changes of direction, and with
 * the card language's `{{DATE(...)}}` broken so that it stays what was typed.
 */
export function typed(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSEEN, '').replaceAll('{{', '{\u2060{');
}

/** The first `length` characters, and `…` where more followed; never half of a surrogate pair. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`;
}

type Look = Pick<ITextBlock, 'size' | 'weight' | 'color' | 'isSubtle' | 'spacing' | 'separator' | 'style'>;

/** A paragraph of the locale files; values in it were escaped by the translator. */
export function paragraph(text: string, look: Look = {}): ITextBlock {
  return { type: 'TextBlock', text, wrap: true, ...look };
}

/** A heading of a section. */
export function heading(text: string): ITextBlock {
  return paragraph(text, { size: 'Default', weight: 'Bolder', spacing: 'Medium', style: 'heading' });
}

/** A run of raw text. */
export function run(text: string, look: Omit<ITextRun, 'type' | 'text'> = {}): ITextRun {
  return { type: 'TextRun', text, ...look };
}

/** Raw runs on one line. */
export function line(
  runs: readonly ITextRun[],
  look: Pick<IRichTextBlock, 'spacing' | 'separator'> = {},
): IRichTextBlock {
  return { type: 'RichTextBlock', inlines: [...runs], ...look };
}

/** One line of typed text as runs, shortened with a word about it. */
export function typedRuns(
  text: string,
  t: Translate,
  look: Omit<ITextRun, 'type' | 'text'> = {},
): ITextRun[] {
  const whole = typed(text).replace(/\s*\n\s*/g, ' · ');
  if (whole.length <= FACT_LENGTH) return [run(whole, look)];
  return [run(shorten(whole, FACT_LENGTH), look), run(` ${t('card.shortened')}`, { isSubtle: true })];
}

/** Typed text of several lines, each a block of its own; shortened with a word about it. */
export function typedParagraphs(text: string, t: Translate): IRichTextBlock[] {
  const whole = typed(text).trim();
  const lines = shorten(whole, PARAGRAPH_LENGTH)
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const cut = whole.length > PARAGRAPH_LENGTH || lines.length > PARAGRAPH_LINES;
  const blocks = lines.slice(0, PARAGRAPH_LINES).map((one) => line([run(one)], { spacing: 'Small' }));
  return cut
    ? [...blocks, line([run(t('card.shortened'), { isSubtle: true })], { spacing: 'Small' })]
    : blocks;
}
