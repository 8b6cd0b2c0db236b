import type { Context } from '@microsoft/microsoft-graph-client';
import { describe, expect, it } from 'vitest';
import { authMiddleware } from '../../../services/adapters/graph/auth-middleware.ts';
import { CallState, DEFAULT_LIMITS } from '../../../services/adapters/graph/call.ts';
import { createGraphClient, type GraphMethod } from '../../../services/adapters/graph/client.ts';
import { createGraphProbe } from '../../../services/adapters/graph/reachable.ts';
import { AppError } from '../../../services/domain/errors.ts';
import { graphError, type StubAnswer } from '../../support/graph-stub.ts';
import { ANA, faultOf, TOKEN, useGraph } from './harness.ts';

const graph = useGraph();
const OK: StubAnswer = { status: 200, body: { value: [] } };
const READ = { op: 'test.read', path: '/users?$select=id' };
const THROTTLED = graphError('TooManyRequests');
const UNAVAILABLE = graphError('ServiceUnavailable');

const WRITES: [GraphMethod, { op: string; path: string; body?: object }][] = [
  ['POST', { op: 'test.write', path: `/users/${ANA}/checkMemberGroups`, body: { groupIds: [ANA] } }],
  ['PATCH', { op: 'test.write', path: `/users/${ANA}`, body: { accountEnabled: false } }],
  [
    'PUT',
    {
      op: 'test.write',
      path: `/users/${ANA}/manager/$ref`,
      body: { '@odata.id': `https://graph.microsoft.com/v1.0/users/${ANA}` },
    },
  ],
  ['DELETE', { op: 'test.write', path: `/users/${ANA}/manager/$ref` }],
];

