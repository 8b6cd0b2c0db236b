import { formatDate, todayIn } from '../services/domain/calendar.ts';
import type { Case } from '../services/domain/case.ts';
import type { Procedure } from '../services/domain/procedure.ts';
import { type Language, languageOf, type Translate, translator } from '../services/locale/translate.ts';
import type { CaseListName } from './actions.ts';
import { type Card, card, type Element, execute } from './parts/card.ts';
import { choiceRow } from './parts/choice-row.ts';
import { line, paragraph, run, shorten, typed } from './parts/text.ts';
import { namesOf } from './parts/words.ts';

/** Cases on one page. */
export const PAGE = 8;

export interface CaseList {
  readonly list: CaseListName;
  readonly cases: readonly Case[];
  /** Code to go on from, where there are more. */
  readonly next?: string;
  /** True for a page after the first. */
  readonly later?: boolean;
}

interface ListContext {
  readonly procedure: Procedure;
  readonly locale: string;
}

function row(about: Case, zone: string, t: Translate, lang: Language): Element {
  const small = { size: 'Small', isSubtle: true } as const;
  const { above, title } = namesOf(about, t);
  const status = about.outcome ? t(`case.outcome.${about.outcome}`) : t(`case.status.${about.status}`);
  const since = t('card.list.since', {
    date: formatDate(todayIn(zone, about.createdAt), lang, { short: true }),
  });
  const open = execute('open_case', t('card.list.open'), { case: about._id }, { inputs: false });
  return choiceRow(
    [
      line([run(above, small)]),
      line([run(shorten(typed(title), 120), { weight: 'Bolder' })], { spacing: 'None' }),
      line([run(status), run(` · ${since}`, small)], { spacing: 'None' }),
    ],
    { ...open, tooltip: t('card.list.openWhich', { code: about._id }) },
  );
}

/** A page of cases, newest first, each with where it stands and a button that shows it. */
export function renderCaseList(page: CaseList, { procedure, locale }: ListContext): Card {
  const t = translator(locale);
  const lang = languageOf(locale);
  const title = t(`card.list.heading.${page.list}`);
  const empty = page.cases.length === 0;
  const turn = (key: string, before: string) =>
    execute('page', t(key), { list: page.list, before }, { inputs: false });
  return card({
    summary: t('card.list.summary', { heading: title, count: page.cases.length }),
    lang,
    body: [
      paragraph(title, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      empty ? paragraph(t(`card.list.empty.${page.list}`)) : undefined,
      ...page.cases.slice(0, PAGE).map((one) => row(one, procedure.timeZone, t, lang)),
    ],
    actions: [
      page.next ? turn('card.do.older', page.next) : undefined,
      page.later ? turn('card.do.newer', '') : undefined,
    ],
  });
}
