import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileDesk, plainName } from '../../../services/adapters/files/file-desk.ts';
import { type FileDesk, MAX_INCOMING_BYTES } from '../../../services/ports/file-desk.ts';

let folder: string;
let now: string;
let server: Server;
let base: string;
let desk: FileDesk;
let answers: (path: string) => { status?: number; headers?: Record<string, string>; body?: Buffer | 'drip' };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-files-'));
  now = '2026-11-30T12:00:00.000Z';
  answers = () => ({ body: Buffer.from('hola') });
  server = createServer((request, response) => {
    const { status = 200, headers = {}, body } = answers(request.url ?? '');
    response.writeHead(status, headers);
    if (body !== 'drip') return void response.end(body);
    const piece = Buffer.alloc(1024 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(piece));
      response.once('drain', more);
    };
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  desk = createFileDesk({
    dir: folder,
    fetch: { allowed: (url) => url.hostname === '127.0.0.1' && Number(url.port) === port, patienceMs: 5_000 },
    now: () => now,
  });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const FILE = { name: 'informe.csv', mimeType: 'text/csv', content: Buffer.from('a;b') };
const whole = async (pieces: AsyncIterable<Uint8Array>) => {
  const all: Uint8Array[] = [];
  for await (const one of pieces) all.push(one);
  return Buffer.concat(all).toString('utf8');
};

describe('a file on offer', () => {
  it('is there for its person alone, and can be taken once', async () => {
    const offer = await desk.offer(FILE, 'camila');
    expect(offer).toMatchObject({ name: 'informe.csv', bytes: 3, personId: 'camila' });
    expect(await desk.offered(offer.id, 'hernan')).toBeUndefined();
    expect(await desk.take(offer.id, 'hernan')).toBeUndefined();
    expect(await desk.offered(offer.id, 'camila')).toEqual(offer);
    const both = await Promise.all([desk.take(offer.id, 'camila'), desk.take(offer.id, 'camila')]);
    const [taken] = both.filter((one) => one !== undefined);
    expect(both.filter((one) => one !== undefined)).toHaveLength(1);
    expect(taken && (await whole(taken.read()))).toBe('a;b');
    expect(taken && (await whole(taken.read(1, 1)))).toBe(';');
    await taken?.done();
    expect(await desk.take(offer.id, 'camila')).toBeUndefined();
  });

  it('put back may be taken again', async () => {
    const { id } = await desk.offer(FILE, 'camila');
    await (await desk.take(id, 'camila'))?.back();
    expect(await desk.take(id, 'camila')).toBeDefined();
  });

  it('ends with the day, and when it is declined by its person', async () => {
    const one = await desk.offer(FILE, 'camila');
    const two = await desk.offer(FILE, 'camila');
    await desk.drop(two.id, 'hernan');
    expect(await desk.offered(two.id, 'camila')).toBeDefined();
    await desk.drop(two.id, 'camila');
    expect(await desk.offered(two.id, 'camila')).toBeUndefined();
    now = '2026-12-01T12:00:00.001Z';
    expect(await desk.take(one.id, 'camila')).toBeUndefined();
    await desk.sweep();
    now = '2026-11-30T12:00:00.000Z';
    expect(await desk.offered(one.id, 'camila')).toBeUndefined();
  });

  it('is streamed where it comes in pieces', async () => {
    async function* pieces() {
      yield Buffer.from('uno ');
      yield Buffer.from('dos');
    }
    const { id, bytes } = await desk.offer({ ...FILE, content: pieces() }, 'camila');
    expect(bytes).toBe(7);
    const taken = await desk.take(id, 'camila');
    expect(taken && (await whole(taken.read()))).toBe('uno dos');
  });

  it.each(['../../etc/passwd', '', 'x'.repeat(32), '.'.repeat(32), `${'a'.repeat(31)}/`])(
    'is not found under %j',
    async (id) => {
      expect(await desk.take(id, 'camila')).toBeUndefined();
    },
  );

  it('has a name that is one everywhere', () => {
    expect(plainName('../..\\evil\u202e<x>.csv')).toBe('evilx.csv');
    expect(plainName('...')).toBe('archivo');
    expect(plainName(`${'ñ'.repeat(300)}.xlsx`)).toBe(`${'ñ'.repeat(120)}.xlsx`);
  });
});

describe('a file that a person attached', () => {
  const attached = (path = '/a.csv') => ({ name: 'cuentas.csv', url: `${base}${path}` });

  it('is fetched to disk, and found again for a day by its person', async () => {
    const got = await desk.fetch(attached(), 'hernan');
    if (!got.ok) throw new TypeError(got.problem);
    expect(readFileSync(got.file.path, 'utf8')).toBe('hola');
    expect(await desk.incoming(got.file.id, 'hernan')).toEqual(got.file);
    expect(await desk.incoming(got.file.id, 'camila')).toBeUndefined();
    now = '2026-12-01T12:00:00.001Z';
    expect(await desk.incoming(got.file.id, 'hernan')).toBeUndefined();
  });

  it.each([
    'https://evil.example/a.csv',
    'http://127.0.0.1:1/a.csv',
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data',
    'not an address',
  ])('at %s is not asked for', async (url) => {
    expect(await desk.fetch({ name: 'a.csv', url }, 'hernan')).toEqual({ ok: false, problem: 'host' });
  });

  it('that sends on is followed to allowed hosts alone, and not for ever', async () => {
    answers = (path) =>
      path === '/a.csv' ? { status: 302, headers: { location: '/b.csv' } } : { body: Buffer.from('aquí') };
    expect(await desk.fetch(attached(), 'hernan')).toMatchObject({ ok: true });
    answers = () => ({ status: 302, headers: { location: 'http://10.0.0.1/x' } });
    expect(await desk.fetch(attached(), 'hernan')).toEqual({ ok: false, problem: 'host' });
    answers = () => ({ status: 302, headers: { location: '/a.csv' } });
    expect(await desk.fetch(attached(), 'hernan')).toEqual({ ok: false, problem: 'unreachable' });
  });

  it.each([
    ['that is gone', { status: 404 }, 'unreachable'],
    ['that is empty', { body: Buffer.alloc(0) }, 'empty'],
    ['that says it is too big', { headers: { 'content-length': String(MAX_INCOMING_BYTES + 1) } }, 'too_big'],
    ['that never ends', { body: 'drip' as const }, 'too_big'],
  ])('%s is a problem that is said', async (_name, answer, problem) => {
    answers = () => answer;
    expect(await desk.fetch(attached(), 'hernan')).toEqual({ ok: false, problem });
  });
});
