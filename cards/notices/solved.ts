import type { CaseView } from '../case-view.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { paragraph } from '../parts/text.ts';
import { unrestored } from '../parts/unrestored.ts';
import { wordsOf } from '../parts/words.ts';
import { massSolved } from './mass.ts';
import { type Rendered, smallCard, withCard } from './rendered.ts';

/** To the requester: it is done, with what could not be done of it; does it work? */
export function solved(view: CaseView): Rendered {
  if (view.case.mass) return massSolved(view, view.case.mass);
  const words = wordsOf(view);
  const { t, values } = words;
  const text = t(`notice.solved.${view.case.kind}`, values);
  const remark = view.case.remark ? [paragraph(t('notice.solved.remark', values))] : [];
  return withCard(
    text,
    smallCard(
      view,
      text,
      [...unrestored(view, words), ...remark, paragraph(t('notice.solved.ask'))],
      caseButtons(view, words, ['confirm', 'reopen']),
    ),
  );
}
