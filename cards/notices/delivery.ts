import { formatInstant } from '../../services/domain/calendar.ts';
import type { CaseView } from '../case-view.ts';
import { type Card, card, type Element } from '../parts/card.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { caseHeader } from '../parts/header.ts';
import { heading, line, paragraph, run } from '../parts/text.ts';
import { type Words, wordsOf } from '../parts/words.ts';

function induction(view: CaseView, { t }: Words): Element[] {
  const points = view.procedure.kinds[view.case.kind]?.delivery?.induction ?? [];
  if (points.length === 0) return [];
  return [
    heading(t('card.heading.induction')),
    ...points.map((one) => line([run('• '), run(t(`notice.induction.${one}`))], { spacing: 'Small' })),
  ];
}

function addressLines({ t, values }: Words): Element[] {
  if (!values.address) return [];
  return [
    heading(t('card.heading.account')),
    line([run(String(values.address), { fontType: 'Monospace', weight: 'Bolder' })], { spacing: 'Small' }),
  ];
}

/** A new account is handed over; for one that was there before, only its access is renewed. */
export function deliveryKey(view: CaseView): string {
  return view.case.target ? 'notice.delivery.renewed' : 'notice.delivery.text';
}

/** Who hands the account over: address, first sign-in, the secret on request, the points to explain. */
export function deliveryCard(view: CaseView): Card {
  const words = wordsOf(view);
  const { t, lang, values } = words;
  const acknowledged = view.case.delivery?.acknowledgedAt;
  const when = acknowledged ? formatInstant(acknowledged, view.procedure.timeZone, lang) : '';
  return card({
    summary: t(deliveryKey(view), values),
    lang,
    body: [
      caseHeader(words),
      ...addressLines(words),
      heading(t('card.heading.signIn')),
      paragraph(t('notice.delivery.signIn'), { spacing: 'Small' }),
      ...induction(view, words),
      acknowledged
        ? paragraph(t('notice.delivery.acknowledged', { ...values, when }), { weight: 'Bolder' })
        : undefined,
      view.allowed.has('reveal')
        ? paragraph(t('notice.delivery.secret'), { size: 'Small', isSubtle: true, separator: true })
        : undefined,
    ],
    actions: caseButtons(view, words, ['reveal', 'acknowledge']),
  });
}
