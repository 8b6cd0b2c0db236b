/** Runs one long step of a case to its end, against a tenant elsewhere, and prints what it came to. */
import { createFileBackupStore } from '../../services/adapters/files/file-backup-store.ts';
import { createGraphClient } from '../../services/adapters/graph/client.ts';
import { createGraphDirectory } from '../../services/adapters/graph/directory.ts';
import { createFixedTokenSource } from '../../services/adapters/graph/fixed-token.ts';
import { createGraphMailbox } from '../../services/adapters/graph/mailbox.ts';
import type { Case } from '../../services/domain/case.ts';
import type { Step } from '../../services/domain/plan.ts';
import { sandboxTenantFile } from '../../services/sandbox/tenant-seed.ts';
import type { Deps } from '../../services/usecases/deps.ts';
import { backUpMailbox } from '../../services/usecases/steps/back-up-mailbox.ts';
import { restoreMailbox } from '../../services/usecases/steps/restore-mailbox.ts';

const [kind = '', port = '0', folder = '', text = ''] = process.argv.slice(2);
const { value, source } = JSON.parse(text) as { value: Case; source?: Case };
const log = { info() {}, warn() {}, error() {}, debug() {} };
const client = createGraphClient({
  baseUrl: `http://127.0.0.1:${port}/sandbox/graph`,
  token: createFixedTokenSource('test-bearer'),
  log,
});
const now = () => new Date().toISOString();
const deps = {
  directory: createGraphDirectory(client, { extensions: sandboxTenantFile().extensions }),
  mailbox: createGraphMailbox(client),
  backups: createFileBackupStore(folder),
  clock: { realNow: now, deskNow: now },
  log,
  cases: { lastSnapshotOf: async () => source },
  register: { claim: async () => true },
} as unknown as Deps;
const step: Step = { id: kind, kind, mode: 'automatic', state: 'running', attempts: 0 };
const run = kind === 'back_up_mailbox' ? backUpMailbox : restoreMailbox;
const outcome = await run({ deps, case: value, step, sliceEndsAt: Date.now() + 600_000 });
process.stdout.write(JSON.stringify(outcome));
