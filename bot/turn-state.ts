import type { DialogState } from 'botbuilder-dialogs';
import { z } from 'zod';

const stored = z.object({
  dialogStack: z.array(z.object({ id: z.string(), state: z.unknown() })).default([]),
  welcomed: z.boolean().default(false),
});

/** What a conversation keeps between turns, as JSON in its `state`. */
export interface TurnState {
  readonly dialogs: DialogState;
  /** The greeting was sent; the Playground asks for it at every page load. */
  readonly welcomed: boolean;
}

/** Reads a conversation's state; what cannot be read (an older shape) starts the conversation afresh. */
export function readState(json: string): TurnState {
  let value: unknown;
  try {
    value = json === '' ? {} : JSON.parse(json);
  } catch {
    value = {};
  }
  const { dialogStack, welcomed } = stored.catch({ dialogStack: [], welcomed: false }).parse(value);
  return { dialogs: { dialogStack }, welcomed };
}

export function writeState(state: TurnState): string {
  return JSON.stringify({ dialogStack: state.dialogs.dialogStack, welcomed: state.welcomed });
}

const tracked = z.record(z.string(), z.string());

/** Activity ids of cards that later turns edit, by name; what cannot be read counts as none. */
export function readTracked(json: string): Readonly<Record<string, string>> {
  try {
    return tracked.parse(JSON.parse(json || '{}'));
  } catch {
    return {};
  }
}
