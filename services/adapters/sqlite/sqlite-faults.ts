import { AppError, type FaultDetail } from '../../domain/errors.ts';

const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|FORMAT)/;
const UNAVAILABLE =
  /^SQLITE_(BUSY|LOCKED|IOERR|FULL|READONLY|CANTOPEN|NOMEM|PERM|AUTH|PROTOCOL|SCHEMA|INTERRUPT|NOLFS)/;

/** What to do about a damaged file; said with every `store_damaged`. */
const RESTORE =
  'stop the desk, keep a copy of the file with its -wal and -shm neighbours, and put the last backup in its place';

/** The engine's code, `SQLITE_BUSY` for example; '' where the error is not the engine's. */
export function engineCode(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  // Opening reports its failure in words alone.
  return code || (thrown.message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : '');
}

/** `store_damaged`, naming the file and what to do. */
export function damaged(file: string, why: string, cause?: unknown, remedy: string = RESTORE): AppError {
  return new AppError('store_damaged', { cause, detail: { file, why, remedy } });
}

/** `store_unavailable` for the file; `why` is the engine's code or a word of ours. */
export function unavailable(file: string, why: string, cause?: unknown): AppError {
  const remedy = REMEDIES[why] ?? (/^E[A-Z]+$/.test(why) ? REMEDIES.SQLITE_CANTOPEN : undefined);
  const detail: FaultDetail = { file, why, ...(remedy ? { remedy } : {}) };
  return new AppError('store_unavailable', { cause, detail });
}

const REMEDIES: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'make room on the disk',
  SQLITE_READONLY: 'let the desk write the file and its folder',
  SQLITE_CANTOPEN: 'let the desk read and write the file and its folder',
};

/** Makes what the engine threw a fault of the desk; faults pass through unchanged. */
export function storeFault(file: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = engineCode(thrown);
  if (DAMAGE.test(code)) return damaged(file, code, thrown);
  // Codes of the file system itself (EACCES, ENOTDIR ...) come with a number.
  if (UNAVAILABLE.test(code) || (thrown instanceof Error && 'errno' in thrown))
    return unavailable(file, code, thrown);
  return new AppError('unexpected', { cause: thrown, detail: { file, why: code } });
}