describe('bearer', () => {
  it('is sent over loopback HTTP, and the base path of the sandbox is kept', async () => {
    graph.stub.answer(OK);
    await graph.client({ baseUrl: `${graph.stub.baseUrl}/sandbox/graph/` }).ask('GET', READ);
    expect(graph.stub.requests[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(graph.stub.requests[0]?.target).toBe('/sandbox/graph/v1.0/users?$select=id');
  });

  it('is renewed once after a 401, and the write goes through once', async () => {
    graph.stub.answer({ status: 401, body: graphError('InvalidAuthenticationToken') }, { status: 204 });
    const asked: boolean[] = [];
    const token = async ({ fresh = false } = {}) => {
      asked.push(fresh);
      return fresh ? 'new' : 'old';
    };
    await graph
      .client({ token })
      .ask('PATCH', { op: 'w', path: `/users/${ANA}`, body: { accountEnabled: false } });
    expect(asked).toEqual([false, true]);
    expect(graph.stub.requests.map((each) => each.headers.authorization)).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
  });

  it('that stays refused is a directory_forbidden', async () => {
    graph.stub.answer({ status: 401, body: graphError('InvalidAuthenticationToken') });
    const fault = await faultOf(graph.client().ask('GET', READ));
    expect(fault.code).toBe('directory_forbidden');
    expect(graph.stub.requests).toHaveLength(1);
  });

  it('does not follow a redirect', async () => {
    graph.stub.answer({ status: 302, raw: '', headers: { location: 'http://127.0.0.1:9/v1.0/users' } });
    expect((await faultOf(graph.client().ask('GET', READ))).code).toBe('directory_answer');
    expect(graph.stub.requests).toHaveLength(1);
  });

  it('never goes to another host', async () => {
    const call = new CallState({ op: 'x', limits: DEFAULT_LIMITS, now: 0 });
    const middlewareControl = { getMiddlewareOptions: () => call, setMiddlewareOptions: () => {} };
    const context = { request: 'https://evil.example/v1.0/users', middlewareControl } as unknown as Context;
    const guarded = authMiddleware({ origin: 'https://graph.microsoft.com', token: async () => TOKEN });
    expect(await faultOf(guarded.execute(context))).toMatchObject({ detail: { reason: 'foreign_host' } });
  });

  it('whose source fails keeps the source fault', async () => {
    const token = async () => {
      throw new AppError('directory_forbidden', { detail: { op: 'token', code: 'invalid_client' } });
    };
    const fault = await faultOf(graph.client({ token }).ask('GET', READ));
    expect(fault).toMatchObject({
      code: 'directory_forbidden',
      detail: { op: 'token', code: 'invalid_client' },
    });
    expect(graph.stub.requests).toHaveLength(0);
  });

  it('that never comes ends with the time of an attempt', async () => {
    const client = graph.client({ token: () => new Promise(() => {}), limits: { timeoutMs: 20 } });
    expect(await faultOf(client.ask('GET', READ))).toMatchObject({ detail: { reason: 'token_timeout' } });
  });
});

describe('a read', () => {
  it.each([429, 503, 504])('is asked again after %i', async (status) => {
    graph.stub.answer({ status, body: UNAVAILABLE }, { status, body: UNAVAILABLE }, OK);
    expect(await graph.client().ask('GET', READ)).toEqual({ kind: 'ok', body: { value: [] } });
    expect(graph.pauses).toEqual([375, 750]);
  });

  it.each(['drop', 'break'] as const)('is asked again after a connection that did %s', async (fault) => {
    graph.stub.answer(fault, OK);
    expect(await graph.client().ask('GET', READ)).toMatchObject({ kind: 'ok' });
    expect(graph.stub.requests).toHaveLength(2);
  });

  it('is given up after four attempts', async () => {
    graph.stub.fallback(() => ({ status: 503, body: UNAVAILABLE }));
    const fault = await faultOf(graph.client().ask('GET', READ));
    expect(fault).toMatchObject({ code: 'directory_unavailable', retryable: true, detail: { status: 503 } });
    expect(graph.stub.requests).toHaveLength(4);
  });

  it('is not asked again after 500', async () => {
    graph.stub.answer({ status: 500, body: graphError('InternalServerError') });
    expect((await faultOf(graph.client().ask('GET', READ))).code).toBe('directory_unavailable');
    expect(graph.stub.requests).toHaveLength(1);
  });

  it('that hangs ends with its time, and is asked again', async () => {
    let calls = 0;
    const fetch: typeof globalThis.fetch = (_url, init) => {
      calls += 1;
      if (calls > 1)
        return Promise.resolve(new Response('{}', { headers: { 'content-type': 'application/json' } }));
      return new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new TypeError('aborted')));
      });
    };
    const client = graph.client({ fetch, limits: { timeoutMs: 20 } });
    expect(await client.ask('GET', READ)).toEqual({ kind: 'ok', body: {} });
    expect(calls).toBe(2);
  });

  it('without a server is a directory_unavailable that names the network code', async () => {
    await graph.stub.close();
    const fault = await faultOf(graph.client({ limits: { attempts: 2 } }).ask('GET', READ));
    expect(fault).toMatchObject({
      code: 'directory_unavailable',
      detail: { reason: 'ECONNREFUSED', attempt: 2 },
    });
  });
});

describe('a write', () => {
  it.each(WRITES)('%s is not repeated after 503, 504 or a lost answer', async (method, call) => {
    for (const answer of [
      { status: 503, body: UNAVAILABLE },
      { status: 504, body: UNAVAILABLE },
      'drop',
    ] as const) {
      graph.stub.answer(answer);
      expect((await faultOf(graph.client().ask(method, call))).code).toBe('directory_unavailable');
    }
    expect(graph.stub.requests).toHaveLength(3);
    expect(graph.pauses).toEqual([]);
  });

  it.each(WRITES)('%s is repeated after 429', async (method, call) => {
    const done: StubAnswer = method === 'POST' ? OK : { status: 204 };
    graph.stub.answer({ status: 429, body: THROTTLED, headers: { 'retry-after': '2' } }, done);
    expect(await graph.client().ask(method, call)).toMatchObject({ kind: 'ok' });
    expect(graph.pauses).toEqual([2000]);
  });
});

