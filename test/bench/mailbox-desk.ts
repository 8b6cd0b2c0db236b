/**
 * The desk of the mailbox's measurement, in a process of its own: backs a mailbox up, proves the backup, and returns
 * it into the new mailbox, telling a line about each.
 */
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import type { Case } from '../../services/domain/case.ts';
import type { Step } from '../../services/domain/plan.ts';
import { backUpMailbox } from '../../services/usecases/steps/back-up-mailbox.ts';
import { restoreMailbox } from '../../services/usecases/steps/restore-mailbox.ts';
import type { StepRun } from '../../services/usecases/steps/step.ts';
import { verifyBackup } from '../../services/usecases/steps/verify-backup.ts';
import { mailboxDesk } from '../support/mailbox-desk.ts';

const [port = '0', folder = '', userId = ''] = process.argv.slice(2);
const SLICE_MS = 5_000;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

let value = {
  _id: 'MS-2026-000001',
  locale: 'es-CO',
  steps: [],
  target: { id: userId, userPrincipalName: 'x@entidad.example' },
} as unknown as Case;
const deps = mailboxDesk({ port, token: 'bench', folder, source: () => value });

/** Memory in use after the rubbish was taken out, MB; looked at while the step runs. */
let most = 0;
const look = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  most = Math.max(most, (heapUsed + external) / 1_024 ** 2);
};

/** The step as the worker runs it, slice by slice, to its end. */
async function through(run: StepRun, kind: string): Promise<void> {
  const started = performance.now();
  most = 0;
  const timer = setInterval(look, 300);
  let cursor: Step['cursor'];
  for (;;) {
    const step: Step = { id: kind, kind, mode: 'automatic', state: 'running', attempts: 0, cursor };
    const outcome = await run({ deps, case: value, step, sliceEndsAt: Date.now() + SLICE_MS });
    value = { ...value, ...outcome.learned };
    look();
    if (outcome.state !== 'running') {
      clearInterval(timer);
      const seconds = (performance.now() - started) / 1_000;
      const { state, evidence, reason } = outcome;
      process.stdout.write(`${JSON.stringify({ kind, seconds, memoryMb: most, state, evidence, reason })}\n`);
      return;
    }
    cursor = outcome.cursor;
  }
}

await through(backUpMailbox, 'back_up_mailbox');
await lines.next();
await through(verifyBackup, 'verify_backup');
await lines.next();
const { items, bytes } = value.backup ?? { items: 0, bytes: 0 };
value = { ...value, mailReturn: { from: value._id, items, bytes, state: 'accepted' } };
await through(restoreMailbox, 'restore_mailbox');
process.exit(0);
