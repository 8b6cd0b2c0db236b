import type { Refusal } from '../../services/domain/command.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import type { AttachedFile } from '../../services/ports/file-desk.ts';
import { bare } from '../answers/bare.ts';
import { type Chat, say } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { ChatState } from '../state.ts';

const IMPORT =
  /^(?:(?:quiero|necesito|hay que|vamos a|please|i want to) )?(?:importar|importe|importa|cargar|cargue|import|load)\b/u;
const DIRECTORY =
  /^(?:(?:las |los )?(?:cuentas|correos|accounts) )?(?:del|desde el|from the|from) (?:directorio|directory)(?: activo)?$/u;
const ACCOUNTS =
  /^(?:(?:la|las|el|los|esta|estas|una|the|these|a|this) )*(?:cuentas|correos|lista|listado|registro|accounts|list|register)(?: (?:de|of) (?:cuentas|correos|accounts))?(?: (?:del archivo|adjuntas?|from a file|attached))?$/u;

/** What the words ask to import; undefined where they ask for no import. */
export function readImport(text: string): 'directory' | 'file' | undefined {
  const said = bare(text);
  const verb = said.length > 120 ? undefined : IMPORT.exec(said)?.[0];
  if (verb === undefined) return undefined;
  const rest = said.slice(verb.length).trim();
  if (DIRECTORY.test(rest)) return 'directory';
  return ACCOUNTS.test(rest) ? 'file' : undefined;
}

function told(chat: Chat, outcome: { readonly ok: true } | Refusal): void {
  if (outcome.ok) say(chat, 'account.import.begun');
  else chat.turn.reply({ text: refusalText(outcome, chat.t) });
}

/** "Importar cuentas", "importar del directorio"; undefined for a message that asks nothing of the kind. */
export async function importAccounts(
  chat: Chat,
  state: ChatState,
  heard: Heard,
): Promise<ChatState | undefined> {
  const asked = readImport(heard.text);
  if (asked === undefined) return undefined;
  const { desk, asker } = chat.turn;
  if (asked === 'directory' || !asker.actor.roles.includes('deskLead')) {
    told(chat, await desk.importAccounts(asker, { source: 'directory' }));
    return state;
  }
  say(chat, 'account.import.attach');
  return { ...state, waiting: { for: 'import_file' } };
}

/** Takes the file that an import was asked for with, or that was waited for. */
export async function takeImportFile(
  chat: Chat,
  state: ChatState,
  heard: Heard,
  files: readonly AttachedFile[],
): Promise<ChatState | undefined> {
  const waited = state.waiting?.for === 'import_file' && heard.text.trim().length < 80;
  if (readImport(heard.text) !== 'file' && !waited) return undefined;
  const { waiting: _answered, ...rest } = state;
  const [file] = files;
  const { desk, asker } = chat.turn;
  if (!file) return undefined;
  const fetched = await desk.fetchFile(file, asker);
  if (!fetched.ok) {
    say(chat, `file.problem.${fetched.problem}`, { name: file.name });
    return rest;
  }
  const { id: fileId, name } = fetched.file;
  told(chat, await desk.importAccounts(asker, { source: 'file', fileId, name }));
  return rest;
}
