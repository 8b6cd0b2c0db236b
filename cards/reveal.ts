import { formatInstant } from '../services/domain/calendar.ts';
import type { Translate } from '../services/locale/translate.ts';
import type { CaseView } from './case-view.ts';
import { type Action, type Card, card, type Element, execute } from './parts/card.ts';
import { caseButtons, caseData } from './parts/case-buttons.ts';
import { caseHeader } from './parts/header.ts';
import { heading, line, paragraph, run } from './parts/text.ts';
import { wordsOf } from './parts/words.ts';

/** A first access that was just minted. */
export interface Revealed {
  readonly address: string;
  readonly secret: string;
  readonly kind: 'password' | 'access_pass';
  /** UTC instant. */
  readonly expiresAt?: string;
}

/** One character as it is said on the telephone. */
function spell(sign: string, t: Translate): string {
  if (sign === '-') return t('card.reveal.hyphen');
  const upper = sign.toUpperCase();
  const lower = sign.toLowerCase();
  return sign === upper && upper !== lower ? t('card.reveal.upper', { letter: sign }) : sign;
}

function secretBlock(revealed: Revealed, view: CaseView): Element[] {
  const { t, lang } = wordsOf(view);
  const spelled = [...revealed.secret].map((sign) => spell(sign, t).replaceAll('\\', '')).join(', ');
  const until = revealed.expiresAt
    ? t('card.reveal.expires', { when: formatInstant(revealed.expiresAt, view.procedure.timeZone, lang) })
    : t('card.reveal.mustChange');
  return [
    heading(t('card.reveal.address')),
    line([run(revealed.address, { fontType: 'Monospace' })], { spacing: 'Small' }),
    heading(t(`card.reveal.${revealed.kind}`)),
    line([run(revealed.secret, { fontType: 'Monospace', size: 'ExtraLarge', weight: 'Bolder' })], {
      spacing: 'Small',
    }),
    line(
      [
        run(`${t('card.reveal.spelled')}: `, { size: 'Small', isSubtle: true }),
        run(spelled, { size: 'Small', isSubtle: true }),
      ],
      { spacing: 'Small' },
    ),
    paragraph(until, { spacing: 'Small' }),
  ];
}

/**
 * The answer to the press on "Revelar acceso", for the invoke's response alone: never posted, stored or logged.
 * The secret stands in one run of its own, and in no summary, speech or button.
 */
export function renderReveal(revealed: Revealed, view: CaseView): Card {
  const words = wordsOf(view);
  const { t, lang, values } = words;
  const own = view.case.delivery?.recipient.id === view.case.target?.id;
  const again: Action | undefined = view.allowed.has('reveal')
    ? execute('reveal', t('card.do.reveal_again'), caseData(view), { inputs: false })
    : undefined;
  return card({
    summary: t('card.reveal.summary', values),
    lang,
    body: [
      caseHeader(words),
      ...secretBlock(revealed, view),
      paragraph(t(own ? 'card.reveal.forYou' : 'card.reveal.handOver'), { separator: true }),
      again ? paragraph(t('card.reveal.again'), { size: 'Small', isSubtle: true }) : undefined,
    ],
    actions: [...caseButtons(view, words, ['acknowledge']), again],
  });
}
