import { createFileBackupStore } from '../../services/adapters/files/file-backup-store.ts';
import { createGraphClient } from '../../services/adapters/graph/client.ts';
import { createGraphDirectory } from '../../services/adapters/graph/directory.ts';
import { createFixedTokenSource } from '../../services/adapters/graph/fixed-token.ts';
import { createGraphMailbox } from '../../services/adapters/graph/mailbox.ts';
import type { Case } from '../../services/domain/case.ts';
import { sandboxTenantFile } from '../../services/sandbox/tenant-seed.ts';
import type { Deps } from '../../services/usecases/deps.ts';

/** What the long steps of a mailbox stand on, in a process of its own: a sandbox elsewhere, and a backup folder. */
export function mailboxDesk({
  port,
  token,
  folder,
  source,
}: {
  /** Of the sandbox, on this machine. */
  readonly port: number | string;
  readonly token: string;
  readonly folder: string;
  /** The case that the backup is in. */
  readonly source: () => Case | undefined;
}): Deps {
  const log = { info() {}, warn() {}, error() {}, debug() {} };
  const client = createGraphClient({
    baseUrl: `http://127.0.0.1:${port}/sandbox/graph`,
    token: createFixedTokenSource(token),
    log,
  });
  const now = () => new Date().toISOString();
  return {
    directory: createGraphDirectory(client, { extensions: sandboxTenantFile().extensions }),
    mailbox: createGraphMailbox(client),
    backups: createFileBackupStore(folder),
    clock: { realNow: now, deskNow: now },
    log,
    cases: { lastSnapshotOf: async () => source() },
    register: { claim: async () => true },
  } as unknown as Deps;
}
