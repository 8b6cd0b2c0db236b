import type { CardAction } from '../cards/actions.ts';
import type { Rendered } from '../cards/notices/rendered.ts';
import { renderBulletin } from '../cards/render-bulletin.ts';
import type { Bulletin } from '../services/domain/bulletin.ts';
import { refusalText } from '../services/locale/refusal-text.ts';
import { translator } from '../services/locale/translate.ts';
import type { OfferedFile } from '../services/ports/file-desk.ts';
import type { Asker, Desk } from '../services/usecases/desk.ts';

/** A press on a bulletin's card. */
export type BulletinAction = Extract<CardAction, { readonly verb: 'bulletin' }>;

/** What a press shows: the bulletin as it is now, why nothing was done, and a file that it gives. */
export interface BulletinShown {
  readonly shown?: Rendered;
  readonly problem?: string;
  readonly gives?: OfferedFile;
}

/** Whether the press is about a bulletin. */
export function isBulletinAction(action: CardAction): action is BulletinAction {
  return action.verb === 'bulletin';
}

/** A bulletin as its message shows it now, in a language. */
export function drawnBulletin(desk: Desk, bulletin: Bulletin, locale: string): Rendered {
  return renderBulletin(bulletin, { procedure: desk.procedure, locale, now: desk.now() });
}

/** Gives the desk a press on a bulletin's card. Throws what the store and the directory throw. */
export async function pressBulletinCard(
  desk: Desk,
  action: BulletinAction,
  asker: Asker,
  locale: string,
): Promise<BulletinShown> {
  const outcome = await desk.pressBulletin(action.bulletin, action.press, asker, action.stage);
  const shown = outcome.bulletin && drawnBulletin(desk, outcome.bulletin, locale);
  if (!outcome.ok) return { shown, problem: refusalText(outcome, translator(locale)) };
  return { shown, ...(outcome.gives && { gives: outcome.gives }) };
}
