import { type Refusal, refuse } from '../../domain/command.ts';
import { type Mass, UNREAD } from '../../domain/mass.ts';
import type { Deps } from '../deps.ts';
import type { Asker } from '../desk.ts';

/**
 * What a mass deactivation begins with: the asker's own list, and whether they ask for everybody (desk lead) or for
 * their own people (a supervisor). Refused for anybody else, and for a list that is not theirs. Throws `directory_*`.
 */
export async function massOfList(deps: Deps, listId: string, asker: Asker): Promise<Mass | Refusal> {
  const { person } = asker.actor;
  const scope = await scopeOf(deps, asker);
  if (!scope) return refuse('mass_asker');
  const list = await deps.lists.get(listId);
  if (!list || list.ownerId !== person.id || list.rows === 0) return refuse('list_unknown');
  if (!list.used) await deps.lists.put({ ...list, used: true });
  return { list: listId, source: list.source, name: list.name, rows: list.rows, scope, reading: UNREAD };
}

/** For whose accounts the asker may ask at once; undefined for nobody's. */
export async function scopeOf(deps: Deps, { actor }: Asker): Promise<Mass['scope'] | undefined> {
  if (actor.roles.includes('deskLead')) return 'all';
  const reports = await deps.directory.directReportsOf(actor.person.id);
  return reports.length > 0 ? 'own' : undefined;
}
