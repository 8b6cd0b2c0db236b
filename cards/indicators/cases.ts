import { formatDate } from '../../services/domain/calendar.ts';
import type { Case } from '../../services/domain/case.ts';
import { BEHIND, type FigureName, type Only } from '../../services/domain/figure-names.ts';
import type { Days } from '../../services/domain/indicators.ts';
import { type Card, card, type Element, execute } from '../parts/card.ts';
import { choiceRow } from '../parts/choice-row.ts';
import { header } from '../parts/header.ts';
import { line, paragraph, plain, run, shorten, typed } from '../parts/text.ts';
import { namesOf, oneLine } from '../parts/words.ts';
import { type FigureWords, periodName } from './figure-words.ts';
import { partName } from './report.ts';

/** A page of the cases behind a figure. */
export interface FigureCases {
  readonly days: Days;
  readonly figure: FigureName;
  readonly only?: Only & { readonly name: string };
  readonly cases: readonly Case[];
  /** To go on from, where there are more. */
  readonly next?: string;
  /** True for a page after the first. */
  readonly later?: boolean;
}

/** Of a late case, why it was late; of a rated one, the mark and what was written. */
function besides(about: Case, figure: FigureName, { t }: FigureWords): string {
  if (figure === 'late') {
    const causes = (about.nonConformities ?? []).map((one) => oneLine(one.cause ?? '')).filter(Boolean);
    return causes.length > 0 ? t('indicator.cause', { cause: causes.join('; ') }) : t('indicator.noCause');
  }
  if ((figure !== 'rated' && figure !== 'low') || !about.survey) return '';
  const mark = t(`card.mark.${about.survey.score}`);
  return about.survey.comment ? `${mark}: ${oneLine(about.survey.comment, 200)}` : mark;
}

function row(about: Case, page: FigureCases, words: FigureWords): Element {
  const { t, lang } = words;
  const day = about.facts?.[BEHIND[page.figure].day] ?? '';
  const { above, title } = namesOf(about, t);
  const status = about.outcome ? t(`case.outcome.${about.outcome}`) : t(`case.status.${about.status}`);
  const small = { size: 'Small', isSubtle: true } as const;
  const more = besides(about, page.figure, words);
  const open = execute('open_case', t('card.list.open'), { case: about._id }, { inputs: false });
  return choiceRow(
    [
      line([run(above, small)]),
      line([run(shorten(typed(title), 120), { weight: 'Bolder' })], { spacing: 'None' }),
      line([run(status), run(` · ${formatDate(day, lang, { short: true })}`, small)], { spacing: 'None' }),
      ...(more ? [line([run(plain(more), small)], { spacing: 'None' })] : []),
    ],
    { ...open, tooltip: t('card.list.openWhich', { code: about._id }) },
  );
}

/** The cases behind a figure, latest first, a page at a time, each with the button that shows it. */
export function renderFigureCases(page: FigureCases, words: FigureWords): Card {
  const { t, lang } = words;
  const title = t(`indicator.cases.${page.figure}`);
  const period = periodName(page.days, words);
  const of = page.only ? partName(page.only.by, page.only, words) : '';
  const data = {
    from: page.days.from,
    until: page.days.until,
    figure: page.figure,
    ...(page.only && { by: page.only.by, of: page.only.of }),
  };
  const turn = (key: string, before: string) =>
    execute('indicator_cases', t(key), { ...data, before }, { inputs: false });
  const { from, until } = page.days;
  return card({
    summary: `${title}: ${period}`,
    lang,
    body: [
      header(t('indicator.heading'), title, [period, typed(of)].filter(Boolean).join(' · ')),
      page.cases.length === 0 ? paragraph(t('indicator.noCases')) : undefined,
      ...page.cases.map((one) => row(one, page, words)),
    ],
    actions: [
      page.next ? turn('card.do.older', page.next) : undefined,
      page.later ? turn('card.do.newer', '') : undefined,
      page.cases.length > 0
        ? execute('indicator_file', t('indicator.do.xlsx'), { ...data, format: 'xlsx' }, { inputs: false })
        : undefined,
      execute('indicators', t('indicator.do.back'), { from, until, show: 'summary' }, { inputs: false }),
    ],
  });
}
