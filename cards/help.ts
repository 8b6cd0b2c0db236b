import type { DeskRole } from '../services/domain/person.ts';
import { languageOf, type Translate, translator } from '../services/locale/translate.ts';
import { type Card, card, type Element } from './parts/card.ts';
import { heading, line, paragraph, run } from './parts/text.ts';

function examples(role: 'everyone' | DeskRole, t: Translate, alone = false): Element[] {
  const said = t(`card.help.examples.${role}`);
  if (said === '') return [];
  return [
    ...(alone ? [] : [heading(t(`card.help.role.${role}`))]),
    ...said.split('\n').map((one) => line([run('• '), run(one)], { spacing: 'Small' })),
  ];
}

/** What may be asked of the desk, as sentences that people type; then what only this person's roles may ask. */
export function helpBody(roles: readonly DeskRole[], locale: string): Element[] {
  const t = translator(locale);
  return [
    paragraph(t('card.help.intro')),
    ...examples('everyone', t, roles.length === 0),
    ...roles.flatMap((role) => examples(role, t)),
    paragraph(t('card.help.anytime'), { size: 'Small', isSubtle: true }),
  ];
}

/** "Ayuda": what the desk does for this person. */
export function renderHelp(roles: readonly DeskRole[], locale: string): Card {
  const t = translator(locale);
  return card({
    summary: t('card.help.summary'),
    lang: languageOf(locale),
    body: [
      paragraph(t('card.help.heading'), { size: 'Large', weight: 'Bolder', style: 'heading' }),
      ...helpBody(roles, locale),
    ],
  });
}
