import {
  type DraftContext,
  renderDraftClosed,
  renderDraftForm,
  renderDraftSummary,
} from '../../cards/draft-form.ts';
import { type Card, card } from '../../cards/parts/card.ts';
import { paragraph } from '../../cards/parts/text.ts';
import { MOST_PEOPLE, renderPeopleChoice } from '../../cards/people-choice.ts';
import type { Draft } from '../../services/domain/draft.ts';
import type { Chat } from '../chat.ts';
import type { FormState } from '../state.ts';
import type { PeopleOffer } from './apply-typed.ts';
import { wholeOf } from './form-facts.ts';

/** Name under which the card of a draft is edited in place. */
export const trackOf = (draft: Pick<Draft, 'id'>): string => `draft:${draft.id}`;

/** A card of one sentence: what is left of one that has done its work. */
export function lineCard(chat: Pick<Chat, 'lang'>, text: string): Card {
  return card({ summary: text, lang: chat.lang, body: [paragraph(text)] });
}

function contextOfDraft({ turn }: Chat, form: FormState, all?: true): DraftContext {
  const { procedure } = turn.desk;
  return { procedure, locale: turn.locale, suggestions: form.suggested, ...(all && { all }) };
}

/** The live form; with `all` every field can be corrected. */
export function formCard(chat: Chat, form: FormState, all?: true): Card {
  return renderDraftForm(form.draft, contextOfDraft(chat, form, all));
}

/** The request to confirm, with what the procedure filled in. */
export function summaryCard(chat: Chat, form: FormState): Card {
  const draft = { ...form.draft, fields: wholeOf(form), problems: [] };
  return renderDraftSummary(draft, contextOfDraft(chat, form));
}

/** What is left of a draft's card once it was sent or cancelled. */
export function closedCard(chat: Chat, how: 'sent' | 'cancelled', code = ''): Card {
  return renderDraftClosed(how, chat.turn.locale, code);
}

/** The people whom a name may mean, a button each. */
export function peopleCard(chat: Chat, form: FormState, offer: PeopleOffer): Card {
  const people = offer.people.slice(0, MOST_PEOPLE + 1).map((one) => ({
    id: one._id,
    name: one.name,
    position: one.position,
    department: one.department,
    address: one.email,
    enabled: one.enabled,
  }));
  return renderPeopleChoice({ draft: form.draft.id, field: offer.field, people }, chat.turn.locale);
}

/** A message with the card alone; its sentence is for the notification and the screen reader. */
export const shownAs = (card: Card) => ({ card, summary: card.fallbackText ?? '' });
