import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { z } from 'zod';
import { asAppError } from '../domain/errors.ts';
import { arrivingMailSchema, mailArrives } from './arriving-mail.ts';
import { faultRuleSchema } from './faults.ts';
import { type GraphAnswer, type GraphCall, refuse } from './graph-answer.ts';
import { answerCall, answerImport, type CallOutcome, type GraphServiceDeps } from './graph-service.ts';
import { usageReport } from './report-routes.ts';
import { controlTenant, tenantControlSchema } from './tenant-controls.ts';

/** What the sandbox tells its log: codes and route shapes, no values. */
export interface SandboxLog {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface SandboxRouterDeps extends GraphServiceDeps {
  readonly bearer: string;
  readonly log?: SandboxLog;
}

function send(res: Response, answer: GraphAnswer): void {
  res.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value);
  if (answer.body === undefined) {
    // Graph has answered 202 with a JSON content type and nothing in it; clients must bear that.
    if (answer.status === 202) res.setHeader('Content-Type', 'application/json');
    res.end();
  } else res.json(answer.body);
}

function callOf(req: Request): GraphCall {
  const cut = req.url.indexOf('?');
  const headers = Object.entries(req.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: req.method,
    path: cut < 0 ? req.url : req.url.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : req.url.slice(cut + 1)),
    headers: Object.fromEntries(headers),
    body: req.body,
    base: `${req.protocol}://${req.get('host')}${req.baseUrl}`,
  };
}

function finish(req: Request, res: Response, outcome: CallOutcome): void {
  if ('answer' in outcome) send(res, outcome.answer);
  else req.socket.destroy();
}

function graphHandler(deps: SandboxRouterDeps): RequestHandler {
  return async (req, res) => {
    if (req.headers.authorization !== `Bearer ${deps.bearer}`) {
      send(res, refuse(401, 'InvalidAuthenticationToken', 'Access token is empty or not valid.'));
      return;
    }
    finish(req, res, await answerCall(deps, callOf(req)));
  };
}

/** Malformed JSON is the caller's fault; anything else is ours, and is logged by its code alone. */
function onError(deps: SandboxRouterDeps): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    const status =
      typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status === 400 || status === 413) {
      send(
        res,
        refuse(
          status,
          'BadRequest',
          'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
        ),
      );
      return;
    }
    const fault = asAppError(error);
    deps.log?.error({ code: fault.code }, 'sandbox failed');
    send(res, refuse(fault.retryable ? 503 : 500, 'InternalServerError', 'The sandbox could not answer.'));
  };
}

/** A page elsewhere cannot send JSON without asking first, and nobody answers it here. */
const jsonOnly: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST' || req.is('application/json')) next();
  else res.status(415).json({ problem: 'application/json expected' });
};

function controls(deps: SandboxRouterDeps): Router {
  const router = express.Router();
  const rules = z.union([faultRuleSchema, z.array(faultRuleSchema)]);
  router.get('/faults', (_req, res) => void res.json({ faults: deps.faults.list() }));
  router.post('/faults', (req, res) => {
    const parsed = rules.safeParse(req.body);
    if (!parsed.success) return void res.status(400).json({ problem: z.prettifyError(parsed.error) });
    const list = Array.isArray(parsed.data) ? parsed.data : [parsed.data];
    res.status(201).json({ faults: list.map((rule) => deps.faults.add(rule)) });
  });
  router.delete('/faults', (_req, res) => {
    deps.faults.clear();
    res.status(204).end();
  });
  router.get('/tenant', (_req, res) => {
    const { accessPassAllowed, deleteAttempts, skus } = deps.tenant.get('facts', 'tenant');
    res.json({
      users: deps.tenant.count('user'),
      groups: deps.tenant.count('group'),
      accessPassAllowed,
      deleteAttempts,
      skus,
    });
  });
  router.post('/tenant', (req, res) => {
    const parsed = tenantControlSchema.safeParse(req.body);
    if (!parsed.success) return void res.status(400).json({ problem: z.prettifyError(parsed.error) });
    const result = controlTenant(deps.tenant, parsed.data);
    res.status(result.done ? 200 : 404).json(result);
  });
  router.post('/mail', (req, res) => {
    const parsed = arrivingMailSchema.safeParse(req.body);
    if (!parsed.success) return void res.status(400).json({ problem: z.prettifyError(parsed.error) });
    const arrived = mailArrives(deps.tenant, parsed.data);
    if (arrived) res.status(201).json(arrived);
    else res.status(400).json({ problem: 'from: an address, or a person of the sandbox such as camila' });
  });
  router.get('/mail', (_req, res) => {
    const mails = [...deps.tenant.rows('sent')].sort((a, b) => a.seq - b.seq);
    res.json({ mails: mails.map(({ seq: _seq, ...mail }) => mail) });
  });
  return router;
}

/** The sandbox's routes, to be mounted under `/sandbox`: Graph, its import sessions, and the controls. */
export function sandboxRouter(deps: SandboxRouterDeps): Router {
  const router = express.Router();
  router.use('/graph/v1.0', express.json({ limit: '4mb', strict: false }), graphHandler(deps));
  router.post('/import/:token', express.json({ limit: '210mb' }), async (req, res) => {
    finish(req, res, await answerImport(deps, String(req.params.token), callOf(req)));
  });
  router.get('/reports/:ticket', (req, res) => {
    const report = usageReport(deps.tenant, String(req.params.ticket));
    if (report === undefined) res.status(403).end();
    else res.type('application/octet-stream').send(report);
  });
  router.use(jsonOnly, express.json({ limit: '30mb' }), controls(deps));
  router.use(onError(deps));
  return router;
}
