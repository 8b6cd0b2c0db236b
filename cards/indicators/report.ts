import { casesBehind, FIGURE_NAMES } from '../../services/domain/figure-names.ts';
import { DIMENSIONS, type Dimension, type Figures, isMet } from '../../services/domain/indicators.ts';
import type { IndicatorReport, NamedPart } from '../../services/usecases/indicators.ts';
import { type Action, type Card, card, type Element, execute } from '../parts/card.ts';
import { choiceRow } from '../parts/choice-row.ts';
import { type Fact, factRows } from '../parts/facts.ts';
import { header } from '../parts/header.ts';
import { choiceInput } from '../parts/inputs.ts';
import { heading, line, paragraph, plain, run, shorten, typed } from '../parts/text.ts';
import { daysName, type FigureWords, number, percent, periodName, spreadWords } from './figure-words.ts';
import { trendChart } from './trend.ts';

/** Parts of a split that one card shows; the others are in the file. */
const PARTS_SHOWN = 12;

/** What every button of these cards carries: the period. Whoever presses is checked anew. */
const data = ({ days }: IndicatorReport) => ({ from: days.from, until: days.until });

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function head(report: IndicatorReport, words: FigureWords): Element {
  const title = capital(periodName(report.days, words));
  const days = capital(daysName(report.days, words));
  const running = report.days.until >= words.today;
  return header(
    words.t('indicator.heading'),
    title,
    running ? words.t('indicator.running', { period: days }) : days,
  );
}

/** The published indicator in words: its value, whether the target was reached, how it is made and who answers for it. */
function published({ figures }: IndicatorReport, { procedure, t, lang }: FigureWords): Element[] {
  const { name, owner, target, period } = procedure.indicator;
  const met = isMet(figures, target);
  const verdict = met === undefined ? 'none' : met ? 'met' : 'missed';
  const look = { met: 'Good', missed: 'Attention', none: 'Default' } as const;
  const values = {
    received: number(figures.received, lang),
    resolved: number(figures.resolved, lang),
    target: percent(target, lang),
    owner: owner[lang],
    every: t(`indicator.every.${period}`),
  };
  return [
    paragraph(name[lang], { weight: 'Bolder', spacing: 'Medium' }),
    paragraph(percent(figures.rate, lang), { size: 'ExtraLarge', weight: 'Bolder', spacing: 'None' }),
    paragraph(t(`indicator.target.${verdict}`, values), { color: look[verdict], spacing: 'None' }),
    paragraph(t('indicator.formula', values), { size: 'Small', isSubtle: true, spacing: 'Small' }),
    paragraph(t('indicator.owner', values), { size: 'Small', isSubtle: true, spacing: 'None' }),
  ];
}

function survey({ survey: { count, mean } }: Figures, { t, lang }: FigureWords): string {
  return mean === undefined
    ? t('indicator.noMarks')
    : t('indicator.marks', { mean: number(mean, lang, 1), count, shown: number(count, lang) });
}

function rest(figures: Figures, words: FigureWords): Element[] {
  const { t, lang } = words;
  const fact = (name: string, value: string): Fact => ({
    label: t(`indicator.label.${name}`),
    value: capital(value),
    long: true,
  });
  const counts = (['refused', 'open', 'unanswered', 'withdrawn'] as const)
    .filter((one) => figures[one] > 0)
    .map((one) =>
      plain(t(`indicator.count.${one}`, { count: figures[one], shown: number(figures[one], lang) })),
    );
  return factRows(
    [
      fact('worked', figures.worked ? spreadWords(figures.worked, words) : ''),
      fact(
        'waited',
        figures.waited
          ? `${spreadWords(figures.waited, words)} ${t('indicator.ofWaited', { count: figures.waitedCases })}`
          : '',
      ),
      fact('late', t('indicator.late', { count: figures.late, shown: number(figures.late, lang) })),
      fact('survey', survey(figures, words)),
      fact('others', counts.join(', ')),
    ],
    t,
  );
}

