import { accountId, ensure, type StepRun } from './step.ts';

/**
 * Hides the account from the address book (Graph's `showInAddressList`; Exchange follows after a while). Only where
 * the procedure has the step. The snapshot remembers what it was.
 */
export const hideFromLists: StepRun = (context) => {
  const { deps, case: value } = context;
  const id = accountId(value);
  const look = async () =>
    (await deps.directory.user(id))?.inAddressList === false ? { inAddressList: false } : undefined;
  return ensure(context, look, async () => {
    await deps.directory.updateUser(id, { inAddressList: false });
    return undefined;
  });
};
