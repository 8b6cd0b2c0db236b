import { formatInstant } from '../../services/domain/calendar.ts';
import { languageOf, translator } from '../../services/locale/translate.ts';
import { type Rendered, said, withCard } from '../notices/rendered.ts';
import { bulletinButton, bulletinInput } from '../parts/bulletin-buttons.ts';
import { card } from '../parts/card.ts';
import { factRows } from '../parts/facts.ts';
import { header } from '../parts/header.ts';
import { textInput } from '../parts/inputs.ts';
import { paragraph, typedParagraphs } from '../parts/text.ts';
import { oneLine } from '../parts/words.ts';
import type { BulletinView } from './bulletin-view.ts';

type View = BulletinView<'stray_mail'>;

function wordsOf({ bulletin, locale }: View) {
  const { from, name, subject, code, by } = bulletin.data;
  const sender = oneLine(name) || oneLine(from);
  const values = { sender, subject: oneLine(subject), code, by: oneLine(by) };
  return { t: translator(locale), lang: languageOf(locale), values };
}

/** To a specialist: who wrote what, why it is on no case, and where it should go. */
export function strayMail(view: View): Rendered {
  const { t, lang, values } = wordsOf(view);
  const { data } = view.bulletin;
  const text = t('bulletin.stray_mail.text', values);
  const rows = [
    { label: t('bulletin.stray_mail.from'), value: oneLine(data.from) },
    { label: t('bulletin.stray_mail.subject'), value: values.subject },
    {
      label: t('bulletin.stray_mail.at'),
      value: formatInstant(data.receivedAt, view.procedure.timeZone, lang),
    },
  ];
  const shown = card({
    summary: text,
    lang,
    body: [
      header(t('bulletin.stray_mail.above'), t('bulletin.stray_mail.title', values), text),
      paragraph(t(`bulletin.stray_mail.why.${data.why}`, values), { spacing: 'Small' }),
      ...factRows(rows, t),
      ...(data.text ? typedParagraphs(data.text, t) : []),
      ...(data.files ? [paragraph(t('bulletin.stray_mail.files'), { size: 'Small', isSubtle: true })] : []),
      textInput(bulletinInput('code'), t('bulletin.stray_mail.code'), {
        placeholder: 'MS-2026-000123',
        ...(data.code && { value: data.code }),
      }),
    ],
    actions: [
      bulletinButton(view, 'attach', t('bulletin.stray_mail.attach'), { style: 'positive', inputs: true }),
      bulletinButton(view, 'dismiss', t('bulletin.stray_mail.dismiss')),
    ],
  });
  return withCard(text, shown);
}

/** What is left of it: where it went, and who saw to it. */
export function strayMailLine(view: View): Rendered {
  const { t, values } = wordsOf(view);
  const done = view.bulletin.data.done === 'put' ? 'put' : 'dismissed';
  return said(t(`bulletin.stray_mail.done.${done}`, values));
}
