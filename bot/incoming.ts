import { z } from 'zod';
import { LANGUAGES } from '../services/locale/translate.ts';
import type { AttachedFile } from '../services/ports/file-desk.ts';
import type { Envelope } from './channel-gate.ts';

/** Longest text that is read of one message, in characters; a request fits in far less. */
export const MAX_TEXT = 4_000;

/** What the desk takes from an activity that has passed the gate. */
export interface Incoming {
  readonly id: string;
  /** Key in the conversation store. */
  readonly conversation: string;
  /** Directory id of the authenticated sender, lower case; '' where the channel names none. */
  readonly personId: string;
  readonly name: string;
  readonly personal: boolean;
  /** The person's locale as the channel says it; undefined where it says none that is usable. */
  readonly locale: string | undefined;
}

export interface IncomingText {
  readonly text: string;
  readonly cut: boolean;
  /** Files, not the HTML copy of the text that Teams adds. */
  readonly attachments: number;
  /** Those of them that can be fetched. */
  readonly files: readonly AttachedFile[];
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** BCP 47 as far as anybody uses it. */
const LOCALE = /^[a-z]{2,3}([-_][a-z0-9]{2,8}){0,3}$/i;

/** Reads who sent an activity and where. Identity is `from.aadObjectId`, which the channel's token vouches for. */
export function readIncoming(activity: Envelope): Incoming {
  const person = (activity.from.aadObjectId ?? '').toLowerCase();
  const { locale } = activity;
  return {
    id: activity.id ?? '',
    conversation: `${activity.channelId}/${activity.conversation.id}`,
    personId: GUID.test(person) ? person : '',
    name: typeof activity.from.name === 'string' ? activity.from.name.slice(0, 100) : '',
    personal: activity.conversation.conversationType === 'personal',
    locale: typeof locale === 'string' && LOCALE.test(locale) ? locale : undefined,
  };
}

/** Mentions of the bot, and characters that show nothing but can turn text around or hide in it. */
const MENTION = /<at[^>]{0,200}>[^<]{0,200}<\/at>/gi;
const INVISIBLE = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** A file that Teams tells the bot of ("Send and receive files through bot"). */
const download = z.looseObject({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().min(1).max(400),
  content: z.looseObject({ downloadUrl: z.string().max(8_000) }),
});
/** Files of one message that are looked at. */
const MOST_FILES = 10;

function filesIn(attachments: readonly unknown[]): readonly AttachedFile[] {
  return attachments.slice(0, MOST_FILES).flatMap((one) => {
    const read = download.safeParse(one);
    return read.success ? [{ name: read.data.name, url: read.data.content.downloadUrl }] : [];
  });
}

function isFile(attachment: unknown): boolean {
  return (
    typeof attachment === 'object' &&
    attachment !== null &&
    'contentType' in attachment &&
    attachment.contentType !== 'text/html'
  );
}

/** The text of a message as people meant it: composed, without mentions and invisible characters, cut at the limit. */
export function readText(activity: Envelope): IncomingText {
  const raw = typeof activity.text === 'string' ? activity.text : '';
  // Cut before cleaning so that a huge message costs little; the mention is at the front where there is one.
  const head = raw
    .slice(0, MAX_TEXT * 2)
    .normalize('NFC')
    .replace(MENTION, ' ')
    .replace(INVISIBLE, '')
    .trim();
  const attachments: readonly unknown[] = Array.isArray(activity.attachments) ? activity.attachments : [];
  const characters = head.length > MAX_TEXT ? Array.from(head) : [];
  const cut = raw.length > MAX_TEXT * 2 || characters.length > MAX_TEXT;
  return {
    text: characters.length > MAX_TEXT ? characters.slice(0, MAX_TEXT).join('') : head,
    cut,
    attachments: attachments.filter(isFile).length,
    files: filesIn(attachments),
  };
}

/** The locale to answer in: the channel's, else the one last seen, else the desk's own; one that the desk speaks. */
export function answerLocale(said: string | undefined, kept: string | undefined, own: string): string {
  const spoken = (locale: string | undefined) =>
    LANGUAGES.some((language) => locale?.toLowerCase().split(/[-_]/)[0] === language);
  return [said, kept].find(spoken) ?? own;
}
