import { lostMailsOf } from '../../services/domain/lost-mail.ts';
import type { CaseView } from '../case-view.ts';
import { type Card, card, execute } from '../parts/card.ts';
import { caseData } from '../parts/case-buttons.ts';
import { fieldInput } from '../parts/field-input.ts';
import { caseHeader } from '../parts/header.ts';
import { noteInput } from '../parts/inputs.ts';
import { ownLostMail } from '../parts/mails.ts';
import { line, paragraph, run, typedParagraphs } from '../parts/text.ts';
import { oneLine, type Words, wordsOf } from '../parts/words.ts';

/** The asked fields as a sentence names them: "número del contrato y fecha de fin". */
export function askedFields(view: CaseView, { t, lang }: Words): string {
  const names = (view.case.dataRequest?.fields ?? []).map((one) =>
    t(`field.label.${one}`).toLocaleLowerCase(lang),
  );
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(names);
}

/** A question may be the note alone, with no field named; and the e-mail beside it may not have arrived. */
export function questionKey({ case: about, viewerId }: CaseView): string {
  const named = (about.dataRequest?.fields ?? []).length > 0;
  const lost = lostMailsOf(about).some(({ to }) => to.id === viewerId);
  if (lost) return named ? 'notice.data_requested.unmailed' : 'notice.data_requested.unmailedNoFields';
  return named ? 'notice.data_requested.text' : 'notice.data_requested.noFields';
}

/** The question to the requester with an input for each asked datum; it can be answered in chat as well. */
export function dataRequestedCard(view: CaseView): Card {
  const words = wordsOf(view);
  const { t, lang, values } = words;
  const asked = view.case.dataRequest;
  const note = asked?.note.trim() ? typedParagraphs(asked.note, t) : [];
  const answers = view.allowed.has('add_data');
  const send = execute('add_data', t('card.send.add_data'), caseData(view), { style: 'positive' });
  return card({
    summary: t('notice.data_requested.summary', values),
    lang,
    body: [
      caseHeader(words),
      ...(note.length > 0
        ? [
            line([
              run(
                t('notice.data_requested.says', { by: oneLine(asked?.by.name ?? '') }).replaceAll('\\', ''),
                { isSubtle: true },
              ),
            ]),
            ...note,
          ]
        : []),
      ...(answers
        ? (asked?.fields ?? []).map((field) => fieldInput('add', field, view.case.fields, view.procedure, t))
        : []),
      ...(answers
        ? [
            noteInput(
              'add_note',
              t(asked?.fields.length ? 'notice.data_requested.note' : 'notice.data_requested.answer'),
            ),
          ]
        : []),
      ownLostMail(view, words) ??
        paragraph(t('notice.data_requested.mailed'), { size: 'Small', isSubtle: true }),
      values.closing
        ? paragraph(t('notice.data_requested.until', values), {
            size: 'Small',
            isSubtle: true,
            spacing: 'Small',
          })
        : undefined,
    ],
    actions: answers ? [send] : [],
  });
}
