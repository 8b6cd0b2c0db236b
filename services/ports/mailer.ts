export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text; the desk sends no HTML that somebody else wrote. */
  readonly text: string;
  /** The desk's mailbox, where an answer is read. */
  readonly replyTo: string;
}

/** Sends from the desk's mailbox (Graph `sendMail`). Throws `AppError('mail_failed')` or a `directory_*` code. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
