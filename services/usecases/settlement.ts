import type { Case } from '../domain/case.ts';
import type { Work } from '../domain/work.ts';

/** What became of a piece of work: the change that settles it, on whatever the case is by then. */
export type Settlement = (current: Case) => Case;

/** The case without this piece of work. */
export function without(current: Case, work: Pick<Work, 'id'>): Case {
  return { ...current, work: current.work.filter((one) => one.id !== work.id) };
}
