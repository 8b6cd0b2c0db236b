import type { FieldId } from '../../services/domain/case.ts';
import { sayProblem } from '../../services/domain/form.ts';
import { refusalText } from '../../services/locale/refusal-text.ts';
import type { KnownPerson } from '../../services/ports/people-store.ts';
import type { Typed } from '../answers/labelled.ts';
import { type Chat, contextOf } from '../chat.ts';
import type { FormState } from '../state.ts';
import { findPerson } from './find-people.ts';
import { suggestionsFor } from './suggestions.ts';
import { takeList } from './take-list.ts';
import { takeValues } from './take-values.ts';

/** People among whom one is to be chosen. */
export interface PeopleOffer {
  readonly field: FieldId;
  readonly typed: string;
  readonly people: readonly KnownPerson[];
  readonly near: boolean;
}

/** What came of typed values: the form after them, and what has to be said of them. */
export interface Applied {
  readonly form: FormState;
  readonly changed: readonly FieldId[];
  /** Sentences about what could not be taken. */
  readonly says: readonly string[];
  readonly offer?: PeopleOffer;
}

/** Puts somebody into a field; for an account the directory is asked at once whether the request can be made. */
export async function takePerson(
  chat: Chat,
  form: FormState,
  field: FieldId,
  person: { readonly id: string; readonly name: string },
): Promise<Applied> {
  const problems = form.draft.problems.filter((one) => one.field !== field);
  const value = { value: person.id, shown: person.name };
  const known: FormState = {
    ...form,
    people: undefined,
    idle: undefined,
    draft: { ...form.draft, problems, fields: { ...form.draft.fields, [field]: value } },
  };
  if (field !== 'account') return { form: known, changed: [field], says: [] };
  const { desk, asker } = chat.turn;
  const checked = await desk.checkTarget(form.draft.kind, person.id, asker);
  if (!checked.ok) {
    const { account: _refused, ...fields } = known.draft.fields;
    const draft = { ...known.draft, fields, target: undefined };
    return { form: { ...known, draft, idle: true }, changed: [], says: [refusalText(checked, chat.t)] };
  }
  const { target } = checked;
  const account = { value: target.id, shown: target.name };
  const draft = { ...known.draft, target, fields: { ...known.draft.fields, account } };
  const whole = { ...known, draft };
  return { form: { ...whole, suggested: suggestionsFor(chat, whole) }, changed: ['account'], says: [] };
}

/** An address that the desk's index lacks may still be one of the directory's. */
async function takeUnindexed(chat: Chat, form: FormState, field: FieldId, typed: string): Promise<Applied> {
  const said = typed.includes('@') ? 'chat.people.noAddress' : 'chat.people.none';
  const problem = { field, key: 'person', typed } as const;
  const problems = [...form.draft.problems.filter((one) => one.field !== field), problem];
  const unknown: Applied = {
    form: { ...form, draft: { ...form.draft, problems } },
    changed: [],
    says: [chat.t(said, { typed: typed.slice(0, 120) })],
  };
  if (field !== 'account' || !typed.includes('@')) return unknown;
  const taken = await takePerson(chat, form, field, { id: typed, name: typed });
  return taken.form.idle ? unknown : taken;
}

async function takeNamed(chat: Chat, form: FormState, field: FieldId, typed: string): Promise<Applied> {
  const found = await findPerson(chat.turn.desk, typed, form.draft.kind, field);
  if (found.found === 'one') {
    return takePerson(chat, form, field, { id: found.person._id, name: found.person.name });
  }
  if (found.found === 'none') return takeUnindexed(chat, form, field, typed);
  const offered = found.people.map((one) => one._id);
  const offer = { field, typed, people: found.people, near: found.near };
  return { form: { ...form, people: { field, ids: offered } }, changed: [], says: [], offer };
}

/** Takes typed values into the form, people looked up in the directory. Throws `directory_*` where it is down. */
export async function applyTyped(chat: Chat, form: FormState, typed: Typed): Promise<Applied> {
  const taken = takeValues(form, typed, contextOf(chat));
  const { t, lang } = chat;
  let applied: Applied = {
    form: taken.form,
    changed: taken.changed,
    says: taken.problems.map((one) =>
      sayProblem({ ok: false, problem: one.key, params: one.params }, t, lang),
    ),
  };
  for (const { field, typed: name } of taken.people) {
    if (applied.offer) break;
    const take = field === 'accountList' ? takeList(chat, applied.form, name) : undefined;
    const next = await (take ?? takeNamed(chat, applied.form, field, name));
    applied = {
      form: next.form,
      changed: [...applied.changed, ...next.changed],
      says: [...applied.says, ...next.says],
      ...(next.offer && { offer: next.offer }),
    };
  }
  return applied;
}
