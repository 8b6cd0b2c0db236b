import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import type { AttachmentStore } from '../../ports/attachment-store.ts';
import { writeWhole } from './durable-files.ts';

const HASH = /^[0-9a-f]{64}$/;
const isMissing = (thrown: unknown) => (thrown as NodeJS.ErrnoException).code === 'ENOENT';

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('file_failed', { cause, detail: { why: (cause as NodeJS.ErrnoException).code } });
  }
}

/** Attachments as files below `dir`, named by the hash of their content alone: no name from outside becomes a path. */
export function createFileAttachmentStore(dir: string): AttachmentStore {
  const pathOf = (sha256: string) => join(dir, sha256.slice(0, 2), sha256);
  return {
    keep: (content) =>
      guarded(async () => {
        const sha256 = createHash('sha256').update(content).digest('hex');
        const known = await stat(pathOf(sha256)).catch(() => undefined);
        if (known?.size !== content.length)
          await writeWhole(pathOf(sha256), (file) => file.writeFile(content));
        return sha256;
      }),
    read: async (sha256) =>
      HASH.test(sha256)
        ? guarded(() =>
            readFile(pathOf(sha256)).catch((thrown: unknown) => {
              if (isMissing(thrown)) return undefined;
              throw thrown;
            }),
          )
        : undefined,
  };
}
