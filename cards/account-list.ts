import type { RegisteredAccount } from '../services/domain/account.ts';
import type { AccountQuery } from '../services/domain/account-query.ts';
import { formatDate } from '../services/domain/calendar.ts';
import { languageOf, translator } from '../services/locale/translate.ts';
import { type AccountWords, contractLine, differences, fieldText, queryText } from './parts/account-words.ts';
import { type Card, card, type Element, execute } from './parts/card.ts';
import { factRows } from './parts/facts.ts';
import { fits } from './parts/fitted.ts';
import { line, paragraph, plain, run, shorten, typed } from './parts/text.ts';

/** Settled differences that an account shows. */
const SETTLED = 5;

/** Accounts on one page. */
export const ACCOUNT_PAGE = 10;

/** A page of the register for whoever may see it. */
export interface AccountListView {
  readonly query: AccountQuery;
  readonly accounts: readonly RegisteredAccount[];
  readonly next?: string;
  readonly total: number;
  /** Nothing is in the register yet. */
  readonly unfilled?: boolean;
  /** The total is the most that is counted. */
  readonly counted: boolean;
  readonly names: Readonly<Record<string, string>>;
  /** True for a page after the first. */
  readonly later: boolean;
  /** Where this page begins; '' for the first. */
  readonly after?: string;
  /** Whether the reader may take the directory's word where it differs. */
  readonly settles?: boolean;
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
const SMALL = { size: 'Small', isSubtle: true } as const;

/** The buttons that take the directory's word, one for each difference; none for whoever may not. */
function settling(account: RegisteredAccount, view: AccountListView, { t }: AccountWords): Element[] {
  if (!view.settles) return [];
  const query = JSON.stringify(view.query);
  const actions = Object.entries(account.differs ?? {}).flatMap(([field, value]) => {
    const title = t('account.settle', { field: t(`account.field.${field}`) });
    const data = { account: account._id, field, value: value ?? '', query, after: view.after ?? '' };
    const take = execute('account_settle', title, data, { inputs: false });
    return value ? [{ ...take, tooltip: t('account.settleWhose', { name: account.holderName }) }] : [];
  });
  return actions.length > 0 ? [{ type: 'ActionSet', spacing: 'Small', actions }] : [];
}

/** Who took the directory's word, and what the register said before; raw text. */
function settledLines(account: RegisteredAccount, words: AccountWords): readonly string[] {
  const { t, lang } = words;
  return (account.settled ?? []).slice(-SETTLED).map(({ field, was, by, on }) =>
    plain(
      t('account.settled', {
        field: t(`account.field.${field}`),
        by: by.name,
        when: formatDate(on, lang, { short: true }),
        was: fieldText(field, was, words),
      }),
    ),
  );
}

function row(account: RegisteredAccount, view: AccountListView, words: AccountWords): Element {
  const { t } = words;
  const about = [
    account.holderType ? t(`case.holderType.${account.holderType}`) : '',
    account.department ?? '',
    t(`account.state.${account.state}`),
  ];
  const contract = contractLine(account, words);
  return {
    type: 'Container',
    separator: true,
    items: [
      line([run(shorten(typed(account.holderName), 120), { weight: 'Bolder' })]),
      line([run(shorten(typed(capital(about.filter(Boolean).join(' · '))), 160))], { spacing: 'None' }),
      ...(contract === '' ? [] : [line([run(typed(contract))], { spacing: 'None' })]),
      line([run(account.address, SMALL)], { spacing: 'None' }),
      ...differences(account, words).map((one) =>
        line([run(typed(shorten(one, 200)), { weight: 'Bolder' })], { spacing: 'None' }),
      ),
      ...settling(account, view, words),
    ],
  };
}

/** One account in full: what the register says, and what the directory says otherwise. */
function detail(account: RegisteredAccount, view: AccountListView, words: AccountWords): Element[] {
  const { t } = words;
  const shown = ['holderType', 'department', 'supervisorId', 'contractNumber'] as const;
  const dates = ['contractStart', 'contractEnd', 'state'] as const;
  const fact = (field: (typeof shown)[number] | (typeof dates)[number]) => ({
    label: t(`account.field.${field}`),
    value: account[field] ? fieldText(field, account[field], words) : '',
  });
  const licence =
    account.licence === undefined
      ? ''
      : t(account.licence === '' ? 'account.unlicensed' : 'account.licensed');
  return [
    ...factRows(
      [
        { label: t('account.field.address'), value: account.address },
        ...[...shown, ...dates].map(fact),
        { label: t('account.field.licence'), value: licence },
        { label: t('account.lastCase'), value: account.lastCase },
      ],
      t,
    ),
    ...differences(account, words).map((one) => line([run(typed(shorten(one, 200)), { weight: 'Bolder' })])),
    ...settling(account, view, words),
    ...settledLines(account, words).map((one) => line([run(typed(shorten(one, 300)), SMALL)])),
  ];
}

/**
 * A page of the register: who, what, until when, and where it goes on. A page too full for its buttons goes without
 * them; one account alone always has room.
 */
export function renderAccountList(view: AccountListView, locale: string): Card {
  const whole = drawn(view, locale);
  return view.settles && !fits(whole) ? drawn({ ...view, settles: false }, locale) : whole;
}

function drawn(view: AccountListView, locale: string): Card {
  const t = translator(locale);
  const lang = languageOf(locale);
  const words: AccountWords = { t, lang, names: view.names };
  const [only] = view.accounts;
  const one = view.total === 1 && only ? only : undefined;
  const asked = queryText(view.query, words);
  const empty = view.unfilled ? 'account.list.unfilled' : 'account.list.empty';
  const title = t(view.counted ? 'account.list.many' : 'account.list.title', { count: view.total });
  const query = JSON.stringify(view.query);
  const turn = (key: string, after: string) =>
    execute('accounts', t(key), { query, after }, { inputs: false });
  const give = (format: 'csv' | 'xlsx') =>
    execute('accounts_export', t(`account.list.${format}`), { query, format }, { inputs: false });
  const found = view.total > 0;
  return card({
    summary: one ? one.holderName : `${title} ${asked}`.trim(),
    lang,
    body: [
      one
        ? line([run(typed(one.holderName), { size: 'Large', weight: 'Bolder' })])
        : paragraph(title, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      one || asked === ''
        ? undefined
        : line([run(typed(shorten(capital(asked), 300)), SMALL)], { spacing: 'None' }),
      found ? undefined : paragraph(t(empty)),
      ...(one
        ? detail(one, view, words)
        : view.accounts.slice(0, ACCOUNT_PAGE).map((each) => row(each, view, words))),
    ],
    actions: [
      view.next ? turn('account.list.next', view.next) : undefined,
      view.later ? turn('account.list.first', '') : undefined,
      found && !one ? give('xlsx') : undefined,
      found && !one ? give('csv') : undefined,
    ],
  });
}
