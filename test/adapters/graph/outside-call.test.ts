import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGraphClient, type GraphClient } from '../../../services/adapters/graph/client.ts';
import { createFixedTokenSource } from '../../../services/adapters/graph/fixed-token.ts';
import { faultOf } from './harness.ts';

const SECRET = 'eyJ-the-token-of-the-address';

let server: Server;
let origin: string;
let client: GraphClient;
let asked: IncomingMessage[];
let logged: string[];
let answer: { status: number; headers?: Record<string, string>; body: string } | 'drop';

beforeEach(async () => {
  asked = [];
  logged = [];
  answer = { status: 200, body: '{"itemId":"a"}' };
  server = createServer((request, response) => {
    asked.push(request);
    if (answer === 'drop') return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const note = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
  client = createGraphClient({
    baseUrl: origin,
    token: createFixedTokenSource('our-own-bearer'),
    log: { debug: note, warn: note },
  });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(logged.join('\n')).not.toContain(SECRET);
});

const outside = (at = origin) =>
  client.outside({ op: 'trial', url: `${at}/import?authtoken=${SECRET}`, body: { Mode: 'create' } });

describe('a call to an address that Graph gave', () => {
  it('goes without our token, and answers JSON or text', async () => {
    expect(await outside()).toEqual({ kind: 'ok', body: { itemId: 'a' } });
    expect(asked[0]?.headers.authorization).toBeUndefined();
    expect(asked[0]?.method).toBe('POST');
    answer = { status: 200, body: 'a,b\r\n1,2\r\n' };
    expect(await client.outside({ op: 'trial', url: origin })).toMatchObject({ body: 'a,b\r\n1,2\r\n' });
    expect(asked[1]?.method).toBe('GET');
  });

  it.each(['http://elsewhere.example', 'file:///etc', 'not an address'])('never goes to %s', async (at) => {
    expect(await faultOf(outside(at))).toMatchObject({ code: 'directory_answer' });
    expect(asked).toEqual([]);
  });

  it('follows nothing', async () => {
    answer = { status: 302, headers: { location: `${origin}/else` }, body: '' };
    expect(await faultOf(outside())).toMatchObject({ code: 'directory_answer' });
    expect(asked).toHaveLength(1);
  });

  it.each([
    [429, 'directory_throttled'],
    [503, 'directory_unavailable'],
    [401, 'directory_forbidden'],
  ])(
    'that is answered with %i is a fault of its kind, with the wait asked for, tried once',
    async (status, code) => {
      answer = { status, headers: { 'retry-after': '7' }, body: '' };
      const fault = await faultOf(outside());
      expect(fault.code).toBe(code);
      expect(JSON.stringify(fault) + fault.message + fault.stack).not.toContain(SECRET);
      expect(asked).toHaveLength(1);
    },
  );

  it('that breaks off is a fault without the address, and is not tried again', async () => {
    answer = 'drop';
    const fault = await faultOf(outside());
    expect(fault).toMatchObject({ code: 'directory_unavailable', detail: { op: 'trial' } });
    expect(String(fault.cause) + fault.message).not.toContain(SECRET);
    expect(asked).toHaveLength(1);
  });

  it('that is refused tells the code', async () => {
    answer = { status: 400, body: '{"error":{"code":"ErrorItemSave"}}' };
    expect(await outside()).toMatchObject({ kind: 'refused', status: 400, code: 'ErrorItemSave' });
  });
});
