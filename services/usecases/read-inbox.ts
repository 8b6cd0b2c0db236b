import { asAppError } from '../domain/errors.ts';
import type { Deps } from './deps.ts';
import { alone } from './lease.ts';
import { receiveMail } from './receive-mail.ts';

const CURSOR = 'inbox.cursor';
const SINCE = 'inbox.since';
/** A reader that died is followed by another after this. Milliseconds, real time. */
const LEASE_MS = 120_000;
/** Pages of one round; the next round goes on. */
const MOST_PAGES = 10;
/** A cursor that Exchange has forgotten begins again this much before the last round. Milliseconds. */
const OVERLAP_MS = 3 * 86_400_000;

/**
 * Reads what has arrived in the desk's mailbox since the last round; how many messages were looked at. The first
 * round begins with its own time: older mail is not the desk's. The cursor is kept after each page, and handling a
 * message again changes nothing, so that a crash loses and doubles none. One reader among replicas. Throws
 * `directory_*`, `store_unavailable`, `file_failed`; the page is then read again by a later round.
 */
export async function readInbox(deps: Deps): Promise<number> {
  const read = await alone(deps, 'inbox', LEASE_MS, async () => {
    const began = deps.clock.deskNow();
    const since = (await deps.settings.read(SINCE)) ?? began;
    let seen = 0;
    let more = true;
    for (let pages = 0; more && pages < MOST_PAGES; pages += 1) {
      const at = await deps.settings.read(CURSOR);
      const page = await deps.inbox.arrived(since, at);
      for (const id of page.ids) await handle(deps, id);
      if (page.cursor !== at) await deps.settings.write(CURSOR, page.cursor);
      seen += page.ids.length;
      more = page.more;
    }
    const from = new Date(Date.parse(began) - OVERLAP_MS).toISOString();
    if (from > since || since === began) await deps.settings.write(SINCE, from > since ? from : since);
    return seen;
  });
  return read ?? 0;
}

/** A message that can never be read holds up no other; what may pass is tried again. */
async function handle(deps: Deps, id: string): Promise<void> {
  try {
    const mail = await deps.inbox.message(id);
    const became = mail ? await receiveMail(deps, mail) : 'gone';
    deps.log.info({ became }, 'mail read');
  } catch (thrown) {
    const fault = asAppError(thrown);
    if (fault.retryable) throw fault;
    deps.log.error({ fault: fault.code, ...fault.detail }, 'mail not read');
  }
}
