import { freshEntry } from '../../services/usecases/account-facts.ts';
import type { Deps } from '../../services/usecases/deps.ts';

/** Puts people whom the desk knows into its register, with their address and name alone. */
export async function enterPeople(
  { people, register, clock }: Pick<Deps, 'people' | 'register' | 'clock'>,
  ids: readonly string[],
): Promise<void> {
  await Promise.all(
    ids.map(async (id) => {
      const known = await people.get(id);
      if (!known) throw new TypeError(`nobody knows ${id}`);
      await register.put(freshEntry(id, known.userPrincipalName, known.name, clock.deskNow()));
    }),
  );
}
