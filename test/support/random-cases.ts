import type { Case, Kind, Status } from '../../services/domain/case.ts';
import { receivedFacts } from '../../services/domain/case-facts.ts';
import type { Command } from '../../services/domain/command.ts';
import { dueCommand, withTime } from '../../services/domain/deadlines.ts';
import { withIndexFields } from '../../services/domain/index-fields.ts';
import { type Actor, type DeskRole, SYSTEM } from '../../services/domain/person.ts';
import { currentStep } from '../../services/domain/plan.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { applied } from '../../services/usecases/command-case.ts';
import { withHistory } from '../../services/usecases/commit-case.ts';
import type { Deps } from '../../services/usecases/deps.ts';
import { aCase, aPerson } from './builders.ts';

const HOUR = 3_600_000;
const actor = (id: string, ...roles: DeskRole[]): Actor => ({ person: aPerson({ id }), roles });
const DEPARTMENTS = ['Oficina Jurídica', 'Talento Humano', 'Comunicaciones', ''];
const SPECIALISTS = ['sofia', 'tomas', 'ines'].map((id) => actor(id, 'specialist'));
const REQUESTER = actor('camila');
const SUPERVISOR = actor('hernan');
const LEAD = actor('ricardo', 'deskLead');

const KINDS: readonly (readonly [Kind, Status])[] = [
  ['deactivate', 'awaiting_supervisor'],
  ['create', 'in_review'],
  ['reset', 'in_review'],
  ['failure', 'fulfilling'],
  ['assistance', 'fulfilling'],
];

type Who = 'requester' | 'supervisor' | 'specialist' | 'lead' | 'desk';

/** What people, and the desk itself, may say to a case; what comes more than once is said more often. */
const SAYS: readonly (readonly [Who, Command])[] = [
  ['desk', { name: 'assign', to: aPerson({ id: 'ines' }), open: 2 }],
  ['supervisor', { name: 'authorise' }],
  ['supervisor', { name: 'authorise' }],
  ['supervisor', { name: 'not_authorise', remark: 'no' }],
  ['specialist', { name: 'take' }],
  ['specialist', { name: 'hand_over', to: aPerson({ id: 'tomas' }) }],
  ['specialist', { name: 'approve' }],
  ['specialist', { name: 'approve' }],
  ['specialist', { name: 'reject', remark: 'no corresponde' }],
  ['specialist', { name: 'request_data', fields: ['description'], note: 'cuál' }],
  ['requester', { name: 'add_data', fields: {}, note: 'es así' }],
  ['specialist', { name: 'record_answer', fields: {}, note: 'llamó' }],
  ['requester', { name: 'withdraw' }],
  ['specialist', { name: 'retry' }],
  ['specialist', { name: 'resolve_by_hand', note: 'hecho' }],
  ['supervisor', { name: 'reveal' }],
  ['requester', { name: 'reveal' }],
  ['supervisor', { name: 'acknowledge' }],
  ['requester', { name: 'acknowledge' }],
  ['requester', { name: 'confirm' }],
  ['requester', { name: 'confirm' }],
  ['requester', { name: 'reopen', remark: 'no quedó' }],
  ['requester', { name: 'rate', score: 1, comment: 'tardó' }],
  ['requester', { name: 'rate', score: 4 }],
  ['requester', { name: 'rate', score: 5 }],
  ['lead', { name: 'treat_nonconformity', cause: 'c', remedy: 'r', newDate: '2027-06-30' }],
  ['lead', { name: 'treat_nonconformity', cause: 'c', remedy: 'r' }],
];

/** A source of chance that the same seed makes the same again (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One case lived through with the lifecycle itself: random commands, silences and steps, its deadlines fired. */
export function livedCase(seed: number): Case {
  const random = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  let now = Date.parse('2026-01-05T13:00:00.000Z') + random(300 * 24) * HOUR;
  const at = () => new Date(now).toISOString();
  const deps = {
    procedure: unidadVictimas,
    historyKey: 'a key for tests',
    clock: { deskNow: at, realNow: at },
  } as unknown as Deps;
  const [kind, status] = pick(KINDS);
  const department = pick(DEPARTMENTS);
  const specialist = pick(SPECIALISTS);
  const people = { requester: REQUESTER, supervisor: SUPERVISOR, specialist, lead: LEAD, desk: SYSTEM };
  const draft = aCase({
    kind,
    status,
    requester: REQUESTER.person,
    supervisor: SUPERVISOR.person,
    fields: { holderType: { value: 'official' }, effectiveDate: { value: '2026-01-05' } },
    history: [],
    createdAt: at(),
    facts: receivedFacts(at(), department, unidadVictimas),
  });
  const told = { actor: REQUESTER, relation: 'requester', what: 'open', from: null, at: at() } as const;
  const timed = withTime(draft, draft, { relation: 'requester', command: 'open' }, deps0(at()));
  let value = withHistory(deps, timed, { ...told, facts: { case: draft._id, kind, department } });
  const give = (command: Command, by: Actor) => {
    const after = applied(deps, value, command, by);
    if (after.ok) value = { ...after.case, revision: value.revision + 1, work: [] };
  };
  for (let n = 5 + random(35); n > 0; n -= 1) {
    const move = random(10);
    if (move < 5) {
      const [who, command] = pick(SAYS);
      give(command, people[who]);
    } else if (move < 8) now += (1 + random(move === 7 ? 200 : 8)) * HOUR + random(3_600) * 1_000;
    else if (move === 8) now -= random(60) * 60_000;
    const due = dueCommand(value, at());
    if (due) give(due, SYSTEM);
    const step = currentStep(value.steps);
    if (step && step.state !== 'failed')
      give(
        { name: 'step', result: { stepId: step.id, state: pick(['done', 'done', 'done', 'failed']) } },
        SYSTEM,
      );
  }
  return withIndexFields(value);
}

const deps0 = (now: string) => ({ procedure: unidadVictimas, now });
