import { type Language, languageOf, type Translate, translator } from '../services/locale/translate.ts';
import type { FormBase } from './form/take-values.ts';
import type { Reply, Turn } from './turn.ts';

/** One turn with the words of its language. */
export interface Chat {
  readonly turn: Turn;
  readonly t: Translate;
  readonly lang: Language;
}

/** The turn with the words of its locale. */
export function chatOf(turn: Turn): Chat {
  return { turn, t: translator(turn.locale), lang: languageOf(turn.locale) };
}

const contexts = new WeakMap<Turn, FormBase>();

/** What values are checked against in this turn, beside what the form knows already. */
export function contextOf({ turn }: Chat): FormBase {
  const known = contexts.get(turn) ?? contextIn(turn);
  contexts.set(turn, known);
  return known;
}

function contextIn(turn: Turn): FormBase {
  const { procedure } = turn.desk;
  const own = turn.asker.actor.person.email;
  return {
    today: turn.desk.today(),
    mailDomain: turn.mailDomain ?? own.slice(own.lastIndexOf('@') + 1),
    country: procedure.country,
    procedure,
  };
}

/** Says a text of the locale files, with quick answers below it where there are any. */
export function say(
  { turn, t }: Chat,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
  choices: readonly string[] = [],
): void {
  turn.reply(withChoices(t(key, values), choices));
}

/** A text with quick answers below it, where there are any. */
export function withChoices(text: string, choices: readonly string[] = []): Reply {
  return choices.length > 0 ? { text, choices } : { text };
}

const LISTS: Readonly<Record<Language, Intl.ListFormat>> = {
  es: new Intl.ListFormat('es', { type: 'conjunction' }),
  en: new Intl.ListFormat('en', { type: 'conjunction' }),
};

/** "a, b y c"; in the turn's language. */
export function listed({ lang }: Pick<Chat, 'lang'>, items: readonly string[]): string {
  return LISTS[lang].format(items);
}

/** The texts as one, sentence after sentence; empty ones left out. */
export function joined(texts: readonly (string | undefined)[]): string {
  return texts.filter(Boolean).join(' ');
}
