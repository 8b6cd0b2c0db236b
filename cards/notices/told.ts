import type { CaseView } from '../case-view.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { surveyPart } from '../parts/survey.ts';
import { paragraph, plain } from '../parts/text.ts';
import { deedOf, oneLine, wordsOf } from '../parts/words.ts';
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
  const text = t(key, { ...values, by });
  const survey = surveyPart(view, words);
  return survey.body.length > 0
    ? withCard(text, smallCard(view, text, survey.body, survey.actions))
    : said(text);
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

/** To the requester: it is over; how it was, and for how long it can be taken up again. */
export function closed(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values } = words;
  const outcome = view.case.outcome ?? 'fulfilled';
  const text = `${t('notice.closed.text', values)} ${t(`notice.ended.${outcome}`, values)}`;
  const unanswered = view.allowed.has('add_data');
  const buttons = caseButtons(view, words, [unanswered ? 'add_data' : 'reopen']);
  const survey = surveyPart(view, words);
  if (buttons.length + survey.body.length === 0) return said(text);
  const next = paragraph(t(unanswered ? 'notice.closed.answer' : 'notice.closed.reopen', values), {
    ...(survey.body.length > 0 && { separator: true, spacing: 'Medium' }),
  });
  const body = [...survey.body, buttons.length > 0 ? next : undefined];
  return withCard(text, smallCard(view, text, body, [...survey.actions, ...buttons]));
}

/** To the desk leads: somebody was not content. */
export function lowMark(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values } = words;
  const given = view.case.survey;
  const mark = given ? plain(t(`card.mark.${given.score}`)) : '';
  const text = t('notice.low_mark.text', { ...values, mark });
  const comment = given?.comment
    ? t('notice.low_mark.comment', { comment: oneLine(given.comment, 400) })
    : t('notice.low_mark.none');
  return withCard(text, smallCard(view, text, [paragraph(comment)], [openCase(view, words)]));
}
