import type { DigestRow } from '../../services/domain/bulletins/digest.ts';
import { formatDate, formatInstant, todayIn } from '../../services/domain/calendar.ts';
import { languageOf, translator } from '../../services/locale/translate.ts';
import { type Rendered, said, withCard } from '../notices/rendered.ts';
import { bulletinButton } from '../parts/bulletin-buttons.ts';
import { card, type Element, execute } from '../parts/card.ts';
import { header } from '../parts/header.ts';
import { heading, line, paragraph, run } from '../parts/text.ts';
import { oneLine } from '../parts/words.ts';
import type { BulletinView } from './bulletin-view.ts';

type View = BulletinView<'digest'>;

function wordsOf({ bulletin, locale }: View) {
  const t = translator(locale);
  const lang = languageOf(locale);
  const { data } = bulletin;
  const day = formatDate(data.day, lang, { weekday: true, year: false });
  return { t, lang, data, values: { day, count: data.open } };
}

/** "vence hoy, 3:00 p. m.", "vence el martes 1 de diciembre, 9:00 a. m.", "vencido"; '' where nothing is promised. */
function dueOf(row: DigestRow, view: View): string {
  const { t, lang, data } = wordsOf(view);
  const { timeZone } = view.procedure;
  if (row.late) return t('bulletin.digest.late');
  if (row.due === '') return '';
  const at = formatInstant(row.due, timeZone, lang, { weekday: true, year: false });
  const today = todayIn(timeZone, row.due) === data.day;
  return t(today ? 'bulletin.digest.dueToday' : 'bulletin.digest.due', {
    at: today ? at.slice(at.indexOf(',') + 2) : at,
  });
}

function rowLine(row: DigestRow, view: View): Element {
  const { t } = wordsOf(view);
  const subject = oneLine(row.subject, 60);
  const due = dueOf(row, view);
  return line(
    [
      run(row.code, { weight: 'Bolder' }),
      run(` · ${t(`case.kind.${row.kind}`)}${subject ? ` · ${subject}` : ''}`),
      ...(due ? [run(` · ${due}`, row.late ? { color: 'Attention' } : { isSubtle: true })] : []),
    ],
    { spacing: 'Small' },
  );
}

/** How the person's cases stand, in a sentence or two. */
function ownText(view: View): string {
  const { t, data, values } = wordsOf(view);
  const parts = [
    t('bulletin.digest.text', values),
    data.waiting ? t('bulletin.digest.waiting', { count: data.waiting }) : '',
    data.late ? t('bulletin.digest.lateCount', { count: data.late }) : '',
  ];
  return parts.filter((one) => one !== '').join(' ');
}

function own(view: View): Element[] {
  const { t, data } = wordsOf(view);
  const rows = data.rows ?? [];
  const more = (data.waiting ?? 0) - rows.length;
  if (rows.length === 0) return [];
  return [
    heading(t('bulletin.digest.yours')),
    ...rows.map((row) => rowLine(row, view)),
    ...(more > 0 ? [paragraph(t('bulletin.digest.more', { count: more }), { size: 'Small' })] : []),
  ];
}

function desk(view: View): Element[] {
  const { t, data } = wordsOf(view);
  if (!data.desk) return [];
  const { open, unassigned, untreated, codes, absent } = data.desk;
  const lines = [
    t('bulletin.digest.deskOpen', { count: open }),
    unassigned > 0 ? t('bulletin.digest.unassigned', { count: unassigned }) : '',
    untreated > 0 ? t('bulletin.digest.untreated', { count: untreated, codes: codes.join(', ') }) : '',
    ...absent.map((one) => t('bulletin.digest.absent', { name: oneLine(one.name), count: one.open })),
  ];
  return [
    heading(t('bulletin.digest.desk')),
    ...lines.filter((one) => one !== '').map((one) => paragraph(one, { spacing: 'Small' })),
  ];
}

/** To a specialist or a desk lead at the start of the working day: what there is to do. */
export function digest(view: View): Rendered {
  const { t, lang, data, values } = wordsOf(view);
  const text = ownText(view);
  const list = execute(
    'page',
    t('bulletin.digest.list'),
    { list: 'assigned', before: '' },
    { inputs: false },
  );
  const all = execute('page', t('bulletin.digest.all'), { list: 'open', before: '' }, { inputs: false });
  const shown = card({
    summary: text,
    lang,
    body: [
      header(t('bulletin.digest.above'), t('bulletin.digest.title', values), text),
      ...own(view),
      ...desk(view),
    ],
    actions: [
      data.open > 0 ? list : undefined,
      data.desk && data.desk.open > 0 ? all : undefined,
      bulletinButton(view, 'seen', t('bulletin.digest.seen')),
    ],
  });
  return withCard('', { ...shown, speak: shown.speak ?? text });
}

/** What is left of it once it was read, or the day is over. */
export function digestLine(view: View): Rendered {
  const { t, values } = wordsOf(view);
  return said(t('bulletin.digest.line', values));
}
