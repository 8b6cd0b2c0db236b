import type { Case } from './case.ts';
import { type Refusal, refuse } from './command.ts';
import { type Applied, done, type LifecycleContext } from './commands/applied.ts';
import { tooLate } from './commands/apply-answer.ts';
import type { Actor } from './person.ts';
import { currentStep, type Step } from './plan.ts';

/** Why the step waits: the specialist has to say whether the former mail is wanted. */
export const OFFER = 'offer_mail';

const isMailStep = (step: Step) => step.kind === 'restore_mailbox';

/** Whether the work order stands at the question whether the former mail is wanted. */
export function offersMail(value: Pick<Case, 'steps'>): boolean {
  const step = currentStep(value.steps);
  return step?.state === 'waiting' && step.reason?.code === OFFER;
}

/** Whether there is former mail that is not in the new mailbox, and nothing of the work order is under way. */
export function mayReturnMail(value: Pick<Case, 'steps' | 'mailReturn'>): boolean {
  const state = value.mailReturn?.state;
  if (state !== 'offered' && state !== 'skipped') return false;
  return offersMail(value) || value.steps.every((step) => step.state === 'done' || isMailStep(step));
}

/** The former mail is wanted: the step begins, also where the case had ended without it. */
export function applyMailReturn(value: Case, actor: Actor, context: LifecycleContext): Applied | Refusal {
  if (!value.mailReturn || !mayReturnMail(value)) return refuse('no_mail_to_return');
  const late = tooLate(value, context.procedure.reopenDays, context);
  if (late) return late;
  // A case that had ended takes its time anew.
  const steps = value.steps.map(
    (step): Step =>
      isMailStep(step)
        ? { id: step.id, kind: step.kind, mode: step.mode, state: 'pending', attempts: 0, by: actor.person }
        : step,
  );
  const mailReturn = { ...value.mailReturn, state: 'accepted' } as const;
  const clock = offersMail(value) ? value.clock : undefined;
  return done(
    { ...value, steps, mailReturn, clock },
    { facts: { from: mailReturn.from, items: mailReturn.items } },
  );
}
