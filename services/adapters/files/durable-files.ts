import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Mailboxes are private: only the desk's own account reads what lies here. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Makes the folder and those above it. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
}

/**
 * Writes a file so that readers, and whoever comes after a crash, see the old content or the new one, whole. Makes
 * its folder. Throws the file system's errors and leaves no half-written file behind where it can.
 */
export async function writeWhole(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  await makeFolder(dirname(path));
  const draft = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    await withFile(draft, 'wx', async (file) => {
      await write(file);
      await file.sync();
    });
    await rename(draft, path);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
  await syncFolder(dirname(path));
}

/** Opens, works and closes, also where the work fails. */
export async function withFile<T>(
  path: string,
  flags: string,
  work: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await open(path, flags, FILE_MODE);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** Makes names in the folder durable; Windows does so by itself and opens no folders. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await withFile(folder, 'r', (opened) => opened.sync());
}
