import type { Case, Kind } from './case.ts';
import { ENDED, untreated } from './service-clock.ts';
import { workDueAt } from './work.ts';

/** Whether a case of the kind works on one account, so that no second one may at the same time. */
const ON_ACCOUNT: Readonly<Record<Kind, boolean>> = {
  create: true,
  modify: true,
  activate: true,
  deactivate: true,
  reset: true,
  failure: false,
  assistance: false,
};

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
    requesterId: value.requester.id,
    assigneeId: value.assignee?.id ?? '',
    supervisorId: value.supervisor?.id ?? '',
    activeAccountId:
      !ENDED.includes(value.status) && ON_ACCOUNT[value.kind]
        ? (value.target?.id ?? value.account?.id ?? '')
        : '',
    untreated: untreated(value).length > 0,
    dueAt: workDueAt(value.work),
    deadlineAt: earliest(value.deadlines.map((deadline) => deadline.at)),
  };
}
