import { seedGroup } from '../../services/sandbox/tenant-seed.ts';
import { newFolder } from './contestants.ts';
import { start } from './programs.ts';
import { rounded } from './statistics.ts';

/** What one long step came to. */
export interface MailboxStepReport {
  readonly seconds: number;
  readonly requestsPerItem: number;
  /** Most memory in use after the rubbish was taken out, MB. */
  readonly memoryMb: number;
}

export const MAILBOX_STEPS = ['back_up_mailbox', 'verify_backup', 'restore_mailbox'] as const;
type StepName = (typeof MAILBOX_STEPS)[number];

export interface MailboxReport {
  /** By the number of items in the mailbox. */
  readonly runs: readonly {
    readonly items: number;
    readonly steps: Readonly<Record<StepName, MailboxStepReport>>;
  }[];
  /** Memory at ten times the items, by that of the first run. */
  readonly memoryGrowth: Readonly<Record<StepName, number>>;
}

interface Ended {
  readonly kind: StepName;
  readonly seconds: number;
  readonly memoryMb: number;
  readonly state: string;
}

/** Takes the licence away so long ago that the next one brings a new mailbox. */
async function loseMailbox(port: number, userId: string): Promise<void> {
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`http://127.0.0.1:${port}/sandbox${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: 'Bearer bench' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new TypeError(`${path} answered ${answer.status}`);
  };
  const members = `/graph/v1.0/groups/${seedGroup('licensing').id}/members`;
  const read = () => ask('GET', `/graph/v1.0/users/${userId}`);
  await ask('DELETE', `${members}/${userId}/$ref`);
  await read();
  await ask('POST', '/tenant', { do: 'unlicensed-since', userId, at: '2026-01-01T00:00:00Z' });
  const reference = `https://graph.microsoft.com/v1.0/directoryObjects/${userId}`;
  await ask('POST', `${members}/$ref`, { '@odata.id': reference });
  await read();
}

async function measured(work: string, items: number) {
  const cloud = start('mass-cloud', [newFolder(work), '1', String(items)]);
  try {
    const { port, userIds } = await cloud.next<{ port: number; userIds: readonly string[] }>();
    const [userId = ''] = userIds;
    const requests = async () => {
      cloud.tell('');
      return (await cloud.next<{ requests: number }>()).requests;
    };
    await requests();
    const desk = start('mailbox-desk', [String(port), newFolder(work), userId], ['--expose-gc']);
    const steps: Partial<Record<StepName, MailboxStepReport>> = {};
    for (const name of MAILBOX_STEPS) {
      const ended = await desk.next<Ended>();
      if (ended.kind !== name || ended.state !== 'done') throw new TypeError(JSON.stringify(ended));
      steps[name] = {
        seconds: rounded(ended.seconds, 1),
        requestsPerItem: rounded((await requests()) / items, 3),
        memoryMb: rounded(ended.memoryMb, 1),
      };
      if (name === 'verify_backup') {
        await loseMailbox(port, userId);
        await requests();
      }
      desk.tell('');
    }
    return { items, steps: steps as Readonly<Record<StepName, MailboxStepReport>> };
  } finally {
    cloud.child.kill('SIGKILL');
  }
}

/**
 * Backup, proof and return of a mailbox, and of one ten times as large. The small one has to fill a page and an export
 * of Graph's, or it measures how they fill: some hundred items.
 */
export async function measureMailbox(
  work: string,
  { items }: { readonly items: number },
): Promise<MailboxReport> {
  const small = await measured(work, items / 10);
  const large = await measured(work, items);
  const growth = MAILBOX_STEPS.map((name) => [
    name,
    rounded(large.steps[name].memoryMb / small.steps[name].memoryMb, 2),
  ]);
  return { runs: [small, large], memoryGrowth: Object.fromEntries(growth) };
}
