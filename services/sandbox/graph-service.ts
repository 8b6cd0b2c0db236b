import { setTimeout as wait } from 'node:timers/promises';
import { exportRoutes } from './export-routes.ts';
import { type FaultRule, type Faults, faultAnswer, withFailedItems } from './faults.ts';
import { folderRoutes } from './folder-routes.ts';
import { type GraphAnswer, type GraphCall, refuse } from './graph-answer.ts';
import { answerBatch } from './graph-batch.ts';
import { importItem, importRoutes } from './import-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { inboxRuleRoutes } from './inbox-rule-routes.ts';
import { licenceRoutes } from './licence-routes.ts';
import { settleLicensing } from './licensing.ts';
import { mailRoutes } from './mail-routes.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import { relationRoutes } from './relation-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { routeMatcher } from './route.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { tenantRoutes } from './tenant-routes.ts';
import { userReadRoutes } from './user-reads.ts';
import { userWriteRoutes } from './user-writes.ts';

/** What comes of a call: an answer, or a connection that ends without one. */
export type CallOutcome = { readonly answer: GraphAnswer } | { readonly dropped: true };

/** One call and its answer, whole; held in memory only by whoever asked for it. */
export interface SandboxExchange {
  readonly method: string;
  /** Path and query below `/v1.0`, with a leading slash. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  /** 0 where the connection was dropped. */
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: unknown;
  /** True for a part of a batch; the batch itself is another exchange. */
  readonly batched: boolean;
}

export interface GraphServiceDeps {
  readonly tenant: SandboxTenant;
  readonly faults: Faults;
  readonly onExchange?: (exchange: SandboxExchange) => void;
}

const match = routeMatcher([
  ...userReadRoutes,
  ...userWriteRoutes,
  ...relationRoutes,
  ...licenceRoutes,
  ...mailboxRoutes,
  ...inboxRuleRoutes,
  ...mailRoutes,
  ...inboxRoutes,
  ...exportRoutes,
  ...folderRoutes,
  ...importRoutes,
  ...reportRoutes,
  ...signInRoutes,
  ...tenantRoutes,
]);

function work(deps: GraphServiceDeps, call: GraphCall): GraphAnswer {
  const found = match(call.method, call.path);
  if ('route' in found) return found.route[2](deps.tenant, found.params, call);
  if (found.known)
    return refuse(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  return refuse(400, 'BadRequest', 'Resource not found for the segment.');
}

async function worked(deps: GraphServiceDeps, call: GraphCall): Promise<GraphAnswer> {
  settleLicensing(deps.tenant);
  if (call.method === 'POST' && call.path === '/$batch')
    return answerBatch(call, (part) => answerCall(deps, part, true));
  return work(deps, call);
}

/** What a call does: in full, and its own part alone. */
interface Act {
  readonly whole: () => Promise<GraphAnswer>;
  readonly own: () => GraphAnswer;
}

async function struck(deps: GraphServiceDeps, act: Act, rule: FaultRule): Promise<CallOutcome> {
  if (rule.delayMs > 0) await wait(rule.delayMs);
  switch (rule.effect) {
    case 'answer':
      return { answer: faultAnswer(rule) };
    case 'drop':
      return { dropped: true };
    case 'pretend':
      return { answer: deps.tenant.pretend(act.own) };
    case 'work-then-answer':
      await act.whole();
      return { answer: faultAnswer(rule) };
    case 'work-then-drop':
      await act.whole();
      return { dropped: true };
    case 'fail-items':
      return { answer: withFailedItems(await act.whole(), rule) };
    case 'delay':
      return { answer: await act.whole() };
  }
}

function tell(deps: GraphServiceDeps, call: GraphCall, outcome: CallOutcome, batched: boolean): void {
  const query = call.query.size > 0 ? `?${call.query}` : '';
  const answer = 'answer' in outcome ? outcome.answer : undefined;
  deps.onExchange?.({
    method: call.method,
    url: `${call.path}${query}`,
    headers: call.headers,
    requestBody: call.body,
    status: answer?.status ?? 0,
    responseHeaders: answer?.headers ?? {},
    responseBody: answer?.body,
    batched,
  });
}

/** Answers one authorised call, faults included. Whatever it changed is on disk when it answers. */
export async function answerCall(
  deps: GraphServiceDeps,
  call: GraphCall,
  batched = false,
): Promise<CallOutcome> {
  const act = { whole: () => worked(deps, call), own: () => work(deps, call) };
  return acted(deps, call, act, batched);
}

async function acted(
  deps: GraphServiceDeps,
  call: GraphCall,
  act: Act,
  batched: boolean,
): Promise<CallOutcome> {
  const rule = deps.faults.strike(call);
  const outcome = rule ? await struck(deps, act, rule) : { answer: await act.whole() };
  tell(deps, call, outcome, batched);
  return outcome;
}

/**
 * Answers a call to an import session's own address, which is Exchange's and not Graph's: faults meet it as `/import`,
 * and so it is told, without the token.
 */
export function answerImport(
  deps: GraphServiceDeps,
  token: string,
  { method, headers, body, base }: Pick<GraphCall, 'method' | 'headers' | 'body' | 'base'>,
): Promise<CallOutcome> {
  const call = { method, headers, body, base, path: '/import', query: new URLSearchParams() };
  const own = () => importItem(deps.tenant, token, body);
  return acted(deps, call, { own, whole: async () => own() }, false);
}
