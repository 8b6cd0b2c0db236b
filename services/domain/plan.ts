import type { Case, Json } from './case.ts';
import type { PersonRef } from './person.ts';
import type { Change, Procedure, StepKind } from './procedure.ts';

/** How far a step is. */
export type StepState = 'pending' | 'running' | 'waiting' | 'done' | 'failed';

/** One step of a work order. `cursor` is where a long step goes on; `evidence` is what the read-back showed. */
export interface Step {
  /** Unique in the order; equal to `kind` unless a kind appears twice. */
  readonly id: string;
  readonly kind: string;
  readonly mode: 'automatic' | 'manual';
  readonly state: StepState;
  readonly cursor?: Json;
  readonly evidence?: Json;
  /** Why it waits or failed: a locale key below `stepReason`, with its parameters. */
  readonly reason?: { readonly code: string; readonly params?: { readonly [name: string]: string | number } };
  readonly note?: string;
  readonly by?: PersonRef;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly attempts: number;
  /** Deferred until this real instant (UTC), where it waits by itself. */
  readonly notBefore?: string;
}

/** What Graph cannot write, or only people can do: always a manual step. */
const BY_HAND: ReadonlySet<StepKind> = new Set<StepKind>([
  'add_alias',
  'change_quota',
  'change_licence',
  'add_to_group',
  'set_permissions',
  'set_forwarding',
  'verify_identity',
  'recover_mail',
  'attend_person',
]);

/** What Graph refuses to write for an account that is mastered in on-premises Active Directory. */
const MASTERED_ON_PREMISES: ReadonlySet<StepKind> = new Set<StepKind>([
  'block_sign_in',
  'hide_from_lists',
  'enable_sign_in',
  'update_profile',
  'update_contract',
  'set_manager',
  'restore_manager',
]);

/** The change that a modification asks for; undefined for other kinds. */
export function changeOf(value: Pick<Case, 'fields'>): Change | undefined {
  return value.fields.change?.value as Change | undefined;
}

/** The work order of a case: the kind's steps, then the change's, each automatic or by hand. */
export function planSteps(
  procedure: Procedure,
  value: Pick<Case, 'kind' | 'fields' | 'target'>,
): readonly Step[] {
  const change = changeOf(value);
  const kinds = [
    ...(procedure.kinds[value.kind]?.steps ?? []),
    ...((value.kind === 'modify' && change && procedure.changes[change]?.steps) || []),
  ];
  return kinds.map((kind) => ({
    id: kind,
    kind,
    mode: modeOf(kind, value.target?.synchronised ?? false),
    state: 'pending',
    attempts: 0,
  }));
}

function modeOf(kind: StepKind, synchronised: boolean): Step['mode'] {
  return BY_HAND.has(kind) || (synchronised && MASTERED_ON_PREMISES.has(kind)) ? 'manual' : 'automatic';
}

/** The step that the order stands at: the first that is not done. */
export function currentStep(steps: readonly Step[]): Step | undefined {
  return steps.find((step) => step.state !== 'done');
}

/** How far a long step is, in whole per cent; undefined where its cursor does not tell. */
export function percentOf({ state, cursor }: Pick<Step, 'state' | 'cursor'>): number | undefined {
  if (state === 'done' || typeof cursor !== 'object' || cursor === null) return undefined;
  const { done, total } = cursor as { readonly done?: unknown; readonly total?: unknown };
  if (typeof done !== 'number' || typeof total !== 'number' || total <= 0) return undefined;
  return Math.min(99, Math.floor((100 * done) / total));
}

/** Whether the order stands at a step that a person does and has not done yet. */
export function waitsForHand(value: Pick<Case, 'steps'>): boolean {
  const step = currentStep(value.steps);
  return step?.mode === 'manual' && step.state === 'waiting';
}

/** Whether nothing has been done yet but to look: the order waits for a person, who has not begun. */
export function isUntouched(value: Pick<Case, 'steps'>): boolean {
  const looked = (step: Step) => step.state === 'pending' || step.kind === 'check_target';
  const waits = (step: Step) => step.mode === 'manual' && step.state === 'waiting' && step.note === undefined;
  return waitsForHand(value) && value.steps.every((step) => looked(step) || waits(step));
}
