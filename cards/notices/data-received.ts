import { FIELD_IDS, type FieldId } from '../../services/domain/case.ts';
import { FIELDS } from '../../services/domain/fields.ts';
import { formatField } from '../../services/domain/form.ts';
import type { HistoryEntry } from '../../services/domain/history.ts';
import type { CaseView } from '../case-view.ts';
import { type Fact, factRows } from '../parts/facts.ts';
import { fieldFact } from '../parts/fields.ts';
import { filesOf } from '../parts/mails.ts';
import { paragraph, run, typedParagraphs, typedRuns } from '../parts/text.ts';
import { lastOf, oneLine, type Words, wordsOf } from '../parts/words.ts';
import { openCase, type Rendered, smallCard, withCard } from './rendered.ts';

interface Changed {
  readonly field: FieldId;
  /** What there was before, as kept; '' where there was nothing. */
  readonly from: string;
}

/** The fields that an answer changed, as its entry of the history tells. */
function changesOf(entry: HistoryEntry | undefined): readonly Changed[] {
  const facts = entry?.facts;
  if (typeof facts !== 'object' || facts === null || !('changes' in facts)) return [];
  const changes = Array.isArray(facts.changes) ? (facts.changes as readonly unknown[]) : [];
  return changes.flatMap((one) => {
    if (typeof one !== 'object' || one === null || !('field' in one)) return [];
    const field = FIELD_IDS.find((id) => id === one.field);
    const from = 'from' in one && typeof one.from === 'string' ? one.from : '';
    return field ? [{ field, from }] : [];
  });
}

/** "Número del contrato: CPS-110-2026 (antes CPS-101-2026)". A person's former id says nothing and is left out. */
function rowOf({ field, from }: Changed, view: CaseView, words: Words): Fact[] {
  const { t, lang } = words;
  const [now] = fieldFact(field, view.case.fields, words);
  if (!now || typeof now.value !== 'string') return [];
  const person = FIELDS[field].type === 'person' || FIELDS[field].type === 'account';
  if (!from || person || now.long) return [now];
  const before = formatField(field, { value: from }, t, lang);
  const was = [run(` (${t('card.formerly')} `), ...typedRuns(before, t), run(')')];
  return [
    {
      ...now,
      value: [...typedRuns(now.value, t), ...was.map((one) => ({ ...one, isSubtle: true }))],
    },
  ];
}

/** To the specialist: what the requester answered, with what stood there before. */
export function dataReceived(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values } = words;
  const answer = lastOf(view.case, ['add_data', 'record_answer', 'receive_mail']);
  const mail = answer?.what === 'receive_mail' ? view.case.mails?.at(-1) : undefined;
  const by = oneLine((mail?.from ?? answer?.by)?.name ?? '') || (values.requester ?? '');
  const text = t(mail ? 'notice.data_received.byMail' : 'notice.data_received.text', { ...values, by });
  const rows = factRows(
    changesOf(answer).flatMap((one) => rowOf(one, view, words)),
    t,
  );
  const note = view.case.notes.findLast((one) => one.at === answer?.at);
  const files = mail ? filesOf(mail, words) : [];
  const said = [...rows, ...(note ? typedParagraphs(note.text, t) : []), ...files];
  const shown = said.length > 0 ? said : [paragraph(t('notice.data_received.see'))];
  return withCard(text, smallCard(view, text, shown, [openCase(view, words)]));
}
