import { z } from 'zod';
import { badRequest, type GraphAnswer, type GraphCall, ok, refuse } from './graph-answer.ts';

const MAX_STEPS = 20;

const part = z.strictObject({
  id: z.string().min(1),
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
  url: z.string().regex(/^(?!\/?(v1\.0|beta)\/)(?!https?:)/),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});

const batch = z.strictObject({ requests: z.array(part).min(1) });

type Part = z.infer<typeof part>;
type Outcome = { readonly answer: GraphAnswer } | { readonly dropped: true };

const lower = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function callOf(whole: GraphCall, one: Part): GraphCall {
  const url = one.url.startsWith('/') ? one.url : `/${one.url}`;
  const cut = url.indexOf('?');
  return {
    method: one.method,
    path: cut < 0 ? url : url.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1)),
    headers: lower(one.headers ?? {}),
    body: one.body,
    base: whole.base,
  };
}

const refusePart = (one: Part): GraphAnswer | undefined =>
  one.body !== undefined && !Object.keys(lower(one.headers ?? {})).includes('content-type')
    ? badRequest('Write request id : '.concat(one.id, ' does not contain Content-Type header or body.'))
    : undefined;

const failedDependency = (): GraphAnswer =>
  refuse(424, 'FailedDependency', 'A request on which this one depends has failed.');

/** A dropped part of a batch is a part without an answer in time. */
const partAnswer = (outcome: Outcome): GraphAnswer =>
  'answer' in outcome
    ? outcome.answer
    : refuse(504, 'UnknownError', 'The gateway did not get an answer in time.');

/**
 * Answers `/$batch`: at most 20 parts, in order, each with its own status; a part whose dependency failed is 424.
 * `answer` gives each part's answer.
 */
export async function answerBatch(
  call: GraphCall,
  answer: (part: GraphCall) => Promise<Outcome>,
): Promise<GraphAnswer> {
  const parsed = batch.safeParse(call.body);
  if (!parsed.success) return refuse(400, 'BadRequest', 'Invalid batch payload format.');
  const { requests } = parsed.data;
  if (requests.length > MAX_STEPS)
    return refuse(
      400,
      'MaximumValueExceeded',
      `Number of batch request steps exceeds the maximum value of ${MAX_STEPS}.`,
    );
  if (new Set(requests.map((one) => one.id)).size < requests.length)
    return refuse(400, 'BadRequest', 'Request ids in a batch must be unique.');
  const statuses = new Map<string, number>();
  const responses: unknown[] = [];
  for (const one of requests) {
    const blocked = (one.dependsOn ?? []).some((id) => (statuses.get(id) ?? 500) >= 400);
    const given = blocked
      ? failedDependency()
      : (refusePart(one) ?? partAnswer(await answer(callOf(call, one))));
    statuses.set(one.id, given.status);
    const headers =
      given.body === undefined
        ? { ...given.headers }
        : { 'Content-Type': 'application/json', ...given.headers };
    responses.push({ id: one.id, status: given.status, headers, body: given.body });
  }
  return ok({ responses });
}
