import type { Case } from '../../domain/case.ts';
import type { Command, StepResult } from '../../domain/command.ts';
import { EXCLUSIONS } from '../../domain/mass.ts';
import { REFUSAL_EXCLUDES } from '../../domain/mass-exclusion.ts';

const OTHERS: readonly string[] = [...EXCLUSIONS, 'stopped', 'target_enabled'];

/**
 * The command for an account of a mass deactivation whose first look says that it is not to be worked on: it is left
 * out, which is no failure. Undefined for every other result.
 */
export function leftAsItIs(value: Case, { stepId, state, reason }: StepResult): Command | undefined {
  if (!value.parentId || stepId !== 'check_target' || state !== 'failed' || !reason) return undefined;
  const why = REFUSAL_EXCLUDES[reason.code] ?? OTHERS.find((one) => one === reason.code);
  return why ? { name: 'turn_down', reason: why } : undefined;
}