describe('Retry-After', () => {
  it('in seconds is waited out', async () => {
    graph.stub.answer({ status: 503, body: UNAVAILABLE, headers: { 'retry-after': '3' } }, OK);
    await graph.client().ask('GET', READ);
    expect(graph.pauses).toEqual([3000]);
  });

  it('as an HTTP date is waited out', async () => {
    const headers = { 'retry-after': 'Fri, 20 Nov 2026 15:00:07 GMT' };
    graph.stub.answer({ status: 429, body: THROTTLED, headers }, OK);
    await graph.client().ask('GET', READ);
    expect(graph.pauses).toEqual([7000]);
  });

  it('beyond the bound is thrown for the worker to wait', async () => {
    graph.stub.answer({ status: 429, body: THROTTLED, headers: { 'retry-after': '120' } });
    const fault = await faultOf(graph.client().ask('GET', READ));
    expect(fault).toMatchObject({ code: 'directory_throttled', retryable: true, retryAfterMs: 120_000 });
    expect(graph.pauses).toEqual([]);
  });

  it('beyond the bound is thrown even where the budget would allow it', async () => {
    graph.stub.answer({ status: 503, body: UNAVAILABLE, headers: { 'retry-after': '15' } });
    expect(await faultOf(graph.client().ask('GET', READ))).toMatchObject({ retryAfterMs: 15_000 });
    expect(graph.pauses).toEqual([]);
  });

  it('that would outlive the budget is thrown too', async () => {
    graph.stub.fallback(() => ({ status: 429, body: THROTTLED, headers: { 'retry-after': '9' } }));
    const fault = await faultOf(graph.client().ask('GET', READ));
    expect(fault).toMatchObject({ code: 'directory_throttled', retryAfterMs: 9000 });
    expect(graph.pauses).toEqual([9000, 9000]);
  });

  it('that nobody can read falls back to our own pause', async () => {
    graph.stub.answer({ status: 429, body: THROTTLED, headers: { 'retry-after': 'soon' } }, OK);
    await graph.client().ask('GET', READ);
    expect(graph.pauses).toEqual([375]);
  });
});

describe('limits of a caller', () => {
  it('a signal that ends aborts the request under way, and a read is not asked again', async () => {
    const controller = new AbortController();
    graph.stub.answer(() => {
      queueMicrotask(() => controller.abort());
      return 'hang';
    });
    const fault = await faultOf(graph.client().within({ signal: controller.signal }).ask('GET', READ));
    expect(fault).toMatchObject({ code: 'directory_unavailable', detail: { reason: 'aborted' } });
    expect(graph.stub.requests).toHaveLength(1);
  });

  it('a signal that ends while the token is awaited ends the call', async () => {
    const controller = new AbortController();
    const token = () => {
      queueMicrotask(() => controller.abort());
      return new Promise<string>(() => {});
    };
    const client = graph.client({ token }).within({ signal: controller.signal });
    expect(await faultOf(client.ask('GET', READ))).toMatchObject({ detail: { reason: 'aborted' } });
  });

  it('a signal that ends during a pause ends the pause', async () => {
    const controller = new AbortController();
    graph.stub.answer({ status: 503, body: UNAVAILABLE });
    const wait = (_ms: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        controller.abort();
      });
    const client = graph.client({ wait }).within({ signal: controller.signal });
    expect(await faultOf(client.ask('GET', READ))).toMatchObject({ detail: { reason: 'aborted' } });
  });

  it('a budget bounds the attempts with their pauses', async () => {
    graph.stub.fallback(() => ({ status: 503, body: UNAVAILABLE, headers: { 'retry-after': '2' } }));
    const fault = await faultOf(graph.client().within({ budgetMs: 4000 }).ask('GET', READ));
    expect(fault).toMatchObject({ code: 'directory_unavailable', retryAfterMs: 2000 });
    expect(graph.pauses).toEqual([2000]);
  });

  it('a budget bounds an attempt that hangs', async () => {
    graph.stub.answer('hang');
    const fault = await faultOf(graph.client().within({ budgetMs: 30, attempts: 1 }).ask('GET', READ));
    expect(fault.detail.reason).toBe('timeout');
  });
});

