import type { IncomingMessage, ServerResponse } from 'node:http';

/** Sent with every answer: nothing of the desk belongs into a page, a cache or another site's frame. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'cache-control': 'no-store',
} as const;

/** Answers with JSON, or with nothing where `body` is undefined; an answer that has begun is left alone. */
export function answerJson(response: ServerResponse, status: number, body?: unknown): void {
  if (response.headersSent) return;
  if (body === undefined) {
    response.writeHead(status, { ...SECURITY_HEADERS, 'content-length': 0 }).end();
    return;
  }
  const text = JSON.stringify(body);
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  };
  response.writeHead(status, headers).end(text);
}

/** A request's body as JSON, or the status that says why it is not read. */
export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415 };

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Reads a body of at most `limit` bytes; a longer one is read to its end and dropped, so that whoever sends it hears
 * the answer. Another content type counts as no body: a page of another site can send only those without asking.
 * Rejects where the connection breaks off.
 */
export function readJson(request: IncomingMessage, limit: number): Promise<JsonBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    request.on('error', reject);
    request.on('end', () => resolve(size > limit ? { ok: false, status: 413 } : parsed(request, chunks)));
  });
}

function parsed({ headers }: IncomingMessage, chunks: readonly Buffer[]): JsonBody {
  const [first] = chunks;
  if (headers['content-encoding'] !== undefined) return { ok: false, status: 415 };
  if (first === undefined || !JSON_TYPE.test(headers['content-type'] ?? ''))
    return { ok: true, value: undefined };
  const bytes = chunks.length === 1 ? first : Buffer.concat(chunks);
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { ok: false, status: 400 };
  }
}
