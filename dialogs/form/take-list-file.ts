import { refusalText } from '../../services/locale/refusal-text.ts';
import type { AttachedFile } from '../../services/ports/file-desk.ts';
import type { FileList, ListProblem } from '../../services/usecases/mass/list-from-file.ts';
import { type Chat, say } from '../chat.ts';
import type { Heard } from '../heard.ts';
import type { ChatState, FormState } from '../state.ts';
import { advance } from './advance.ts';
import type { Applied } from './apply-typed.ts';
import { beginForm } from './begin-form.ts';
import { withList, withoutList } from './take-list.ts';

/** Remarks about rows that are said in the chat. */
const SAID = 8;

const OWN: Readonly<Partial<Record<ListProblem['code'], string>>> = {
  no_account: 'chat.mass.noAccount',
  national_id: 'chat.mass.nationalId',
  end_date: 'chat.mass.endDate',
};

/** What is wrong with the rows, one sentence each, the first few. */
function rowProblems({ t }: Chat, problems: readonly ListProblem[]): readonly string[] {
  if (problems.length === 0) return [];
  const said = problems.slice(0, SAID).map((one) => {
    const { row, code } = one;
    const values = {
      row,
      heading: ('heading' in one && one.heading) || '',
      of: ('of' in one && one.of) || 0,
    };
    return `- ${t(OWN[code] ?? `table.row.${code}`, values)}`;
  });
  const rest = problems.length - said.length;
  const more = rest > 0 ? [t('chat.mass.more', { count: rest })] : [];
  return [`\n\n${[...said, ...more].join('\n')}\n\n`];
}

function refused({ t }: Chat, file: Extract<FileList, { ok: false }>): string {
  const columns = file.needs ? t('chat.mass.columns') : (file.params?.columns ?? t('chat.mass.columns'));
  const said = t(`table.refusal.${file.code}`, { ...file.params, columns });
  return file.needs === 'more_than_national_id' ? `${said} ${t('chat.mass.nationalIdAlone')}` : said;
}

/** Fetches and reads the file into the form: how many accounts, and row by row what could not be read. */
async function takeListFile(chat: Chat, form: FormState, attached: AttachedFile): Promise<Applied> {
  const { turn, t } = chat;
  const { name } = attached;
  const fetched = await turn.desk.fetchFile(attached, turn.asker);
  if (!fetched.ok) return withoutList(form, name, [t(`files.problem.${fetched.problem}`, { name })]);
  const read = await turn.desk.listFromFile(turn.asker, {
    listId: form.draft.id,
    path: fetched.file.path,
    name: fetched.file.name,
  });
  if (!read.ok) return withoutList(form, name, [refused(chat, read)]);
  const { rows } = read.list;
  const problems = rowProblems(chat, read.problems);
  if (rows === 0) return withoutList(form, name, [t('chat.mass.readNone', { name }), ...problems]);
  const taken = withList(form, t('chat.mass.listed', { name, count: rows }));
  return { ...taken, says: problems };
}

const ATTACHES = new Set(['bulk_deactivate']);

/**
 * A file that somebody attaches while the list of a mass deactivation is asked for, or with words that ask for one.
 * Undefined where it is for nobody here. Whoever may not ask for one is told so before anything is fetched.
 */
export async function takeMassFile(
  chat: Chat,
  state: ChatState,
  heard: Heard,
  files: readonly AttachedFile[],
): Promise<ChatState | undefined> {
  const [file] = files;
  if (!file) return undefined;
  const { form } = state;
  if (form?.draft.kind === 'bulk_deactivate')
    return advance(chat, state, await takeListFile(chat, form, file));
  const { intent, sure } = heard.recognition();
  if (form || heard.text === '' || !sure || !ATTACHES.has(intent)) return undefined;
  const may = await chat.turn.desk.mayAskMass(chat.turn.asker);
  if (!may.ok) {
    chat.turn.reply({ text: refusalText(may, chat.t) });
    return state;
  }
  if (files.length > 1) say(chat, 'chat.mass.oneFile', { name: file.name });
  const begun = await beginForm(chat, state, 'bulk_deactivate', { typed: {} });
  return begun.form ? advance(chat, begun, await takeListFile(chat, begun.form, file)) : begun;
}