describe('answers', () => {
  it('202 that announces JSON and sends none is a success', async () => {
    graph.stub.answer({ status: 202 });
    const body = { message: { subject: 'x' }, saveToSentItems: true };
    const answer = await graph.client().ask('POST', { op: 'm', path: `/users/${ANA}/sendMail`, body });
    expect(answer).toEqual({ kind: 'ok', body: undefined });
  });

  it.each(['{"value": [', 'null,', '<html>'])('malformed JSON %s is a directory_answer', async (raw) => {
    graph.stub.answer({ status: 200, raw });
    expect(await faultOf(graph.client().ask('GET', READ))).toMatchObject({ code: 'directory_answer' });
  });

  it.each(['{"error"', '', '"gone"', '{"error":"x"}'])(
    'a refusal with the body %s is still a refusal',
    async (raw) => {
      graph.stub.answer({ status: 409, raw });
      expect(await graph.client().ask('GET', READ)).toMatchObject({
        kind: 'refused',
        status: 409,
        details: [],
      });
    },
  );

  it('a refusal tells code, details and request id', async () => {
    const details = [{ code: 'ObjectConflict', message: 'm', target: 'proxyAddresses' }];
    graph.stub.answer({ status: 400, body: graphError('Request_BadRequest', 'Another object', details) });
    expect(await graph.client().ask('GET', READ)).toEqual({
      kind: 'refused',
      status: 400,
      code: 'Request_BadRequest',
      message: 'Another object',
      details: [{ code: 'ObjectConflict', target: 'proxyAddresses' }],
      requestId: 'req-inner',
    });
  });

  it('are logged by operation and code, never by address or token', async () => {
    graph.stub.answer({ status: 404, body: graphError('Request_ResourceNotFound', 'ana@entidad.example') });
    await graph.client().ask('GET', { op: 'user.read', path: '/users/ana@entidad.example' });
    expect(graph.logged.join()).toContain('"op":"user.read"');
    expect(graph.logged.join()).toContain('"status":404');
    expect(graph.logged.join()).not.toContain('ana@');
  });
});

describe('a lane', () => {
  it('lets four calls run at once and keeps others waiting, other lanes not', async () => {
    let running = 0;
    let most = 0;
    const release: (() => void)[] = [];
    const fetch: typeof globalThis.fetch = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => release.push(resolve));
      running -= 1;
      return new Response('{"value":[]}', { status: 200, headers: { 'content-type': 'application/json' } });
    };
    const client = graph.client({ fetch });
    const abort = new AbortController();
    const inBox = () => client.ask('GET', { ...READ, lane: 'box' });
    const first = Array.from({ length: 4 }, inBox);
    const impatient = Array.from({ length: 4 }, () =>
      faultOf(client.within({ signal: abort.signal }).ask('GET', { ...READ, lane: 'box' })),
    );
    const calls = [...first, ...Array.from({ length: 5 }, inBox)];
    const other = client.ask('GET', { ...READ, lane: 'other' });
    await expect.poll(() => running).toBe(5);
    abort.abort();
    for (const each of await Promise.all(impatient)) expect(each.detail.reason).toBe('aborted');
    while (release.length > 0) {
      release.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all([...calls, other]);
    expect(most).toBe(5);
  });
});

describe('settings', () => {
  it.each(['', 'graph.microsoft.com', 'ftp://x', 'https://x/?a=1'])('the base %s is refused', (baseUrl) => {
    expect(() =>
      createGraphClient({ baseUrl, token: async () => '', log: { debug: () => {}, warn: () => {} } }),
    ).toThrow(AppError);
  });

  it.each([
    ['https://graph.microsoft.us', 'https://graph.microsoft.us/v1.0/directoryObjects/x'],
    ['http://127.0.0.1:1/sandbox/graph', 'https://graph.microsoft.com/v1.0/directoryObjects/x'],
  ])('references on the base %s name %s', (baseUrl, reference) => {
    expect(graph.client({ baseUrl }).referenceTo('x')).toBe(reference);
  });
});

describe('the probe', () => {
  it('asks Graph at most once in five seconds', async () => {
    graph.stub.answer(OK, 'drop');
    const probe = createGraphProbe(graph.client());
    expect([await probe.reachable(), await probe.reachable()]).toEqual([true, true]);
    graph.clock.at = '2026-11-20T15:00:05.000Z';
    expect(await probe.reachable()).toBe(false);
    expect(graph.stub.requests).toHaveLength(2);
  });

  it('counts throttled as reachable and forbidden as not', async () => {
    graph.stub.answer(
      { status: 429, body: THROTTLED },
      { status: 403, body: graphError('Authorization_RequestDenied') },
    );
    expect(await createGraphProbe(graph.client()).reachable()).toBe(true);
    expect(await createGraphProbe(graph.client()).reachable()).toBe(false);
  });
});
