import type { FieldId, Fields, Kind, Target } from './case.ts';
import type { ProblemCode } from './field-parsers.ts';

/** A value that could not be taken: what was typed, and what is wrong with it. */
export interface DraftProblem {
  readonly field: FieldId;
  /** Key below `field.problem`. */
  readonly key: ProblemCode;
  /** Values for its sentence; dates are `YYYY-MM-DD`. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** What was typed, so that it is corrected and not typed again. */
  readonly typed?: string;
}

/** A request while it is still being put together in conversation; it becomes a case once it is confirmed. */
export interface Draft {
  /** Minted when the form began; a repeated confirmation of one id makes one case. */
  readonly id: string;
  readonly kind: Kind;
  /** Checked values. */
  readonly fields: Fields;
  readonly problems: readonly DraftProblem[];
  /** The account that the request is about, as the directory shows it. */
  readonly target?: Target;
  /** What was said beside the fields. */
  readonly notes: readonly string[];
}
