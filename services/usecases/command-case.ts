import type { Case } from '../domain/case.ts';
import type { Command, Refusal } from '../domain/command.ts';
import { refuse } from '../domain/command.ts';
import { unnoticedBreach } from '../domain/deadlines.ts';
import { AppError } from '../domain/errors.ts';
import { decide, maySee } from '../domain/lifecycle.ts';
import { type Actor, SYSTEM } from '../domain/person.ts';
import { commitCase, withHistory, withWork } from './commit-case.ts';
import type { Deps } from './deps.ts';
import type { CommandOutcome } from './desk.ts';

const TRIES = 20;

/**
 * Gives a case a command: reads it, decides, writes it in one compare-and-set with its history and the work that
 * follows; decides afresh where somebody was faster. A card's `stage` other than the case's is refused as stale.
 * Throws `AppError('store_unavailable')`.
 */
export async function commandCase(
  deps: Deps,
  code: string,
  command: Command,
  actor: Actor,
  stage?: number,
): Promise<CommandOutcome> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const value = await deps.cases.get(code);
    if (!value || !maySee(value, actor)) return refuse('unknown_case');
    if (stage !== undefined && stage !== value.stage) return { ...refuse('stale'), case: value };
    const after = applied(deps, value, command, actor);
    if (!after.ok) return { ...after, case: value };
    const written = await commitCase(deps, value, after.case);
    if (written) return { ok: true, case: written };
  }
  throw new AppError('store_unavailable', { detail: { case: code, conflict: true } });
}

/**
 * The case as the command leaves it, history and owed work included, not yet written. A promised time that had
 * passed meanwhile is recorded first, in the same write: what is late closes no sooner for being closed quickly.
 */
export function applied(
  deps: Deps,
  value: Case,
  command: Command,
  actor: Actor,
): { ok: true; case: Case } | Refusal {
  const now = deps.clock.deskNow();
  const late = command.name === 'breach' ? undefined : unnoticedBreach(value, now);
  const noticed = late && applied(deps, value, late, SYSTEM);
  if (noticed?.ok) return applied(deps, noticed.case, command, actor);
  const decision = decide(value, command, actor, { procedure: deps.procedure, now });
  if (!decision.ok) return decision;
  const told = {
    actor,
    relation: decision.relation,
    what: command.name,
    from: value.status,
    facts: decision.facts,
    at: now,
  };
  const recorded = decision.recorded ? withHistory(deps, decision.case, told) : decision.case;
  return { ok: true, case: withWork(deps, recorded, decision.owes, decision.runNotBefore) };
}
