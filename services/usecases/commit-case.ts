import type { Case, Json } from '../domain/case.ts';
import { type HistoryEntry, sealEntry } from '../domain/history.ts';
import { withIndexFields } from '../domain/index-fields.ts';
import type { Actor, Relation } from '../domain/person.ts';
import { addWork, type WorkItem } from '../domain/work.ts';
import type { Deps } from './deps.ts';

/** What is told in the history about one change. */
export interface Told {
  readonly actor: Actor;
  readonly relation: Relation;
  readonly what: string;
  readonly from: Case['status'] | null;
  readonly facts: Json;
  /** UTC instant on the desk's clock, the one that the decision was made on. */
  readonly at: string;
}

type SealDeps = Pick<Deps, 'clock' | 'historyKey'>;

/** The case with its next history entry chained on. */
export function withHistory(deps: SealDeps, value: Case, told: Told): Case {
  const last = value.history.at(-1);
  const entry: Omit<HistoryEntry, 'prev' | 'mac'> = {
    seq: (last?.seq ?? 0) + 1,
    at: told.at,
    by: told.actor.person,
    relation: told.relation,
    what: told.what,
    from: told.from,
    to: value.status,
    facts: told.facts,
  };
  return { ...value, history: [...value.history, sealEntry(entry, last?.mac ?? '', deps.historyKey)] };
}

/** The case with what it owes now; the ids of the work hang on the revision that owed it first. */
export function withWork(
  deps: SealDeps,
  value: Case,
  items: readonly WorkItem[],
  runNotBefore?: string,
): Case {
  const prefix = `${value._id}:${value.revision + 1}`;
  return { ...value, work: addWork(value.work, items, { prefix, now: deps.clock.realNow(), runNotBefore }) };
}

/**
 * Writes the next revision where nobody was faster, and, for a worker, where its lease still holds; the written
 * case, or undefined.
 */
export async function commitCase(
  deps: Pick<Deps, 'cases' | 'wake'>,
  before: Case,
  after: Case,
  fence?: number,
): Promise<Case | undefined> {
  const written = withIndexFields({ ...after, revision: before.revision + 1 });
  if (!(await deps.cases.replace(written, before.revision, fence))) return undefined;
  if (written.dueAt !== '') deps.wake();
  return written;
}
