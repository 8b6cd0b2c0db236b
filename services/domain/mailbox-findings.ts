/** What could be found out about a mailbox before anything is done with it. Sizes are bytes. */
export interface MailboxFindings {
  readonly bytes?: number;
  readonly quotaBytes?: number;
  /** An online archive, whose content is in no backup of the desk. */
  readonly hasArchive?: boolean;
  /** The day of the report that says so, `YYYY-MM-DD`. */
  readonly reportedOn?: string;
  /**
   * Why the report does not tell: the permission is missing, it could not be read, it hides names, or it does not
   * have the mailbox (a new one comes into it after a day or two).
   */
  readonly unread?: 'forbidden' | 'unavailable' | 'concealed' | 'not_listed';
}

/** Up to here Exchange keeps a mailbox without a licence, as a shared one. */
export const LARGE_MAILBOX = 50 * 1024 ** 3;

export type MailboxWarning = 'large' | 'archive' | 'unread';

/** What a specialist has to hear before deciding. */
export function mailboxWarnings(findings: MailboxFindings): readonly MailboxWarning[] {
  return [
    ...((findings.bytes ?? 0) > LARGE_MAILBOX ? (['large'] as const) : []),
    ...(findings.hasArchive ? (['archive'] as const) : []),
    ...(findings.unread ? (['unread'] as const) : []),
  ];
}
