import { forMass } from './applied-mass.ts';
import { massApproveReturn, massReturnAll } from './apply-mass-return.ts';
import { massNarrow, massReleaseBrake } from './apply-mass-review.ts';
import { massChildSettled, massGoOn, massPause, massSpreadDone, massStop } from './apply-mass-run.ts';

/** What the commands do that only a mass deactivation takes. */
export const APPLY_MASS = {
  narrow: forMass(massNarrow),
  release_brake: forMass(massReleaseBrake),
  pause: forMass(massPause),
  go_on: forMass(massGoOn),
  stop: forMass(massStop),
  child_settled: forMass(massChildSettled),
  spread_done: forMass(massSpreadDone),
  return_all: forMass(massReturnAll),
  approve_return: forMass(massApproveReturn),
};
