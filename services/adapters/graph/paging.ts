import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import { expected, type GraphAnswer } from './answers.ts';
import type { GraphCall, GraphClient } from './client.ts';

const MOST_PAGES = 10_000;

/**
 * The path below the version, with its query, of a nextLink, a deltaLink or a stored cursor. The host is dropped: what
 * Graph (or somebody in between) wrote there is never followed, the call goes to our own base. Throws
 * `AppError('directory_answer')` where there is no such path.
 */
export function linkPath(op: string, link: string): string {
  const url = URL.canParse(link, 'http://localhost') ? new URL(link, 'http://localhost') : undefined;
  const below = url?.pathname.match(/\/v1\.0(\/.+)$/)?.[1];
  if (!url || !below) throw new AppError('directory_answer', { detail: { op, reason: 'bad_link' } });
  // The library reads a raw `https://` anywhere in a path as a host.
  return `${below}${url.search}`.replaceAll('://', '%3A%2F%2F');
}

/** The schema of one page: rows, and where the next page or the next round is. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({
    value: z.array(row),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  });
}

/** Every row of a collection, page after page. `missing` is answered for a 404 of the first page. */
export async function collected<T extends z.ZodType>(
  client: GraphClient,
  call: GraphCall,
  row: T,
  missing?: 'none',
): Promise<z.output<T>[]> {
  const schema = pageOf(row);
  const rows: z.output<T>[] = [];
  let answer: GraphAnswer = await client.ask('GET', call);
  if (missing === 'none' && answer.kind === 'refused' && answer.status === 404) return rows;
  for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
    const page = expected(call.op, schema, answer);
    for (const each of page.value) rows.push(each);
    const link = page['@odata.nextLink'];
    if (link === undefined) return rows;
    answer = await client.ask('GET', { ...call, path: linkPath(call.op, link) });
  }
  throw new AppError('directory_answer', { detail: { op: call.op, reason: 'endless_pages' } });
}

/** One page of a delta round; the cursor is a path below the version. */
export interface DeltaPage<R> {
  readonly rows: readonly R[];
  readonly cursor: string;
  readonly more: boolean;
}

const EXPIRED = /sync_?state|resync|expired_?page_?token/i;

/**
 * The page at the cursor, or the first one at `call.path`. A cursor that Graph has forgotten (410, or a code that
 * says so) starts a new round: everything comes again, and removals from before the round are not told.
 */
export async function deltaPage<T extends z.ZodType>(
  client: GraphClient,
  call: GraphCall,
  row: T,
  cursor: string | undefined,
): Promise<DeltaPage<z.output<T>>> {
  const at = cursor === undefined ? call.path : linkPath(call.op, `/v1.0${cursor}`);
  let answer = await client.ask('GET', { ...call, path: at });
  const expired = answer.kind === 'refused' && (answer.status === 410 || EXPIRED.test(answer.code));
  if (expired && cursor !== undefined) answer = await client.ask('GET', call);
  const page = expected(call.op, pageOf(row), answer);
  const next = page['@odata.nextLink'];
  const link = next ?? page['@odata.deltaLink'];
  if (link === undefined)
    throw new AppError('directory_answer', { detail: { op: call.op, reason: 'no_link' } });
  return { rows: page.value, cursor: linkPath(call.op, link), more: next !== undefined };
}
