import type { Case } from './case.ts';
import type { Command, Refusal } from './command.ts';
import { refuse } from './command.ts';
import { type Applied, done, type LifecycleContext, notice } from './commands/applied.ts';
import { ENDED } from './service-clock.ts';

/** Marks that whoever asked can give, worst first. */
export const SCORES = [1, 2, 3, 4, 5] as const;
export type Score = (typeof SCORES)[number];

/** From this mark down, the desk lead is told. */
export const LOW_SCORE = 2;

/** What whoever asked thought of the service; one for each closing. */
export interface Survey {
  readonly score: Score;
  /** As it was typed. Only ever shown on the case; never logged. */
  readonly comment?: string;
  readonly at: string;
}

/**
 * Whether whoever asked is asked how it was: where the desk did it, or said no itself. Not where they took it back,
 * never answered, or where the no was the supervisor's; nor for each account of a mass request.
 */
export function asksForMark({
  status,
  outcome,
  parentId,
}: Pick<Case, 'status' | 'outcome' | 'parentId'>): boolean {
  return !parentId && ENDED.includes(status) && (outcome === 'fulfilled' || outcome === 'rejected');
}

/** UTC instant at which the case ended for whoever asked; '' while it has not. */
function endedAt({ status, history }: Pick<Case, 'status' | 'history'>): string {
  if (!ENDED.includes(status)) return '';
  return (
    history.findLast((one) => ENDED.includes(one.to) && !(one.from && ENDED.includes(one.from)))?.at ?? ''
  );
}

/** Whether a mark can still be given or changed: so many calendar days from the end. */
export function takesMark(value: Case, { procedure, now }: LifecycleContext): boolean {
  const end = Date.parse(endedAt(value));
  const days = (Date.parse(now) - end) / 86_400_000;
  return asksForMark(value) && !(days > procedure.survey.openDays);
}

/** Takes the mark, or another one in its place; a comment that was given stays unless another one is. */
export function applyRating(
  value: Case,
  { score, comment }: Extract<Command, { name: 'rate' }>,
  context: LifecycleContext,
): Applied | Refusal {
  if (!takesMark(value, context)) return refuse('survey_closed', { days: context.procedure.survey.openDays });
  const written = comment?.trim() || value.survey?.comment;
  const survey: Survey = { score, at: context.now, ...(written && { comment: written }) };
  const wasLow = value.survey !== undefined && value.survey.score <= LOW_SCORE;
  return done(
    { ...value, survey },
    {
      facts: { score, ...(written && { comment: written }) },
      owes: score <= LOW_SCORE && !wasLow ? [notice('low_mark', 'deskLeads')] : [],
    },
  );
}
