import { translator } from '../services/locale/translate.ts';
import type { OfferedFile } from '../services/ports/file-desk.ts';
import type { Outgoing } from './connector.ts';
import { textMessage } from './outgoing.ts';

/** How a file on offer is put before its person in the chat. */
export type FileMessage = (file: OfferedFile, locale: string) => Outgoing;

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';

/** Teams asks the person whether the file may be put into their OneDrive ("Send and receive files through bot"). */
export const consentMessage: FileMessage = (file, locale) => {
  const context = { offer: file.id };
  const description = translator(locale)('file.consent');
  return {
    type: 'message',
    summary: translator(locale)('file.offered', { name: file.name }),
    attachments: [
      {
        contentType: CONSENT,
        name: file.name,
        content: {
          description,
          sizeInBytes: file.bytes,
          acceptContext: context,
          declineContext: context,
        },
      },
    ],
  };
};

/** The sandbox's own way: a link that serves once and only for them. `base` is the desk's own address. */
export const linkMessage =
  (base: string): FileMessage =>
  (file, locale) => {
    const link = `${base}/sandbox/files/${file.personId}/${file.id}`;
    return textMessage(translator(locale)('file.link', { name: file.name, link }));
  };

/** The file as it lies in the person's OneDrive. */
export function infoMessage(
  uploaded: {
    readonly name: string;
    readonly contentUrl: string;
    readonly uniqueId: string;
    readonly fileType: string;
  },
  locale: string,
): Outgoing {
  const { name, contentUrl, uniqueId, fileType } = uploaded;
  return {
    type: 'message',
    summary: translator(locale)('file.saved', { name }),
    attachments: [{ contentType: INFO, contentUrl, name, content: { uniqueId, fileType } }],
  };
}
