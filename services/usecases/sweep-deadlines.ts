import { SYSTEM } from '../domain/person.ts';
import { commandCase } from './command-case.ts';
import type { Deps } from './deps.ts';

const BATCH = 100;

/** Turns the deadlines that have passed on the desk's clock into commands; how many cases moved. */
export async function sweepDeadlines(deps: Deps): Promise<number> {
  let moved = 0;
  for (;;) {
    const codes = await deps.cases.passedDeadlines(deps.clock.deskNow(), BATCH);
    let took = 0;
    for (const code of codes) {
      const outcome = await commandCase(deps, code, { name: 'begin' }, SYSTEM);
      if (outcome.ok) took += 1;
    }
    moved += took;
    if (codes.length < BATCH || took === 0) return moved;
  }
}
