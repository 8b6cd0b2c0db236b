import { expect } from 'vitest';
import type { Case, Kind, Status } from '../../services/domain/case.ts';
import type { Command } from '../../services/domain/command.ts';
import { dueCommand, unnoticedBreach, withTime } from '../../services/domain/deadlines.ts';
import { decide } from '../../services/domain/lifecycle.ts';
import { type Actor, type DeskRole, SYSTEM } from '../../services/domain/person.ts';
import { currentStep } from '../../services/domain/plan.ts';
import { allowedMs, type ServiceGoal, spentMs, untreated } from '../../services/domain/service-clock.ts';
import { addWork, type WorkItem } from '../../services/domain/work.ts';
import { workingTimeBetween } from '../../services/domain/working-time.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aCase, aMail, aPerson } from './builders.ts';

const DESK_TURN: readonly Status[] = ['in_review', 'fulfilling', 'needs_attention'];
const OTHERS_TURN: readonly Status[] = ['awaiting_data', 'delivering', 'resolved', 'treating'];
export const HOUR = 3_600_000;

const actor = (id: string, ...roles: DeskRole[]): Actor => ({ person: aPerson({ id }), roles });
/** Everybody who moves a case in a play. */
export const PEOPLE = {
  requester: actor('camila'),
  supervisor: actor('hernan'),
  manager: actor('gloria'),
  specialist: actor('sofia', 'specialist'),
  lead: actor('ricardo', 'deskLead'),
};
export type Who = keyof typeof PEOPLE;

/** What may happen next. */
export type Move =
  /** An e-mail comes; the same one may come twice. */
  | { readonly move: 'mail'; readonly who: Who; readonly id: string }
  | { readonly move: 'says'; readonly who: Who; readonly command: Command }
  | { readonly move: 'silence'; readonly hours: number }
  /** Time goes by unnoticed: the desk is off, and people's next act comes before its sweep. */
  | { readonly move: 'skip'; readonly hours: number }
  | { readonly move: 'back'; readonly minutes: number }
  /** The desk does what it owes; with its messages out, or held up. */
  | { readonly move: 'work'; readonly messages: boolean; readonly step: 'done' | 'failed' | 'waiting' };

/** The desk in miniature: one case, its clock, what it owes; every rule is checked after every change. */
export class Play {
  value: Case;
  now = Date.parse('2026-11-20T15:00:00.000Z');
  /** Working time of the desk, counted here a second time. */
  counted = 0;
  fired = 0;
  readonly given: string[] = [];

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
    const late = command.name === 'breach' ? undefined : unnoticedBreach(before, this.at());
    const noticed = late && decide(before, late, SYSTEM, this.context());
    const current = noticed?.ok ? this.#owe(noticed.case, noticed.owes) : before;
    const outcome = decide(current, command, by, this.context());
    if (!outcome.ok) return false;
    this.value = this.#owe(outcome.case, outcome.owes);
    this.given.push(command.name);
    const reopened = command.name === 'reopen' && before.outcome !== 'unanswered';
    if (reopened) this.counted = 0;
    this.#checkClosing(before, command);
    this.#checkMail(before, command);
    this.check();
    return true;
  }

  /** A mail is put on the case once; it neither authorises nor ends anything. */
  #checkMail(before: Case, command: Command) {
    if (command.name !== 'receive_mail') return;
    expect(this.value.mails?.filter((one) => one.id === command.mail.id)).toHaveLength(1);
    expect(this.value.authorisedBy).toEqual(before.authorisedBy);
    expect(['treating', 'closed'].includes(this.value.status) && this.value.status !== before.status).toBe(
      false,
    );
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
    if (value.status === 'closed') {
      expect(untreated(value)).toEqual([]);
      const breached = new Set(value.nonConformities?.map((one) => one.goal));
      expect(this.#late().filter((goal) => !breached.has(goal) && !breached.has('resolution'))).toEqual([]);
    }
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

  /** The promises that the case has outrun by its own figures, each of which somebody has to have noticed. */
  #late(): ServiceGoal[] {
    const { clock } = this.value;
    const first = allowedMs(this.value, 'first_response', unidadVictimas) ?? Number.POSITIVE_INFINITY;
    const whole = allowedMs(this.value, 'resolution', unidadVictimas) ?? Number.POSITIVE_INFINITY;
    return [
      ...((clock?.respondedMs ?? 0) > first ? (['first_response'] as const) : []),
      ...((clock?.spentMs ?? 0) > whole ? (['resolution'] as const) : []),
    ];
  }

  /** Nobody sweeps meanwhile: the desk was off, or somebody was faster. */
  skip(ms: number) {
    const since = this.value.clock?.since ?? '';
    const before = this.at() > since ? this.at() : since;
    this.now += ms;
    if (DESK_TURN.includes(this.value.status))
      this.counted += workingTimeBetween(before, this.at(), unidadVictimas);
  }

  pass(ms: number) {
    this.skip(ms);
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
      if (one.type === 'assign') this.give({ name: 'assign', to: PEOPLE.specialist.person, open: 0 }, SYSTEM);
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

  mail(who: Who, id: string) {
    const mail = aMail({ id: `<${id}>`, from: PEOPLE[who].person });
    this.give({ name: 'receive_mail', mail, fields: {}, note: 'sí, de acuerdo' }, SYSTEM);
  }

  handOf() {
    const due = currentStep(this.value.steps);
    if (due?.state === 'waiting' && due.mode === 'manual')
      this.give({ name: 'step_by_hand', stepId: due.id, note: 'hecho' }, PEOPLE.specialist);
  }
}

/** Plays a script from its start; every rule is checked on the way. */
export function play(kind: Kind, start: Status, script: readonly Move[]): Play {
  const desk = new Play(kind, start);
  desk.check();
  for (const one of script) {
    if (one.move === 'says') desk.give(one.command, PEOPLE[one.who]);
    if (one.move === 'silence') desk.pass(one.hours * HOUR);
    if (one.move === 'skip') desk.skip(one.hours * HOUR);
    if (one.move === 'mail') desk.mail(one.who, one.id);
    if (one.move === 'back') desk.back(one.minutes * 60_000);
    if (one.move === 'work') {
      desk.work(one);
      desk.handOf();
    }
    desk.check();
  }
  return desk;
}
