import type { Case } from '../services/domain/case.ts';
import type { CommandName } from '../services/domain/command.ts';
import type { PersonRef } from '../services/domain/person.ts';
import type { Procedure } from '../services/domain/procedure.ts';

/** For whom a card is drawn. */
export const VIEWERS = ['requester', 'supervisor', 'specialist', 'recipient', 'deskLead'] as const;
export type Viewer = (typeof VIEWERS)[number];

/**
 * Everything that a card about a case may show. `allowed` is computed by the lifecycle for the viewer; a card
 * shows a button only for what is in it. `now` is a UTC instant on the desk's clock.
 */
export interface CaseView {
  readonly case: Case;
  readonly procedure: Procedure;
  readonly allowed: ReadonlySet<CommandName>;
  readonly viewer: Viewer;
  readonly locale: string;
  readonly now: string;
  /** Whom a specialist may hand the case over to. */
  readonly specialists?: readonly PersonRef[];
  /** Directory id of who looks, where known: another specialist's copy of a taken case shrinks. */
  readonly viewerId?: string;
}
