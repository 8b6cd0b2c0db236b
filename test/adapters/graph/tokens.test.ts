import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import type { INetworkModule } from '@azure/msal-node';
import { describe, expect, it } from 'vitest';
import { type AppCredential, createMsalTokenSource } from '../../../services/adapters/graph/tokens.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { faultOf } from './harness.ts';

const TENANT = '5f0a1c00-0000-4000-8000-00000000aaaa';
const CLIENT = '5f0a1c00-0000-4000-8000-00000000bbbb';
const SECRET = 'client-secret-of-the-test';

interface Asked {
  readonly url: string;
  readonly form: URLSearchParams;
}

/** Entra ID's token endpoint as msal meets it; nothing leaves the process. */
function tokenEndpoint(answer: (call: number) => { status: number; body: object } | Error) {
  const asked: Asked[] = [];
  const reply = async (url: string, body = ''): Promise<never> => {
    asked.push({ url, form: new URLSearchParams(body) });
    const said = answer(asked.length);
    if (said instanceof Error) throw said;
    return { headers: {}, ...said } as never;
  };
  const networkClient: INetworkModule = {
    sendGetRequestAsync: (url) => reply(url),
    sendPostRequestAsync: (url, options) => reply(url, options?.body),
  };
  return { asked, networkClient };
}

const granted = (call: number) => ({
  status: 200,
  body: { token_type: 'Bearer', expires_in: 3600, access_token: `token-${call}` },
});
const source = (networkClient: INetworkModule, credential: AppCredential = { secret: SECRET }) =>
  createMsalTokenSource({ tenantId: TENANT, clientId: CLIENT, credential, networkClient });

describe('tokens of the app', () => {
  it('are asked for once with the secret, and kept', async () => {
    const { asked, networkClient } = tokenEndpoint(granted);
    const token = source(networkClient);
    expect([await token(), await token()]).toEqual(['token-1', 'token-1']);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toContain(`https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`);
    expect(asked[0]?.form.get('grant_type')).toBe('client_credentials');
    expect(asked[0]?.form.get('scope')).toContain('https://graph.microsoft.com/.default');
    expect(asked[0]?.form.get('client_secret')).toBe(SECRET);
  });

  it('on their way are shared by all who wait', async () => {
    const { asked, networkClient } = tokenEndpoint(granted);
    const token = source(networkClient);
    expect(await Promise.all([token(), token(), token()])).toEqual(['token-1', 'token-1', 'token-1']);
    expect(asked).toHaveLength(1);
  });

  it('are fetched anew where a fresh one is wanted', async () => {
    const { networkClient } = tokenEndpoint(granted);
    const token = source(networkClient);
    await token();
    expect(await token({ fresh: true })).toBe('token-2');
    expect(await token()).toBe('token-2');
  });

  it('are asked for with an assertion signed by the certificate', async () => {
    const { asked, networkClient } = tokenEndpoint(granted);
    const pair = selfSigned();
    expect(await source(networkClient, pair)()).toBe('token-1');
    const [head = '', claims = '', signature = ''] = (asked[0]?.form.get('client_assertion') ?? '').split(
      '.',
    );
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    const certificate = new X509Certificate(pair.certificate);
    expect(header).toMatchObject({
      alg: 'PS256',
      'x5t#S256': createHash('sha256').update(certificate.raw).digest('base64url'),
    });
    const key = { key: createPublicKey(pair.certificate), padding: 6, saltLength: 32 };
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
    expect(asked[0]?.form.has('client_secret')).toBe(false);
  });

  it('need a certificate that can be read', () => {
    const { networkClient } = tokenEndpoint(granted);
    expect(() => source(networkClient, { certificate: 'x', privateKey: 'y' })).toThrow('settings_invalid');
  });

  it.each([
    ['invalid_client', 401, 'directory_forbidden'],
    ['unauthorized_client', 400, 'directory_forbidden'],
    ['temporarily_unavailable', 503, 'directory_unavailable'],
  ])('refused with %s are %s', async (error, status, fault) => {
    const body = {
      error,
      error_description: `AADSTS7000215: ${SECRET} for ${CLIENT}`,
      correlation_id: 'c-1',
    };
    const { networkClient } = tokenEndpoint(() => ({ status, body }));
    const thrown = await faultOf(source(networkClient)());
    expect(thrown).toMatchObject({ code: fault, detail: { op: 'token' } });
    expect(`${thrown.message} ${thrown.cause}`).not.toContain(SECRET);
  });

  it('come again after the endpoint was away', async () => {
    const { networkClient } = tokenEndpoint((call) =>
      call === 1 ? new Error('ECONNREFUSED') : granted(call),
    );
    const token = source(networkClient);
    expect((await faultOf(token())).code).toBe('directory_unavailable');
    expect(await token()).toBe('token-2');
  });
});
