import type { Case, Status } from './case.ts';
import type { Notice } from './work.ts';

const PROGRESS = ['status', 'decision', 'handed_over'] as const satisfies readonly Notice[];

/**
 * Which posted messages are still what people act on or follow, by the status of the case; every other one has
 * been answered and shrinks to a line. `delivery` is never edited after it was sent.
 */
const LIVE: Readonly<Record<Status, readonly Notice[]>> = {
  awaiting_supervisor: ['status', 'authorisation'],
  in_review: [...PROGRESS, 'reopened'],
  awaiting_data: [...PROGRESS, 'data_requested'],
  scheduled: PROGRESS,
  fulfilling: PROGRESS,
  needs_attention: [...PROGRESS, 'attention'],
  delivering: [...PROGRESS, 'delivery'],
  resolved: ['solved', 'delivery'],
  closed: [],
};

/** True while the posted message is the thing to act on, or the place where progress shows. */
export function isLive(notice: Notice, about: Pick<Case, 'status'>): boolean {
  return LIVE[about.status].includes(notice);
}
