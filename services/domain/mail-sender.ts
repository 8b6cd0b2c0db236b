/** What is looked at to tell who wrote an e-mail. */
export interface MailEnvelope {
  /** Address in lower case. */
  readonly from: string;
  /** Values by name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly plain: boolean;
}

type Sign = readonly [header: string, value: RegExp];

/**
 * Headers of what no person wrote: RFC 3834 (`Auto-Submitted`), RFC 2369 and 2919 (lists), RFC 3464 (reports), and
 * what Exchange and common programs add to automatic replies.
 */
const AUTOMATIC: readonly Sign[] = [
  ['auto-submitted', /^(?!\s*no\b)/i],
  ['precedence', /^\s*(?:bulk|list|junk|auto_reply)\b/i],
  ['list-id', /./],
  ['list-unsubscribe', /./],
  ['x-auto-response-suppress', /\b(?:all|oof|autoreply)\b/i],
  ['x-autoreply', /./],
  ['x-autorespond', /./],
  ['x-failed-recipients', /./],
  ['x-ms-exchange-generated-message-source', /./],
  ['x-ms-exchange-inbox-rules-loop', /./],
  ['return-path', /^\s*<?\s*>?\s*$/],
  ['content-type', /^\s*multipart\/report\b/i],
  ['x-mesa-case', /./],
];
const ROBOTS = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|microsoftexchange[0-9a-f]+)@/i;
/** Exchange's own verdict about whether the sender is who it says. */
const FORGED = /\b(?:dmarc|compauth)\s*=\s*fail\b/i;

/**
 * Who wrote: `automatic` is no answer of anybody (out of office, bounce, list, the desk itself); `unverified` says
 * it is from somebody, and the mail system does not believe it.
 */
export function senderOf(mail: MailEnvelope, deskMailbox: string): 'person' | 'automatic' | 'unverified' {
  const signed = ([header, value]: Sign) => (mail.headers.get(header) ?? []).some((one) => value.test(one));
  const own = mail.from === '' || mail.from === deskMailbox.toLowerCase();
  if (!mail.plain || own || ROBOTS.test(mail.from) || AUTOMATIC.some(signed)) return 'automatic';
  return isForged(mail) ? 'unverified' : 'person';
}

/** Whether the mail system does not believe that the sender is who it says. */
export function isForged({ headers }: Pick<MailEnvelope, 'headers'>): boolean {
  return (headers.get('authentication-results') ?? []).some((one) => FORGED.test(one));
}
