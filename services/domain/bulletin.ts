import type { z } from 'zod';
import { accountImportData } from './bulletins/account-import.ts';
import { contractEndData } from './bulletins/contract-end.ts';
import { digestData } from './bulletins/digest.ts';
import { strayMailData } from './bulletins/stray-mail.ts';

/**
 * Messages of the desk to one person that belong to no single case, each with the schema of its data. A new kind is
 * a row here; the recipe is in `cards/README.md`. The data is plain JSON: no `undefined`, no dates.
 */
export const BULLETINS = {
  /** The day's work, to each specialist and desk lead. */
  digest: digestData,
  /** A mail that belongs to no case that the desk could find. */
  stray_mail: strayMailData,
  /** Contracts of somebody's people that end soon. */
  contract_end: contractEndData,
  /** An import of accounts into the register. */
  account_import: accountImportData,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type BulletinKind = keyof typeof BULLETINS;
export type BulletinData<K extends BulletinKind> = z.output<(typeof BULLETINS)[K]>;

/** Where the message stands in a chat, and the stage that it showed when last sent or edited. */
export interface BulletinPost {
  /** Key of the conversation in the conversation store. */
  readonly conversation: string;
  readonly activityId: string;
  readonly stage: number;
}

/** One message to one person. Instants are UTC ISO strings with milliseconds. */
export interface BulletinOf<K extends BulletinKind> {
  /** Made of kind, person and matter, so that it is made once: `digest:<personId>:2026-11-30`. */
  readonly _id: string;
  readonly kind: K;
  /** The addressee's directory id. */
  readonly personId: string;
  readonly data: BulletinData<K>;
  /** Raised by every write. */
  readonly revision: number;
  /** Raised when what it shows changes; its buttons carry it, and another one is stale. */
  readonly stage: number;
  /** Over: the message shrinks to a line, and one that was never sent never is. */
  readonly finished: boolean;
  /** Desk instant after which it is no longer sent, where it would be old news; '' for never. */
  readonly staleAfter: string;
  readonly post?: BulletinPost;
  /** Real instant at which an e-mail went out, because the person could not be reached in chat. */
  readonly mailedAt?: string;
  /** Tries of what is owed now, and the code of the fault that the last one met. */
  readonly attempts: number;
  readonly lastFault?: string;
  /** Desk instants. */
  readonly createdAt: string;
  readonly updatedAt: string;

  /* For the worker, as in a case. */
  /** Real instant at which a message or an edit is due, '' where nothing is owed. */
  readonly dueAt: string;
  readonly leaseUntil: string;
  readonly fence: number;
}

/** A bulletin of any kind; `kind` tells which data it has. */
export type Bulletin = { readonly [K in BulletinKind]: BulletinOf<K> }[BulletinKind];

/** What the next delivery of a bulletin does. */
export type BulletinDue = 'send' | 'edit' | 'none';

/** What is owed: a first message, an edit of the one that shows something older, or nothing. */
export function bulletinDue(
  value: Pick<Bulletin, 'post' | 'stage' | 'finished' | 'mailedAt' | 'staleAfter'>,
  deskNow: string,
): BulletinDue {
  if (value.post) return value.post.stage === value.stage ? 'none' : 'edit';
  if (value.mailedAt !== undefined || value.finished) return 'none';
  return value.staleAfter !== '' && value.staleAfter <= deskNow ? 'none' : 'send';
}

/**
 * A press on a bulletin's card as it came in, checked for form alone. What each kind makes of it is its handler's
 * business (`services/usecases/bulletins/`), which checks the texts.
 */
export interface BulletinPress {
  /** What the button does, in the kind's own words: `extend`, `confirm_all`. */
  readonly act: string;
  /** Key of the row whose button was pressed, '' for a button of the whole card. */
  readonly row: string;
  /** What was typed or chosen for the whole card, by the input's name; trimmed, empty ones left out. */
  readonly values: Readonly<Record<string, string>>;
  /** What was typed or chosen in each row, by the row's key and the input's name. */
  readonly rows: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
