import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from './deps.ts';

const held = z.object({ holder: z.string(), until: z.string() });

/**
 * Does work that one replica at a time should do: whoever comes while somebody holds the lease does nothing, and
 * gets undefined. The lease outlives a crash by at most `forMs` (real time). Work that takes longer may be begun by
 * another: it has to be safe to repeat, the lease only saves the effort. Throws `store_unavailable`.
 */
export async function alone<T>(
  deps: Pick<Deps, 'settings' | 'clock'>,
  name: string,
  forMs: number,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const key = `lease.${name}`;
  const now = deps.clock.realNow();
  const before = await deps.settings.read(key);
  if (before !== undefined && held.parse(JSON.parse(before)).until > now) return undefined;
  const until = new Date(Date.parse(now) + forMs).toISOString();
  const mine = JSON.stringify({ holder: randomUUID(), until });
  if (!(await deps.settings.replace(key, before, mine))) return undefined;
  try {
    return await work();
  } finally {
    await deps.settings.replace(key, mine, JSON.stringify({ holder: '', until: '' }));
  }
}
