import { blankCase } from '../../domain/blank-case.ts';
import { todayIn } from '../../domain/calendar.ts';
import type { Case, Fields, Kind, Target } from '../../domain/case.ts';
import { withIndexFields } from '../../domain/index-fields.ts';
import { CHILD_BEGINS } from '../../domain/mass.ts';
import { SYSTEM } from '../../domain/person.ts';
import { planSteps } from '../../domain/plan.ts';
import { withHistory, withWork } from '../commit-case.ts';
import type { Deps } from '../deps.ts';

/** The draft of one account of a mass case: the same account of the same case is opened once, however often tried. */
export function childDraft(parent: Pick<Case, '_id'>, accountId: string, kind: Kind): string {
  return `${parent._id}:${kind}:${accountId}`;
}

/**
 * Opens the case of one account, which begins at once: its own history, work order, snapshot and backup. Answers
 * false where it was there already.
 */
export async function openChild(
  deps: Deps,
  parent: Case,
  kind: 'deactivate' | 'activate',
  target: Target,
): Promise<boolean> {
  const draftId = childDraft(parent, target.id, kind);
  if (await deps.cases.byDraft(draftId)) return false;
  const now = deps.clock.deskNow();
  const year = Number(todayIn(deps.procedure.timeZone, now).slice(0, 4));
  const number = await deps.cases.nextNumber(deps.procedure.codePrefix, year);
  const code = `${deps.procedure.codePrefix}-${year}-${String(number).padStart(6, '0')}`;
  const stored = await deps.cases.insert(childCase(deps, parent, { code, draftId, kind, target, now }));
  if (stored.inserted) deps.wake();
  return stored.inserted;
}

interface Child {
  readonly code: string;
  readonly draftId: string;
  readonly kind: 'deactivate' | 'activate';
  readonly target: Target;
  readonly now: string;
}

function fieldsOf(parent: Case, { kind, target }: Child): Fields {
  const account = { value: target.id, shown: target.name };
  const { effectiveDate, guideline } = parent.fields;
  const asked = { ...(effectiveDate && { effectiveDate }), ...(guideline && { guideline }) };
  return kind === 'deactivate'
    ? { account, reason: { value: 'contract_end' }, ...asked }
    : { account, reason: { value: 'other' } };
}

function childCase(deps: Deps, parent: Case, child: Child): Case {
  const { code, draftId, kind, target, now } = child;
  const fields = fieldsOf(parent, child);
  const draft: Case = {
    ...blankCase(now),
    _id: code,
    draftId,
    parentId: parent._id,
    procedure: deps.procedure.id,
    kind,
    status: CHILD_BEGINS,
    locale: parent.locale,
    requester: parent.requester,
    supervisor: target.manager,
    authorisedBy: parent.mass?.back?.approvedBy ?? parent.mass?.approvedBy,
    assignee: parent.assignee,
    fields,
    target,
    prepared: true,
    steps: planSteps(deps.procedure, { kind, fields, target }),
  };
  const told = {
    actor: SYSTEM,
    relation: 'system' as const,
    what: 'open' as const,
    from: null,
    facts: { case: code, kind, parent: parent._id, account: target.id },
    at: now,
  };
  return withIndexFields({
    ...withWork(deps, withHistory(deps, draft, told), [{ type: 'run' }]),
    revision: 1,
  });
}
