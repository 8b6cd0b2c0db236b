import { createHash } from 'node:crypto';
import { AppError } from '../../services/domain/errors.ts';
import type { BackupStore, KeptItem } from '../../services/ports/backup-store.ts';

type Objects = Map<string, { readonly data: Buffer; readonly about?: KeptItem }>;

/** Backups as an object store keeps them: whole objects by name, here in memory, to damage them in tests. */
export function memoryBackups(objects: Objects = new Map()): BackupStore {
  const text = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const item = (backup: string, key: string) => objects.get(JSON.stringify([backup, 'items', key]));
  return {
    async putItem(backup, about, data) {
      objects.set(JSON.stringify([backup, 'items', about.item]), { data: Buffer.from(data), about });
    },
    itemAbout: async (backup, key) => item(backup, key)?.about,
    getItem: async (backup, key) => item(backup, key)?.data,
    async putNote(backup, name, note) {
      objects.set(JSON.stringify([backup, 'notes', name]), { data: Buffer.from(note) });
    },
    getNote: async (backup, name) =>
      objects.get(JSON.stringify([backup, 'notes', name]))?.data.toString('utf8'),
    async putManifest(backup, manifest) {
      const lines: string[] = [];
      try {
        for await (const line of manifest) lines.push(line);
      } catch (cause) {
        throw new AppError('backup_failed', { cause });
      }
      if (lines.some((line) => line.includes('\n'))) throw new AppError('backup_failed');
      const data = text(lines);
      objects.set(JSON.stringify([backup, 'manifest']), { data });
      return {
        location: `${backup}/manifest`,
        sha256: createHash('sha256').update(data).digest('hex'),
        bytes: data.length,
      };
    },
    async *readManifest(backup) {
      const manifest = objects.get(JSON.stringify([backup, 'manifest']));
      if (!manifest) throw new AppError('backup_failed');
      yield* manifest.data.toString('utf8').split('\n').slice(0, -1);
    },
  };
}
