import { dueCommand } from '../domain/deadlines.ts';
import { SYSTEM } from '../domain/person.ts';
import { applied } from './command-case.ts';
import { commitCase } from './commit-case.ts';
import type { Deps } from './deps.ts';

/** Cases written at once: the stores make such writes durable together. */
const BATCH = 100;

/**
 * Turns the deadlines that have passed on the desk's clock into commands, the most decisive of each case first;
 * how many commands took effect. A case that somebody else writes meanwhile is left to the next sweep, and each
 * deadline is gone once its command was written, so that any number of replicas may sweep at once.
 */
export async function sweepDeadlines(deps: Deps): Promise<number> {
  let moved = 0;
  for (;;) {
    const codes = await deps.cases.passedDeadlines(deps.clock.deskNow(), BATCH);
    const fired = await Promise.all(codes.map((code) => fireDeadline(deps, code)));
    const took = fired.filter(Boolean).length;
    moved += took;
    if (codes.length === 0 || took === 0) return moved;
  }
}

async function fireDeadline(deps: Deps, code: string): Promise<boolean> {
  const value = await deps.cases.get(code);
  const command = value && dueCommand(value, deps.clock.deskNow());
  if (!command) return false;
  const after = applied(deps, value, command, SYSTEM);
  if (after.ok) return (await commitCase(deps, value, after.case)) !== undefined;
  deps.log.warn({ case: code, command: command.name, refusal: after.code }, 'deadline refused');
  return false;
}
