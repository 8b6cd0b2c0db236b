import type { AttachedFile } from '../../services/ports/file-desk.ts';
import { takeImportFile } from '../accounts/import-accounts.ts';
import { type Chat, say } from '../chat.ts';
import { takeMassFile } from '../form/take-list-file.ts';
import type { Heard } from '../heard.ts';
import type { ChatState } from '../state.ts';

/**
 * Takes files that somebody attached, where it waits for one or the words with it ask for what it does; undefined
 * where they are not for it. `chat.turn.desk.fetchFile` fetches one; its `id` is what the state may keep.
 */
export type FileTaker = (
  chat: Chat,
  state: ChatState,
  heard: Heard,
  files: readonly AttachedFile[],
) => Promise<ChatState | undefined>;

/** Who may want a file, in the order in which they are asked. A new one is a row. */
export const FILE_TAKERS: readonly FileTaker[] = [takeImportFile, takeMassFile];

/**
 * Gives attached files to whoever wants them. A file that nobody asked for is answered kindly: alone it ends the
 * turn, beside words these are heard as if it were not there (undefined).
 */
export async function takeFiles(
  chat: Chat,
  state: ChatState,
  heard: Heard,
  takers: readonly FileTaker[] = FILE_TAKERS,
): Promise<ChatState | undefined> {
  const { input } = chat.turn;
  const files = input.type === 'text' ? (input.files ?? []) : [];
  if (files.length === 0) return undefined;
  for (const take of takers) {
    const taken = await take(chat, state, heard, files);
    if (taken) return taken;
  }
  const alone = heard.text === '';
  say(chat, alone ? 'bot.attachmentOnly' : 'bot.attachmentIgnored');
  return alone ? state : undefined;
}
