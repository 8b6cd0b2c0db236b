import type { Target } from './case.ts';
import type { RefusalCode } from './command.ts';
import type { Exclusion, Narrowing } from './mass.ts';

/** What is known of an account when it is decided whether a mass deactivation affects it. */
export interface AccountFacts {
  readonly target: Target;
  /** The procedure's own refusal, as for a single deactivation. */
  readonly refused?: RefusalCode;
  /** Whoever the directory or the register names as the holder's supervisor. */
  readonly supervisors: readonly string[];
  /** Latest end of the contract that the directory or the register knows, `YYYY-MM-DD`. */
  readonly contractEnd?: string;
}

/** Whose request it is, and for what. */
export interface MassRules {
  readonly askerId: string;
  readonly scope: 'all' | 'own';
  /** `YYYY-MM-DD`. */
  readonly effectiveDate: string;
  readonly narrow?: Narrowing;
}

/** The exclusion that a refusal of the single deactivation stands for. */
export const REFUSAL_EXCLUDES: Readonly<Partial<Record<string, Exclusion>>> = {
  target_unknown: 'not_found',
  target_administrator: 'administrator',
  target_shared: 'shared',
  target_disabled: 'disabled',
  target_busy: 'busy',
  contract_extended: 'contract_extended',
  official: 'official',
  type_unknown: 'type_unknown',
  asker: 'asker',
  not_yours: 'not_yours',
  by_hand: 'by_hand',
};

/**
 * Why an account is left as it is, or undefined where the mass deactivation affects it. The same rule for the dry
 * run and for the moment at which the account's own case runs. An official's account never ends by a
 * list, and whose type nobody knows may be an official.
 */
export function exclusionOf(facts: AccountFacts, rules: MassRules): Exclusion | undefined {
  const { target, refused, contractEnd } = facts;
  const { narrow } = rules;
  const outside =
    (narrow?.department !== undefined && target.department !== narrow.department) ||
    (narrow?.holderType !== undefined && target.holderType !== narrow.holderType);
  const found: readonly (readonly [Exclusion, boolean])[] = [
    ['asker', target.id === rules.askerId],
    ['administrator', refused === 'target_administrator'],
    ['shared', refused === 'target_shared'],
    ['disabled', !target.enabled],
    ['not_yours', rules.scope === 'own' && !facts.supervisors.includes(rules.askerId)],
    ['official', target.holderType === 'official'],
    ['type_unknown', target.holderType === undefined],
    ['contract_extended', contractEnd !== undefined && contractEnd > rules.effectiveDate],
    ['busy', refused === 'target_busy'],
    ['by_hand', target.synchronised],
    ['narrowed', outside],
  ];
  return found.find(([, holds]) => holds)?.[0];
}
