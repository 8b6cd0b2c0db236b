import { Ajv2020 } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';

interface Verdict {
  readonly ok: boolean;
  readonly errors: readonly string[];
}

/** What `graph-contract.mjs` offers, which is plain JavaScript. */
export interface GraphContract {
  request(request: { method: string; url: string; headers?: object; body?: unknown }): Verdict;
  response(method: string, url: string, status: number, body: unknown): Verdict;
}

/** The contract of the Microsoft Graph subset that the desk uses, from the public metadata. */
export async function loadGraphContract(): Promise<GraphContract> {
  const module: unknown = await import(new URL('./graph-contract.mjs', import.meta.url).href);
  const { loadContract } = module as {
    loadContract: (file: URL, tools: { Ajv: unknown; addFormats: unknown }) => GraphContract;
  };
  const file = new URL('./graph-subset.openapi.json', import.meta.url);
  return loadContract(file, { Ajv: Ajv2020, addFormats: formats.default });
}

/** One request and its answer as they were on the wire. */
export interface Exchange {
  readonly method: string;
  /** Path below `/v1.0`, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

interface InnerRequest {
  id: string;
  method: string;
  url: string;
  headers?: object;
  body?: unknown;
}

function inside<T>(body: unknown, key: string): T[] {
  const list = body && typeof body === 'object' ? (body as Record<string, unknown>)[key] : undefined;
  return Array.isArray(list) ? (list as T[]) : [];
}

function judged(
  contract: GraphContract,
  request: Omit<InnerRequest, 'id'>,
  status: number,
  answer: unknown,
): string[] {
  const asked = contract.request(request);
  const answered = contract.response(request.method, request.url, status, answer);
  const where = `${request.method} ${decodeURIComponent(request.url.split('?')[0] ?? '')}`;
  return [
    ...asked.errors.map((each) => `request ${where}: ${each}`),
    ...answered.errors.map((each) => `response ${status} ${where}: ${each}`),
  ];
}

/** Where an exchange leaves the contract, the parts of a batch included; nothing when it keeps it. */
export function violations(contract: GraphContract, exchange: Exchange): string[] {
  const { method, path: url, headers, body, status, answer } = exchange;
  const found = judged(contract, { method, url, headers, body }, status, answer);
  for (const part of inside<InnerRequest>(body, 'requests')) {
    const reply = inside<{ id: string; status: number; body?: unknown }>(answer, 'responses').find(
      (each) => each.id === part.id,
    );
    if (reply) found.push(...judged(contract, part, reply.status, reply.body));
    else
      found.push(
        ...contract.request(part).errors.map((each) => `request ${part.method} ${part.url}: ${each}`),
      );
  }
  return found;
}
