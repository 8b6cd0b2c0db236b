import type { AutomaticReply } from '../domain/snapshot.ts';

/** Mailboxes: state, export and desk mail. Throws `AppError` as `Directory` does. */

export interface MailboxState {
  /** False while Exchange has not made it yet, or after its licence is long gone. */
  readonly exists: boolean;
  /** `user`, `shared`, `room`, `equipment`, ... (Graph's `userPurpose`). */
  readonly purpose?: string;
  /** `disabled`, `alwaysEnabled`, `scheduled`. */
  readonly automaticReplies?: string;
}

export interface MailboxFolder {
  readonly id: string;
  readonly displayName: string;
  /** Of the folder that it lies in; of the mailbox's root for a top folder. */
  readonly parentId?: string;
  /** Class of what lies in it: `IPF.Note` for mail, `IPF.Appointment`, `IPF.Contact`, ... */
  readonly type?: string;
  readonly itemCount: number;
}

export interface MailboxItem {
  readonly id: string;
  readonly changeKey?: string;
  /** Bytes. */
  readonly size: number;
}

/** One exported item: opaque bytes, or the reason why this item alone failed. */
export type ExportedItem =
  | { readonly id: string; readonly data: Buffer; readonly changeKey?: string }
  | { readonly id: string; readonly error: string };

export interface ItemPage {
  readonly items: readonly MailboxItem[];
  readonly removed: readonly string[];
  readonly cursor: string;
  readonly more: boolean;
}

export interface InboxRule {
  readonly id: string;
  readonly displayName: string;
  readonly enabled: boolean;
  /** Rules that only an administrator or Outlook itself may change. */
  readonly readOnly: boolean;
  readonly forwardsTo: readonly string[];
}

export interface Mailbox {
  state(userId: string): Promise<MailboxState>;
  /** The Exchange mailbox id (`MBX:...`) behind export; undefined where there is no mailbox. */
  exportId(userId: string): Promise<string | undefined>;
  /** All folders, child folders included. */
  folders(mailboxId: string): Promise<readonly MailboxFolder[]>;
  /** The folder's items, then what changed since; start without a cursor. */
  itemChanges(mailboxId: string, folderId: string, cursor?: string): Promise<ItemPage>;
  /** At most 20 ids a call; per-item errors are in the answer, not thrown. */
  exportItems(mailboxId: string, itemIds: readonly string[]): Promise<readonly ExportedItem[]>;
  inboxRules(userId: string): Promise<readonly InboxRule[]>;
  /** Turns an inbox rule on that is there and is off. */
  enableRule(userId: string, ruleId: string): Promise<void>;
  /** Undefined where there is no mailbox. */
  automaticReply(userId: string): Promise<AutomaticReply | undefined>;
  setAutomaticReply(userId: string, reply: AutomaticReply): Promise<void>;
}
