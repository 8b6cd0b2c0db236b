import type { Case } from './case.ts';
import type { CommandName } from './command.ts';
import type { APPLY_MASS } from './commands/apply-mass.ts';
import { currentRun, isBraked, isRead, returnWaits } from './mass.ts';
import type { Actor } from './person.ts';

/** Who asked for the deactivation, and who approved it. */
export function isOneOfTheTwo({ requester, mass }: Case, { person }: Actor): boolean {
  return person.id === requester.id || person.id === mass?.approvedBy?.id;
}

const run = ({ mass }: Case) => mass && currentRun(mass);

/** What has to hold for a command to be worth offering on a mass deactivation. */
export const MASS_POSSIBLE: {
  readonly [N in keyof typeof APPLY_MASS]: (value: Case, actor: Actor) => boolean;
} = {
  narrow: ({ mass }) => mass !== undefined && !returnWaits(mass),
  release_brake: ({ mass }) => mass !== undefined && isBraked(mass),
  pause: (value) => run(value) !== undefined && !run(value)?.paused && !run(value)?.stopped,
  go_on: (value) => run(value)?.paused !== undefined,
  stop: (value) => value.mass !== undefined && !run(value)?.stopped,
  child_settled: () => false,
  spread_done: () => false,
  return_all: (value, actor) =>
    (value.mass?.run?.tally.done ?? 0) > 0 && !value.mass?.back && isOneOfTheTwo(value, actor),
  approve_return: (value, actor) =>
    value.mass !== undefined &&
    returnWaits(value.mass) &&
    value.mass.back?.askedBy.id !== actor.person.id &&
    isOneOfTheTwo(value, actor),
};

/** Commands that a mass deactivation takes only before anything was done, or never. */
export function massAllows(name: CommandName, { mass, status }: Case): boolean {
  if (!mass) return true;
  if (name === 'reopen' || name === 'resolve_by_hand') return false;
  const deciding: readonly CommandName[] = [
    'approve',
    'request_data',
    'withdraw',
    'add_data',
    'record_answer',
  ];
  if (!deciding.includes(name)) return true;
  if (returnWaits(mass) || mass.run) return false;
  if (name !== 'approve') return true;
  return status === 'in_review' && isRead(mass) && !isBraked(mass) && mass.reading.affected > 0;
}

/** What the stage of a mass case hangs on besides status, fields and steps. */
export function massFace({ mass }: Case): unknown {
  if (!mass) return null;
  const going = currentRun(mass);
  return [
    isRead(mass),
    mass.narrow ?? null,
    mass.brake ?? null,
    Boolean(mass.back),
    Boolean(going?.paused),
    Boolean(going?.stopped),
  ];
}
