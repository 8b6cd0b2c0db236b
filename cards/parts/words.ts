import type { Case, HistoryEntry } from '../../services/domain/case.ts';
import { languageOf, type Translate, translator } from '../../services/locale/translate.ts';
import type { CaseView } from '../case-view.ts';
import { longDate, longDay } from './dates.ts';
import { shorten, typed } from './text.ts';

const LOCALES = { es: 'es-CO', en: 'en-GB' } as const;

/** What the texts of a card need: the translator, and a well-formed locale for dates and figures. */
export interface Words {
  readonly t: Translate;
  readonly lang: string;
  /** The values that sentences about the case may name. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Locale with which dates and figures are written for somebody's locale. */
export function writtenLocale(locale: string): string {
  return LOCALES[languageOf(locale)];
}

/** Whom or what the case is about, as people say it; '' where it is about nobody. */
export function subjectOf(about: Case): string {
  const named = about.fields.holderName?.value ?? about.target?.name ?? about.fields.account?.shown;
  return oneLine(named ?? '');
}

/** The last time that one of these commands was given. */
export function lastOf(about: Case, what: readonly string[]): HistoryEntry | undefined {
  return about.history.findLast((one) => what.includes(one.what));
}

/** The day on which a scheduled case starts, `YYYY-MM-DD`, or ''. */
export function startDay(view: CaseView): string {
  const field = view.procedure.kinds[view.case.kind]?.startsOn;
  return (field && view.case.fields[field]?.value) ?? '';
}

/** Words for the sentences of the cards about a case; people who are not known yet get a plain name. */
export function wordsOf(view: CaseView): Words {
  const t = translator(view.locale);
  const lang = writtenLocale(view.locale);
  const about = view.case;
  const kind = t(`case.kind.${about.kind}`);
  return {
    t,
    lang,
    values: {
      code: about._id,
      kind,
      subject: subjectOf(about) || kind,
      requester: oneLine(about.requester.name),
      supervisor: oneLine(about.supervisor?.name ?? '') || t('card.someone.supervisor'),
      assignee: oneLine(about.assignee?.name ?? '') || t('card.someone.specialist'),
      recipient: oneLine(about.delivery?.recipient.name ?? '') || t('card.someone.recipient'),
      address: about.account?.email ?? about.proposal?.address ?? about.target?.userPrincipalName ?? '',
      date: longDate(startDay(view), lang),
      usual: t('card.workingDays', { count: view.procedure.usualDays }),
      days: view.procedure.reopenDays,
      remark: oneLine(about.remark ?? ''),
      entity: view.procedure.name,
    },
  };
}

/** Who gave the last of these commands and when, as values for a sentence. */
export function deedOf(view: CaseView, what: readonly string[], lang: string) {
  const entry = lastOf(view.case, what);
  if (!entry) return undefined;
  return {
    what: entry.what,
    values: { by: oneLine(entry.by.name), when: longDay(entry.at, lang, view.procedure.timeZone) },
  };
}

/** Typed text for the inside of a sentence: one line, at most 240 characters. */
export function oneLine(text: string): string {
  return shorten(typed(text).replace(/\s+/g, ' ').trim(), 240);
}
