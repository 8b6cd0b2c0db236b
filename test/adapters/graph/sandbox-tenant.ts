import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, expect } from 'vitest';
import { createGraphClient, type GraphClient } from '../../../services/adapters/graph/client.ts';
import { createGraphDirectory, type GraphDirectory } from '../../../services/adapters/graph/directory.ts';
import { createFixedTokenSource } from '../../../services/adapters/graph/fixed-token.ts';
import { createGraphMailbox, type GraphMailbox } from '../../../services/adapters/graph/mailbox.ts';
import type { NewUser } from '../../../services/ports/directory.ts';
import { createSandbox, type Sandbox } from '../../../services/sandbox/create-sandbox.ts';
import type { FaultRuleInput } from '../../../services/sandbox/faults.ts';
import type { SandboxExchange } from '../../../services/sandbox/graph-service.ts';
import {
  controlTenant,
  type TenantControl,
  tenantControlSchema,
} from '../../../services/sandbox/tenant-controls.ts';
import { seedGroup, tenantSeed } from '../../../services/sandbox/tenant-seed.ts';
import { loadGraphContract, violations } from '../../support/checked-graph.ts';
import { keepFolder, noting } from '../../support/leavings.ts';

const contract = await loadGraphContract();
const people = [...tenantSeed.people, ...tenantSeed.holders];

export const SKU = tenantSeed.skus[0]?.skuId ?? '';
export const id = (key: string): string =>
  people.find((each) => each.key === key)?.id ?? expect.fail(`nobody is called ${key}`);
export const group = (key: string): string => seedGroup(key).id;

export const NEW: NewUser = {
  userPrincipalName: 'ana.gomez@entidad.example',
  mailNickname: 'ana.gomez',
  displayName: 'Ana María Gómez Ñáñez',
  givenName: 'Ana María',
  surname: 'Gómez Ñáñez',
  department: 'Oficina Jurídica',
  jobTitle: 'Contratista',
  employeeType: 'contractor',
  mobilePhone: '+57 300 000 00 00',
  usageLocation: 'CO',
  preferredLanguage: 'es-CO',
  caseCode: 'MS-2026-000001',
  contractNumber: 'CPS-110-2026',
  contractEnd: '2026-12-15',
  initialPassword: 'Xk9-verdad-lunes',
};

interface Opened {
  readonly sandbox: Sandbox;
  readonly client: GraphClient;
  readonly directory: GraphDirectory;
  readonly mailbox: GraphMailbox;
  readonly exchanges: SandboxExchange[];
  close(): Promise<void>;
}

/** The ports on a new tenant, over real HTTP on loopback; pauses move the clock on and take no time. */
async function openTenant(clock: { realNow(): string; deskNow(): string }, pass: (ms: number) => void) {
  const exchanges: SandboxExchange[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), 'mesa-graph-'));
  const sandbox = createSandbox({ dataDir, clock, onExchange: noting((each) => exchanges.push(each)) });
  const server = express().use('/sandbox', sandbox.router).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const client = createGraphClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/graph`,
    token: createFixedTokenSource(sandbox.bearer),
    log: { debug: () => {}, warn: () => {} },
    clock,
    wait: async (ms) => pass(ms),
    random: () => 0,
  });
  const directory = createGraphDirectory(client, { extensions: tenantSeed.extensions });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    sandbox.close();
    keepFolder(dataDir);
  };
  return { sandbox, client, directory, mailbox: createGraphMailbox(client), exchanges, close };
}

/** Where requests and answers, batch parts included, left Microsoft's metadata. */
function leftContract(exchanges: readonly SandboxExchange[]): string[] {
  return (
    exchanges
      // An import session's own address is Exchange's: Graph's metadata says nothing of it.
      .filter((each) => each.status !== 0 && each.url !== '/import')
      .flatMap(({ method, url: path, headers, requestBody: body, status, responseBody: answer }) =>
        violations(contract, { method, path, headers, body, status, answer }),
      )
  );
}

export interface SandboxTest extends Omit<Opened, 'close' | 'exchanges'> {
  now(): number;
  pass(ms: number): void;
  /** Does something behind the desk's back. */
  tenant(control: { do: TenantControl['do']; [more: string]: unknown }): void;
  fault(rule: FaultRuleInput): void;
  asked(method: string, path: RegExp): readonly SandboxExchange[];
  /** Creates the account and waits until reads show it; answers its id. */
  created(): Promise<string>;
}

/** A tenant of its own for every test; afterwards nothing may have left Graph's contract. */
export function useSandbox(): SandboxTest {
  let opened: Opened;
  let now = 0;
  const instant = () => new Date(now).toISOString();
  const pass = (ms: number) => {
    now += ms;
  };
  beforeEach(async () => {
    now = Date.parse('2026-11-20T15:00:00Z');
    opened = await openTenant({ deskNow: instant, realNow: instant }, pass);
  });
  afterEach(async () => {
    await opened.close();
    expect(leftContract(opened.exchanges)).toEqual([]);
  });
  return {
    get sandbox() {
      return opened.sandbox;
    },
    get client() {
      return opened.client;
    },
    get directory() {
      return opened.directory;
    },
    get mailbox() {
      return opened.mailbox;
    },
    now: () => now,
    pass,
    tenant: (control) =>
      expect(controlTenant(opened.sandbox.tenant, tenantControlSchema.parse(control))).toMatchObject({
        done: true,
      }),
    fault: (rule) => void opened.sandbox.faults.add(rule),
    asked: (method, path) => opened.exchanges.filter((each) => each.method === method && path.test(each.url)),
    created: async () => {
      const outcome = await opened.directory.createUser(NEW);
      if (outcome.kind !== 'created') return expect.fail('created was expected');
      pass(1000);
      return outcome.user.id;
    },
  };
}
