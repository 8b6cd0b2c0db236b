import { formatDate, todayIn } from '../../services/domain/calendar.ts';
import type { Case } from '../../services/domain/case.ts';
import type { RefusalCode } from '../../services/domain/command.ts';
import type { HistoryEntry } from '../../services/domain/history.ts';
import { type Language, languageOf, type Translate, translator } from '../../services/locale/translate.ts';
import type { CaseView } from '../case-view.ts';
import { plain, shorten, typed } from './text.ts';
import { closingDay } from './time-words.ts';

/** Longest name, and longest reason, inside a sentence, in characters. */
const NAME_LENGTH = 120;
const REMARK_LENGTH = 400;

/** What the texts of a card need: the translator, and the language of dates and figures. */
export interface Words {
  readonly t: Translate;
  readonly lang: Language;
  /** The values that sentences about the case may name. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Whom or what the case is about, as people say it; '' where it is about nobody. */
export function subjectOf(about: Case): string {
  const named =
    about.fields.holderName?.value ??
    about.target?.name ??
    about.fields.account?.shown ??
    about.fields.guideline?.value;
  return oneLine(named ?? '');
}

/** Two lines of a list: code and kind above whom it is about; a case about nobody has its kind there instead. */
export function namesOf(about: Case, t: Translate): { readonly above: string; readonly title: string } {
  const kind = t(`case.kind.${about.kind}`);
  const subject = subjectOf(about);
  return subject === ''
    ? { above: about._id, title: kind }
    : { above: `${about._id} · ${kind}`, title: subject };
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
  const lang = languageOf(view.locale);
  const about = view.case;
  const kind = t(`case.kind.${about.kind}`);
  return {
    t,
    lang,
    values: {
      code: about._id,
      kind,
      subject: subjectOf(about) || kind,
      what: [kind, subjectOf(about)].filter((one) => one !== '').join(' · '),
      about: [kind, subjectOf(about)].filter((one) => one !== '').join(', '),
      requester: oneLine(about.requester.name),
      supervisor: oneLine(about.supervisor?.name ?? '') || t('card.someone.supervisor'),
      assignee: oneLine(about.assignee?.name ?? '') || t('card.someone.specialist'),
      recipient: oneLine(about.delivery?.recipient.name ?? '') || t('card.someone.recipient'),
      address: oneLine(
        about.account?.email ?? about.proposal?.address ?? about.target?.userPrincipalName ?? '',
      ),
      date: oneLine(formatDate(startDay(view), lang)),
      usual: t('card.workingDays', { count: view.procedure.usualDays }),
      days: view.procedure.reopenDays,
      closing: closingDay(view, lang),
      answerDays: view.procedure.waiting.answerAfterClosingDays,
      remark: remarkOf(about, t, subjectOf(about) || kind),
      entity: view.procedure.name,
    },
  };
}

/** Who gave the last of these commands and when, as values for a sentence. */
export function deedOf(view: CaseView, what: readonly string[], lang: Language) {
  const entry = lastOf(view.case, what);
  if (!entry) return undefined;
  return {
    what: entry.what,
    values: {
      by: oneLine(entry.by.name),
      when: formatDate(todayIn(view.procedure.timeZone, entry.at), lang),
    },
  };
}

/**
 * The words that go with the case's end. The desk itself turns a case down with the code of a refusal, which
 * stands here as its sentence.
 */
function remarkOf(about: Case, t: Translate, subject: string): string {
  const last = lastOf(about, ['turn_down', 'reject', 'not_authorise', 'resolve_by_hand', 'reopen']);
  if (last?.what !== 'turn_down') return oneLine(about.remark ?? '', REMARK_LENGTH);
  const code = TURNED_DOWN.find((one) => one === about.remark) ?? 'other';
  return plain(t(`notice.turnedDown.${code}`, { subject }));
}

const TURNED_DOWN: readonly RefusalCode[] = [
  'target_administrator',
  'target_shared',
  'target_busy',
  'target_enabled',
  'target_disabled',
  'target_unknown',
  'contract_extended',
];

/** Typed text for the inside of a sentence: one line, of a name's length unless more is allowed. */
export function oneLine(text: string, length = NAME_LENGTH): string {
  return shorten(typed(text).replace(/\s+/g, ' ').trim(), length);
}
