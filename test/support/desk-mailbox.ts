import { expect } from 'vitest';
import { readInbox } from '../../services/usecases/read-inbox.ts';
import type { DeskHarness } from './desk-harness.ts';

/** The sandbox's own door to the mailboxes of its tenant. */
const doorOf = ({ graphUrl }: Pick<DeskHarness, 'graphUrl'>) => graphUrl.replace('/graph/v1.0', '/mail');

/** Puts a mail into the desk's mailbox, where nobody has looked yet. */
export async function putMail(desk: DeskHarness, mail: object): Promise<void> {
  const answer = await fetch(doorOf(desk), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(mail),
  });
  expect(answer.status).toBe(201);
}

/** A mail comes to the desk, which looks into its mailbox and does what follows. */
export async function mailArrives(desk: DeskHarness, mail: object): Promise<void> {
  await putMail(desk, mail);
  await readInbox(desk.deps);
  await desk.settle();
}

interface SentMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** What the desk has mailed so far, oldest first. */
export async function mailsOf(desk: DeskHarness): Promise<readonly SentMail[]> {
  const answer = (await (await fetch(doorOf(desk))).json()) as { readonly mails: readonly SentMail[] };
  return answer.mails;
}
