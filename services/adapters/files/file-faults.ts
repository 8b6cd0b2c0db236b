import { AppError } from '../../domain/errors.ts';

/** The system's code of a fault, `ENOENT` for example; '' for none. */
export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';

/** Does work on files. Rejects with `file_failed`, or with the `AppError` of the work itself. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('file_failed', { cause: thrown, detail: { why: codeOf(thrown) } });
  }
}
