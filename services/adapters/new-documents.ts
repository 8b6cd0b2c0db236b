import type { RegisteredAccount } from '../domain/account.ts';
import type { Conversation, ConversationStore } from '../ports/conversation-store.ts';
import type { ChosenIntent } from '../ports/feedback-store.ts';
import type { KnownPerson } from '../ports/people-store.ts';

/** A chat of which nothing is known yet but that somebody writes in it. */
export function newConversation(id: string, at: string): Conversation {
  return {
    _id: id,
    revision: 0,
    personId: '',
    reference: '',
    serviceUrl: '',
    locale: '',
    state: '{}',
    cards: [],
    answered: [],
    updatedAt: at,
    lockUntil: '',
    lockToken: '',
    reachable: true,
  };
}

/** A conversation as it is stored once its turn is saved: one revision on, free. */
export function saved(value: Conversation): Conversation {
  return { ...value, revision: value.revision + 1, lockUntil: '', lockToken: '' };
}

/** An account that a case has claimed and nobody has recorded yet; `lastCase` is ''. */
export function claimedAccount(id: string, address: string, caseId: string, at: string): RegisteredAccount {
  return {
    _id: id,
    address: address.toLowerCase(),
    holderName: '',
    state: 'enabled',
    lastCase: '',
    activeCaseId: caseId,
    updatedAt: at,
  };
}

/** What is not said of a person who is met for the first time. */
export const UNSAID_OF_PERSON: Omit<KnownPerson, '_id' | 'standing'> = {
  name: '',
  id: '',
  email: '',
  userPrincipalName: '',
  department: '',
  position: '',
  holderType: '',
  enabled: true,
  words: [],
};

type Names = Partial<Omit<KnownPerson, '_id' | 'standing'>>;

/** The properties of an entry that are there to be written: known ones, with a value. */
export function saidOfPerson(entry: Names): Names {
  const names = Object.keys(UNSAID_OF_PERSON) as (keyof Names)[];
  return Object.fromEntries(
    names.filter((name) => entry[name] !== undefined).map((name) => [name, entry[name]]),
  );
}

type Remembered = Parameters<ConversationStore['remember']>[0];

/** What `remember` writes, and nothing else that the given object may carry. */
export function remembered(value: Remembered): Remembered {
  const { _id, personId, reference, serviceUrl, locale, reachable, updatedAt } = value;
  return { _id, personId, reference, serviceUrl, locale, reachable, updatedAt };
}

/** What `add` of the feedback writes, and nothing else that the given object may carry. */
export function chosenIntent(example: ChosenIntent): ChosenIntent {
  const { text, locale, offered, chosen, at } = example;
  return { text, locale, offered, chosen, at };
}
