import type { Case } from './case.ts';

/** What every case begins with, at this UTC instant, before anything is known of it or owed by it. */
export function blankCase(now: string) {
  return {
    revision: 0,
    stage: 1,
    notes: [],
    posts: [],
    history: [],
    work: [],
    deadlines: [],
    createdAt: now,
    updatedAt: now,
    open: true,
    requesterId: '',
    assigneeId: '',
    supervisorId: '',
    activeAccountId: '',
    dueAt: '',
    deadlineAt: '',
    leaseUntil: '',
    fence: 0,
  } satisfies Partial<Case>;
}
