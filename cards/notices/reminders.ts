import type { CaseView } from '../case-view.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { paragraph } from '../parts/text.ts';
import { wordsOf } from '../parts/words.ts';
import { authorisationCard } from './authorisation.ts';
import { askedFields, dataRequestedCard } from './data-requested.ts';
import { openCase, type Rendered, smallCard, withCard } from './rendered.ts';

/** To the requester: the question again, with what happens without an answer. */
export function dataReminder(view: CaseView): Rendered {
  const words = wordsOf(view);
  const named = (view.case.dataRequest?.fields ?? []).length > 0;
  const key = named ? 'notice.data_reminder.text' : 'notice.data_reminder.noFields';
  const fields = askedFields(view, words);
  return withCard(words.t(key, { ...words.values, fields }), dataRequestedCard(view));
}

/** To whoever should authorise: the request again. */
export function authorisationReminder(view: CaseView): Rendered {
  const { t, values } = wordsOf(view);
  return withCard(t('notice.authorisation_reminder.text', values), authorisationCard(view));
}

/** To the requester: is it well? */
export function confirmationReminder(view: CaseView): Rendered {
  const words = wordsOf(view);
  const text = words.t('notice.confirmation_reminder.text', words.values);
  const ask = paragraph(words.t('notice.solved.ask'));
  return withCard(text, smallCard(view, text, [ask], caseButtons(view, words, ['confirm', 'reopen'])));
}

/** To whoever should hand an access over. The card to do it with is the delivery itself. */
export function deliveryReminder(view: CaseView): Rendered {
  return pointer(view, 'notice.delivery_reminder.text');
}

/** To the specialist: nobody took the delivery. */
export function undelivered(view: CaseView): Rendered {
  return pointer(view, 'notice.undelivered.text');
}

function pointer(view: CaseView, key: string): Rendered {
  const words = wordsOf(view);
  const text = words.t(key, words.values);
  return withCard(text, smallCard(view, text, [paragraph(text)], [openCase(view, words)]));
}
