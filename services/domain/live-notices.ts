import type { Case, Status } from './case.ts';
import { lostMailsOf, type MailsOfCase } from './lost-mail.ts';
import type { Procedure } from './procedure.ts';
import { ENDED, untreated } from './service-clock.ts';
import type { Notice } from './work.ts';

const PROGRESS = ['status', 'decision', 'handed_over'] as const satisfies readonly Notice[];

/**
 * Which posted messages are still what people act on or follow, by the status of the case; every other one has
 * been answered and shrinks to a line. `delivery` is never edited after it was sent.
 */
const LIVE: Readonly<Record<Status, readonly Notice[]>> = {
  awaiting_supervisor: ['status', 'authorisation', 'authorisation_reminder'],
  in_review: [...PROGRESS, 'reopened'],
  awaiting_data: [...PROGRESS, 'data_requested', 'data_reminder'],
  scheduled: PROGRESS,
  fulfilling: PROGRESS,
  needs_attention: [...PROGRESS, 'attention'],
  delivering: [...PROGRESS, 'delivery'],
  resolved: ['solved', 'confirmation_reminder', 'delivery', 'decision', 'handed_over'],
  treating: [],
  closed: [],
};

/** True while the posted message is the thing to act on, or the place where progress shows. */
export function isLive(notice: Notice, about: MailsOfCase): boolean {
  if (notice === 'nonconformity') return untreated(about).length > 0;
  if (notice === 'lost_mail') return lostMailsOf(about).length > 0;
  if (notice === 'low_mark' || notice === 'closed' || notice === 'rejected')
    return ENDED.includes(about.status);
  return LIVE[about.status].includes(notice);
}

/** How far a case is, as people would say it: what nobody has to approve is attended to, not approved. */
export function progressOf(about: Pick<Case, 'status' | 'kind'>, procedure: Procedure): Status | 'attending' {
  const unreviewed = procedure.kinds[about.kind]?.review === false;
  return unreviewed && about.status === 'fulfilling' ? 'attending' : about.status;
}
