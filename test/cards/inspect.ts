import { createRequire } from 'node:module';
import type { IAdaptiveCard } from '@microsoft/teams.cards';

interface Failure {
  readonly message: string;
}

interface Library {
  AdaptiveCard: new () => {
    parse(json: unknown, context: unknown): void;
    validateProperties(): { validationEvents: Failure[] };
  };
  SerializationContext: new (version: unknown) => { eventCount: number; getEventAt(at: number): Failure };
  Versions: { v1_5: unknown };
  CardElement: { langProperty: { regEx: RegExp } };
}

const library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Library;

/** What Microsoft's own reader of version 1.5 finds wrong with a card. */
export function faultsOf(card: IAdaptiveCard): readonly string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  // The library's own pattern is global and so remembers the last card; every other one would fail.
  library.CardElement.langProperty.regEx.lastIndex = 0;
  const read = new library.AdaptiveCard();
  read.parse(JSON.parse(JSON.stringify(card)), context);
  const parsed = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  const said = [...parsed, ...read.validateProperties().validationEvents].map((one) => one.message);
  return said.filter((one) => !hasFallback(one, card));
}

/** What Teams draws beyond version 1.5 is no fault where a fallback stands in it. */
function hasFallback(message: string, card: IAdaptiveCard): boolean {
  const type = /^Unknown element type "(Chart\.\w+)"\. Fallback/.exec(message)?.[1];
  return type !== undefined && partsOf(card).every((one) => one.type !== type || one.fallback !== undefined);
}

/** A part of a card: an element, an action, a choice. */
export type Part = Readonly<Record<string, unknown>>;

/** Every object of a card, depth first. */
export function partsOf(value: unknown): readonly Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Part, ...Object.values(value).flatMap(partsOf)];
}

const SHOWN = [
  'text',
  'title',
  'label',
  'placeholder',
  'errorMessage',
  'fallbackText',
  'speak',
  'tooltip',
  'altText',
];

/** Every text that somebody could see or hear. */
export function textsOf(card: unknown): readonly string[] {
  return partsOf(card).flatMap((part) =>
    SHOWN.map((name) => part[name]).filter((one): one is string => typeof one === 'string'),
  );
}

/** Everything that is read on the card, in order, as one text. */
export function readingOf(card: unknown): string {
  return partsOf(card)
    .flatMap((part) => [part.text, part.label, part.title])
    .filter((one) => typeof one === 'string')
    .join('\n');
}

export function buttonsOf(card: unknown): readonly Part[] {
  return partsOf(card).filter((part) => part.type === 'Action.Execute');
}

export function inputsOf(card: unknown): readonly Part[] {
  return partsOf(card).filter((part) => String(part.type ?? '').startsWith('Input.'));
}

/** A key of the locale files that found no text. */
const KEY = /(?<![@\w.])(?:card|notice|step|field|case|refusal|chat|mail)\.[a-zA-Z_]+(?:\.[a-zA-Z_]+)*\b/;

/** What is wrong with a card beside its form: no text, a key in place of one, an input without a label, too large. */
export function flawsOf(card: IAdaptiveCard): readonly string[] {
  const texts = textsOf(card);
  const blocks = partsOf(card).filter((one) => one.type === 'TextBlock' || one.type === 'TextRun');
  return [
    ...faultsOf(card),
    ...texts.filter((one) => KEY.test(one)).map((one) => `key: ${one}`),
    ...texts
      .filter((one) => /\{\{|undefined|\[object|NaN|Invalid/.test(one))
      .map((one) => `unfilled: ${one}`),
    ...blocks.filter((one) => String(one.text ?? '').trim() === '').map(() => 'empty text'),
    ...inputsOf(card)
      .filter((one) => !one.label || !one.id)
      .map((one) => `no label: ${one.id}`),
    ...buttonsOf(card)
      .filter((one) => 'msteams' in (one.data as object) || String(one.title ?? '').length > 26)
      .map((one) => `button: ${one.title}`),
    ...partsOf(card)
      .filter((one) => one.type === 'Image' && !one.altText)
      .map(() => 'picture without words'),
    ...(!card.fallbackText || !card.speak ? ['no words for it'] : []),
    ...(JSON.stringify(card).includes('"refresh"') ? ['refresh'] : []),
    ...(Buffer.byteLength(JSON.stringify(card)) >= 25_000 ? ['over 25 KB'] : []),
  ];
}
