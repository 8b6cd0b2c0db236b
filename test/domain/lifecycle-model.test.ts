import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Case, Kind, Status } from '../../services/domain/case.ts';
import type { Command } from '../../services/domain/command.ts';
import { dueCommand, withTime } from '../../services/domain/deadlines.ts';
import { decide } from '../../services/domain/lifecycle.ts';
import { type Actor, type DeskRole, SYSTEM } from '../../services/domain/person.ts';
import { currentStep } from '../../services/domain/plan.ts';
import { spentMs, untreated } from '../../services/domain/service-clock.ts';
import { addWork, type WorkItem } from '../../services/domain/work.ts';
import { workingTimeBetween } from '../../services/domain/working-time.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aCase, aPerson } from '../support/builders.ts';

const DESK_TURN: readonly Status[] = ['in_review', 'fulfilling', 'needs_attention'];
const OTHERS_TURN: readonly Status[] = ['awaiting_data', 'delivering', 'resolved', 'treating'];
const HOUR = 3_600_000;

const actor = (id: string, ...roles: DeskRole[]): Actor => ({ person: aPerson({ id }), roles });
const PEOPLE = {
  requester: actor('camila'),
  supervisor: actor('hernan'),
  manager: actor('gloria'),
  specialist: actor('sofia', 'specialist'),
  lead: actor('ricardo', 'deskLead'),
};
type Who = keyof typeof PEOPLE;

type Move =
  | { readonly move: 'says'; readonly who: Who; readonly command: Command }
  | { readonly move: 'silence'; readonly hours: number }
  | { readonly move: 'back'; readonly minutes: number }
  /** The desk does what it owes; with its messages out, or held up. */
  | { readonly move: 'work'; readonly messages: boolean; readonly step: 'done' | 'failed' | 'waiting' };

const COMMANDS: readonly (readonly [Who, Command])[] = [
  ['supervisor', { name: 'authorise' }],
  ['manager', { name: 'authorise' }],
  ['supervisor', { name: 'not_authorise', remark: 'no' }],
  ['specialist', { name: 'take' }],
  ['specialist', { name: 'approve' }],
  ['specialist', { name: 'approve' }],
  ['specialist', { name: 'reject', remark: 'no corresponde' }],
  ['specialist', { name: 'request_data', fields: ['description'], note: 'cuál' }],
  ['specialist', { name: 'request_data', fields: [], note: '¿seguro?' }],
  ['requester', { name: 'add_data', fields: {}, note: 'es así' }],
  ['requester', { name: 'add_data', fields: { description: { value: 'otra cosa' } } }],
  ['specialist', { name: 'record_answer', fields: {}, note: 'llamó' }],
  ['requester', { name: 'withdraw' }],
  ['specialist', { name: 'retry' }],
  ['specialist', { name: 'return_mail' }],
  ['specialist', { name: 'skip_mail' }],
  ['specialist', { name: 'resolve_by_hand', note: 'hecho' }],
  ['supervisor', { name: 'reveal' }],
  ['requester', { name: 'reveal' }],
  ['supervisor', { name: 'acknowledge' }],
  ['requester', { name: 'acknowledge' }],
  ['requester', { name: 'confirm' }],
  ['requester', { name: 'reopen', remark: 'no quedó' }],
  ['lead', { name: 'treat_nonconformity', cause: 'c', remedy: 'r', newDate: '2027-06-30' }],
  ['lead', { name: 'treat_nonconformity', cause: 'c', remedy: 'r' }],
];

const moves = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(...COMMANDS).map(([who, command]): Move => ({ move: 'says', who, command })),
    },
    {
      weight: 4,
      arbitrary: fc.integer({ min: 1, max: 400 }).map((hours): Move => ({ move: 'silence', hours })),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 90 }).map((minutes): Move => ({ move: 'back', minutes })),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        move: fc.constant('work' as const),
        messages: fc.boolean(),
        step: fc.constantFrom('done' as const, 'done' as const, 'failed' as const, 'waiting' as const),
      }),
    },
  ),
  { minLength: 5, maxLength: 60 },
);

/** The desk in miniature: one case, its clock, what it owes; every rule is checked after every change. */
class Play {
  value: Case;
  now = Date.parse('2026-11-20T15:00:00.000Z');
  /** Working time of the desk, counted here a second time. */
  counted = 0;
  fired = 0;

