import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAuthentication } from '../../bot/authentication.ts';
import { DeskAdapter } from '../../bot/desk-adapter.ts';
import { createLog } from '../../bot/log.ts';
import { type Listener, openListener } from '../../bot/server.ts';
import { type Loose, postJson } from '../support/fake-connector.ts';

const APP = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';
const OTHER = '33333333-3333-4333-8333-333333333333';
const ISSUER = 'https://api.botframework.com';
const SERVICE = 'https://smba.trafficmanager.net/amer/';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

let channelKey: Key;
let strangerKey: Key;
let metadata: Server;
let server: Listener;
const turns: string[] = [];

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  channelKey = pair.privateKey;
  strangerKey = (await generateKeyPair('RS256')).privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'channel-key', endorsements: ['msteams'] };
  metadata = createServer((req, res) => {
    const base = `http://127.0.0.1:${(metadata.address() as AddressInfo).port}`;
    const body = req.url === '/keys' ? { keys: [jwk] } : { issuer: ISSUER, jwks_uri: `${base}/keys` };
    res.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => metadata.listen(0, '127.0.0.1', resolve));
  const { authentication } = createAuthentication(
    { type: 'SingleTenant', appId: APP, tenantId: TENANT, password: 'nothing' },
    {
      issuer: ISSUER,
      loginUrl: 'https://login.microsoftonline.com/botframework.com',
      openIdMetadataUrl: `http://127.0.0.1:${(metadata.address() as AddressInfo).port}/openid`,
    },
  );
  server = await openListener({ host: '127.0.0.1', port: 0 });
  server.serve({
    log: createLog('silent'),
    gate: { tenants: new Set([TENANT]), hosts: ['smba.trafficmanager.net'], issuer: ISSUER },
    adapter: new DeskAdapter(authentication),
    onTurn: async (context) => {
      turns.push(String(context.activity.text));
    },
    notReady: async () => undefined,
  });
  // The SDK writes refused tokens to the console.
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
  metadata.close();
});
beforeEach(() => {
  turns.length = 0;
});

interface Token {
  readonly key?: Key;
  readonly kid?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string | undefined;
  readonly expires?: number;
  readonly claims?: Loose;
}

async function token(given: Token = {}): Promise<string> {
  const claims = { ...('serviceUrl' in given ? {} : { serviceurl: SERVICE }), ...given.claims };
  const serviceurl = given.serviceUrl;
  const signed = await new SignJWT(serviceurl === undefined ? claims : { ...claims, serviceurl })
    .setProtectedHeader({ alg: 'RS256', kid: given.kid ?? 'channel-key' })
    .setIssuer(given.issuer ?? ISSUER)
    .setAudience(given.audience ?? APP)
    .setNotBefore(Math.floor(Date.now() / 1000) - 7200)
    .setExpirationTime(given.expires ?? Math.floor(Date.now() / 1000) + 3600)
    .sign(given.key ?? channelKey);
  return `Bearer ${signed}`;
}

function activity(more: Loose = {}): Loose {
  return {
    type: 'message',
    id: '1',
    text: 'hola',
    channelId: 'msteams',
    serviceUrl: SERVICE,
    from: { id: '29:x', aadObjectId: OTHER },
    recipient: { id: `28:${APP}` },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    ...more,
  };
}

async function posted(authorization: string | undefined, body: unknown = activity()) {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  return postJson(`http://127.0.0.1:${server.port}/api/messages`, body, headers);
}

describe('an activity with a token of the channel', () => {
  it('is taken', async () => {
    expect((await posted(await token())).status).toBe(200);
    expect(turns).toEqual(['hola']);
  });

  it.each<[string, Loose]>([
    ['from another tenant', { channelData: { tenant: { id: OTHER } } }],
    [
      'whose conversation is of another tenant',
      { conversation: { id: 'a:1', conversationType: 'personal', tenantId: OTHER } },
    ],
    ['without a tenant', { channelData: {}, conversation: { id: 'a:1', conversationType: 'personal' } }],
    ['from another channel', { channelId: 'webchat' }],
    ['from the emulator', { channelId: 'emulator' }],
  ])('%s is refused', async (_what, more) => {
    expect((await posted(await token(), activity(more))).status).toBe(403);
    expect(turns).toEqual([]);
  });

  it.each<[string, string]>([
    ['over plain http', 'http://smba.trafficmanager.net/amer/'],
    ['of a host that is not allowed', 'https://evil.example/amer/'],
    ['of a host that only looks allowed', 'https://smba.trafficmanager.net.evil.example/'],
    ['with a user part', 'https://smba.trafficmanager.net@evil.example/'],
    ['that is no URL', 'smba'],
  ])('with a service URL %s is refused though the token names it', async (_what, serviceUrl) => {
    expect((await posted(await token({ serviceUrl }), activity({ serviceUrl }))).status).toBe(403);
    expect(turns).toEqual([]);
  });

  it('without a service URL is refused: the SDK would not compare it', async () => {
    expect((await posted(await token(), activity({ serviceUrl: undefined }))).status).toBe(400);
    expect((await posted(await token(), activity({ serviceUrl: '' }))).status).toBe(403);
    expect(turns).toEqual([]);
  });
});

