import type { SentMail } from './case-mail.ts';
import { isForged, type MailEnvelope } from './mail-sender.ts';

/** A mail that may be a mail system's word on another one. */
interface Report extends MailEnvelope {
  readonly subject: string;
  readonly whole: string;
}

const SYSTEMS = /^(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)@/;
/** RFC 3464: a report about delivery; the ones about reading are `disposition-notification`. */
const DELIVERY = /\bmultipart\/report\b.*\breport-type\s*=\s*"?delivery-status\b/i;
/** It still tries, or it did deliver: the field `Action` of RFC 3464, else as mail systems put it in the subject. */
const OTHER_ACTION = /^\s*action\s*:\s*(?:delayed|delivered|relayed|expanded)\b/im;
const OTHER_SUBJECT =
  /^\s*(?:delivered|relayed|expanded|entregado|retransmitido|expandido)\s*:|\bdelay(?:ed)?\b|\bretras|\bdemora|\bwarning\b|\badvertencia\b/i;

const valuesOf = ({ headers }: MailEnvelope, name: string): readonly string[] => headers.get(name) ?? [];

/**
 * Whether a mail system says that a mail could not be delivered. Source: RFC 3464; `X-Failed-Recipients` of Exim and
 * Google; `X-MS-Exchange-Message-Is-Ndr` of Exchange. What only says that it is late, or was read, is none.
 */
export function isBounce(mail: Report): boolean {
  const report =
    valuesOf(mail, 'content-type').some((one) => DELIVERY.test(one)) ||
    mail.headers.has('x-failed-recipients') ||
    mail.headers.has('x-ms-exchange-message-is-ndr') ||
    SYSTEMS.test(mail.from);
  const other = OTHER_SUBJECT.test(mail.subject) || OTHER_ACTION.test(mail.whole);
  return report && !other && !isForged(mail);
}

/** Characters of an address: another one that only ends or begins alike is another one. */
const PART = /[\p{L}\p{N}._%+-]/u;

function names(text: string, address: string): boolean {
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
    const before = text[at - 1] ?? '';
    const after = text.slice(at + address.length, at + address.length + 2);
    if (!PART.test(before) && !/^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}])/u.test(after)) return true;
  }
  return false;
}

/** Which of the e-mails that the desk sent came back: to the address named, with its subject where that is quoted. */
export function bounced(mail: Report, sent: readonly SentMail[]): SentMail | undefined {
  const failed = valuesOf(mail, 'x-failed-recipients').join(' ');
  const named = (failed === '' ? `${mail.subject}\n${mail.whole}` : failed).toLowerCase();
  const theirs = sent.filter(({ to }) => to.email !== '' && names(named, to.email.toLowerCase()));
  const quoted = theirs.filter(({ subject }) => `${mail.subject}\n${mail.whole}`.includes(subject));
  return quoted.at(-1) ?? theirs.at(-1);
}
