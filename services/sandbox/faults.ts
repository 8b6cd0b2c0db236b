import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type GraphAnswer, type GraphCall, refuse } from './graph-answer.ts';

const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
};

const match = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).optional(),
  /** Start of the path below `/v1.0`, e.g. `/users`. */
  pathPrefix: z.string().startsWith('/').optional(),
  /** Regular expression on path and query below `/v1.0`. */
  pattern: z.string().refine(isPattern, 'not a regular expression').optional(),
});

/**
 * One fault to play. Effects: `answer` (nothing is done; `status` comes back), `pretend` (answers like success and
 * changes nothing), `work-then-answer` (done, but `status` comes back), `drop` and `work-then-drop` (the connection
 * ends without an answer), `delay` (only `delayMs`), `fail-items` (each item of an export in error).
 */
export const faultRuleSchema = z.strictObject({
  match: match.default({}),
  effect: z
    .enum(['answer', 'pretend', 'work-then-answer', 'drop', 'work-then-drop', 'delay', 'fail-items'])
    .default('answer'),
  /** How often it strikes; `null` until it is removed. */
  times: z.int().min(1).nullable().default(1),
  /** How many matching calls pass before it begins to strike. */
  skip: z.int().min(0).default(0),
  /** Share of the matching calls that it strikes, drawn from `seed`: the same draw every time. */
  probability: z.number().min(0).max(1).default(1),
  seed: z.int().min(0).default(1),
  status: z.int().min(400).max(599).default(503),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfterSeconds: z.int().min(0).optional(),
  /** Real milliseconds before anything else happens; goes with every effect. */
  delayMs: z.int().min(0).max(600_000).default(0),
});

/** A rule as a caller writes it: everything has a default. */
export type FaultRuleInput = z.input<typeof faultRuleSchema>;
export type FaultRule = z.output<typeof faultRuleSchema>;

/** A rule that is set, and how often it has struck. */
export interface SetFault extends FaultRule {
  readonly id: string;
  readonly struck: number;
}

/** The faults that the sandbox is to play. Held in memory: a restart plays none. */
export interface Faults {
  /** Sets a rule; earlier rules go first. Throws zod's error for a rule that is none. */
  add(rule: FaultRuleInput): SetFault;
  clear(): void;
  list(): readonly SetFault[];
  /** The rule that strikes this call, if any; counts it. */
  strike(call: GraphCall): FaultRule | undefined;
}

interface Live {
  readonly id: string;
  readonly rule: FaultRule;
  readonly pattern: RegExp | undefined;
  readonly draw: () => number;
  passed: number;
  struck: number;
}

/** Mulberry32: small, even enough, and the same for the same seed. */
function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function matches(live: Live, call: GraphCall): boolean {
  const { method, pathPrefix } = live.rule.match;
  if (method !== undefined && method !== call.method) return false;
  const path = decodeURI(call.path);
  if (pathPrefix !== undefined && !path.startsWith(pathPrefix)) return false;
  const query = [...call.query].map(([name, value]) => `${name}=${value}`).join('&');
  return live.pattern?.test(query === '' ? path : `${path}?${query}`) ?? true;
}

function strikes(live: Live, call: GraphCall): boolean {
  if (live.rule.times !== null && live.struck >= live.rule.times) return false;
  if (!matches(live, call)) return false;
  live.passed += 1;
  if (live.passed <= live.rule.skip) return false;
  if (live.rule.probability < 1 && live.draw() >= live.rule.probability) return false;
  live.struck += 1;
  return true;
}

/** No faults yet. */
export function createFaults(): Faults {
  let rules: Live[] = [];
  const shown = (live: Live): SetFault => ({ id: live.id, ...live.rule, struck: live.struck });
  return {
    add(input) {
      const rule = faultRuleSchema.parse(input);
      const pattern = rule.match.pattern === undefined ? undefined : new RegExp(rule.match.pattern);
      const live: Live = { id: randomUUID(), rule, pattern, draw: drawFrom(rule.seed), passed: 0, struck: 0 };
      rules.push(live);
      return shown(live);
    },
    clear() {
      rules = [];
    },
    list: () => rules.map(shown),
    strike: (call) => rules.find((live) => strikes(live, call))?.rule,
  };
}

const CODES: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'],
  403: ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
  429: ['TooManyRequests', 'Too many requests'],
  500: ['InternalServerError', 'Unexpected error'],
  503: ['serviceNotAvailable', 'The service is unavailable. Try the request again after a delay.'],
  504: ['UnknownError', 'The gateway did not get an answer in time.'],
};

/** The error answer of a rule. */
export function faultAnswer(rule: FaultRule): GraphAnswer {
  const [code, message] = CODES[rule.status] ?? ['UnknownError', 'The request failed.'];
  const answer = refuse(rule.status, rule.code ?? code, rule.message ?? message);
  if (rule.retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { 'Retry-After': String(rule.retryAfterSeconds) } };
}

/** An export's answer with every item in error instead of its bytes. */
export function withFailedItems(answer: GraphAnswer, rule: FaultRule): GraphAnswer {
  const body = answer.body as { readonly value?: readonly { readonly itemId: string }[] } | undefined;
  if (answer.status !== 200 || !body?.value) return answer;
  const error = {
    code: rule.code ?? 'ErrorExportItemFailed',
    message: rule.message ?? 'The item could not be exported.',
  };
  return {
    ...answer,
    body: {
      ...body,
      value: body.value.map(({ itemId }) => ({ itemId, changeKey: null, data: null, error })),
    },
  };
}
