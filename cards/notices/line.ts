import type { CommandName } from '../../services/domain/command.ts';
import type { Notice } from '../../services/domain/work.ts';
import type { CaseView } from '../case-view.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { paragraph } from '../parts/text.ts';
import { deedOf, wordsOf } from '../parts/words.ts';
import { openCase, type Rendered, said, smallCard, withCard } from './rendered.ts';
import { progress } from './status.ts';

const ENDING: readonly CommandName[] = [
  'reject',
  'turn_down',
  'not_authorise',
  'withdraw',
  'close_unanswered',
  'stop',
];

/** What answers a message: the last of these is told on its line. */
const ANSWERS: { readonly [N in Notice]?: readonly CommandName[] } = {
  decision: ['approve', 'approve_return', 'resolve_by_hand', ...ENDING],
  handed_over: ['approve', 'resolve_by_hand', ...ENDING],
  authorisation: ['authorise', ...ENDING],
  data_requested: ['add_data', 'record_answer', 'receive_mail', 'approve', ...ENDING],
  data_reminder: ['add_data', 'record_answer', 'receive_mail', 'approve', ...ENDING],
  authorisation_reminder: ['authorise', ...ENDING],
  solved: ['confirm', 'close_confirmed', 'reopen', 'return_all'],
  confirmation_reminder: ['confirm', 'close_confirmed', 'reopen'],
  nonconformity: ['treat_nonconformity'],
  closed: ['reopen', 'add_data'],
  rejected: ['reopen'],
  low_mark: ['reopen'],
  delivery: ['acknowledge'],
  attention: ['retry', 'step_by_hand', 'resolve_by_hand', ...ENDING],
  lost_mail: ['resend_mail', 'record_answer', 'add_data', 'receive_mail', ...ENDING],
  reopened: ['approve', 'resolve_by_hand', 'request_data', ...ENDING],
};

/** What is left of a message once it was answered: which case it was about, who answered it and how. */
export function lineOf(notice: Notice, view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values, lang } = words;
  const deed = deedOf(view, ANSWERS[notice] ?? [], lang);
  const told = deed
    ? t(`notice.deed.${deed.what}`, { ...values, ...deed.values })
    : progress(view, words).now;
  const ended = deed && view.case.outcome === 'fulfilled' ? ` ${t('notice.deed.fulfilled')}` : '';
  return said(`${t('notice.line', values)} ${told}${ended}`);
}

/** Another specialist's copy of a case that somebody took. */
export function takenLine(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values } = words;
  const told = t('notice.deed.taken', values);
  const buttons = [...caseButtons(view, words, ['take']), openCase(view, words)];
  return withCard(`${t('notice.line', values)} ${told}`, smallCard(view, told, [paragraph(told)], buttons));
}
