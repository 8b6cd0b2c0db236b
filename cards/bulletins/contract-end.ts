import {
  CONTRACT_PAGE,
  type ContractRow,
  wantsAnswer,
} from '../../services/domain/bulletins/contract-end.ts';
import { formatDate } from '../../services/domain/calendar.ts';
import { type Language, languageOf, type Translate, translator } from '../../services/locale/translate.ts';
import { type Rendered, said, withCard } from '../notices/rendered.ts';
import { bulletinButton, bulletinInput } from '../parts/bulletin-buttons.ts';
import { card, type Element } from '../parts/card.ts';
import { header } from '../parts/header.ts';
import { choiceInput } from '../parts/inputs.ts';
import { line, paragraph, plain, run, shorten, typed } from '../parts/text.ts';
import { oneLine } from '../parts/words.ts';
import type { BulletinView } from './bulletin-view.ts';

type View = BulletinView<'contract_end'>;

interface Words {
  readonly t: Translate;
  readonly lang: Language;
}

const KEY = 'bulletin.contract_end';
const SMALL = { size: 'Small', isSubtle: true } as const;
const wordsOf = ({ locale }: View): Words => ({ t: translator(locale), lang: languageOf(locale) });

function valuesOf(row: ContractRow, { lang }: Words) {
  return {
    name: oneLine(row.name),
    number: oneLine(row.contract),
    date: formatDate(row.end, lang, { short: true }),
    until: row.until ? formatDate(row.until, lang, { short: true }) : '',
    code: row.caseId ?? '',
    whose: oneLine(row.whose ?? ''),
  };
}

/** What is known of the row, raw: contract, last day, why it is with this person. */
function about(row: ContractRow, words: Words): Element[] {
  const values = valuesOf(row, words);
  const text = (key: string) => plain(words.t(`${KEY}.${key}`, values));
  const why = row.why === 'own' || !row.whose ? '' : text(`why.${row.why}`);
  return [
    line([run(shorten(typed(row.name), 120), { weight: 'Bolder' })]),
    line([run(text(row.contract === '' ? 'endsPlain' : 'ends'))], { spacing: 'None' }),
    ...(why === '' ? [] : [line([run(why, SMALL)], { spacing: 'None' })]),
  ];
}

/** What can be answered; number and date are asked for once it is to be extended, or where one person is the matter. */
function inputs(row: ContractRow, alone: boolean, words: Words): Element[] {
  const { t } = words;
  const values = valuesOf(row, words);
  const offered = [
    'extend',
    ...(row.status === 'ended' ? [] : ['confirm']),
    ...(row.why === 'not_mine' ? [] : ['not_mine']),
  ];
  const choices = offered.map((one) => ({ title: t(`${KEY}.answer.${one}`), value: one }));
  const chosen = row.status === 'extend' ? { value: 'extend' } : {};
  const details = alone || row.status !== 'open';
  return [
    choiceInput(bulletinInput('answer', row.id), t(`${KEY}.ask`, values), choices, {
      placeholder: t(`${KEY}.choose`),
      ...chosen,
    }),
    ...(details
      ? ([
          {
            type: 'Input.Text',
            id: bulletinInput('contract', row.id),
            label: plain(t(`${KEY}.contract`, values)),
            maxLength: 50,
          },
          {
            type: 'Input.Date',
            id: bulletinInput('until', row.id),
            label: plain(t(`${KEY}.until`, values)),
          },
        ] as Element[])
      : []),
  ];
}

function rowOf(row: ContractRow, alone: boolean, words: Words): Element {
  const { t } = words;
  const values = valuesOf(row, words);
  const stands =
    row.status === 'open' ? [] : [paragraph(t(`${KEY}.status.${row.status}`, values), { spacing: 'Small' })];
  const problem = row.problem
    ? [paragraph(t(`${KEY}.problem.${row.problem}`, values), { color: 'Attention', spacing: 'Small' })]
    : [];
  return {
    type: 'Container',
    separator: true,
    items: [
      ...about(row, words),
      ...stands,
      ...problem,
      ...(wantsAnswer(row) ? inputs(row, alone, words) : []),
    ],
  };
}

/** To a supervisor: whose contracts end soon, and what is to become of each account. */
export function contractEnd(view: View): Rendered {
  const words = wordsOf(view);
  const { t, lang } = words;
  const { rows, page } = view.bulletin.data;
  const pages = Math.max(1, Math.ceil(rows.length / CONTRACT_PAGE));
  const at = Math.min(page, pages - 1);
  const shown = rows.slice(at * CONTRACT_PAGE, (at + 1) * CONTRACT_PAGE);
  const open = rows.filter(wantsAnswer);
  const first = open[0]?.end ?? view.bulletin.data.day;
  const values = { count: open.length, date: formatDate(first, lang, { weekday: true, year: false }) };
  const text = t(`${KEY}.text`, values);
  const several = shown.filter((one) => one.status === 'open').length > 1;
  const drawn = card({
    summary: text,
    lang,
    body: [
      header(t(`${KEY}.above`), t(`${KEY}.title`), text),
      paragraph(t(`${KEY}.explain`), { size: 'Small' }),
      ...shown.map((one) => rowOf(one, rows.length === 1, words)),
      pages > 1
        ? paragraph(t(`${KEY}.page`, { page: at + 1, pages }), { ...SMALL, separator: true })
        : undefined,
    ],
    actions: [
      bulletinButton(view, 'send', t(`${KEY}.send`), { style: 'positive', inputs: true }),
      pages > 1 ? bulletinButton(view, 'next', t(`${KEY}.next`), { inputs: true }) : undefined,
      several ? bulletinButton(view, 'all_end', t(`${KEY}.allEnd`)) : undefined,
    ],
  });
  return withCard('', { ...drawn, speak: drawn.speak ?? text });
}

/** What is left of it once everybody is answered for, or a later message took over. */
export function contractEndLine(view: View): Rendered {
  const { t } = wordsOf(view);
  const { rows, replaced } = view.bulletin.data;
  if (replaced) return said(t(`${KEY}.replaced`));
  const count = (...of: readonly ContractRow['status'][]) =>
    rows.filter((one) => of.includes(one.status)).length;
  const parts = [
    { key: 'confirmed', count: count('confirmed') },
    { key: 'extended', count: count('extending', 'reactivating') },
    { key: 'passed', count: count('not_mine') },
  ].filter((one) => one.count > 0);
  const told = parts.map((one) => t(`${KEY}.line.${one.key}`, { count: one.count })).join(', ');
  return said(t(`${KEY}.done`, { told }));
}