/** What can be shown next, in one choice: the splits, and the cases behind each figure that has any. */
function choices(report: IndicatorReport, shown: string, { t, lang }: FigureWords): Element {
  const views = ['summary', ...DIMENSIONS]
    .filter((one) => one !== shown)
    .map((one) => ({ title: t(`indicator.show.${one}`), value: one }));
  const behind = FIGURE_NAMES.filter((one) => casesBehind(report.figures, one) > 0).map((one) => ({
    title: t(`indicator.show.${one}`, { shown: number(casesBehind(report.figures, one), lang) }),
    value: one,
  }));
  const all = [...views, ...behind].map((one) => ({ ...one, title: plain(one.title) }));
  const first = all[0]?.value;
  return choiceInput('show', t('indicator.show.label'), all, { ...(first && { value: first }) });
}

function buttons(report: IndicatorReport, { t }: FigureWords): Action[] {
  const file = (format: 'xlsx' | 'csv') =>
    execute('indicator_file', t(`indicator.do.${format}`), { ...data(report), format }, { inputs: false });
  return [
    execute('indicators', t('indicator.do.show'), data(report), { style: 'positive' }),
    file('xlsx'),
    file('csv'),
  ];
}

/** The indicators of a period: the published one, the others in words, and the trend. */
export function renderReport(report: IndicatorReport, words: FigureWords): Card {
  const { t, lang } = words;
  const { figures } = report;
  const summary = t('indicator.summary', {
    name: words.procedure.indicator.name[lang],
    rate: percent(figures.rate, lang),
    period: periodName(report.days, words),
  });
  return card({
    summary,
    lang,
    body: [
      head(report, words),
      ...published(report, words),
      ...rest(figures, words),
      ...(report.trend.some((one) => one.received > 0)
        ? [heading(t('indicator.trend')), trendChart(report.trend, words)]
        : []),
      choices(report, 'summary', words),
    ],
    actions: buttons(report, words),
  });
}

function partRow(report: IndicatorReport, by: Dimension, part: NamedPart, words: FigureWords): Element {
  const { t, lang } = words;
  const { figures } = part;
  const name = partName(by, part, words);
  const values = {
    rate: percent(figures.rate, lang),
    resolved: number(figures.resolved, lang),
    received: number(figures.received, lang),
  };
  const more = [
    figures.worked ? t('indicator.part.worked', { spread: spreadWords(figures.worked, words) }) : '',
    figures.late > 0 ? t('indicator.part.late', { count: figures.late }) : '',
    figures.survey.count > 0
      ? t('indicator.part.survey', { mean: number(figures.survey.mean ?? 0, lang, 1) })
      : '',
  ].filter(Boolean);
  const show = execute(
    'indicator_cases',
    t('indicator.do.cases'),
    { ...data(report), figure: figures.received > 0 ? 'received' : 'resolved', by, of: part.of },
    { inputs: false },
  );
  return choiceRow(
    [
      line([run(shorten(typed(name), 80), { weight: 'Bolder' })]),
      line([run(plain(t('indicator.part.rate', values)))], { spacing: 'None' }),
      line([run(plain(more.join(' · ')), { size: 'Small', isSubtle: true })], { spacing: 'None' }),
    ],
    { ...show, tooltip: plain(t('indicator.do.casesOf', { name })) },
  );
}

/** A part as people call it. */
export function partName(
  by: Dimension,
  { of, name }: Pick<NamedPart, 'of' | 'name'>,
  { t }: FigureWords,
): string {
  if (of === '') return t(`indicator.nobody.${by}`);
  return by === 'kind' ? capital(t(`case.kind.${of}`)) : name;
}

/** The figures split by kind, department or specialist; each part leads on to its cases. */
export function renderParts(report: IndicatorReport, by: Dimension, words: FigureWords): Card {
  const { t, lang } = words;
  const parts = report.parts[by] ?? [];
  const left = parts.length - PARTS_SHOWN;
  return card({
    summary: `${t(`indicator.show.${by}`)}: ${periodName(report.days, words)}`,
    lang,
    body: [
      head(report, words),
      heading(t(`indicator.show.${by}`)),
      parts.length === 0 ? paragraph(t('indicator.empty')) : undefined,
      ...parts.slice(0, PARTS_SHOWN).map((one) => partRow(report, by, one, words)),
      left > 0
        ? paragraph(t('indicator.more', { count: left }), { size: 'Small', isSubtle: true })
        : undefined,
      choices(report, by, words),
    ],
    actions: buttons(report, words),
  });
}
