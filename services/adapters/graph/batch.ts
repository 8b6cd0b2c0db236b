import { z } from 'zod';
import { expected, type GraphAnswer, judge } from './answers.ts';
import type { GraphClient } from './client.ts';
import { retryAfterMs } from './retry-middleware.ts';

/** A read inside a batch: path below the version, encoded, with its query. */
export interface BatchedRead {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Graph's limit of requests in one batch. */
export const BATCH_LIMIT = 20;

const TRANSIENT = new Set([429, 503, 504]);
const batchAnswer = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number().int(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown(),
    }),
  ),
});

type Part = z.output<typeof batchAnswer>['responses'][number];

function header(part: Part, name: string): string | undefined {
  return Object.entries(part.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

function errorIn(body: unknown): unknown {
  return body && typeof body === 'object' && 'error' in body ? body.error : undefined;
}

function answerOfPart(client: GraphClient, op: string, part: Part): GraphAnswer {
  if (part.status >= 200 && part.status < 300) return { kind: 'ok', body: part.body };
  const requestId = header(part, 'request-id');
  const retryAfter = header(part, 'retry-after');
  return judge(op, { status: part.status, error: errorIn(part.body), requestId, retryAfter }, client.now());
}

/**
 * Up to twenty reads in one request, answers in the order of the reads. Reads only: they are independent, and a part
 * that was throttled, failed in passing or came back without an answer is asked once more by itself, after the pause
 * that it named. The library's own batch builds wrong relative URLs.
 */
export async function readTogether(
  client: GraphClient,
  op: string,
  reads: readonly BatchedRead[],
): Promise<GraphAnswer[]> {
  const requests = reads.slice(0, BATCH_LIMIT).map((read, index) => ({
    id: String(index),
    method: 'GET',
    url: read.path,
    ...(read.headers ? { headers: read.headers } : {}),
  }));
  if (requests.length === 0) return [];
  const answer = await client.ask('POST', { op, path: '/$batch', body: { requests } });
  const parts = new Map(expected(op, batchAnswer, answer).responses.map((part) => [part.id, part]));
  const answers = reads.slice(0, BATCH_LIMIT).map(async (read, index) => {
    const part = parts.get(String(index));
    if (part && !TRANSIENT.has(part.status)) return answerOfPart(client, op, part);
    const delayMs = part ? retryAfterMs(header(part, 'retry-after'), client.now()) : undefined;
    return client.ask('GET', { op, path: read.path, headers: read.headers, delayMs });
  });
  const rest = reads.length > BATCH_LIMIT ? await readTogether(client, op, reads.slice(BATCH_LIMIT)) : [];
  return [...(await Promise.all(answers)), ...rest];
}
