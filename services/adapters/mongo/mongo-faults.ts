import { MongoError, MongoInvalidArgumentError, MongoServerError } from 'mongodb';
import { AppError } from '../../domain/errors.ts';

/** A document of ours that the server does not take: BadValue, FailedToParse, DuplicateKey, DocumentValidation ... */
const OUR_MISTAKES: ReadonlySet<number> = new Set([
  2, 9, 14, 40, 52, 56, 57, 121, 10334, 11000, 17280, 17419,
]);

/** True where the write met another document with the same `_id` or unique value. */
export function isDuplicate(thrown: unknown): boolean {
  return thrown instanceof MongoServerError && thrown.code === 11000;
}

/**
 * Makes what the driver threw a fault of the desk: nearly everything it reports is a server that is away, stepping
 * down, full or refusing this login. Says the driver's name for it only: its messages may hold values.
 */
export function storeFault(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const ours =
    !(thrown instanceof MongoError) ||
    thrown instanceof MongoInvalidArgumentError ||
    (thrown instanceof MongoServerError && OUR_MISTAKES.has(Number(thrown.code)));
  const why =
    thrown instanceof MongoServerError ? (thrown.codeName ?? `code ${thrown.code}`) : nameOf(thrown);
  return new AppError(ours ? 'unexpected' : 'store_unavailable', {
    cause: thrown,
    detail: {
      store: 'mongodb',
      why,
      ...(ours ? {} : { remedy: 'see that the server of MONGODB_URI answers' }),
    },
  });
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
