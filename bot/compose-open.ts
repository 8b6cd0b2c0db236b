import { asAppError } from '../services/domain/errors.ts';
import type { Procedure } from '../services/domain/procedure.ts';
import type { TenantFile } from '../services/domain/tenant-file.ts';
import type { Stores } from '../services/ports/stores.ts';
import type { Sandbox, SandboxOptions } from '../services/sandbox/create-sandbox.ts';
import { openSandbox, openStores, tenantOf } from './compose-adapters.ts';
import type { Config } from './config.ts';
import type { Connector } from './connector.ts';
import { type DeskClock, openDeskClock, REAL_CLOCK } from './desk-clock.ts';
import { faultFields, type Log } from './log.ts';
import { type Outbox, type Pace, realPace } from './outbox.ts';
import { type Listener, openListener } from './server.ts';
import type { Worker } from './worker.ts';

/** What a trial run may set differently; nothing of it is a setting of the desk. */
export interface Trial {
  /** Time as Teams' limits are kept by it. */
  readonly pace?: Pace;
  /** How far apart a chat's own cards are drawn again; 0: at once, so that a test sees them. Milliseconds. */
  readonly editsMs?: number;
  /** Longest sleep of the worker, in milliseconds. */
  readonly pollMs?: number;
  readonly sandbox?: Pick<SandboxOptions, 'delays' | 'onExchange'>;
  /** Called with the sandbox before anything works on it. */
  readonly begin?: (sandbox: Sandbox) => void;
  /** Cases worked on at once. */
  readonly parallel?: number;
  /** Parts of the procedure that stand in for its own. */
  readonly procedure?: Partial<Procedure>;
  /** The sandbox starts this much later than the machine's clock says, as after a while out of order. Milliseconds. */
  readonly laterMs?: number;
}

/** What is open before the desk can be built, in the order in which it is closed again. */
export interface Opened {
  readonly config: Config;
  readonly log: Log;
  readonly stores: Stores;
  readonly listener: Listener;
  readonly clock: DeskClock | undefined;
  readonly sandbox: Sandbox | undefined;
  readonly tenant: TenantFile;
}

/**
 * Takes the address, then opens the store; for a sandbox also its clock and its tenant. Rejects as `composeMesa` does;
 * what was taken is given back then.
 */
export async function openAll(config: Config, log: Log, trial?: Trial): Promise<Opened> {
  const listener = await openListener(config);
  try {
    const stores = await openStores(config, log);
    // The sandbox keeps its clock and its key in the store; a live desk answers people while it is away.
    if (config.mode === 'sandbox') await storeAnswers(stores, listener, log);
    const clock =
      config.mode === 'sandbox' ? await openDeskClock(stores.settings, trial?.laterMs) : undefined;
    const sandbox = await openSandbox(config, clock ?? REAL_CLOCK, log, trial?.sandbox);
    if (sandbox) trial?.begin?.(sandbox);
    return { config, log, stores, listener, clock, sandbox, tenant: await tenantOf(config) };
  } catch (thrown) {
    await listener.close();
    throw thrown;
  }
}

const STORE_RETRY_MS = 1_000;

/** Waits for a store that is away for a moment, and says so meanwhile. */
async function storeAnswers(stores: Stores, listener: Listener, log: Log): Promise<void> {
  for (;;) {
    try {
      return await stores.ping();
    } catch (thrown) {
      const fault = asAppError(thrown);
      if (!fault.retryable) throw fault;
      log.warn(faultFields(fault), 'store_awaited');
      listener.waitsFor(`store: ${fault.code}`);
      await realPace.sleep(STORE_RETRY_MS);
    }
  }
}

/** A step that is cut off is taken up again once its lease has ended; the stop does not wait longer. */
const STOP_PATIENCE_MS = 10_000;
/** Cards that wait to be drawn again are drawn before the stop, unless the channel is away. */
const EDITS_PATIENCE_MS = 2_000;

/** Ends what runs, then lets go of everything. */
export async function closeAll(
  opened: Opened,
  worker: Worker,
  connector: Connector,
  outbox: Outbox,
): Promise<void> {
  await inTime(worker.stop(), STOP_PATIENCE_MS);
  await opened.listener.close();
  await inTime(outbox.edits.settled(), EDITS_PATIENCE_MS);
  connector.close();
  opened.sandbox?.close();
  await opened.stores.close();
}

async function inTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
