import type { Case, Status } from './case.ts';
import { ENDED, RUNNING, untreated } from './service-clock.ts';
import { LOW_SCORE } from './survey.ts';
import type { Notice } from './work.ts';

/** Messages that are worth sending only while they are true; the others tell what happened. */
const TIMELY: Readonly<Partial<Record<Notice, readonly Status[]>>> = {
  data_requested: ['awaiting_data'],
  data_reminder: ['awaiting_data'],
  authorisation_reminder: ['awaiting_supervisor'],
  confirmation_reminder: ['resolved'],
  delivery_reminder: ['delivering'],
  undelivered: ['delivering'],
  deadline_warning: RUNNING,
  closed: ENDED,
  authorise_in_teams: ['awaiting_supervisor'],
};

/** False for a message that waited until it was no longer true: it is not sent after what followed it. */
export function isTimely(
  notice: Notice,
  about: Pick<Case, 'status' | 'nonConformities' | 'survey'>,
): boolean {
  if (notice === 'nonconformity') return untreated(about).length > 0;
  if (notice === 'low_mark') return (about.survey?.score ?? LOW_SCORE + 1) <= LOW_SCORE;
  return TIMELY[notice]?.includes(about.status) ?? true;
}
