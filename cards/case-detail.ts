import type { CaseView, Viewer } from './case-view.ts';
import { authorisationCard } from './notices/authorisation.ts';
import { dataRequestedCard } from './notices/data-requested.ts';
import { decisionCard } from './notices/decision.ts';
import { deliveryCard } from './notices/delivery.ts';
import { statusCard } from './notices/status.ts';
import { type Card, type Element, execute } from './parts/card.ts';
import { factRows } from './parts/facts.ts';
import { requestFacts } from './parts/fields.ts';
import { fits } from './parts/fitted.ts';
import { heading } from './parts/text.ts';
import { wordsOf } from './parts/words.ts';

/** Where it stands, with everything that was asked for. */
function wholeStatus(view: CaseView): Card {
  const words = wordsOf(view);
  const facts = factRows(requestFacts(view, words), words.t);
  return statusCard(view, facts.length > 0 ? [heading(words.t('card.heading.request')), ...facts] : []);
}

const VIEWS: { readonly [V in Viewer]: (view: CaseView) => Card } = {
  specialist: decisionCard,
  deskLead: decisionCard,
  requester: (view) =>
    view.case.dataRequest && view.allowed.has('add_data') ? dataRequestedCard(view) : wholeStatus(view),
  supervisor: (view) => (view.allowed.has('authorise') ? authorisationCard(view) : wholeStatus(view)),
  recipient: (view) => (view.case.delivery ? deliveryCard(view) : wholeStatus(view)),
};

/** The whole record as a PDF, below everything else. */
function recordButton(view: CaseView): Element {
  const { t } = wordsOf(view);
  const record = execute('case_record', t('card.do.case_record'), { case: view.case._id }, { inputs: false });
  return { type: 'ActionSet', spacing: 'Medium', actions: [record] };
}

/** The case as it is now, for whoever asks "¿cómo va el 12?", presses "Ver", or pressed something that was stale. */
export function renderCaseDetail(view: CaseView): Card {
  const shown = VIEWS[view.viewer](view);
  const whole = { ...shown, body: [...(shown.body ?? []), recordButton(view)] };
  // A card that is full already does without: the record can be asked for in words.
  return fits(whole) ? whole : shown;
}
