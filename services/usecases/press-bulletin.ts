import type { Bulletin, BulletinKind, BulletinOf, BulletinPress } from '../domain/bulletin.ts';
import { type Refusal, refuse } from '../domain/command.ts';
import { AppError } from '../domain/errors.ts';
import type { OfferedFile } from '../ports/file-desk.ts';
import type { BulletinChange } from './bulletins/handler.ts';
import { handlerOf } from './bulletins/handlers.ts';
import type { Deps } from './deps.ts';
import type { Asker } from './desk.ts';
import { changed } from './post-bulletin.ts';

export type BulletinOutcome =
  | { readonly ok: true; readonly bulletin: Bulletin; readonly gives?: OfferedFile }
  /** `bulletin` is the message as it stands, where the asker may see it. */
  | (Refusal & { readonly bulletin?: Bulletin });

const TRIES = 20;

/** The bulletin for its addressee or a desk lead; undefined for everybody else. */
export async function seeBulletin(deps: Deps, id: string, asker: Asker): Promise<Bulletin | undefined> {
  const { person, roles } = asker.actor;
  const bulletin = await deps.bulletins.get(id);
  return bulletin && (bulletin.personId === person.id || roles.includes('deskLead')) ? bulletin : undefined;
}

/**
 * Does what a button of a bulletin's card says. Who may is the addressee or a desk lead, by the sender of the
 * activity; another stage than the card's is stale; a finished bulletin takes nothing more.
 */
export async function pressBulletin(
  deps: Deps,
  id: string,
  press: BulletinPress,
  asker: Asker,
  stage: number,
): Promise<BulletinOutcome> {
  const bulletin = await seeBulletin(deps, id, asker);
  if (!bulletin) return refuse('unknown_bulletin');
  if (!asker.fresh) return { ...refuse('directory_unread'), bulletin };
  if (bulletin.finished || bulletin.stage !== stage) return { ...refuse('stale_bulletin'), bulletin };
  return act(deps, bulletin, press, asker);
}

async function act<K extends BulletinKind>(
  deps: Deps,
  bulletin: BulletinOf<K>,
  press: BulletinPress,
  asker: Asker,
): Promise<BulletinOutcome> {
  const { acts } = handlerOf(bulletin.kind);
  const does = Object.hasOwn(acts, press.act) ? acts[press.act] : undefined;
  if (!does) return { ...refuse('stale_bulletin'), bulletin: bulletin as Bulletin };
  const outcome = await does(deps, bulletin, press, asker);
  if (!outcome.ok) return { ...outcome, bulletin: bulletin as Bulletin };
  const after = await write(deps, bulletin, outcome);
  return { ok: true, bulletin: after as Bulletin, ...(outcome.gives && { gives: outcome.gives }) };
}

/** Writes what the press made of it on whatever the bulletin is by then. */
async function write<K extends BulletinKind>(
  deps: Deps,
  pressed: BulletinOf<K>,
  { change, finished }: BulletinChange<K>,
): Promise<BulletinOf<K>> {
  let current = pressed;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const data = change ? change(current.data) : current.data;
    const next = changed(deps, current, { data, ...(finished !== undefined && { finished }) });
    if (next === current) return current;
    if (await deps.bulletins.replace(next as Bulletin, current.revision)) {
      if (next.dueAt !== '') deps.wake();
      return next;
    }
    const stored = await deps.bulletins.get(pressed._id);
    if (!stored) break;
    current = stored as BulletinOf<K>;
  }
  throw new AppError('store_unavailable', { detail: { bulletin: pressed._id, conflict: true } });
}
