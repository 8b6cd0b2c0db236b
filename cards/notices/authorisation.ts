import type { CaseView } from '../case-view.ts';
import { type Card, card, type Element } from '../parts/card.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { factRows } from '../parts/facts.ts';
import { requestFacts, targetFacts } from '../parts/fields.ts';
import { caseHeader } from '../parts/header.ts';
import { heading, line, paragraph, run } from '../parts/text.ts';
import { wordsOf } from '../parts/words.ts';

/** What will be done, in order, as numbered lines in plain words. */
function order(view: CaseView, t: (key: string) => string): Element[] {
  const kinds =
    view.case.steps.length > 0
      ? view.case.steps.map((one) => one.kind)
      : (view.procedure.kinds[view.case.kind]?.steps ?? []);
  return kinds.map((kind, index) =>
    line([run(`${index + 1}. `, { weight: 'Bolder' }), run(t(`step.plain.${kind}`))], { spacing: 'Small' }),
  );
}

/** The question as the kind words it. */
export function authorisationKey({ case: about }: CaseView): string {
  return about.kind === 'deactivate' ? 'notice.authorisation.deactivate' : 'notice.authorisation.text';
}

/** The supervisor's formal request: what somebody asks about one of theirs, what will happen, yes or no. */
export function authorisationCard(view: CaseView): Card {
  const words = wordsOf(view);
  const { t, lang, values } = words;
  const { target, kind, requester } = view.case;
  return card({
    summary: t(authorisationKey(view), values),
    lang,
    body: [
      caseHeader(words),
      ...factRows([{ label: t('card.label.requester'), value: requester.name }], t),
      ...factRows(requestFacts(view, words, target ? ['account'] : []), t),
      ...(target ? [heading(t('card.heading.target')), ...factRows(targetFacts(target, words), t)] : []),
      heading(t('card.heading.order')),
      ...order(view, t),
      kind === 'deactivate' ? paragraph(t('notice.authorisation.kept'), { weight: 'Bolder' }) : undefined,
    ],
    actions: caseButtons(view, words, ['authorise', 'not_authorise']),
  });
}
