/** Runs one long step of a case to its end, against a tenant elsewhere, and prints what it came to. */
import type { Case } from '../../services/domain/case.ts';
import type { Step } from '../../services/domain/plan.ts';
import { backUpMailbox } from '../../services/usecases/steps/back-up-mailbox.ts';
import { restoreMailbox } from '../../services/usecases/steps/restore-mailbox.ts';
import { mailboxDesk } from '../support/mailbox-desk.ts';

const [kind = '', port = '0', folder = '', text = ''] = process.argv.slice(2);
const { value, source } = JSON.parse(text) as { value: Case; source?: Case };
const deps = mailboxDesk({ port, token: 'test-bearer', folder, source: () => source });
const step: Step = { id: kind, kind, mode: 'automatic', state: 'running', attempts: 0 };
const run = kind === 'back_up_mailbox' ? backUpMailbox : restoreMailbox;
const outcome = await run({ deps, case: value, step, sliceEndsAt: Date.now() + 600_000 });
process.stdout.write(JSON.stringify(outcome));
