import { refusalText } from '../../services/locale/refusal-text.ts';
import { withSupervisor } from '../accounts/show-accounts.ts';
import type { Chat } from '../chat.ts';
import type { FormState } from '../state.ts';
import type { Applied } from './apply-typed.ts';
import { listSaid } from './list-said.ts';

/** The form with a list of accounts in it. */
export function withList(form: FormState, shown: string): Applied {
  const problems = form.draft.problems.filter((one) => one.field !== 'accountList');
  const value = { value: form.draft.id, shown };
  const fields = { ...form.draft.fields, accountList: value };
  return {
    form: { ...form, draft: { ...form.draft, problems, fields } },
    changed: ['accountList'],
    says: [],
  };
}

/** The form without one, and what is said about it. */
export function withoutList(form: FormState, typed: string, says: readonly string[]): Applied {
  const { accountList: _none, ...fields } = form.draft.fields;
  const others = form.draft.problems.filter((one) => one.field !== 'accountList');
  const problem = { field: 'accountList', key: 'list', typed } as const;
  return {
    form: { ...form, draft: { ...form.draft, fields, problems: [...others, problem] } },
    changed: [],
    says,
  };
}

/** "Contratistas de la Oficina Jurídica que vencen en diciembre": what the register finds is the list. */
export async function takeList(chat: Chat, form: FormState, typed: string): Promise<Applied> {
  const { turn, t } = chat;
  if (typed === form.draft.fields.accountList?.value || typed === form.draft.fields.accountList?.shown)
    return { form, changed: [], says: [] };
  const said = listSaid(chat, typed);
  if (!said) return withoutList(form, typed, [t('field.problem.list')]);
  const query = await withSupervisor(chat, said);
  if (!query) return withoutList(form, typed, []);
  const kept = await turn.desk.listFromQuery(turn.asker, { listId: form.draft.id, query, words: typed });
  if (!kept.ok) return withoutList(form, typed, [refusalText(kept, t)]);
  const { rows } = kept.list;
  if (rows === 0) return withoutList(form, typed, [t('chat.mass.foundNobody')]);
  return withList(form, t('chat.mass.listed', { name: typed.slice(0, 120), count: rows }));
}
