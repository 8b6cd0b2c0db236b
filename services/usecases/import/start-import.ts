import type { Bulletin, BulletinOf } from '../../domain/bulletin.ts';
import { newImport } from '../../domain/bulletins/account-import.ts';
import { type Refusal, refuse } from '../../domain/command.ts';
import { asAppError } from '../../domain/errors.ts';
import type { Deps } from '../deps.ts';
import type { Asker } from '../desk.ts';
import { postBulletin } from '../post-bulletin.ts';
import { runImport } from './run-import.ts';

/** Id of the import that is under way, '' for none. */
const JOB = 'import.job';
/** After a fault the import rests this long; milliseconds. */
const PAUSE_MS = 15_000;

/** What is imported. */
export type ImportSource =
  | { readonly source: 'directory' }
  | { readonly source: 'file'; readonly name: string; readonly fileId: string };

/**
 * Begins an import for a desk lead: its card appears in their chat and says, once it was read, what it would change.
 * One at a time; another one takes the place of what only waits for its confirmation. Throws `store_unavailable`.
 */
export async function startImport(
  deps: Deps,
  asker: Asker,
  from: ImportSource,
): Promise<{ readonly ok: true } | Refusal> {
  const { person, roles } = asker.actor;
  if (!roles.includes('deskLead')) return refuse('import_not_yours');
  if (!asker.fresh) return refuse('directory_unread');
  const running = await currentImport(deps);
  if (running && isDesksTurn(running)) return refuse('import_running');
  const matter = from.source === 'file' ? from.fileId : deps.clock.realNow();
  const id = `account_import:${person.id}:${matter}`;
  const data = from.source === 'file' ? newImport('file', from.name, from.fileId) : newImport('directory');
  await postBulletin(deps, { id, kind: 'account_import', personId: person.id }, (current) =>
    current ? undefined : { data },
  );
  await takeUp(deps, id);
  return { ok: true };
}

/** Makes this the import that the desk works on. */
export async function takeUp(deps: Deps, id: string): Promise<void> {
  await deps.settings.write(JOB, id);
  deps.wake();
}

const isDesksTurn = ({ data }: BulletinOf<'account_import'>) =>
  data.phase === 'reading' || data.phase === 'applying';

async function currentImport(
  deps: Pick<Deps, 'settings' | 'bulletins'>,
): Promise<BulletinOf<'account_import'> | undefined> {
  const id = (await deps.settings.read(JOB)) ?? '';
  const found = id === '' ? undefined : await deps.bulletins.get(id);
  return found?.kind === 'account_import'
    ? (found as Extract<Bulletin, { kind: 'account_import' }>)
    : undefined;
}

/** Imports as the worker's work. */
export interface ImportWork {
  /** Does what the import that is under way wants of the desk, from the beginning after a crash. */
  runDue(): Promise<'worked' | 'idle'>;
  /** Real instant from which on there is something to do, '' where there is nothing now. */
  nextDue(): Promise<string>;
}

/** The imports of one process. */
export function importWork(deps: Deps): ImportWork {
  let busy = false;
  let restUntil = 0;
  const now = () => Date.parse(deps.clock.realNow());
  const resting = () => busy || now() < restUntil;
  const due = async () => {
    const found = resting() ? undefined : await currentImport(deps);
    return found && isDesksTurn(found) ? found : undefined;
  };
  return {
    nextDue: async () => ((await due()) ? deps.clock.realNow() : ''),
    runDue: async () => {
      const found = await due();
      if (!found || busy) return 'idle';
      busy = true;
      try {
        await runImport(deps, found);
        return 'worked';
      } catch (thrown) {
        const { code, detail } = asAppError(thrown);
        deps.log.warn({ fault: code, ...detail }, 'an import met a fault');
        restUntil = now() + PAUSE_MS;
        return 'idle';
      } finally {
        busy = false;
      }
    },
  };
}
