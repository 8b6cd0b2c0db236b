import type { Case, Json, Outcome, Status } from '../case.ts';
import type { CommandName, CommandOf, Refusal } from '../command.ts';
import type { Actor } from '../person.ts';
import type { Procedure } from '../procedure.ts';
import type { WorkItem } from '../work.ts';

/** What a decision hangs on besides the case. */
export interface LifecycleContext {
  readonly procedure: Procedure;
  /** UTC instant on the desk's clock. */
  readonly now: string;
}

/** What a command makes of a case, before the lifecycle sets status, clocks and stage. */
export interface Applied {
  readonly ok: true;
  readonly case: Case;
  readonly to?: Status;
  readonly facts?: Json;
  readonly owes?: readonly WorkItem[];
  readonly runNotBefore?: string;
  readonly recorded?: boolean;
}

/** What one command does with a case: a pure function of what it is given. */
export type ApplyCommand<N extends CommandName> = (
  value: Case,
  command: CommandOf<N>,
  actor: Actor,
  context: LifecycleContext,
) => Applied | Refusal;

/** The command was taken; `rest` is what follows besides the row of the lifecycle. */
export const done = (value: Case, rest: Omit<Applied, 'ok' | 'case'> = {}): Applied => ({
  ok: true,
  case: value,
  ...rest,
});

/** Whether there is anything in a text that had to be written. */
export const said = (text: string): boolean => text.trim() !== '';

/** The case with why it ended; what was asked of the requester is let go. */
export const ended = (value: Case, outcome: Outcome, remark?: string): Case => ({
  ...value,
  outcome,
  remark,
  dataRequest: undefined,
});

/** A message that is owed to an audience. */
export const notice = (
  name: Extract<WorkItem, { type: 'notice' }>['notice'],
  to: Extract<WorkItem, { type: 'notice' }>['to'],
): WorkItem => ({ type: 'notice', notice: name, to, sentTo: [] });

/** The case with what somebody wrote put on it as a note; as it is where that is nothing. */
export const noted = (value: Case, by: Actor['person'], at: string, text: string | undefined): Case =>
  text && said(text) ? { ...value, notes: [...value.notes, { at, by, text: text.trim() }] } : value;
