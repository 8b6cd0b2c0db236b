import type { PersonRef } from './person.ts';

/** A local time as Exchange keeps it: `YYYY-MM-DDThh:mm:ss`, and the name of its time zone (`UTC`). */
export interface ZonedTime {
  readonly dateTime: string;
  readonly timeZone: string;
}

/** An automatic reply, whole, so that it can be put back. */
export interface AutomaticReply {
  readonly status: 'disabled' | 'alwaysEnabled' | 'scheduled';
  /** Who outside the entity gets an answer. */
  readonly audience: 'none' | 'contactsOnly' | 'all';
  /** HTML, as Exchange has it. */
  readonly inside: string;
  readonly outside: string;
  readonly from?: ZonedTime;
  readonly until?: ZonedTime;
}

/** An inbox rule that sends mail on. */
export interface ForwardingRule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Lower-case addresses. */
  readonly to: readonly string[];
}

/** What a deactivation found, kept so that an activation can put it back. */
export interface AccountSnapshot {
  readonly takenAt: string;
  readonly userPrincipalName: string;
  readonly groups: readonly { readonly id: string; readonly name: string; readonly writable: boolean }[];
  readonly licences: readonly { readonly skuId: string; readonly viaGroup?: string }[];
  readonly manager?: PersonRef;
  /** Absent where there was no mailbox. */
  readonly automaticReply?: AutomaticReply;
  /** True where its texts were longer than `REPLY_LENGTH` and were not kept. */
  readonly replyTooLong?: true;
  readonly rules?: readonly ForwardingRule[];
  /** Whether the address book shows it; absent where the directory does not say, which means shown. */
  readonly inAddressList?: boolean;
}

/** Longest text of an automatic reply that a case keeps, in characters; a text is kept whole or not at all. */
export const REPLY_LENGTH = 32_000;

/** A mailbox backup: where its manifest lies, and what was proved of it. */
export interface BackupRecord {
  readonly location: string;
  readonly items: number;
  readonly bytes: number;
  /** SHA-256 of the manifest file, hex. */
  readonly sha256: string;
  readonly verifiedAt?: string;
  /** Exchange's id of the mailbox (`MBX:...`): another one by now means that the mailbox is new. */
  readonly mailboxId?: string;
}

/** The former mail of a returned account, whose mailbox is a new one: what there is, and what became of it. */
export interface MailReturn {
  /** The case whose backup it is. */
  readonly from: string;
  readonly items: number;
  readonly bytes: number;
  readonly state: 'offered' | 'accepted' | 'skipped' | 'returned';
  /** Items put into the new mailbox, and those that Exchange did not take or that the store had damaged. */
  readonly imported?: number;
  readonly failed?: number;
}

/** What an activation could not put back, and why. */
export interface Unrestored {
  readonly what:
    | 'group'
    | 'licence'
    | 'manager'
    | 'mailbox'
    | 'messages'
    | 'forwarding'
    | 'automatic_reply'
    | 'address_list'
    | 'snapshot';
  readonly name: string;
  readonly why:
    | 'gone'
    | 'not_writable'
    | 'no_seats'
    | 'by_hand'
    | 'mailbox_new'
    | 'none_kept'
    | 'too_long'
    | 'refused';
}

/** Whether the reply's times count. */
export const hasTimes = (reply: Pick<AutomaticReply, 'status'>): boolean => reply.status === 'scheduled';

const words = (html: string): string =>
  html
    .replace(/<head[\s\S]*?<\/head>|<[^>]*>/gi, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const at = (time: ZonedTime | undefined) => (time ? `${time.dateTime.slice(0, 19)} ${time.timeZone}` : '');

/** Whether two automatic replies say the same to the same people; Exchange may wrap a text in markup of its own. */
export function sameReply(one: AutomaticReply, other: AutomaticReply): boolean {
  const face = (reply: AutomaticReply) => [
    reply.status,
    reply.audience,
    words(reply.inside),
    words(reply.outside),
    ...(hasTimes(reply) ? [at(reply.from), at(reply.until)] : []),
  ];
  return JSON.stringify(face(one)) === JSON.stringify(face(other));
}

/** The reply as it would be by now: one whose time has passed is off. `now` is a UTC instant. */
export function replyBy(now: string, reply: AutomaticReply): AutomaticReply {
  const over =
    hasTimes(reply) &&
    reply.until !== undefined &&
    reply.until.timeZone === 'UTC' &&
    `${reply.until.dateTime.slice(0, 19)}Z` <= `${now.slice(0, 19)}Z`;
  return over ? { ...reply, status: 'disabled' } : reply;
}
