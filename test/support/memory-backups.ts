import { createHash } from 'node:crypto';
import type { BackupStore } from '../../services/ports/backup-store.ts';

/** Backups in memory, to damage them in tests. */
export function memoryBackups(items = new Map<string, Buffer>()): BackupStore {
  const journals = new Map<string, string[]>();
  const manifests = new Map<string, string[]>();
  return {
    async putItem(backup, key, data) {
      items.set(`${backup}/${key}`, data);
    },
    async getItem(backup, key) {
      return items.get(`${backup}/${key}`);
    },
    async appendJournal(backup, lines) {
      journals.set(backup, [...(journals.get(backup) ?? []), ...lines]);
    },
    async *readJournal(backup) {
      yield* journals.get(backup) ?? [];
    },
    async putManifest(backup, manifest) {
      const lines: string[] = [];
      for await (const line of manifest) lines.push(line);
      manifests.set(backup, lines);
      const text = lines.join('\n');
      return {
        location: backup,
        sha256: createHash('sha256').update(text).digest('hex'),
        bytes: text.length,
      };
    },
    async *readManifest(backup) {
      yield* manifests.get(backup) ?? [];
    },
  };
}