  constructor(kind: Kind, start: Status) {
    const target = {
      ...aPerson({ id: 'andres' }),
      userPrincipalName: 'a@x',
      enabled: true,
      synchronised: false,
    };
    const fields = {
      create: { holderType: { value: 'official' } },
      deactivate: {
        account: { value: 'andres' },
        reason: { value: 'other' },
        effectiveDate: { value: '2026-12-15' },
      },
    };
    const draft = aCase({
      kind,
      status: start,
      requester: PEOPLE.requester.person,
      supervisor: PEOPLE.supervisor.person,
      target: kind === 'deactivate' ? target : undefined,
      fields: kind === 'deactivate' ? fields.deactivate : fields.create,
      prepared: false,
      createdAt: this.at(),
    });
    const by = { relation: 'requester', command: 'open' } as const;
    this.value = this.#owe(withTime(draft, draft, by, this.context()), [{ type: 'prepare' }]);
  }

  at = () => new Date(this.now).toISOString();
  context = () => ({ procedure: unidadVictimas, now: this.at() });

  #owe(value: Case, items: readonly WorkItem[]): Case {
    const revision = value.revision + 1;
    const work = addWork(value.work, items, { prefix: `${value._id}:${revision}`, now: this.at() });
    return { ...value, revision, work };
  }

  give(command: Command, by: Actor): boolean {
    const before = this.value;
    const outcome = decide(before, command, by, this.context());
    if (!outcome.ok) return false;
    this.value = this.#owe(outcome.case, outcome.owes);
    const reopened = command.name === 'reopen' && before.outcome !== 'unanswered';
    if (reopened) this.counted = 0;
    this.#checkClosing(before, command);
    this.check();
    return true;
  }

  #checkClosing(before: Case, { name }: Command) {
    const ended =
      !['treating', 'closed'].includes(before.status) && ['treating', 'closed'].includes(this.value.status);
    if (!ended || (name !== 'close_unanswered' && name !== 'close_confirmed')) return;
    expect(DESK_TURN).not.toContain(before.status);
    const question = { awaiting_data: 'data_requested', resolved: 'solved', delivering: 'delivery' }[
      before.status as 'resolved'
    ];
    expect(before.work.filter((one) => one.type === 'notice' && one.notice === question)).toEqual([]);
    const waited = workingTimeBetween(before.waiting?.since ?? '', this.at(), unidadVictimas);
    expect(waited).toBeGreaterThanOrEqual(5 * 9 * HOUR);
    if (before.status === 'delivering') expect(before.delivery?.reveals).toBeGreaterThan(0);
  }

  check() {
    const { value } = this;
    const names = value.deadlines.map((one) => one.name);
    const turn = DESK_TURN.includes(value.status);
    expect(value.clock?.since !== undefined, `${value.status}: the clock runs in the desk's turn alone`).toBe(
      turn,
    );
    expect(spentMs(value, this.at(), unidadVictimas), 'spent').toBe(this.counted);
    if (value.status === 'closed') expect(untreated(value)).toEqual([]);
    if (value.status === 'closed') expect(names).toEqual([]);
    if (OTHERS_TURN.includes(value.status))
      expect(
        names.some((one) => one === 'remind' || one.startsWith('close')),
        value.status,
      ).toBe(true);
    if (value.status === 'awaiting_supervisor')
      expect(
        names.includes('escalate_authorisation') || value.work.some((one) => one.type === 'prepare'),
      ).toBe(true);
    if (value.status === 'scheduled') expect(names).toContain('start');
    if (turn)
      expect(names.includes('breach_resolution') || value.clock?.breached.includes('resolution')).toBe(true);
    if (value.authorisedBy) expect(['hernan', 'gloria', 'ricardo']).toContain(value.authorisedBy.id);
  }

  pass(ms: number) {
    const since = this.value.clock?.since ?? '';
    const before = this.at() > since ? this.at() : since;
    this.now += ms;
    if (DESK_TURN.includes(this.value.status))
      this.counted += workingTimeBetween(before, this.at(), unidadVictimas);
    this.sweep();
  }

  /** A clock set back counts nothing twice and nothing negative; what had passed since the start stays as it was. */
  back(ms: number) {
    const since = this.value.clock?.since;
    this.now -= ms;
    if (since !== undefined)
      this.counted = (this.value.clock?.spentMs ?? 0) + workingTimeBetween(since, this.at(), unidadVictimas);
  }

  sweep() {
    for (let rounds = 0; ; rounds += 1) {
      const command = dueCommand(this.value, this.at());
      if (!command) return;
      expect(rounds, `${command.name} for ever`).toBeLessThan(12);
      expect(this.give(command, SYSTEM), `${this.value.status} ${command.name}`).toBe(true);
      this.fired += 1;
      const next = dueCommand(this.value, this.at());
      expect(next, 'a deadline fires once').not.toEqual(command);
    }
  }

  work({ messages, step }: Extract<Move, { move: 'work' }>) {
    for (const one of this.value.work) {
      if ((one.type === 'notice' || one.type === 'mail') && !messages) continue;
      this.value = { ...this.value, work: this.value.work.filter((other) => other.id !== one.id) };
      if (one.type === 'prepare') this.give({ name: 'prepared' }, SYSTEM);
      if (one.type === 'escalate')
        this.give({ name: 'pass_authorisation', to: PEOPLE.manager.person, why: 'manager' }, SYSTEM);
      if (one.type === 'run') this.#run(step);
    }
  }

  #run(state: 'done' | 'failed' | 'waiting') {
    const due = currentStep(this.value.steps);
    if (!due) return;
    const result =
      due.mode === 'manual' && due.state !== 'running'
        ? { stepId: due.id, state: 'waiting' as const, reason: { code: 'by_hand' } }
        : { stepId: due.id, state, ...(state === 'waiting' && { notBefore: this.at() }) };
    this.give({ name: 'step', result }, SYSTEM);
  }

  handOf() {
    const due = currentStep(this.value.steps);
    if (due?.state === 'waiting' && due.mode === 'manual')
      this.give({ name: 'step_by_hand', stepId: due.id, note: 'hecho' }, PEOPLE.specialist);
  }
}

