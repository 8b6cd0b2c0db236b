import type { DialogState } from 'botbuilder-dialogs';

/** What a conversation keeps between turns, as JSON in its `state`. */
export interface TurnState {
  readonly dialogs: DialogState;
  /** The greeting was sent; the Playground asks for it at every page load. */
  readonly welcomed: boolean;
}

/** The properties of a stored object; none of what is no object. Our own writing, read at every turn: no schema. */
function propertiesIn(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json || '{}');
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function isStack(value: unknown): value is DialogState['dialogStack'] {
  return (
    Array.isArray(value) &&
    value.every((one: unknown) => typeof one === 'object' && one !== null && 'id' in one && isText(one.id))
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Reads a conversation's state; what cannot be read (an older shape) starts the conversation afresh. */
export function readState(json: string): TurnState {
  const { dialogStack, welcomed } = propertiesIn(json);
  return { dialogs: { dialogStack: isStack(dialogStack) ? dialogStack : [] }, welcomed: welcomed === true };
}

export function writeState(state: TurnState): string {
  return JSON.stringify({ dialogStack: state.dialogs.dialogStack, welcomed: state.welcomed });
}
