import type { Case, Json } from '../case.ts';
import { refuse } from '../command.ts';
import type { WorkItem } from '../work.ts';
import { type Applied, type ApplyCommand, done, type LifecycleContext, notice } from './applied.ts';

/** The work order is done: whoever takes delivery gets it, or the requester is asked whether all is well. */
export function handedOn(value: Case, facts: Json, context: LifecycleContext): Applied {
  const delivery = context.procedure.kinds[value.kind]?.delivery;
  const recipient =
    delivery &&
    (delivery.recipient === 'requester'
      ? value.requester
      : delivery.recipient === 'supervisor'
        ? value.supervisor
        : value.target);
  const after: readonly WorkItem[] = [{ type: 'register' }, { type: 'refresh' }];
  if (!recipient)
    return done(
      { ...value, remark: lastNote(value) ?? value.remark },
      { to: 'resolved', facts, owes: [...after, notice('solved', 'requester')] },
    );
  const told: readonly WorkItem[] = recipient.id === value.requester.id ? [] : [notice('ready', 'requester')];
  return done(
    {
      ...value,
      delivery: { recipient: { id: recipient.id, name: recipient.name, email: recipient.email }, reveals: 0 },
    },
    { to: 'delivering', facts, owes: [...after, notice('delivery', 'recipient'), ...told] },
  );
}

/** What a person wrote about the last step done by hand: the requester's answer. */
function lastNote(value: Case): string | undefined {
  return value.steps.filter((step) => step.mode === 'manual').at(-1)?.note;
}

/** The access was shown once more; the secret itself is nowhere. */
export const applyReveal: ApplyCommand<'reveal'> = (value, _command, _actor, { now }) => {
  if (!value.delivery) return refuse('not_now');
  const reveals = value.delivery.reveals + 1;
  return done(
    { ...value, delivery: { ...value.delivery, reveals, lastRevealAt: now }, waiting: undefined },
    { facts: { reveals } },
  );
};

/** It was handed over and explained. Whoever took delivery of their own request is not asked again. */
export const applyAcknowledgement: ApplyCommand<'acknowledge'> = (value, _command, actor, { now }) => {
  if (!value.delivery || value.delivery.reveals === 0) return refuse('reveal_first');
  const known = { ...value, delivery: { ...value.delivery, acknowledgedAt: now } };
  const ownDelivery = actor.person.id === value.requester.id;
  return ownDelivery && value.kind !== 'create'
    ? done(known, { to: 'closed', owes: [notice('closed', 'requester')] })
    : done(known, { to: 'resolved', owes: [notice('solved', 'requester')] });
};

/** Whoever asked says that all is well. */
export const applyConfirmation: ApplyCommand<'confirm'> = (value) => done({ ...value, outcome: 'fulfilled' });