describe('a token', () => {
  it.each<[string, Token]>([
    ['expired', { expires: Math.floor(Date.now() / 1000) - 3600 }],
    ['for another bot', { audience: OTHER }],
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['of an unknown key', { kid: 'stranger', key: undefined }],
    ['of a stranger who names the channel’s key', {}],
    [
      'as the emulator gets it from Entra',
      { issuer: `https://sts.windows.net/${TENANT}/`, claims: { appid: APP, ver: '1.0' } },
    ],
    [
      'as the emulator gets it from the Bot Framework tenant',
      {
        issuer: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0',
        claims: { azp: APP, ver: '2.0' },
      },
    ],
  ])('%s is refused with 401', async (what, given) => {
    const key = /stranger|unknown/.test(what) ? strangerKey : given.key;
    expect((await posted(await token({ ...given, key }))).status).toBe(401);
    expect(turns).toEqual([]);
  });

  it('for another service URL, or none, is refused', async () => {
    expect((await posted(await token({ serviceUrl: 'https://smba.trafficmanager.net/emea/' }))).status).toBe(
      403,
    );
    expect((await posted(await token({ serviceUrl: undefined }))).status).toBe(403);
    expect(turns).toEqual([]);
  });

  it.each([undefined, '', 'Bearer', 'Bearer x.y.z', 'Basic YTpi', 'Bearer eyJhbGciOiJub25lIn0.e30.'])(
    '%s is refused with 401',
    async (authorization) => {
      expect((await posted(authorization)).status).toBe(401);
      expect(turns).toEqual([]);
    },
  );

  it('signed with nothing is refused', async () => {
    const part = (value: Loose) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: ISSUER, aud: APP, serviceurl: SERVICE, exp: Math.floor(Date.now() / 1000) + 3600 };
    const forged = `Bearer ${part({ alg: 'none', kid: 'channel-key' })}.${part(claims)}.AA`;
    expect((await posted(forged)).status).toBe(401);
    expect(turns).toEqual([]);
  });
});

describe('the server', () => {
  const url = () => `http://127.0.0.1:${server.port}`;

  it('answers malformed bodies with 400 and huge ones with 413, in JSON', async () => {
    expect(await posted(await token(), '{"a":')).toEqual({ status: 400, body: { error: 'bad_request' } });
    expect((await posted(await token(), { text: 'x'.repeat(400_000) })).status).toBe(413);
    expect((await posted(await token(), [])).status).toBe(400);
  });

  it('reads plain JSON alone: a page of another site can send only other types without asking', async () => {
    const authorization = await token();
    const sent = (headers: Record<string, string>) =>
      fetch(`${url()}/api/messages`, {
        method: 'POST',
        headers: { authorization, ...headers },
        body: JSON.stringify(activity()),
      });
    expect((await sent({ 'content-type': 'text/plain' })).status).toBe(400);
    expect((await sent({ 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(415);
    expect(turns).toEqual([]);
    expect((await sent({ 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
  });

  it('says that it is alive and ready, with headers that keep it out of pages', async () => {
    const answer = await fetch(`${url()}/readyz`);
    expect(await answer.json()).toEqual({ status: 'ready' });
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect((await fetch(`${url()}/healthz?from=probe`)).status).toBe(200);
    expect((await fetch(`${url()}/readyz`, { method: 'HEAD' })).status).toBe(200);
  });

  it('knows nothing else', async () => {
    expect((await fetch(`${url()}/sandbox/mail`)).status).toBe(404);
    expect((await fetch(`${url()}/api/messages`)).status).toBe(404);
  });
});
