import { languageOf, translator } from '../services/locale/translate.ts';
import { type Card, card, execute } from './parts/card.ts';
import { paragraph } from './parts/text.ts';

/** Two or three things that somebody may have meant, as buttons in their own words. */
export function renderIntentChoice(intents: readonly string[], locale: string): Card {
  const t = translator(locale);
  return card({
    summary: `${t('card.intents.summary')} ${t('card.intents.ask')}`,
    lang: languageOf(locale),
    body: [paragraph(t('card.intents.ask'), { weight: 'Bolder', style: 'heading' })],
    actions: intents
      .slice(0, 3)
      .map((intent) => execute('choose_intent', t(`card.intent.${intent}`), { intent }, { inputs: false })),
  });
}
