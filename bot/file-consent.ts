import { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { AppError } from '../services/domain/errors.ts';
import { translator } from '../services/locale/translate.ts';
import type { FileDesk, TakenFile } from '../services/ports/file-desk.ts';
import type { Envelope } from './channel-gate.ts';
import type { Outgoing } from './connector.ts';
import { infoMessage } from './file-messages.ts';
import { answerLocale, type Incoming } from './incoming.ts';
import { faultFields, type Log } from './log.ts';
import type { Outbox } from './outbox.ts';
import { textMessage } from './outgoing.ts';

export interface ConsentDeps {
  readonly files: FileDesk;
  readonly outbox: Outbox;
  /** Where a file may be put. */
  readonly mayUpload: (url: URL) => boolean;
  readonly locale: string;
  readonly log: Log;
}

const text = z.string().max(4_000);
const consent = z.looseObject({
  action: z.enum(['accept', 'decline']),
  context: z.looseObject({ offer: z.string().max(100) }),
  uploadInfo: z
    .looseObject({ contentUrl: text, name: text, uploadUrl: text, uniqueId: text, fileType: text })
    .optional(),
});
type Consent = z.output<typeof consent>;
type UploadInfo = NonNullable<Consent['uploadInfo']>;

/** A piece of an upload session: OneDrive wants multiples of 320 KiB. */
const PIECE = 16 * 320 * 1024;
const PIECE_PATIENCE_MS = 30_000;
/** Offers that were answered by this process lately, so that a repeated delivery says nothing twice. */
const REMEMBERED = 500;
const answered = new Set<string>();

/** True for the first answer to an offer. */
function first(offer: string): boolean {
  if (answered.has(offer)) return false;
  answered.add(offer);
  if (answered.size > REMEMBERED) for (const oldest of [...answered].slice(0, 1)) answered.delete(oldest);
  return true;
}

/**
 * What a person answered to an offered file: it is put into their OneDrive and shown, or forgotten. The invoke is
 * answered at once; what fails leaves the file on offer and says so.
 */
export async function onFileConsent(
  deps: ConsentDeps,
  context: TurnContext,
  incoming: Incoming,
  activity: Envelope,
  answer: (body: unknown) => void,
): Promise<void> {
  answer({});
  const read = consent.safeParse(activity.value);
  if (!read.success || incoming.personId === '' || !first(read.data.context.offer)) return;
  const locale = answerLocale(incoming.locale, undefined, deps.locale);
  const t = translator(locale);
  const to = TurnContext.getConversationReference(context.activity);
  const say = async (message: Outgoing) => void (await deps.outbox.reply({ to, activity: message }));
  const { action, context: about, uploadInfo } = read.data;
  if (action === 'decline' || !uploadInfo) {
    await deps.files.drop(about.offer, incoming.personId);
    return say(textMessage(t('file.declined')));
  }
  const taken = await deps.files.take(about.offer, incoming.personId);
  if (!taken) return say(textMessage(t('file.gone')));
  try {
    await upload(deps, uploadInfo.uploadUrl, taken);
    await say(infoMessage(uploadInfo as UploadInfo, locale));
    await taken.done();
  } catch (thrown) {
    deps.log.warn({ file: taken.id, ...faultFields(thrown) }, 'file_not_uploaded');
    answered.delete(about.offer);
    await taken.back();
    await say(textMessage(t('file.failed', { name: taken.name })));
  }
}

const refusedBy = (why: string) => new AppError('channel_refused', { detail: { upload: why } });

async function upload(deps: ConsentDeps, address: string, file: TakenFile): Promise<void> {
  if (!URL.canParse(address) || !deps.mayUpload(new URL(address))) throw refusedBy('host');
  for (let start = 0; start < file.bytes; start += PIECE) {
    const end = Math.min(start + PIECE, file.bytes) - 1;
    const pieces: Uint8Array[] = [];
    for await (const chunk of file.read(start, end)) pieces.push(chunk);
    const response = await fetch(address, {
      method: 'PUT',
      redirect: 'error',
      signal: AbortSignal.timeout(PIECE_PATIENCE_MS),
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes ${start}-${end}/${file.bytes}`,
      },
      body: Buffer.concat(pieces),
    });
    await response.body?.cancel();
    if (!response.ok) throw refusedBy(String(response.status));
  }
}
