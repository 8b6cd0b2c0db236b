import type { CaseView } from '../case-view.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { paragraph } from '../parts/text.ts';
import { deedOf, wordsOf } from '../parts/words.ts';
import { decision } from './decision.ts';
import { openCase, type Rendered, said, smallCard, withCard } from './rendered.ts';

/** Outcomes that are told in a sentence or two. */
export function scheduled(view: CaseView): Rendered {
  const { t, values } = wordsOf(view);
  return said(t('notice.scheduled.text', values));
}

/** To the requester: done, and who has the delivery. */
export function ready(view: CaseView): Rendered {
  const { t, values } = wordsOf(view);
  return said(t('notice.ready.text', values));
}

/** The specialist's no, or the desk's own, with the reason. */
export function rejected(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values, lang } = words;
  const deed = deedOf(view, ['reject', 'turn_down'], lang);
  const by = deed?.values.by ?? values.assignee ?? '';
  const key = deed?.what === 'turn_down' ? 'notice.rejected.byDesk' : 'notice.rejected.text';
  return said(t(key, { ...values, by }));
}

/** The supervisor's no, with the reason. */
export function notAuthorised(view: CaseView): Rendered {
  const { t, values } = wordsOf(view);
  return said(t('notice.not_authorised.text', values));
}

/** The requester took it back. */
export function withdrawn(view: CaseView): Rendered {
  const { t, values } = wordsOf(view);
  return said(t('notice.withdrawn.text', values));
}

/** To a supervisor who wrote a mail where a press of a button is wanted. */
export function authoriseInTeams(view: CaseView): Rendered {
  const { t, values } = wordsOf(view);
  return said(t('notice.authorise_in_teams.text', values));
}

/** To the specialist who has the case now: everything needed to go on with it. */
export function handedOver(view: CaseView): Rendered {
  const { t, values } = wordsOf(view);
  const text = t('notice.handed_over.text', values);
  const { card } = decision(view);
  return card ? withCard(text, card) : said(text);
}

/** To the specialist: the requester says that it is not right yet. */
export function reopened(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values, lang } = words;
  const deed = deedOf(view, ['reopen'], lang);
  const text = t('notice.reopened.text', { ...values, by: deed?.values.by ?? values.requester ?? '' });
  const remark = view.case.remark ? paragraph(t('notice.reopened.remark', values)) : undefined;
  const buttons = [...caseButtons(view, words, ['take']), openCase(view, words)];
  return withCard(text, smallCard(view, text, [remark ?? paragraph(t('notice.reopened.none'))], buttons));
}

/** To the requester: it is over; for how long it can be taken up again. */
export function closed(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values } = words;
  const outcome = view.case.outcome ?? 'fulfilled';
  const text = `${t('notice.closed.text', values)} ${t(`notice.ended.${outcome}`, values)}`;
  const unanswered = view.allowed.has('add_data');
  const buttons = caseButtons(view, words, [unanswered ? 'add_data' : 'reopen']);
  if (buttons.length === 0) return said(text);
  const next = t(unanswered ? 'notice.closed.answer' : 'notice.closed.reopen', values);
  return withCard(text, smallCard(view, text, [paragraph(next)], buttons));
}
