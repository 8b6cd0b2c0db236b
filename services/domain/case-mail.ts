import type { PersonRef } from './person.ts';
import type { Notice } from './work.ts';

/** A file that came with an e-mail. Its bytes lie outside the store, by their hash. */
export interface MailFile {
  readonly name: string;
  /** As the sender's program named it: `application/pdf`. */
  readonly type: string;
  readonly bytes: number;
  /** SHA-256 of the content, hex; absent where the file was not kept. */
  readonly sha256?: string;
  /** Why it was not kept. */
  readonly left?: 'too_big' | 'too_many' | 'not_a_file';
}

/** An e-mail of somebody of the case, put on it. What it says is a note of the sender's. */
export interface CaseMail {
  /** The message's own id (`Message-ID`), the same for everybody who reads it. */
  readonly id: string;
  /** Known in the directory by the address that it came from. */
  readonly from: PersonRef;
  readonly subject: string;
  /** UTC instant at which it was received. */
  readonly at: string;
  readonly attachments: readonly MailFile[];
}

/** An e-mail that the desk sent about the case; its text follows from the notice and the case as it was. */
export interface SentMail {
  readonly to: PersonRef;
  /** The notice that it went beside, or instead of. */
  readonly notice: Notice;
  readonly subject: string;
  /** UTC instant on the desk's clock at which the mail server took it. */
  readonly at: string;
}

/** An e-mail of the desk that did not arrive. It is kept when it was sent again: that is another one. */
export interface LostMail {
  /** `Message-ID` of what came back, or the id of the work that was given up. */
  readonly id: string;
  /** With the address that it was for. */
  readonly to: PersonRef;
  readonly notice: Notice;
  /** A mail system sent it back, or the desk's own takes nothing for that address. */
  readonly why: 'returned' | 'refused';
  /** UTC instant on the desk's clock at which it is known to be lost. */
  readonly since: string;
  /** When it had been sent; absent where it never was. */
  readonly sentAt?: string;
  /** When a person had it sent again. */
  readonly resentAt?: string;
}
