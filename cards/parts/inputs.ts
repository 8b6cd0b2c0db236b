import type { IChoice, IChoiceSetInput, IDateInput, ITextInput } from '@microsoft/teams.cards';
import { plain } from './text.ts';

/** Longest note or reason that an input takes, in characters. */
export const NOTE_LENGTH = 2_000;

/** An input for a sentence or more. A required one says `error` where it is left empty. */
export function noteInput(
  id: string,
  label: string,
  options: { readonly error?: string; readonly placeholder?: string } = {},
): ITextInput {
  return {
    type: 'Input.Text',
    id,
    label: plain(label),
    isMultiline: true,
    maxLength: NOTE_LENGTH,
    ...(options.placeholder ? { placeholder: plain(options.placeholder) } : {}),
    ...(options.error ? { isRequired: true, errorMessage: plain(options.error) } : {}),
  };
}

/** An input for a few words, none of them required. */
export function textInput(
  id: string,
  label: string,
  options: { readonly value?: string; readonly placeholder?: string } = {},
): ITextInput {
  return { type: 'Input.Text', id, label: plain(label), maxLength: 200, ...options };
}

/** A day that has to be chosen; `error` is said where it was not. */
export function dateInput(id: string, label: string, error: string): IDateInput {
  return { type: 'Input.Date', id, label: plain(label), isRequired: true, errorMessage: plain(error) };
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** A drop-down of one choice; the titles are raw text and begin with a capital. */
export function choiceInput(
  id: string,
  label: string,
  choices: readonly IChoice[],
  options: { readonly value?: string; readonly error?: string; readonly placeholder?: string } = {},
): IChoiceSetInput {
  return {
    type: 'Input.ChoiceSet',
    id,
    label: plain(label),
    style: 'compact',
    choices: choices.map((one) => ({ ...one, title: capital(one.title ?? '') })),
    ...(options.value ? { value: options.value } : {}),
    ...(options.placeholder ? { placeholder: plain(options.placeholder) } : {}),
    ...(options.error ? { isRequired: true, errorMessage: plain(options.error) } : {}),
  };
}

/** Boxes to tick; the titles are the desk's own texts, since boxes read markdown. */
export function tickInput(id: string, label: string, choices: readonly IChoice[], error: string) {
  return {
    type: 'Input.ChoiceSet',
    id,
    label: plain(label),
    style: 'expanded',
    isMultiSelect: true,
    isRequired: true,
    errorMessage: plain(error),
    choices: [...choices],
  } satisfies IChoiceSetInput;
}
