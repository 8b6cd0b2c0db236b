import type { AccountLists } from './account-lists.ts';
import type { AccountRegister, AddressBook } from './account-register.ts';
import type { BulletinStore } from './bulletin-store.ts';
import type { CaseStore } from './case-store.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { FeedbackStore } from './feedback-store.ts';
import type { FigureStore } from './figure-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { SettingsStore } from './settings-store.ts';

/**
 * Everything that the desk keeps, behind one opening and one closing: an embedded file or a MongoDB database.
 * A write whose promise has resolved outlives the process and the machine's power. All calls may throw
 * `AppError('store_unavailable')`, and `store_damaged` where what is stored cannot be read as what was written.
 */
export interface Stores {
  readonly cases: CaseStore;
  readonly bulletins: BulletinStore;
  readonly conversations: ConversationStore;
  readonly people: PeopleStore;
  readonly register: AccountRegister;
  readonly addresses: AddressBook;
  readonly settings: SettingsStore;
  readonly feedback: FeedbackStore;
  readonly figures: FigureStore;
  readonly lists: AccountLists;
  /** Resolves where a read works now; for readiness. Throws as every call does. */
  ping(): Promise<void>;
  /** Waits for the writes under way and lets go; calls after it throw `store_unavailable`. */
  close(): Promise<void>;
}
