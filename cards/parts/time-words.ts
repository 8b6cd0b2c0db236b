import { formatDate, formatInstant, todayIn } from '../../services/domain/calendar.ts';
import type { DeadlineName } from '../../services/domain/deadlines.ts';
import type { Procedure } from '../../services/domain/procedure.ts';
import { type TimeLeft, timesLeft } from '../../services/domain/service-clock.ts';
import { daysAndHours } from '../../services/domain/working-time.ts';
import type { Translate } from '../../services/locale/translate.ts';
import type { CaseView } from '../case-view.ts';
import type { Fact } from './facts.ts';
import { plain } from './text.ts';
import type { Words } from './words.ts';

const CLOSING: readonly DeadlineName[] = ['close_unanswered', 'close_confirmed'];

/** The day on which silence closes the case, with its weekday; '' where it does not. */
export function closingDay(
  { case: about, procedure }: Pick<CaseView, 'case' | 'procedure'>,
  lang: 'es' | 'en',
): string {
  const closing = about.deadlines.find((one) => CLOSING.includes(one.name));
  if (!closing) return '';
  return formatDate(todayIn(procedure.timeZone, closing.at), lang, { weekday: true, year: false });
}

/** Working time as people say it: "un día hábil y 2 horas hábiles", "menos de una hora". */
export function workingTime(ms: number, procedure: Procedure, t: Translate): string {
  const { days, hours } = daysAndHours(ms, procedure);
  const inDays = days > 0 ? t('card.workingDays', { count: days }) : '';
  const inHours = hours > 0 ? t('card.workingHours', { count: hours }) : '';
  if (inDays && inHours) return t('card.time.both', { days: inDays, hours: inHours });
  return inDays || inHours || t('card.time.little');
}

function said(left: TimeLeft, { procedure }: CaseView, { t, lang }: Words): string {
  const at = left.at ? formatInstant(left.at, procedure.timeZone, lang, { weekday: true, year: false }) : '';
  return plain(t(`card.time.${left.state}`, { left: workingTime(left.ms, procedure, t), at }));
}

/** Rows that say how much of the promised time is left. */
export function timeFacts(view: CaseView, words: Words): Fact[] {
  return timesLeft(view.case, view.procedure, view.now).map((left) => ({
    label: words.t(`card.label.${left.goal}`),
    value: said(left, view, words),
  }));
}
