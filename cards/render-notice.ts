import { isLive } from '../services/domain/live-notices.ts';
import type { Notice } from '../services/domain/work.ts';
import type { CaseView } from './case-view.ts';
import { attention } from './notices/attention.ts';
import { authorisationCard, authorisationKey } from './notices/authorisation.ts';
import { dataReceived } from './notices/data-received.ts';
import { askedFields, dataRequestedCard, questionKey } from './notices/data-requested.ts';
import { decision } from './notices/decision.ts';
import { deadlineWarning, decidedForYou, delay, nonConformity } from './notices/delays.ts';
import { deliveryCard, deliveryKey } from './notices/delivery.ts';
import { lineOf, takenLine } from './notices/line.ts';
import { lostMail } from './notices/lost-mail.ts';
import {
  authorisationReminder,
  confirmationReminder,
  dataReminder,
  deliveryReminder,
  undelivered,
} from './notices/reminders.ts';
import { type Rendered, withCard } from './notices/rendered.ts';
import { solved } from './notices/solved.ts';
import { statusCard } from './notices/status.ts';
import {
  authoriseInTeams,
  closed,
  handedOver,
  lowMark,
  notAuthorised,
  ready,
  rejected,
  reopened,
  scheduled,
  withdrawn,
} from './notices/told.ts';
import type { Card } from './parts/card.ts';
import { oneLine, wordsOf } from './parts/words.ts';

/** A message with a card whose words are one sentence of the locale files. */
function sentence(keyOf: (view: CaseView) => string, shown: (view: CaseView) => Card) {
  return (view: CaseView): Rendered => {
    const words = wordsOf(view);
    const by = oneLine(view.case.dataRequest?.by.name ?? '') || (words.values.assignee ?? '');
    const values = { ...words.values, by, fields: askedFields(view, words) };
    return withCard(words.t(keyOf(view), values), shown(view));
  };
}

/** A card without words above it: the chat has just said them. */
function cardAlone(shown: (view: CaseView) => Card) {
  return (view: CaseView): Rendered => {
    const drawn = shown(view);
    return { text: '', card: drawn, summary: drawn.speak ?? '' };
  };
}

const NOTICE_FILES: { readonly [N in Notice]: (view: CaseView) => Rendered } = {
  status: cardAlone(statusCard),
  decision,
  authorisation: sentence(authorisationKey, authorisationCard),
  data_requested: sentence(questionKey, dataRequestedCard),
  delivery: sentence(deliveryKey, deliveryCard),
  data_received: dataReceived,
  scheduled,
  attention,
  ready,
  solved,
  rejected,
  not_authorised: notAuthorised,
  withdrawn,
  reopened,
  closed,
  handed_over: handedOver,
  data_reminder: dataReminder,
  authorisation_reminder: authorisationReminder,
  confirmation_reminder: confirmationReminder,
  delivery_reminder: deliveryReminder,
  undelivered,
  decided_for_you: decidedForYou,
  deadline_warning: deadlineWarning,
  nonconformity: nonConformity,
  delay,
  authorise_in_teams: authoriseInTeams,
  low_mark: lowMark,
  lost_mail: lostMail,
};

/** A new message about a case: what is said, the card below it, and what a notification says. */
export function renderNotice(notice: Notice, view: CaseView): Rendered {
  return NOTICE_FILES[notice](view);
}

/** Cards that were a question or a place to follow progress; the other messages stay as they were sent. */
const EDITED: ReadonlySet<Notice> = new Set([
  'status',
  'decision',
  'handed_over',
  'authorisation',
  'data_requested',
  'delivery',
  'attention',
  'solved',
  'reopened',
  'data_reminder',
  'authorisation_reminder',
  'confirmation_reminder',
  'nonconformity',
  'closed',
  'rejected',
  'low_mark',
  'lost_mail',
]);

/**
 * What an already posted message shows now: itself with today's progress and buttons while it is the thing to act
 * on, else one line about what became of it. The same case gives the same answer, so editing twice is harmless.
 */
export function renderPosted(notice: Notice, view: CaseView): Rendered {
  if (!EDITED.has(notice)) return renderNotice(notice, view);
  if (!isLive(notice, view.case)) return lineOf(notice, view);
  const { assignee } = view.case;
  const elsewhere = view.viewerId !== undefined && assignee !== undefined && assignee.id !== view.viewerId;
  if ((notice === 'decision' || notice === 'handed_over') && elsewhere) return takenLine(view);
  return renderNotice(notice, view);
}
