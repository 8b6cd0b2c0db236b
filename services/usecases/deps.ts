import type { Case, Fields } from '../domain/case.ts';
import type { Procedure } from '../domain/procedure.ts';
import type { TenantFile } from '../domain/tenant-file.ts';
import type { AccountLists } from '../ports/account-lists.ts';
import type { AccountRegister, AddressBook } from '../ports/account-register.ts';
import type { AttachmentStore } from '../ports/attachment-store.ts';
import type { BackupStore } from '../ports/backup-store.ts';
import type { BulletinStore } from '../ports/bulletin-store.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { DocumentPrinter } from '../ports/document-printer.ts';
import type { EvidenceLog } from '../ports/evidence-log.ts';
import type { FigureStore } from '../ports/figure-store.ts';
import type { FileDesk } from '../ports/file-desk.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { Log } from '../ports/log.ts';
import type { Mailbox } from '../ports/mailbox.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { PeopleStore } from '../ports/people-store.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { TableFiles } from '../ports/table-files.ts';

/** What the use cases stand on; `bot/compose.ts` builds it once, tests build it with a sandbox tenant. */
export interface Deps {
  readonly procedure: Procedure;
  readonly tenant: TenantFile;
  readonly cases: CaseStore;
  readonly figures: FigureStore;
  readonly bulletins: BulletinStore;
  readonly people: PeopleStore;
  readonly register: AccountRegister;
  readonly addresses: AddressBook;
  readonly lists: AccountLists;
  readonly settings: SettingsStore;
  readonly directory: Directory;
  readonly mailbox: Mailbox;
  readonly mailer: Mailer;
  /** The desk's own mailbox, read. */
  readonly inbox: Inbox;
  /** Files that came by e-mail. */
  readonly attachments: AttachmentStore;
  readonly messenger: Messenger;
  readonly backups: BackupStore;
  readonly tables: TableFiles;
  readonly files: FileDesk;
  readonly evidence: EvidenceLog;
  readonly printer: DocumentPrinter;
  readonly clock: Clock;
  readonly log: Log;
  /** Key of the history's HMAC. */
  readonly historyKey: string;
  /** A secure random integer from 0 up to `below`, exclusive. */
  readonly randomInt: (below: number) => number;
  /** Address that opens the chat with the bot, for e-mails; '' where there is none. */
  readonly chatLink: string;
  /** What a text says of the fields that the case asks for, as the chat would read it; never throws over a text. */
  readonly readAnswer: (value: Case, text: string) => Promise<Fields>;
  /** Called after a case was written that owes work, so that a worker in this process starts at once. */
  readonly wake: () => void;
}
