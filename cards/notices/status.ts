import { progressOf } from '../../services/domain/live-notices.ts';
import { waitsForDirectory } from '../../services/domain/work.ts';
import type { CaseVerb } from '../actions.ts';
import type { CaseView } from '../case-view.ts';
import { type Card, card, type Element } from '../parts/card.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { caseHeader } from '../parts/header.ts';
import { ownLostMail } from '../parts/mails.ts';
import { stepRows } from '../parts/steps.ts';
import { heading, paragraph } from '../parts/text.ts';
import { type Words, wordsOf } from '../parts/words.ts';
import { massCard } from './mass.ts';

const BUTTONS: readonly CaseVerb[] = ['confirm', 'reopen', 'add_data', 'withdraw'];

/** What happened and what is next, in plain words; for a closed case, how it ended. */
export function progress(view: CaseView, { t, values }: Words): { now: string; next: string } {
  const { status, outcome } = view.case;
  if (outcome) return { now: t(`notice.ended.${outcome}`, values), next: '' };
  const next = waitsForDirectory(view.case.work) ? t('fault.directory') : t(`notice.next.${status}`, values);
  return { now: t(`notice.now.${progressOf(view.case, view.procedure)}`, values), next };
}

function steps(view: CaseView, words: Words): Element[] {
  if (!view.case.steps.some((one) => one.state !== 'pending')) return [];
  return [heading(words.t('card.heading.plainSteps')), ...stepRows(view.case.steps, words, 'plain')];
}

/** The requester's card: where the request stands, edited in place. */
export function statusCard(view: CaseView, extra: readonly Element[] = []): Card {
  if (view.case.mass) return massCard(view, view.case.mass);
  const words = wordsOf(view);
  const { t, values } = words;
  const { now, next } = progress(view, words);
  return card({
    summary: `${t('notice.status.summary', values)} ${now}`,
    lang: words.lang,
    body: [
      caseHeader(words),
      paragraph(now, { weight: 'Bolder' }),
      next ? paragraph(next, { spacing: 'Small' }) : undefined,
      ownLostMail(view, words),
      ...extra,
      ...steps(view, words),
    ],
    actions: caseButtons(view, words, BUTTONS),
  });
}
