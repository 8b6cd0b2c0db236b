import i18next, { type TFunction } from 'i18next';
import { en } from './en.ts';
import { es } from './es.ts';

/** Languages with complete texts; the first is what an unknown language falls back to. */
export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Characters that Teams or an Adaptive Card would read as markup. */
const MARKUP = /[\\`*_{}[\]<>#|~]/g;
const escapeMarkup = (text: string) => text.replace(MARKUP, (sign) => `\\${sign}`);

const instance = i18next.createInstance();
instance.init({
  lng: 'es',
  fallbackLng: false,
  resources: { es: { translation: es }, en: { translation: en } },
  returnNull: false,
  initAsync: false,
});

/** Language of a locale such as `es-CO`, `en-GB`, `EN_us`; the fallback where it is unknown or malformed. */
export function languageOf(locale: string | undefined, fallback: Language = 'es'): Language {
  const primary = String(locale ?? '')
    .toLowerCase()
    .split(/[-_]/)[0];
  return LANGUAGES.find((one) => one === primary) ?? fallback;
}

/**
 * Texts in one language: `t('case.status.closed')`, `t('chat.cases', { count: 2 })`. Values put into a text
 * are escaped, so that what somebody typed is never read as markup; `{{- value}}` in a text puts it in raw.
 */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function translator(locale: string | undefined): Translate {
  return translators[languageOf(locale)];
}

const KEPT_TEXTS = 5_000;

/** A text in pieces: words of the desk, and between them the values that go in. */
interface Template {
  readonly words: readonly string[];
  readonly slots: readonly { readonly name: string; readonly raw: boolean }[];
}

const SLOT = /\{\{(-?)\s*(\w+)\s*\}\}/;

function templateOf(text: string): Template {
  const pieces = text.split(SLOT);
  const slots = pieces.flatMap((piece, at) =>
    at % 3 === 2 ? [{ name: piece, raw: pieces[at - 1] === '-' }] : [],
  );
  return { words: pieces.filter((_piece, at) => at % 3 === 0), slots };
}

function filled({ words, slots }: Template, values: NonNullable<Parameters<Translate>[1]>): string {
  return slots.reduce((text, { name, raw }, at) => {
    const value = String(values[name] ?? '');
    return text + (raw ? value : escapeMarkup(value)) + (words[at + 1] ?? '');
  }, words[0] ?? '');
}

/**
 * Looks a text up once in each of its forms and puts the values in itself: a card has twenty texts, and a look-up
 * costs as much as a query of the store.
 */
function remembering(t: TFunction): Translate {
  const templates = new Map<string, Template>();
  return (key, values = {}) => {
    const { context, count } = values;
    // Most texts have one form.
    const place = context === undefined && count === undefined ? key : `${key} ${context} ${count}`;
    const known = templates.get(place) ?? templateOf(t(key, { context, count, skipInterpolation: true }));
    if (templates.size < KEPT_TEXTS) templates.set(place, known);
    return filled(known, values);
  };
}

const translators: Readonly<Record<Language, Translate>> = {
  es: remembering(instance.getFixedT('es')),
  en: remembering(instance.getFixedT('en')),
};
