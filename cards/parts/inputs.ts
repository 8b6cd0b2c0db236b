import type { IChoice, IChoiceSetInput, ITextInput } from '@microsoft/teams.cards';
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

/** A drop-down of one choice; the titles are raw text. */
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
    choices: [...choices],
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
