import { reopenedFacts } from '../case-facts.ts';
import { refuse } from '../command.ts';
import { freshRun } from '../mass.ts';
import { isOneOfTheTwo } from '../mass-offers.ts';
import { done, said } from './applied.ts';
import { type ApplyMass, put } from './applied-mass.ts';

/** One of the two who decided asks for everything back as it was. */
export const massReturnAll: ApplyMass<'return_all'> = (value, { remark }, actor, { procedure, now }) => {
  const { mass } = value;
  if (!mass.run || mass.run.tally.done === 0) return refuse('not_now');
  if (mass.back) return refuse('already_returned');
  if (!said(remark)) return refuse('reason_needed');
  if (!isOneOfTheTwo(value, actor)) return refuse('not_of_the_two');
  const days = procedure.mass.returnDays;
  const gone = (Date.parse(now) - Date.parse(mass.run.finishedAt ?? now)) / 86_400_000;
  if (gone > days) return refuse('return_expired', { days });
  const back = { askedBy: actor.person, askedAt: now, remark: remark.trim() };
  const afresh = {
    outcome: undefined,
    clock: undefined,
    survey: undefined,
    facts: reopenedFacts(value.facts),
  };
  return done({ ...put(value, { back }), ...afresh }, { facts: { remark } });
};

/** The other of the two agrees, and the return begins. */
export const massApproveReturn: ApplyMass<'approve_return'> = (value, _command, actor, { now }) => {
  const { back, run } = value.mass;
  if (!back || back.approvedBy) return refuse('not_now');
  if (back.askedBy.id === actor.person.id) return refuse('own_request');
  if (!isOneOfTheTwo(value, actor)) return refuse('not_of_the_two');
  const total = run?.tally.done ?? 0;
  return done(put(value, { back: { ...back, approvedBy: actor.person, run: freshRun(total, now) } }), {
    facts: { total },
  });
};
