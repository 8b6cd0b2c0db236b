/**
 * Stable codes of every fault that the desk knows. A fault is something that went wrong around a request
 * (a service down, a damaged file); an expected "no" is a `Refusal` and is returned, never thrown.
 */
export const FAULTS = {
  directory_unavailable: { retryable: true, userMessageKey: 'fault.directory' },
  directory_throttled: { retryable: true, userMessageKey: 'fault.directory' },
  directory_forbidden: { retryable: true, userMessageKey: 'fault.directoryForbidden' },
  directory_refused: { retryable: false, userMessageKey: 'fault.directoryRefused' },
  directory_conflict: { retryable: false, userMessageKey: 'fault.directoryRefused' },
  directory_answer: { retryable: false, userMessageKey: 'fault.directoryRefused' },
  mailbox_item_failed: { retryable: true, userMessageKey: 'fault.mailbox' },
  backup_failed: { retryable: true, userMessageKey: 'fault.backup' },
  file_failed: { retryable: true, userMessageKey: 'fault.file' },
  store_unavailable: { retryable: true, userMessageKey: 'fault.store' },
  store_damaged: { retryable: false, userMessageKey: 'fault.store' },
  store_newer: { retryable: false, userMessageKey: 'fault.store' },
  channel_unavailable: { retryable: true, userMessageKey: 'fault.channel' },
  channel_refused: { retryable: false, userMessageKey: 'fault.channel' },
  mail_failed: { retryable: true, userMessageKey: 'fault.mail' },
  settings_invalid: { retryable: false, userMessageKey: 'fault.settings' },
  unexpected: { retryable: false, userMessageKey: 'fault.unexpected' },
} as const;

export type FaultCode = keyof typeof FAULTS;

/** What may be said about a fault in logs and on cards: no field values, tokens or secrets. */
export interface FaultDetail {
  readonly [name: string]: string | number | boolean | undefined;
}

/**
 * A fault with a stable code. `retryable` says whether the same call may succeed later without anyone's help;
 * `retryAfterMs` is the wait that the other side asked for, in milliseconds.
 */
export class AppError extends Error {
  readonly code: FaultCode;
  readonly retryable: boolean;
  readonly userMessageKey: string;
  readonly detail: FaultDetail;
  readonly retryAfterMs: number | undefined;

  constructor(
    code: FaultCode,
    options: { cause?: unknown; detail?: FaultDetail; retryAfterMs?: number } = {},
  ) {
    const said = Object.entries(options.detail ?? {}).map(([name, value]) => `${name}=${value}`);
    super([code, ...said].join(' '), { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = FAULTS[code].retryable;
    this.userMessageKey = FAULTS[code].userMessageKey;
    this.detail = options.detail ?? {};
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Makes any thrown value an `AppError`; an unknown one becomes `unexpected` with the cause kept. */
export function asAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('unexpected', { cause: thrown });
}

/** Ends an exhaustive `switch`: a new member of the union does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new AppError('unexpected', { detail: { unhandled: String(value) } });
}
