import type {
  ActionArray,
  CardElementArray,
  IAdaptiveCard,
  IExecuteAction,
  IShowCardAction,
} from '@microsoft/teams.cards';
import { fitted } from './fitted.ts';
import { plain, shorten } from './text.ts';

export type Card = IAdaptiveCard;
export type Element = CardElementArray[number];
export type Action = ActionArray[number];

/** Longest sentence read in place of a card, in characters. */
const SUMMARY_LENGTH = 500;

/** A card of Mesa: version 1.5, at most 25 KB, with the sentence that is read where it cannot be drawn. */
export function card(parts: {
  readonly summary: string;
  readonly lang: string;
  readonly body: readonly (Element | undefined)[];
  readonly actions?: readonly (Action | undefined)[];
}): Card {
  const summary = shorten(plain(parts.summary), SUMMARY_LENGTH);
  const actions = (parts.actions ?? []).filter((one) => one !== undefined);
  return fitted({
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: parts.lang,
    fallbackText: summary,
    speak: summary,
    body: parts.body.filter((one) => one !== undefined),
    ...(actions.length > 0 ? { actions } : {}),
  });
}

/** Data of a button: whose it is and nothing that would have to be trusted. */
export interface ButtonData {
  readonly [name: string]: string | number;
}

/** A button that the server answers. `inputs: false` sends nothing that was typed and checks nothing of it. */
export function execute(
  verb: string,
  title: string,
  data: ButtonData,
  options: { readonly style?: 'positive' | 'destructive'; readonly inputs?: boolean } = {},
): IExecuteAction {
  return {
    type: 'Action.Execute',
    verb,
    title: plain(title),
    data: { ...data },
    ...(options.style ? { style: options.style } : {}),
    ...(options.inputs === false ? { associatedInputs: 'none' as const } : {}),
  };
}

/** A button that opens a small form below the card; nothing leaves before the button in it. */
export function unfold(
  title: string,
  body: readonly (Element | undefined)[],
  actions: readonly (Action | undefined)[],
  style?: 'positive' | 'destructive',
): IShowCardAction {
  const buttons = actions.filter((one) => one !== undefined);
  return {
    type: 'Action.ShowCard',
    title: plain(title),
    ...(style ? { style } : {}),
    card: {
      type: 'AdaptiveCard',
      version: '1.5',
      body: body.filter((one) => one !== undefined),
      ...(buttons.length > 0 ? { actions: buttons } : {}),
    },
  };
}
