import { performance } from 'node:perf_hooks';
import type { Case } from '../../services/domain/case.ts';
import type { PersonRef } from '../../services/domain/person.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { aCase, aPerson } from '../support/builders.ts';

/** Inserts under way at once while filling. */
const TOGETHER = 64;
/** One case in this many is still open. */
const OPEN_EVERY = 20;
/** Before any year in which a desk under test opens cases of its own. */
const YEAR = 2020;

const people = (name: string, count: number): readonly PersonRef[] =>
  Array.from({ length: count }, (_, n) => aPerson({ id: `${name}-${n}` }));

const SPECIALISTS = people('specialist', 12);
const SUPERVISORS = people('supervisor', 150);
const EMPLOYEES = people('employee', 400);

function pick(from: readonly PersonRef[], n: number): PersonRef {
  return from[n % from.length] as PersonRef;
}

export const requesterNumber = (n: number): PersonRef => pick(EMPLOYEES, n);
export const assigneeNumber = (n: number): PersonRef => pick(SPECIALISTS, n);
/** A supervisor who has open cases; not all of the supervisors have. */
export const openSupervisorNumber = (n: number): PersonRef => pick(SUPERVISORS, n * OPEN_EVERY * 3);

/** The case with this number, as a desk of some years would hold it: mostly closed, some 4 KB. */
function caseNumber(n: number): Case {
  const open = n % OPEN_EVERY === 0;
  const made = aCase();
  const deadline = open ? new Date(Date.UTC(2037, 0, 1, 0, 0, n % 86_400)).toISOString() : '';
  return aCase({
    _id: `MS-${YEAR}-${String(n).padStart(6, '0')}`,
    requester: pick(EMPLOYEES, n * 7),
    assignee: pick(SPECIALISTS, Math.floor(n / OPEN_EVERY)),
    supervisor: pick(SUPERVISORS, n * 3),
    kind: n % 3 === 0 ? 'deactivate' : 'create',
    status: open ? 'in_review' : 'closed',
    open,
    history: made.history.flatMap((entry) =>
      Array.from({ length: 6 }, (_, at) => ({ ...entry, seq: at + 1 })),
    ),
    deadlineAt: deadline,
    dueAt: deadline,
    remark: 'x'.repeat(1_000),
  });
}

/** Fills an empty store with cases of a year gone by. Answers the inserts per second. */
export async function fillCases(stores: Stores, count: number): Promise<number> {
  const started = performance.now();
  for (let n = 1; n <= count; n += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, count + 1 - n) }, (_, at) => n + at);
    await Promise.all(numbers.map((number) => stores.cases.insert(caseNumber(number))));
  }
  return Math.round(count / ((performance.now() - started) / 1_000));
}
