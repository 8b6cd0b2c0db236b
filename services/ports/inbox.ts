/** An e-mail as it lies in the desk's inbox. Nothing of it is trusted: anybody may write. */
export interface IncomingMail {
  /** Graph's id, the same wherever the message is moved to. */
  readonly id: string;
  /** `Message-ID`; Graph's id where the sender gave none. */
  readonly messageId: string;
  /** Address in lower case, '' where there is none. */
  readonly from: string;
  /** As the sender's program names them. */
  readonly name: string;
  readonly subject: string;
  /** What was written in this message alone, as plain text, without what it answers where Exchange can tell. */
  readonly text: string;
  /** The whole text, what it answers included. */
  readonly whole: string;
  /** UTC instant. */
  readonly receivedAt: string;
  /** Values by name in lower case, in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly hasAttachments: boolean;
  /** False for what programs make: invitations, their answers, reports. */
  readonly plain: boolean;
}

/** A file that hangs on an e-mail, or a link or another message in a file's place. */
export interface MailAttachment {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly isFile: boolean;
  /** Part of the text, as the picture of a signature. */
  readonly inline: boolean;
}

export interface ArrivedMail {
  readonly ids: readonly string[];
  readonly cursor: string;
  readonly more: boolean;
}

/** The desk's own mailbox, read. Throws `AppError` as `Directory` does. */
export interface Inbox {
  /**
   * Ids of messages that arrived since the cursor, oldest first as far as Exchange keeps order; without one, since
   * the instant `since`. One may be told more than once.
   */
  arrived(since: string, cursor?: string): Promise<ArrivedMail>;
  /** Undefined for a message that is not there any more. */
  message(id: string): Promise<IncomingMail | undefined>;
  attachments(id: string): Promise<readonly MailAttachment[]>;
  /** The content of a file; undefined where it is gone or no file. */
  content(id: string, attachmentId: string): Promise<Buffer | undefined>;
}
