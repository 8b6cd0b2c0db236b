import { SCORES, type Score } from '../../services/domain/survey.ts';
import type { CaseView } from '../case-view.ts';
import { type Action, type Element, execute, unfold } from './card.ts';
import { caseData } from './case-buttons.ts';
import type { Fact } from './facts.ts';
import { noteInput } from './inputs.ts';
import { paragraph, plain } from './text.ts';
import { oneLine, type Words } from './words.ts';

/** The five marks as buttons, each saying the number and what it means. */
function marks(view: CaseView, { t }: Words): Action[] {
  return SCORES.map((score) =>
    execute('rate', t(`card.mark.${score}`), { ...caseData(view), score }, { inputs: false }),
  );
}

/** Room for a word about it, sent with the mark that was given. */
function comment(view: CaseView, score: Score, { t }: Words): Element[] {
  const send = execute('rate', t('card.survey.send'), { ...caseData(view), score });
  return [noteInput('rate_comment', t('card.survey.comment')), { type: 'ActionSet', actions: [send] }];
}

/**
 * How was it? One tap from 1 to 5; once given, thanks, room for a comment, and the way to change it. Nothing for
 * whoever is not asked.
 */
export function surveyPart(
  view: CaseView,
  words: Words,
): { readonly body: Element[]; readonly actions: Action[] } {
  const { t } = words;
  const given = view.case.survey;
  if (!view.allowed.has('rate') || view.viewer !== 'requester') return { body: [], actions: [] };
  if (!given) {
    const ask = paragraph(t('card.survey.ask'), { weight: 'Bolder' });
    return { body: [ask, { type: 'ActionSet', actions: marks(view, words) }], actions: [] };
  }
  const thanks = paragraph(t('card.survey.thanks', { mark: plain(t(`card.mark.${given.score}`)) }));
  const said = given.comment
    ? [paragraph(t('card.survey.said', { comment: oneLine(given.comment, 400) }), { spacing: 'Small' })]
    : comment(view, given.score, words);
  return { body: [thanks, ...said], actions: [unfold(t('card.survey.change'), [], marks(view, words))] };
}

/** What whoever asked thought of it, for the desk's cards. */
export function surveyFacts(view: CaseView, { t }: Words): Fact[] {
  const given = view.case.survey;
  if (!given) return [];
  return [
    { label: t('card.label.survey'), value: plain(t(`card.mark.${given.score}`)) },
    { label: t('card.label.comment'), value: given.comment ?? '', long: true },
  ];
}
