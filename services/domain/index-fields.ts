import type { Case, Kind } from './case.ts';
import { type ChildState, PHASE_STATES } from './mass.ts';
import { ENDED, untreated } from './service-clock.ts';
import { workDueAt } from './work.ts';

/** Whether a case of the kind works on one account, so that no second one may at the same time. */
const ON_ACCOUNT: Readonly<Record<Kind, boolean>> = {
  create: true,
  modify: true,
  activate: true,
  deactivate: true,
  bulk_deactivate: false,
  reset: true,
  failure: false,
  assistance: false,
};

/** How a case of one account stands in the eyes of the mass case that it belongs to. */
function childStateOf({ kind, status, outcome }: Case): ChildState {
  const states = PHASE_STATES[kind === 'activate' ? 'back' : 'run'];
  if (status === 'needs_attention') return states.failed;
  if (!ENDED.includes(status)) return states.running;
  return outcome === 'fulfilled' ? states.done : states.excluded;
}

const earliest = (instants: readonly string[]) =>
  instants.reduce((first, one) => (first === '' || one < first ? one : first), '');

/**
 * The case with what the stores index derived anew from the rest of it; to be called before every write. Lease and
 * fence are the stores' own and stay. Instants are compared as text: all are UTC with milliseconds.
 */
export function withIndexFields(value: Case): Case {
  const open = value.status !== 'closed';
  return {
    ...value,
    open,
    /* The accounts of a mass case are found by it and not among what people asked for. */
    requesterId: value.parentId ? '' : value.requester.id,
    assigneeId: value.assignee?.id ?? '',
    supervisorId: value.supervisor?.id ?? '',
    activeAccountId:
      !ENDED.includes(value.status) && ON_ACCOUNT[value.kind]
        ? (value.target?.id ?? value.account?.id ?? '')
        : '',
    untreated: untreated(value).length > 0,
    dueAt: workDueAt(value.work),
    ...(value.parentId && { childState: childStateOf(value) }),
    deadlineAt: earliest(value.deadlines.map((deadline) => deadline.at)),
  };
}
