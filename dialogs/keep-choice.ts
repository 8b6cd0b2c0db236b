import type { Chat } from './chat.ts';
import { loadModels } from './recognition/model-file.ts';
import { withoutPersonalData } from './recognition/without-personal-data.ts';

/** An offer of intents: see `Waiting`. */
interface Offer {
  readonly intents: readonly string[];
  readonly text: string;
}

let strip: ReturnType<typeof withoutPersonalData> | undefined;

/** Hands what was chosen from an offer to the turn, to be kept without personal data. */
export function keepChoice({ turn }: Pick<Chat, 'turn'>, offer: Offer, chosen: string): void {
  if (!turn.learn) return;
  // Read at the first choice: most processes meet few, and the tagger's copy is 5 MB.
  strip ??= withoutPersonalData(loadModels());
  const text = strip(offer.text, turn.locale);
  turn.learn({ text, locale: turn.locale, offered: offer.intents, chosen });
}
