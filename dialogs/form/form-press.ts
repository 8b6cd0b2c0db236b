import type { CardAction } from '../../cards/actions.ts';
import type { Chat } from '../chat.ts';
import type { ChatState, FormState } from '../state.ts';
import { advance } from './advance.ts';
import { applyTyped, takePerson } from './apply-typed.ts';
import { formCard, lineCard } from './form-cards.ts';
import { noneOfThem } from './people-answer.ts';

type Pressed<V extends CardAction['verb']> = Extract<CardAction, { verb: V }>;

/** The names in the inputs stand for the people that they were filled in with. */
function withIds(form: FormState, values: Pressed<'draft_save'>['values']): Pressed<'draft_save'>['values'] {
  const known = { ...form.suggested, ...form.draft.fields };
  return Object.fromEntries(
    Object.entries(values).map(([field, typed]) => {
      const value = known[field as keyof typeof known];
      return [field, value?.shown === typed ? value?.value : typed];
    }),
  );
}

/** What was filled in on the card: what is right is kept, what is wrong is said on the card itself. */
export async function saveDraft(
  chat: Chat,
  state: ChatState,
  action: Pressed<'draft_save'>,
): Promise<ChatState> {
  const { form } = state;
  if (!form) return state;
  const typed = withIds(form, action.values);
  const applied = await applyTyped(chat, form, typed);
  if (applied.form.draft.problems.length > 0 && !applied.offer && !applied.form.idle) {
    chat.turn.respond(formCard(chat, applied.form));
    return {
      ...state,
      form: { ...applied.form, card: 'form', asking: applied.form.draft.problems[0]?.field },
    };
  }
  if (applied.offer || applied.form.idle) chat.turn.respond(formCard(chat, applied.form));
  return advance(
    chat,
    state,
    { ...applied, changed: applied.changed.filter((one) => one === 'account') },
    { pressed: true },
  );
}

/** "Corregir": every field as an input, in the place of the summary. */
export async function editDraft(chat: Chat, state: ChatState): Promise<ChatState> {
  const { form } = state;
  if (!form) return state;
  chat.turn.respond(formCard(chat, form, true));
  return { ...state, form: { ...form, asking: 'correction', card: 'form' } };
}

/** Somebody was chosen among people of one name; '' is none of them. */
export async function choosePerson(
  chat: Chat,
  state: ChatState,
  { field, personId }: Pressed<'choose_person'>,
): Promise<ChatState> {
  const { form } = state;
  if (!form) return state;
  const person = personId === '' ? undefined : await chat.turn.desk.personById(personId);
  const said = person
    ? chat.t('chat.people.chosen', { name: person.name })
    : chat.t('chat.people.noneChosen');
  chat.turn.respond(lineCard(chat, said));
  const applied = person
    ? await takePerson(chat, form, field, { id: person._id, name: person.name })
    : noneOfThem(chat, form, field);
  return advance(chat, state, applied);
}