function play(kind: Kind, start: Status, script: readonly Move[]): Play {
  const desk = new Play(kind, start);
  desk.check();
  for (const one of script) {
    if (one.move === 'says') desk.give(one.command, PEOPLE[one.who]);
    if (one.move === 'silence') desk.pass(one.hours * HOUR);
    if (one.move === 'back') desk.back(one.minutes * 60_000);
    if (one.move === 'work') {
      desk.work(one);
      desk.handOf();
    }
    desk.check();
  }
  return desk;
}

const STARTS = [
  ['deactivate', 'awaiting_supervisor'],
  ['create', 'in_review'],
  ['failure', 'fulfilling'],
] as const;

test('whatever people say or leave unsaid, no case is stuck, closed while the desk owes, or timed while it waits', () => {
  const ends: Partial<Record<string, number>> = {};
  fc.assert(
    fc.property(fc.constantFrom(...STARTS), moves, ([kind, start], script) => {
      const { value } = play(kind, start, script);
      const end = value.outcome ?? value.status;
      ends[end] = (ends[end] ?? 0) + 1;
    }),
    { numRuns: 400 },
  );
  /* The plays reach what they are to prove. */
  for (const end of ['unanswered', 'fulfilled', 'in_review', 'awaiting_data'])
    expect(ends[end], end).toBeGreaterThan(0);
});

test('left alone for a year, a case ends, or the desk lead has it to treat', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STARTS), moves, ([kind, start], script) => {
      const desk = play(kind, start, script);
      for (let weeks = 0; weeks < 60; weeks += 1) {
        desk.work({ move: 'work', messages: true, step: 'done' });
        desk.pass(7 * 24 * HOUR);
      }
      const { value } = desk;
      const waitsForDesk = untreated(value).length > 0;
      const undelivered = value.delivery !== undefined && value.delivery.reveals === 0;
      const unauthorised = (value.passedOn ?? []).length > 0;
      const ended = value.status === 'closed';
      expect(
        ended || waitsForDesk || undelivered || unauthorised,
        JSON.stringify([value.status, value.deadlines]),
      ).toBe(true);
    }),
    { numRuns: 60 },
  );
});
