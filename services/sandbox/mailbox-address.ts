import { type GraphAnswer, noMailbox, refuse } from './graph-answer.ts';
import { isOpen } from './mailbox-routes.ts';
import type { SandboxTenant } from './sandbox-tenant.ts';
import type { SandboxMailbox } from './tenant-objects.ts';

type Opened = { readonly mailbox: SandboxMailbox } | { readonly refusal: GraphAnswer };

/** The mailbox behind an `MBX:` address. */
export function openAddress(tenant: SandboxTenant, address: string): Opened {
  const mailbox = tenant.mailboxAt(address);
  if (!mailbox) return { refusal: refuse(404, 'ErrorMailboxNotFound', 'The mailbox was not found.') };
  return isOpen(tenant, mailbox) ? { mailbox } : { refusal: noMailbox() };
}
