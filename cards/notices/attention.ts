import type { CaseView } from '../case-view.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { failedStep, reasonOf } from '../parts/steps.ts';
import { paragraph } from '../parts/text.ts';
import { wordsOf } from '../parts/words.ts';
import { massAttention } from './mass.ts';
import { openCase, type Rendered, smallCard, withCard } from './rendered.ts';

/** To the specialist: a step did not work, why, and what can be done about it here. */
export function attention(view: CaseView): Rendered {
  if (view.case.mass) return massAttention(view, view.case.mass);
  const words = wordsOf(view);
  const { t, values } = words;
  const failed = failedStep(view.case.steps);
  const step = failed ? t(`step.name.${failed.kind}`) : t('notice.attention.someStep');
  const text = t('notice.attention.text', { ...values, step });
  const why = failed ? reasonOf(failed, words) : '';
  return withCard(
    text,
    smallCard(
      view,
      text,
      [
        paragraph(t('card.failed', { step }), { weight: 'Bolder', color: 'Attention' }),
        why ? paragraph(`${why}.`, { spacing: 'Small' }) : undefined,
        paragraph(t('notice.attention.next'), { spacing: 'Small' }),
      ],
      [...caseButtons(view, words, ['retry', 'resolve_by_hand']), openCase(view, words)],
    ),
  );
}
