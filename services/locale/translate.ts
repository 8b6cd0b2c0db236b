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
  interpolation: { escapeValue: true, escape: (value: unknown) => escapeMarkup(String(value)) },
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

/** Which form of a text is meant, where nothing that anybody wrote goes into it; undefined where something does. */
function formOf(values: Parameters<Translate>[1] = {}): string | undefined {
  const { context, count, ...written } = values;
  return Object.keys(written).length === 0 ? `${context} ${count}` : undefined;
}

/** Looks a text up once: a card has twenty of them, and a look-up costs as much as a query of the store. */
function remembering(t: TFunction): Translate {
  const texts = new Map<string, string>();
  return (key, values) => {
    const form = formOf(values);
    if (form === undefined) return t(key, values ?? {});
    const place = `${key} ${form}`;
    const known = texts.get(place) ?? t(key, values ?? {});
    if (texts.size < KEPT_TEXTS) texts.set(place, known);
    return known;
  };
}

const translators: Readonly<Record<Language, Translate>> = {
  es: remembering(instance.getFixedT('es')),
  en: remembering(instance.getFixedT('en')),
};
