import { randomUUID } from 'node:crypto';

/** One Graph request, apart from HTTP: what a batch part and a request on the wire have in common. */
export interface GraphCall {
  readonly method: string;
  /** Below `/v1.0`, still percent-encoded, with a leading slash and no query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; `undefined` where no body came. */
  readonly body: unknown;
  /** Absolute address of `/v1.0` as the caller sees it; the start of every `nextLink`. */
  readonly base: string;
}

/** What goes back; `body` is absent for 202 and 204. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One entry of Graph's `error.details`. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
}

/** 200 with a JSON body. */
export const ok = (body: unknown): GraphAnswer => ({ status: 200, body });
/** 201 with the object that came to be. */
export const created = (body: unknown): GraphAnswer => ({ status: 201, body });
/** 204: done, nothing to say. */
export const noContent: GraphAnswer = { status: 204 };
/** 202: taken, nothing to say (Graph's `sendMail`). */
export const accepted: GraphAnswer = { status: 202 };

/** An error answer in Graph's form, `innerError` included. */
export function refuse(
  status: number,
  code: string,
  message: string,
  details: readonly ErrorDetail[] = [],
): GraphAnswer {
  const requestId = randomUUID();
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': requestId,
  };
  const error = details.length > 0 ? { code, message, details, innerError } : { code, message, innerError };
  return { status, body: { error } };
}

/** 400 with the code that the directory part of Graph uses for almost everything. */
export const badRequest = (message: string, details: readonly ErrorDetail[] = []): GraphAnswer =>
  refuse(400, 'Request_BadRequest', message, details);

/** 404 of the directory, in Graph's words. */
export const notFound = (id: string): GraphAnswer =>
  refuse(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

/** 403 of the directory. */
export const forbidden: () => GraphAnswer = () =>
  refuse(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

/** 404 of Outlook where Exchange has no mailbox that Graph may open. */
export const noMailbox = (): GraphAnswer =>
  refuse(
    404,
    'MailboxNotEnabledForRESTAPI',
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  );

/** 404 of Outlook for a folder, message or item that is not there. */
export const itemNotFound = (): GraphAnswer =>
  refuse(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

/** True for an answer that says no; handlers return it as it is. */
export const isRefusal = (value: object): value is GraphAnswer => 'status' in value && !('id' in value);
