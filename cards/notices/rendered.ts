import type { CaseView } from '../case-view.ts';
import { type Action, type Card, card, type Element, execute } from '../parts/card.ts';
import { caseHeader } from '../parts/header.ts';
import { plain } from '../parts/text.ts';
import { type Words, wordsOf } from '../parts/words.ts';

/** A message: `text` is markdown of chat, `summary` what a notification or a screen reader says of it. */
export interface Rendered {
  readonly text: string;
  readonly card?: Card;
  readonly summary: string;
}

/** A message of words alone. */
export function said(text: string): Rendered {
  return { text, summary: plain(text) };
}

/** A message with a card below its words. */
export function withCard(text: string, shown: Card): Rendered {
  return { text, card: shown, summary: plain(text) };
}

/** The button that shows the whole case. */
export function openCase(view: CaseView, { t }: Words): Action {
  return execute('open_case', t('card.do.open_case'), { case: view.case._id }, { inputs: false });
}

/** A small card: head, some lines, buttons. */
export function smallCard(
  view: CaseView,
  summary: string,
  body: readonly (Element | undefined)[],
  actions: readonly (Action | undefined)[],
): Card {
  const words = wordsOf(view);
  return card({
    summary,
    lang: words.lang,
    body: [caseHeader(words), ...body],
    actions,
  });
}
