import type { Choice } from '../dialogs/turn.ts';
import type { FeedbackStore } from '../services/ports/feedback-store.ts';
import type { Desk } from '../services/usecases/desk.ts';
import { faultFields, type Log } from './log.ts';

export interface KeepDeps {
  readonly feedback: Pick<FeedbackStore, 'add'>;
  readonly desk: Pick<Desk, 'today'>;
  readonly log: Log;
}

/** Keeps what a saved turn taught, with the day. Never throws: nobody waits for it, and a fault is logged. */
export async function keepChoices(deps: KeepDeps, choices: readonly Choice[]): Promise<void> {
  for (const choice of choices) {
    try {
      await deps.feedback.add({ ...choice, at: deps.desk.today() });
    } catch (thrown) {
      deps.log.warn(faultFields(thrown), 'choice_not_kept');
    }
  }
}
