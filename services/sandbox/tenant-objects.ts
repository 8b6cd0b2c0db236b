/** How a SKU reached a user; `group` is absent for a direct assignment. */
export interface UserLicence {
  readonly skuId: string;
  readonly group?: string;
  readonly state: 'Active' | 'Error';
  readonly error?: 'CountViolation';
  /** UTC instant. */
  readonly at: string;
}

/** A user as the sandbox keeps it. Passwords are never kept: only when the last one was set. */
export interface SandboxUser {
  readonly id: string;
  /** Rises with every change in the tenant: the cursor of `/users/delta`. */
  readonly seq: number;
  readonly createdAt: string;
  /** Real instant (ms) from which reads find the user. */
  readonly visibleFrom: number;
  /** Set when soft-deleted from outside; the desk never deletes. */
  readonly deletedAt?: string;
  readonly userPrincipalName: string;
  readonly accountEnabled: boolean;
  /** Ordinary Graph properties as written: displayName, department, extension_..., ... */
  readonly profile: Readonly<Record<string, unknown>>;
  readonly onPremisesExtensionAttributes: Readonly<Record<string, string>>;
  /** As Graph gives them: `SMTP:` marks the primary address. */
  readonly proxyAddresses: readonly string[];
  readonly mail?: string;
  readonly licences: readonly UserLicence[];
  readonly managerId?: string;
  readonly synchronised: boolean;
  /** Display names of Entra roles. */
  readonly roles: readonly string[];
  readonly passwordChangedAt: string;
  readonly mustChangePassword: boolean;
  readonly sessionsValidFrom: string;
  readonly lastSignInAt?: string;
}

export interface SandboxGroup {
  readonly id: string;
  readonly displayName: string;
  /** SKU that members get a moment after they join. */
  readonly assignsSku?: string;
  /** Graph refuses changes of membership by hand: dynamic groups, groups mastered on-premises. */
  readonly kind: 'assigned' | 'dynamic' | 'synchronised';
}

/** Row id is `<group>:<user>`. */
export interface Membership {
  readonly id: string;
  readonly groupId: string;
  readonly userId: string;
}

/** A change of inherited licences that Entra carries out a moment after the membership changed. */
export interface PendingLicensing {
  readonly id: string;
  readonly groupId: string;
  readonly userId: string;
  readonly skuId: string;
  readonly change: 'add' | 'remove';
  /** Real instant, ms. */
  readonly dueAt: number;
}

/** Row id is the user's. Items come from a generator; only what differs from it is kept. */
export interface SandboxMailbox {
  readonly id: string;
  readonly purpose: 'user' | 'shared';
  /** Rises when Exchange makes a new mailbox for the same user. */
  readonly generation: number;
  /** Real instant (ms) from which Graph finds it. */
  readonly readyAt: number;
  /** Desk instant when its last Exchange licence went; absent while licensed or shared. */
  readonly unlicensedAt?: string;
  /** Number of generated items. */
  readonly generated: number;
  /** Last sequence used by an item; generated item `n` (from 0) has sequence `n + 1`. */
  readonly itemSeq: number;
  /** Count of items that came later, by folder key. */
  readonly added: Readonly<Record<string, number>>;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What the usage report says instead of what is there. */
  readonly usage?: { readonly bytes?: number; readonly archive?: boolean };
}

/** An item that arrived (or was imported) after the seed. Row id is the item's. */
export interface AddedItem {
  readonly id: string;
  readonly mailbox: string;
  readonly folder: string;
  readonly seq: number;
  readonly size: number;
  readonly at: string;
  /** Base64, for imported items alone; otherwise the bytes come from the generator. */
  readonly data?: string;
}

/** A folder that was made in a mailbox, beside those that every mailbox has. Row id is the folder's id. */
export interface MadeFolder {
  readonly id: string;
  /** Address of the mailbox. */
  readonly mailbox: string;
  readonly displayName: string;
  readonly type: string;
  /** Id of the folder that it lies in; absent for a top folder. */
  readonly parentId?: string;
}

export interface InboxRule {
  readonly id: string;
  readonly userId: string;
  readonly rule: Readonly<Record<string, unknown>>;
}

/** A message in somebody's inbox, as Graph shows it (`microsoft.graph.message`). */
export interface InboxMessage {
  readonly id: string;
  readonly userId: string;
  readonly seq: number;
  readonly message: Readonly<Record<string, unknown>>;
  /** What hangs on it, as Graph shows it (`microsoft.graph.fileAttachment`). */
  readonly files?: readonly Readonly<Record<string, unknown>>[];
}

/** A mail that the desk sent, for people to look at (`GET /sandbox/mail`). */
export interface SentMail {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** A temporary access pass, without its secret. */
export interface AccessPass {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: string;
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
}

export interface ServiceIssue {
  readonly id: string;
  readonly service: string;
  readonly title: string;
  readonly startedAt: string;
  readonly resolved: boolean;
}

/** The one row of facts about the tenant as a whole. */
export interface TenantFacts {
  readonly id: 'tenant';
  /** Last sequence given out. */
  readonly seq: number;
  readonly skus: readonly {
    readonly skuId: string;
    readonly skuPartNumber: string;
    readonly enabled: number;
  }[];
  readonly accessPassAllowed: boolean;
  /** Usage reports show no names (a setting of the Microsoft 365 admin center). */
  readonly reportsConcealed?: boolean;
  /** How often somebody tried to delete a user. */
  readonly deleteAttempts: number;
}

/** Every kind of row, by the name under which it is stored. */
export interface TenantRows {
  readonly facts: TenantFacts;
  readonly user: SandboxUser;
  readonly group: SandboxGroup;
  readonly membership: Membership;
  readonly licensing: PendingLicensing;
  readonly mailbox: SandboxMailbox;
  readonly item: AddedItem;
  readonly folder: MadeFolder;
  readonly rule: InboxRule;
  readonly message: InboxMessage;
  readonly sent: SentMail;
  readonly pass: AccessPass;
  readonly issue: ServiceIssue;
}

export type RowKind = keyof TenantRows;

/** One write: a row put in place of whatever had its id, or a row removed. */
export type RowChange =
  | { readonly [K in RowKind]: { readonly put: K; readonly row: TenantRows[K] } }[RowKind]
  | { readonly remove: RowKind; readonly id: string };
