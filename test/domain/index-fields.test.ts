import { describe, expect, test } from 'vitest';
import { type Case, KINDS, STATUSES } from '../../services/domain/case.ts';
import { withIndexFields } from '../../services/domain/index-fields.ts';

const person = (id: string) => ({ id, name: id, email: `${id}@entidad.example` });

const BASE: Case = {
  _id: 'MS-2026-000001',
  draftId: 'd1',
  revision: 1,
  stage: 1,
  procedure: 'unidad-victimas',
  kind: 'deactivate',
  status: 'in_review',
  locale: 'es-CO',
  requester: person('camila'),
  fields: {},
  prepared: true,
  steps: [],
  notes: [],
  posts: [],
  history: [],
  work: [],
  deadlines: [],
  createdAt: '2026-11-20T15:00:00.000Z',
  updatedAt: '2026-11-20T15:00:00.000Z',
  open: false,
  requesterId: 'stale',
  assigneeId: 'stale',
  supervisorId: 'stale',
  activeAccountId: 'stale',
  dueAt: 'stale',
  deadlineAt: 'stale',
  leaseUntil: '2026-11-20T16:00:00.000Z',
  fence: 7,
};
const target = { ...person('andres'), userPrincipalName: 'a', enabled: true, synchronised: false };
const run = (notBefore: string) => ({ id: `r${notBefore}`, type: 'run' as const, notBefore, attempts: 0 });
const refresh = (notBefore: string) => ({ ...run(notBefore), id: `f${notBefore}`, type: 'refresh' as const });

test('what is not there is empty, and nothing stale stays', () => {
  expect(withIndexFields(BASE)).toEqual({
    ...BASE,
    open: true,
    untreated: false,
    requesterId: 'camila',
    assigneeId: '',
    supervisorId: '',
    activeAccountId: '',
    dueAt: '',
    deadlineAt: '',
  });
});

test('people are indexed by their id', () => {
  const indexed = withIndexFields({ ...BASE, assignee: person('sofia'), supervisor: person('hernan') });
  expect(indexed).toMatchObject({ assigneeId: 'sofia', supervisorId: 'hernan' });
});

test.each(STATUSES)('%s: open until closed', (status) => {
  const indexed = withIndexFields({ ...BASE, status, target });
  expect(indexed.open).toBe(status !== 'closed');
  expect(indexed.activeAccountId).toBe(status === 'closed' || status === 'treating' ? '' : 'andres');
});

describe('the account is held by the kinds that work on one', () => {
  test.each(KINDS)('%s', (kind) => {
    const held = ['failure', 'assistance', 'bulk_deactivate'].includes(kind) ? '' : 'andres';
    expect(withIndexFields({ ...BASE, kind, target }).activeAccountId).toBe(held);
  });

  test('a new account once it is made; the target goes before', () => {
    const account = person('laura');
    expect(withIndexFields({ ...BASE, kind: 'create', account }).activeAccountId).toBe('laura');
    expect(withIndexFields({ ...BASE, target, account }).activeAccountId).toBe('andres');
  });
});

test('the work that can be done first and the earliest deadline count, wherever they stand', () => {
  const earliest = '2026-11-19T09:00:00.000Z';
  const early = '2026-11-20T09:00:00.000Z';
  const late = '2026-11-21T09:00:00.000Z';
  const indexed = withIndexFields({
    ...BASE,
    /* A run waits for the run before it; a refresh waits for neither. */
    work: [run(late), run(earliest), refresh(early)],
    deadlines: [
      { name: 'start', at: late },
      { name: 'start', at: early },
    ],
  });
  expect(indexed).toMatchObject({ dueAt: early, deadlineAt: early });
});
