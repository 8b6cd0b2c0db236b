import type { CommandName } from '../../services/domain/command.ts';
import type { Notice } from '../../services/domain/work.ts';
import type { CaseView } from '../case-view.ts';
import { deedOf, wordsOf } from '../parts/words.ts';
import { type Rendered, said } from './rendered.ts';
import { progress } from './status.ts';

const ENDING: readonly CommandName[] = ['reject', 'turn_down', 'not_authorise', 'withdraw'];

/** What answers a message: the last of these is told on its line. */
const ANSWERS: { readonly [N in Notice]?: readonly CommandName[] } = {
  decision: ['approve', 'resolve_by_hand', ...ENDING],
  authorisation: ['authorise', ...ENDING],
  data_requested: ['add_data', 'record_answer', 'approve', ...ENDING],
  solved: ['confirm', 'reopen'],
  delivery: ['acknowledge'],
  attention: ['retry', 'step_by_hand', 'resolve_by_hand', ...ENDING],
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

/** Another specialist's copy of a case that was taken. */
export function takenLine(view: CaseView): Rendered {
  const { t, values } = wordsOf(view);
  return said(`${t('notice.line', values)} ${t('notice.deed.taken', values)}`);
}
