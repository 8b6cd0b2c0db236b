import type { GraphError } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import { retryAfterMs } from './retry-middleware.ts';

/** Graph said no (4xx but 401, 408 and 429). `message` is for telling refusals apart, never for logs or cards. */
export interface GraphRefusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** `details[]` of the error: where `ObjectConflict` stands. */
  readonly details: readonly { readonly code: string; readonly target?: string }[];
  readonly requestId?: string;
}

export type GraphAnswer = { readonly kind: 'ok'; readonly body: unknown } | GraphRefusal;

const text = z.string().catch('');
const errorBody = z.object({
  code: text,
  message: text,
  details: z
    .array(z.object({ code: text, target: z.string().nullish().catch(undefined) }))
    .nullish()
    .catch([]),
});

/** The `error` object of a body, whatever arrived: the parts that do not fit are left out. */
function refusal(status: number, error: unknown, requestId: string | undefined): GraphRefusal {
  const read = errorBody.safeParse(error ?? {});
  const { code = '', message = '', details = [] } = read.success ? read.data : {};
  const told = (details ?? []).map((each) => ({ code: each.code, target: each.target ?? undefined }));
  return { kind: 'refused', status, code, message, details: told, requestId };
}

/** What a status and an error object mean: a refusal is returned, a fault is thrown as `AppError`. */
export function judge(
  op: string,
  answered: {
    readonly status: number;
    readonly error: unknown;
    readonly requestId?: string;
    readonly retryAfter?: string | null;
  },
  now: number,
): GraphRefusal {
  const { status, error, requestId } = answered;
  const said = refusal(status, error, requestId);
  const detail = { op, status, code: said.code || undefined, requestId };
  const retryAfter = retryAfterMs(answered.retryAfter, now);
  if (status === 429) throw new AppError('directory_throttled', { detail, retryAfterMs: retryAfter });
  if (status >= 500 || status === 408) {
    throw new AppError('directory_unavailable', { detail, retryAfterMs: retryAfter });
  }
  if (status === 401) throw new AppError('directory_forbidden', { detail });
  if (status < 400) throw new AppError('directory_answer', { detail });
  return said;
}

function parsedBody(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The library's error as a refusal; faults are thrown. Its `body` is the JSON text of the `error` object. */
export function answerOfError(op: string, error: GraphError, now: number): GraphRefusal {
  const requestId = error.requestId ?? error.headers?.get('request-id') ?? undefined;
  const retryAfter = error.headers?.get('retry-after');
  return judge(op, { status: error.statusCode, error: parsedBody(error.body), requestId, retryAfter }, now);
}

/** The refusal as the fault that it is where nobody expected it. */
export function refusedFault(op: string, said: GraphRefusal): AppError {
  const detail = { op, status: said.status, code: said.code || undefined, requestId: said.requestId };
  const conflict = said.details.find((each) => each.code === 'ObjectConflict');
  if (conflict) return new AppError('directory_conflict', { detail: { ...detail, target: conflict.target } });
  return new AppError(said.status === 403 ? 'directory_forbidden' : 'directory_refused', { detail });
}

/** Parses what came; what does not fit throws `AppError('directory_answer')` that names the place, not the value. */
export function parsed<T extends z.ZodType>(op: string, schema: T, body: unknown): z.output<T> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const at = read.error.issues[0]?.path.join('.') || 'body';
  throw new AppError('directory_answer', { detail: { op, at } });
}

/** The body of a success through its schema; a refusal is thrown. */
export function expected<T extends z.ZodType>(op: string, schema: T, answer: GraphAnswer): z.output<T> {
  if (answer.kind === 'refused') throw refusedFault(op, answer);
  return parsed(op, schema, answer.body);
}

/** As `expected`, but a 404 is undefined. */
export function found<T extends z.ZodType>(
  op: string,
  schema: T,
  answer: GraphAnswer,
): z.output<T> | undefined {
  return answer.kind === 'refused' && answer.status === 404 ? undefined : expected(op, schema, answer);
}

/** For writes whose answer holds nothing to read: a refusal is thrown. */
export function accepted(op: string, answer: GraphAnswer): void {
  if (answer.kind === 'refused') throw refusedFault(op, answer);
}
