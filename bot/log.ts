import pino, { type Logger } from 'pino';
import { asAppError } from '../services/domain/errors.ts';

export type Log = Logger;

/**
 * The process's log: JSON lines on standard error, so that standard output stays for people. Ids and codes only:
 * no field values, tokens, secrets or whole activities, so there is nothing to redact.
 */
export function createLog(level: 'info' | 'debug' | 'silent' = 'info'): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}

/** What may be logged of a fault: its code, its detail, and for an unknown one the kind of error and where. */
export function faultFields(thrown: unknown): Readonly<Record<string, unknown>> {
  const fault = asAppError(thrown);
  const cause = fault.cause instanceof Error ? fault.cause : undefined;
  return {
    code: fault.code,
    ...fault.detail,
    ...(cause && { cause: cause.name }),
    ...(fault.code === 'unexpected' && cause?.stack && { at: cause.stack.split('\n').slice(1, 6) }),
  };
}
