import type { Loose } from './fake-connector.ts';

/** An input of a card as the client knows it. */
export interface CardInput {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly required: boolean;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

/** A button that the server answers, with the inputs that the client would send along. */
export interface CardButton {
  readonly title: string;
  readonly verb: string;
  readonly data: Loose;
  readonly inputs: readonly CardInput[];
}

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Keys whose strings a person reads. */
const READ = new Set(['text', 'title', 'value', 'label', 'placeholder', 'altText']);
/** Parts that are the program's. */
const HIDDEN = new Set(['data', 'fallbackText', 'speak', 'summary', 'choices', 'url']);

/** All that a person can read of a card, forms that open on a press included, one piece a line. */
export function readable(card: unknown): string {
  if (Array.isArray(card)) return card.map(readable).filter(Boolean).join('\n');
  if (!isObject(card)) return '';
  const runs = listOf(card.inlines);
  if (runs.length > 0) return runs.map((run) => textOf(run.text)).join('');
  return Object.entries(card)
    .flatMap(([key, value]) => {
      if (HIDDEN.has(key)) return [];
      if (typeof value === 'string') return READ.has(key) ? [value] : [];
      return [readable(value)];
    })
    .filter(Boolean)
    .join('\n');
}

function inputOf(element: Loose): CardInput {
  return {
    id: textOf(element.id),
    label: textOf(element.label),
    value: textOf(element.value),
    required: element.isRequired === true,
    choices: listOf(element.choices).map((one) => ({ title: textOf(one.title), value: textOf(one.value) })),
  };
}

/** The inputs in a part of a card, those of cards that a button opens left out. */
function inputsIn(part: unknown): readonly CardInput[] {
  if (Array.isArray(part)) return part.flatMap(inputsIn);
  if (!isObject(part)) return [];
  if (textOf(part.type).startsWith('Action.')) return [];
  const own = textOf(part.type).startsWith('Input.') ? [inputOf(part)] : [];
  return [...own, ...Object.values(part).flatMap(inputsIn)];
}

/** Every button of a card, those inside forms that another button opens too, each with the inputs it sends. */
export function buttonsIn(part: unknown, above: readonly CardInput[] = []): readonly CardButton[] {
  if (Array.isArray(part)) return part.flatMap((one) => buttonsIn(one, above));
  if (!isObject(part)) return [];
  if (part.type === 'Action.Execute') {
    const inputs = part.associatedInputs === 'none' ? [] : above;
    const data = isObject(part.data) ? part.data : {};
    return [{ title: textOf(part.title), verb: textOf(part.verb), data, inputs }];
  }
  const within = part.type === 'AdaptiveCard' ? [...above, ...inputsIn(part.body)] : above;
  return Object.values(part).flatMap((one) => buttonsIn(one, within));
}

/** The titles of the buttons in the card's first row, as they stand before anything is opened. */
export function buttonRow(card: Loose): readonly string[] {
  return listOf(card.actions).map((one) => textOf(one.title));
}

/**
 * What the client sends for a press: each input's value, or what the person typed into it. `typed` is keyed by the
 * input's id or label; a choice may be given by its title. Throws TypeError where the card has no such input or
 * choice, or where a required input is left empty: a person could not have pressed.
 */
export function sent(button: CardButton, typed: Readonly<Record<string, string>>): Loose {
  const unknown = Object.keys(typed).filter(
    (name) => !button.inputs.some((one) => one.id === name || one.label === name),
  );
  if (unknown.length > 0) {
    const known = button.inputs.map((one) => `${one.label} (${one.id})`).join(', ');
    throw new TypeError(`no input ${unknown.join(', ')} beside ${button.title}; there are: ${known}`);
  }
  const values = button.inputs.map((input) => {
    const given = typed[input.id] ?? typed[input.label];
    const choice = input.choices.find((one) => one.title === given);
    if (given !== undefined && input.choices.length > 0 && !choice) choiceAmong(input, given);
    const value = choice?.value ?? given ?? input.value;
    if (input.required && value === '') throw new TypeError(`${input.label} must be filled in`);
    return [input.id, value] as const;
  });
  return { ...button.data, ...Object.fromEntries(values) };
}

function choiceAmong(input: CardInput, given: string): void {
  const values = input.choices.map((one) => one.value);
  if (given.split(',').every((one) => values.includes(one))) return;
  throw new TypeError(`${given} is none of ${input.choices.map((one) => one.title).join(', ')}`);
}
