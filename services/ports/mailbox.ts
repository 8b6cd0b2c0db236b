import type { Absence } from '../domain/absence.ts';
import type { MailboxFindings } from '../domain/mailbox-findings.ts';
import type { AutomaticReply } from '../domain/snapshot.ts';

/** Mailboxes: state, export and desk mail. Throws `AppError` as `Directory` does. */

export interface MailboxState {
  /** False while Exchange has not made it yet, or after its licence is long gone. */
  readonly exists: boolean;
  /** `user`, `shared`, `room`, `equipment`, ... (Graph's `userPurpose`). */
  readonly purpose?: string;
  /** `disabled`, `alwaysEnabled`, `scheduled`. */
  readonly automaticReplies?: string;
  /** When its owner is away by these replies; absent where they are off or say no readable time. */
  readonly absence?: Absence;
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

/**
 * An open door into one mailbox. `put` imports one exported item into a folder as a new one, and answers its id, or
 * the reason why Exchange does not take this item. What it throws leaves open whether the item is there, but for
 * `directory_throttled` and `directory_forbidden` (the session is over), which say that it is not.
 */
export interface ImportSession {
  put(folderId: string, data: Buffer): Promise<{ readonly id: string } | { readonly error: string }>;
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
  /** Size and archive of a mailbox, as of a day or two ago; never throws, since what cannot be read is a finding. */
  usage(userPrincipalName: string): Promise<MailboxFindings>;
  /** The Exchange mailbox id (`MBX:...`) behind export; undefined where there is no mailbox. */
  exportId(userId: string): Promise<string | undefined>;
  /** All folders, child folders included. */
  folders(mailboxId: string): Promise<readonly MailboxFolder[]>;
  /** The folder's items, then what changed since; start without a cursor. */
  itemChanges(mailboxId: string, folderId: string, cursor?: string): Promise<ItemPage>;
  /** At most 20 ids a call; per-item errors are in the answer, not thrown. */
  exportItems(mailboxId: string, itemIds: readonly string[]): Promise<readonly ExportedItem[]>;
  /** One folder as it is now; undefined where it is gone. */
  folder(mailboxId: string, folderId: string): Promise<MailboxFolder | undefined>;
  /** The folders right below another, or below the root. */
  childFolders(mailboxId: string, parentId?: string): Promise<readonly MailboxFolder[]>;
  /** Makes a folder below another, or below the root; Exchange refuses a second one of the same name. */
  createFolder(
    mailboxId: string,
    folder: { readonly displayName: string; readonly type: string; readonly parentId?: string },
  ): Promise<MailboxFolder>;
  /** Opens an import session; it ends by itself after a while. */
  openImport(mailboxId: string): Promise<ImportSession>;
  inboxRules(userId: string): Promise<readonly InboxRule[]>;
  /** Turns an inbox rule on that is there and is off. */
  enableRule(userId: string, ruleId: string): Promise<void>;
  /** Undefined where there is no mailbox. */
  automaticReply(userId: string): Promise<AutomaticReply | undefined>;
  setAutomaticReply(userId: string, reply: AutomaticReply): Promise<void>;
}
