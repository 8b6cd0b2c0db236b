import { formatDate } from '../../services/domain/calendar.ts';
import { languageOf, translator } from '../../services/locale/translate.ts';
import { type Rendered, said } from '../notices/rendered.ts';
import { bulletinButton } from '../parts/bulletin-buttons.ts';
import { card, execute } from '../parts/card.ts';
import { header } from '../parts/header.ts';
import { plain } from '../parts/text.ts';
import type { BulletinView } from './bulletin-view.ts';

function wordsOf({ bulletin, locale }: BulletinView<'digest'>) {
  const t = translator(locale);
  const lang = languageOf(locale);
  const day = formatDate(bulletin.data.day, lang, { weekday: true });
  return { t, lang, values: { day, count: bulletin.data.open } };
}

/** To a specialist or a desk lead at the start of the working day: what there is to do. */
export function digest(view: BulletinView<'digest'>): Rendered {
  const { t, lang, values } = wordsOf(view);
  const text = t('bulletin.digest.text', values);
  const list = execute(
    'page',
    t('bulletin.digest.list'),
    { list: 'assigned', before: '' },
    { inputs: false },
  );
  const shown = card({
    summary: text,
    lang,
    body: [header(t('bulletin.digest.above'), t('bulletin.digest.title', values), text)],
    actions: [
      view.bulletin.data.open > 0 ? list : undefined,
      bulletinButton(view, 'seen', t('bulletin.digest.seen')),
    ],
  });
  return { text: '', card: shown, summary: plain(text) };
}

/** What is left of it once it was read, or the day is over. */
export function digestLine(view: BulletinView<'digest'>): Rendered {
  const { t, values } = wordsOf(view);
  return said(t('bulletin.digest.line', values));
}
