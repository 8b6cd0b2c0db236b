import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { Rendered } from '../cards/notices/rendered.ts';
import { renderLine } from '../cards/render-line.ts';

/** The outcome of a press; Teams wants HTTP 200 and the outcome in the body. */
export type CardAnswer =
  | { readonly card: IAdaptiveCard; readonly summary: string }
  | { readonly text: string };

/** The body of the answer to an invoke. */
export function bodyOf(answer: CardAnswer): unknown {
  if ('card' in answer) {
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: answer.card };
  }
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: answer.text };
}

/** The same card with a line on top: Teams shows no message beside a card that it replaces. */
function withNotice(card: IAdaptiveCard, text: string): IAdaptiveCard {
  const notice = {
    type: 'Container',
    style: 'attention',
    bleed: true,
    items: [{ type: 'TextBlock', text, wrap: true }],
  } as const;
  return { ...card, body: [notice, ...(card.body ?? [])] } as IAdaptiveCard;
}

/** What takes the pressed card's place. An answer in words would leave the card and its buttons standing. */
export function answerOf({ card, text, summary }: Rendered, locale: string): CardAnswer {
  return { card: card ?? renderLine(text, locale), summary };
}

/** The card as it stands with the reason of a "no" on top, or the reason alone where there is no card to show. */
export function refusedAnswer(text: string, shown: CardAnswer | undefined): CardAnswer {
  return shown && 'card' in shown ? { ...shown, card: withNotice(shown.card, text) } : { text };
}
