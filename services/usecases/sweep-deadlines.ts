import { dueCommand } from '../domain/deadlines.ts';
import { asAppError } from '../domain/errors.ts';
import { SYSTEM } from '../domain/person.ts';
import { applied } from './command-case.ts';
import { commitCase } from './commit-case.ts';
import type { Deps } from './deps.ts';

/** Codes read at once, and cases written at once: the stores make such writes durable together. */
const READ = 1_000;
const BATCH = 100;
/** A backlog is worked off in slices this long, so that messages go out in between. Milliseconds, real time. */
const SLICE_MS = 2_000;

/**
 * Turns the deadlines that have passed on the desk's clock into commands, the earliest first and of each case the
 * most decisive; how many commands took effect. A long backlog is left in part to the next call. A case that
 * somebody else writes meanwhile, or that meets a fault, is left to the next sweep as well and holds up no other;
 * each deadline is gone once its command was written, so that any number of replicas may sweep at once. Throws
 * `store_unavailable`.
 */
export async function sweepDeadlines(deps: Deps): Promise<number> {
  const until = Date.parse(deps.clock.realNow()) + SLICE_MS;
  for (let moved = 0; ; ) {
    const codes = await deps.cases.passedDeadlines(deps.clock.deskNow(), READ);
    let took = 0;
    for (let from = 0; from < codes.length; from += BATCH) {
      const fired = await Promise.all(
        codes.slice(from, from + BATCH).map((code) => fireDeadline(deps, code)),
      );
      took += fired.filter(Boolean).length;
      if (Date.parse(deps.clock.realNow()) > until) return moved + took;
    }
    moved += took;
    if (took === 0) return moved;
  }
}

async function fireDeadline(deps: Deps, code: string): Promise<boolean> {
  try {
    const value = await deps.cases.get(code);
    const command = value && dueCommand(value, deps.clock.deskNow());
    if (!command) return false;
    const after = applied(deps, value, command, SYSTEM);
    if (after.ok) return (await commitCase(deps, value, after.case)) !== undefined;
    deps.log.warn({ case: code, command: command.name, refusal: after.code }, 'deadline refused');
  } catch (thrown) {
    const fault = asAppError(thrown);
    if (fault.retryable) throw fault;
    deps.log.error({ case: code, fault: fault.code, ...fault.detail }, 'deadline met a fault');
  }
  return false;
}
