import type { DeskRole } from '../services/domain/person.ts';
import type { Procedure } from '../services/domain/procedure.ts';
import { languageOf, translator } from '../services/locale/translate.ts';
import { helpBody } from './help.ts';
import { type Card, card } from './parts/card.ts';
import { paragraph } from './parts/text.ts';
import { oneLine } from './parts/words.ts';

/** The first card in somebody's chat: who this is, for whom it works, what may be asked. */
export function renderWelcome(
  whom: { readonly name: string; readonly roles: readonly DeskRole[]; readonly locale: string },
  procedure: Pick<Procedure, 'name'>,
): Card {
  const { name, roles, locale } = whom;
  const t = translator(locale);
  const first = oneLine(name).split(' ')[0] ?? '';
  const hello = first ? t('card.welcome.hello', { name: first }) : t('card.welcome.helloNobody');
  const what = t('card.welcome.what', { entity: procedure.name });
  return card({
    summary: `${hello} ${what}`,
    lang: languageOf(locale),
    body: [
      paragraph(hello, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      paragraph(what),
      ...helpBody(roles, locale),
    ],
  });
}
