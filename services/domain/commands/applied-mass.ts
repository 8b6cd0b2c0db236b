import type { Case } from '../case.ts';
import { type CommandName, type CommandOf, type Refusal, refuse } from '../command.ts';
import { currentRun, type Mass, type MassRun, withRun } from '../mass.ts';
import type { Actor } from '../person.ts';
import type { WorkItem } from '../work.ts';
import type { Applied, ApplyCommand, LifecycleContext } from './applied.ts';

/** A mass deactivation's own case. */
export type MassCase = Case & { readonly mass: Mass };

/** What one command does with a mass deactivation. */
export type ApplyMass<N extends CommandName> = (
  value: MassCase,
  command: CommandOf<N>,
  actor: Actor,
  context: LifecycleContext,
) => Applied | Refusal;

/** The accounts are gone through. */
export const SPREAD: WorkItem = { type: 'spread' };

/** Whether the case is a mass deactivation's own. */
export const isMass = (value: Case): value is MassCase => value.mass !== undefined;

/** A command that only a mass deactivation takes; refused with `not_now` for every other case. */
export const forMass =
  <N extends CommandName>(apply: ApplyMass<N>): ApplyCommand<N> =>
  (value, command, actor, context) =>
    isMass(value) ? apply(value, command, actor, context) : refuse('not_now');

/** The command as a mass deactivation takes it, and as every other case does. */
export const massOr =
  <N extends CommandName>(mass: ApplyMass<N>, other: ApplyCommand<N>): ApplyCommand<N> =>
  (value, command, actor, context) =>
    isMass(value) ? mass(value, command, actor, context) : other(value, command, actor, context);

/** The case with something of its mass deactivation changed. */
export const put = (value: MassCase, change: Partial<Mass>) => ({
  ...value,
  mass: { ...value.mass, ...change },
});

/** Changes the run of the phase; the next spreading takes notice. */
export function nudged(value: MassCase, change: Partial<MassRun> = {}) {
  const nudges = (currentRun(value.mass)?.nudges ?? 0) + 1;
  return { ...value, mass: withRun(value.mass, { nudges, ...change }) };
}
