import { asAppError } from '../domain/errors.ts';
import type { Deps } from './deps.ts';
import { sweepContracts } from './sweep-contracts.ts';

/** After a fault, and where somebody else was faster with everything, the calendar rests this long; milliseconds. */
const PAUSE_MS = 15_000;

/** The contract calendar as the worker's work, beside cases and bulletins. */
export interface ContractWork {
  /** Does a batch of what is due. One at a time in a process; what fails is logged and tried again. */
  runDue(): Promise<'worked' | 'idle'>;
  /** Real instant from which on there is something to do, '' where there is nothing now; one look into an index. */
  nextDue(): Promise<string>;
}

/** The contract calendar of one process; other replicas may run theirs at the same time. */
export function contractWork(deps: Deps): ContractWork {
  let busy = false;
  let restUntil = 0;
  const now = () => Date.parse(deps.clock.realNow());
  const resting = () => busy || now() < restUntil || deps.procedure.contracts === undefined;
  const isDue = async () => (await deps.register.calendarDue(deps.clock.deskNow(), 1)).length > 0;
  return {
    nextDue: async () => (!resting() && (await isDue()) ? deps.clock.realNow() : ''),
    runDue: async () => {
      if (resting()) return 'idle';
      busy = true;
      try {
        return (await sweepContracts(deps)) > 0 ? 'worked' : 'idle';
      } catch (thrown) {
        const { code, detail } = asAppError(thrown);
        deps.log.warn({ fault: code, ...detail }, 'the contract calendar met a fault');
        restUntil = now() + PAUSE_MS;
        return 'idle';
      } finally {
        busy = false;
      }
    },
  };
}
