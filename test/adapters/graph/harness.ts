import { afterEach, beforeEach, expect } from 'vitest';
import {
  createGraphClient,
  type GraphClient,
  type GraphClientSettings,
} from '../../../services/adapters/graph/client.ts';
import { createFixedTokenSource } from '../../../services/adapters/graph/fixed-token.ts';
import { AppError } from '../../../services/domain/errors.ts';
import { type GraphStub, startGraphStub } from '../../support/graph-stub.ts';

export const TOKEN = 'secret-bearer-of-the-test';
export const ANA = '5f0a1c00-0000-4000-8000-0000000000a1';
export const LUIS = '5f0a1c00-0000-4000-8000-0000000000a2';
export const GROUP = '5f0a1c00-0000-4000-8000-0000000000b1';
export const SKU = '5f0a1c00-0000-4000-8000-0000000000c1';
export const EXTENSIONS = {
  caseCode: 'extensionAttribute14',
  contractNumber: 'extension_5f0a1c00000040008000000000000001_contractNumber',
  contractEnd: 'extension_5f0a1c00000040008000000000000001_contractEnd',
};

/** A whole user as Graph answers it for the adapter's selection. */
export const RAW_ANA = {
  id: ANA,
  userPrincipalName: 'Ana.Gomez@entidad.example',
  displayName: 'Ana Gómez Ñáñez',
  givenName: 'Ana',
  surname: 'Gómez Ñáñez',
  mail: 'Ana.Gomez@entidad.example',
  proxyAddresses: [
    'SMTP:Ana.Gomez@entidad.example',
    'smtp:anag@entidad.example',
    'SIP:ana.gomez@entidad.example',
  ],
  department: 'Oficina Jurídica',
  jobTitle: null,
  employeeType: 'contractor',
  mobilePhone: null,
  otherMails: ['ana@correo.example'],
  usageLocation: 'CO',
  preferredLanguage: 'es-CO',
  accountEnabled: true,
  onPremisesSyncEnabled: null,
  onPremisesExtensionAttributes: { extensionAttribute1: null, extensionAttribute14: 'MS-2026-000001' },
  lastPasswordChangeDateTime: '2026-11-20T15:00:00Z',
  signInSessionsValidFromDateTime: '2026-11-20T15:00:01Z',
  showInAddressList: null,
  licenseAssignmentStates: [
    { skuId: SKU, assignedByGroup: GROUP, state: 'Active', error: 'None' },
    { skuId: SKU, assignedByGroup: null, state: 'Error', error: 'CountViolation' },
  ],
  [EXTENSIONS.contractNumber]: 'CPS-110-2026',
  [EXTENSIONS.contractEnd]: '2026-12-15T00:00:00Z',
};

export interface Harness {
  readonly stub: GraphStub;
  /** Every pause that the adapter wanted, in milliseconds; none is waited out. */
  readonly pauses: number[];
  /** Everything that the adapter logged, as text. */
  readonly logged: string[];
  readonly clock: { at: string; realNow(): string };
  client(settings?: Partial<GraphClientSettings>): GraphClient;
}

/** A stub server and clients of it, new for every test; afterwards nothing may have left Graph's contract. */
export function useGraph(): Harness {
  let stub: GraphStub;
  const pauses: number[] = [];
  const logged: string[] = [];
  const clock = { at: '2026-11-20T15:00:00.000Z', realNow: () => clock.at };
  const note = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
  beforeEach(async () => {
    pauses.length = 0;
    logged.length = 0;
    clock.at = '2026-11-20T15:00:00.000Z';
    stub = await startGraphStub();
  });
  afterEach(async () => {
    await stub.close();
    expect(stub.violations).toEqual([]);
    expect(logged.join('\n')).not.toContain(TOKEN);
  });
  const wait = async (ms: number) => {
    pauses.push(ms);
    clock.at = new Date(Date.parse(clock.at) + ms).toISOString();
  };
  return {
    get stub() {
      return stub;
    },
    pauses,
    logged,
    clock,
    client: (settings = {}) =>
      createGraphClient({
        baseUrl: stub.baseUrl,
        token: createFixedTokenSource(TOKEN),
        log: { debug: note, warn: note },
        clock,
        wait,
        random: () => 0.5,
        ...settings,
      }),
  };
}

/** The fault that the promise ends in. */
export async function faultOf(promise: Promise<unknown>): Promise<AppError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (thrown: unknown) => ({ thrown }),
  );
  if ('thrown' in outcome && outcome.thrown instanceof AppError) return outcome.thrown;
  return expect.fail(`an AppError was expected, not ${JSON.stringify(outcome)}`);
}
