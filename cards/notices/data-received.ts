import type { CaseView } from '../case-view.ts';
import { factRows } from '../parts/facts.ts';
import { fieldFact } from '../parts/fields.ts';
import { paragraph, typedParagraphs } from '../parts/text.ts';
import { lastOf, oneLine, wordsOf } from '../parts/words.ts';
import { openCase, type Rendered, smallCard, withCard } from './rendered.ts';

/** To the specialist: what the requester answered. */
export function dataReceived(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values } = words;
  const answer = lastOf(view.case, ['add_data', 'record_answer']);
  const by = oneLine(answer?.by.name ?? '') || values.requester || '';
  const text = t('notice.data_received.text', { ...values, by });
  const asked = view.case.dataRequest?.fields ?? [];
  const note = view.case.notes.at(-1);
  const said = note && note.at === answer?.at ? typedParagraphs(note.text, t) : [];
  return withCard(
    text,
    smallCard(
      view,
      text,
      [
        paragraph(t('notice.data_received.now')),
        ...factRows(
          asked.flatMap((one) => fieldFact(one, view.case.fields, words)),
          t,
        ),
        ...said,
      ],
      [openCase(view, words)],
    ),
  );
}
