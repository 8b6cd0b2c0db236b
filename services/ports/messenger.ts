import type { Bulletin } from '../domain/bulletin.ts';
import type { Case, Post } from '../domain/case.ts';
import type { Notice } from '../domain/work.ts';
import type { OfferedFile } from './file-desk.ts';

export type SendOutcome =
  | { readonly sent: true; readonly conversation: string; readonly activityId: string }
  /** Nobody can be reached there: no chat yet, blocked, or gone. The desk writes an e-mail instead. */
  | { readonly sent: false };

/**
 * Proactive messages in chat. Throws `AppError('channel_unavailable')` (try again, `retryAfterMs` obeyed) or
 * `channel_refused`.
 */
export interface Messenger {
  /** Whether the person has a chat in which the desk can write first. */
  reaches(personId: string): Promise<boolean>;
  /** A new message with what the notice says of the case, in the person's language. */
  send(notice: Notice, about: Case, personId: string): Promise<SendOutcome>;
  /**
   * Edits a posted card to what is true now, or to one line where a newer card took its place (`superseded`);
   * false where it can no longer be edited.
   */
  edit(post: Post, about: Case, superseded: boolean): Promise<boolean>;
  /** Puts a file before the person; it is made in their language, and only where they have a chat. */
  giveFile(personId: string, make: (locale: string) => Promise<OfferedFile>): Promise<SendOutcome>;
  /** A new message with what the bulletin says, to its addressee. */
  sendBulletin(bulletin: Bulletin): Promise<SendOutcome>;
  /** Edits the bulletin's message to what it says now; false where it can no longer be edited. */
  editBulletin(bulletin: Bulletin): Promise<boolean>;
}
