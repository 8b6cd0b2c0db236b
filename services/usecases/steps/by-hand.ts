import type { Case, Json } from '../../domain/case.ts';
import { accountId, proved, type StepContext, type StepOutcome, type StepRun, waits } from './step.ts';

type Seen = 'yes' | 'no' | 'unreadable';

/** What Graph can show of a step that a person did; kinds that are not here cannot be read back. */
const READ_BACK: Readonly<Record<string, (context: StepContext) => Promise<boolean>>> = {
  add_alias: async (context) =>
    ((await userOf(context))?.addresses ?? []).includes(newValue(context.case).toLowerCase()),
  add_to_group: async (context) => {
    const groups = await context.deps.directory.groupsOf(accountId(context.case));
    return groups.some(
      (one) =>
        one.displayName.toLowerCase() === newValue(context.case).toLowerCase() ||
        one.id === newValue(context.case),
    );
  },
  block_sign_in: async (context) => (await userOf(context))?.accountEnabled === false,
  enable_sign_in: async (context) => (await userOf(context))?.accountEnabled === true,
  set_manager: async ({ deps, case: value }) =>
    (await deps.directory.managerOf(accountId(value)))?.id === value.fields.supervisor?.value,
};

const newValue = (value: Case) => value.fields.newValue?.value ?? '';
const userOf = ({ deps, case: value }: StepContext) => deps.directory.user(accountId(value));

async function see(context: StepContext): Promise<Seen> {
  const look = READ_BACK[context.step.kind];
  return look ? ((await look(context)) ? 'yes' : 'no') : 'unreadable';
}

/**
 * A step that a person does: waits for "Hecho" with its note, then reads back what Graph can see. What does not
 * show yet (a synchronisation takes up to half an hour) is looked for again every minute.
 */
export const byHand: StepRun = async (context): Promise<StepOutcome> => {
  const { step } = context;
  if (step.note === undefined) return { state: 'waiting', reason: { code: 'by_hand' } };
  const seen = await see(context);
  const evidence: Json = { readBack: seen };
  return seen === 'no' ? waits(context, 'not_seen_yet', { first: 5, most: 60 }) : proved(evidence);
};
