import { randomBytes } from 'node:crypto';
import type { Router } from 'express';
import type { Clock } from '../ports/clock.ts';
import { createFaults, type Faults } from './faults.ts';
import type { SandboxExchange } from './graph-service.ts';
import { plantSeed } from './plant-seed.ts';
import { openRowStore } from './row-store.ts';
import { type SandboxLog, sandboxRouter } from './sandbox-router.ts';
import { type SandboxDelays, SandboxTenant } from './sandbox-tenant.ts';
import { type SeedPersona, seedPersonas } from './tenant-seed.ts';

export interface SandboxOptions {
  /** Folder of `sandbox.db`; made if it is not there. */
  readonly dataDir: string;
  /** Lags follow its real time, everything that is shown its desk time. Default: the system's. */
  readonly clock?: Clock;
  /** The one access token that is accepted. Default: made at random, given back as `bearer`. */
  readonly bearer?: string;
  readonly delays?: Partial<SandboxDelays>;
  readonly log?: SandboxLog;
  /** Hears every call with its answer, secrets included: for tests in the same process. */
  readonly onExchange?: (exchange: SandboxExchange) => void;
}

export interface Sandbox {
  /** To be mounted under `/sandbox`; Graph is then at `/sandbox/graph/v1.0`. */
  readonly router: Router;
  readonly bearer: string;
  readonly personas: readonly SeedPersona[];
  readonly faults: Faults;
  readonly tenant: SandboxTenant;
  close(): void;
}

const DELAYS: SandboxDelays = { userVisibleMs: 300, mailboxMs: 2000, groupLicensingMs: 500 };

const systemNow = (): string => new Date().toISOString();
const systemClock: Clock = { deskNow: systemNow, realNow: systemNow };

/**
 * Opens the sandbox tenant in `dataDir`, seeding it the first time.
 * @throws AppError `store_damaged` or `store_newer` for a file that it cannot read; nothing is overwritten.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const clock = options.clock ?? systemClock;
  const bearer = options.bearer ?? randomBytes(32).toString('base64url');
  const tenant = new SandboxTenant(openRowStore(options.dataDir), clock, { ...DELAYS, ...options.delays });
  if (tenant.count('facts') === 0) tenant.commit(plantSeed(clock.deskNow()));
  const faults = createFaults();
  const { onExchange, log } = options;
  return {
    router: sandboxRouter({ tenant, faults, bearer, onExchange, log }),
    bearer,
    personas: seedPersonas,
    faults,
    tenant,
    close: () => tenant.close(),
  };
}
