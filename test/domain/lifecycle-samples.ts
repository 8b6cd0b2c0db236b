import type { Case, Kind, Status } from '../../services/domain/case.ts';
import type { Command, CommandName } from '../../services/domain/command.ts';
import type { DeadlineName } from '../../services/domain/deadlines.ts';
import { freshRun, type Mass, UNREAD } from '../../services/domain/mass.ts';
import { type Actor, type DeskRole, SYSTEM } from '../../services/domain/person.ts';
import { planSteps } from '../../services/domain/plan.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aCase, aMail, aPerson, offeringMail } from '../support/builders.ts';

export const NOW = '2026-11-20T15:00:00.000Z';
export const who = (id: string, ...roles: DeskRole[]): Actor => ({ person: aPerson({ id }), roles });

/** Everybody who may press something, by what they are to the case. */
export const ACTORS = {
  requester: who('camila'),
  supervisor: who('hernan'),
  holder: who('andres'),
  recipient: who('recipient'),
  specialist: who('sofia', 'specialist'),
  deskLead: who('ricardo', 'deskLead'),
  liaison: who('lucia', 'liaison'),
  stranger: who('nobody'),
  system: SYSTEM,
} as const;
export type ActorName = keyof typeof ACTORS;

/** One well-formed command of each name. */
export const COMMANDS: { readonly [N in CommandName]: Extract<Command, { name: N }> } = {
  prepared: { name: 'prepared' },
  turn_down: { name: 'turn_down', reason: 'target_shared' },
  authorise: { name: 'authorise' },
  not_authorise: { name: 'not_authorise', remark: 'sigue en el equipo' },
  assign: { name: 'assign', to: aPerson({ id: 'tomas' }), open: 2 },
  take: { name: 'take' },
  hand_over: { name: 'hand_over', to: aPerson({ id: 'tomas' }) },
  approve: { name: 'approve' },
  reject: { name: 'reject', remark: 'no corresponde' },
  request_data: { name: 'request_data', fields: ['reason'], note: 'cuál es' },
  add_data: { name: 'add_data', fields: {}, note: 'aquí va' },
  record_answer: { name: 'record_answer', fields: {}, note: 'lo dijo por teléfono' },
  receive_mail: { name: 'receive_mail', mail: aMail(), fields: {}, note: 'aquí va' },
  lose_mail: {
    name: 'lose_mail',
    mail: {
      id: '<1@entidad.example>',
      to: aPerson({ id: 'camila' }),
      notice: 'data_requested',
      why: 'returned',
      since: NOW,
      sentAt: NOW,
    },
  },
  resend_mail: { name: 'resend_mail' },
  withdraw: { name: 'withdraw' },
  begin: { name: 'begin' },
  step: { name: 'step', result: { stepId: 'check_target', state: 'done' } },
  step_by_hand: { name: 'step_by_hand', stepId: 'check_target', note: 'listo' },
  retry: { name: 'retry' },
  return_mail: { name: 'return_mail' },
  skip_mail: { name: 'skip_mail' },
  resolve_by_hand: { name: 'resolve_by_hand', note: 'se resolvió por fuera' },
  reveal: { name: 'reveal' },
  acknowledge: { name: 'acknowledge' },
  confirm: { name: 'confirm' },
  reopen: { name: 'reopen', remark: 'no quedó' },
  rate: { name: 'rate', score: 4 },
  remind: { name: 'remind' },
  close_unanswered: { name: 'close_unanswered' },
  close_confirmed: { name: 'close_confirmed' },
  escalate_authorisation: { name: 'escalate_authorisation' },
  pass_authorisation: { name: 'pass_authorisation', to: aPerson({ id: 'manager' }), why: 'manager' },
  warn_deadline: { name: 'warn_deadline', goal: 'resolution' },
  breach: { name: 'breach', goal: 'resolution' },
  treat_nonconformity: {
    name: 'treat_nonconformity',
    cause: 'faltaban licencias',
    remedy: 'se compraron',
    newDate: '2026-11-24',
  },
  narrow: { name: 'narrow', department: 'Oficina Jurídica' },
  release_brake: { name: 'release_brake', note: 'son los de la vigencia' },
  pause: { name: 'pause' },
  go_on: { name: 'go_on' },
  stop: { name: 'stop' },
  child_settled: { name: 'child_settled' },
  spread_done: {
    name: 'spread_done',
    tally: { running: 0, failed: 0, done: 2, excluded: 0, at: '2026-11-20T15:00:00.000Z' },
  },
  return_all: { name: 'return_all', remark: 'la vigencia se amplió' },
  approve_return: { name: 'approve_return' },
};
export const NAMES = Object.keys(COMMANDS) as CommandName[];

/** A deactivation at a status, with all that the status implies. */
export function at(status: Status, overrides: Partial<Case> = {}): Case {
  const target = {
    ...aPerson({ id: 'andres' }),
    userPrincipalName: 'andres@entidad.example',
    enabled: true,
    synchronised: false,
  };
  const fields = {
    account: { value: 'andres' },
    reason: { value: 'contract_end' },
    effectiveDate: { value: '2026-11-20' },
  };
  const value = aCase({
    kind: 'deactivate' as Kind,
    status,
    requester: ACTORS.requester.person,
    supervisor: ACTORS.supervisor.person,
    target,
    fields,
    prepared: true,
    assignee: undefined,
    closedAt: status === 'closed' ? NOW : undefined,
    delivery: { recipient: ACTORS.recipient.person, reveals: 1 },
    ...overrides,
  });
  const steps = planSteps(unidadVictimas, value);
  return { ...value, steps: overrides.steps ?? steps };
}

export const OPEN: readonly Status[] = [
  'awaiting_supervisor',
  'in_review',
  'awaiting_data',
  'scheduled',
  'fulfilling',
  'needs_attention',
  'delivering',
  'resolved',
];

/** Who may give which command when: the whole table, written a second time by hand. */
export const MAY: Readonly<Record<CommandName, readonly [readonly Status[], readonly ActorName[]]>> = {
  prepared: [['awaiting_supervisor', 'in_review', 'awaiting_data', 'fulfilling'], ['system']],
  turn_down: [['awaiting_supervisor', 'in_review', 'awaiting_data', 'fulfilling'], ['system']],
  authorise: [['awaiting_supervisor'], ['supervisor']],
  not_authorise: [['awaiting_supervisor'], ['supervisor']],
  assign: [
    ['in_review', 'awaiting_data', 'scheduled', 'fulfilling', 'needs_attention', 'delivering'],
    ['system'],
  ],
  take: [
    ['in_review', 'awaiting_data', 'scheduled', 'fulfilling', 'needs_attention', 'delivering'],
    ['specialist', 'deskLead'],
  ],
  hand_over: [
    ['in_review', 'awaiting_data', 'scheduled', 'fulfilling', 'needs_attention', 'delivering'],
    ['specialist', 'deskLead'],
  ],
  approve: [['in_review'], ['specialist', 'deskLead']],
  reject: [
    ['in_review', 'awaiting_data'],
    ['specialist', 'deskLead'],
  ],
  request_data: [
    ['in_review', 'awaiting_data', 'fulfilling'],
    ['specialist', 'deskLead'],
  ],
  add_data: [OPEN, ['requester']],
  record_answer: [['awaiting_data'], ['specialist', 'deskLead']],
  receive_mail: [
    [...OPEN, 'treating', 'closed'],
    ['system', 'specialist', 'deskLead'],
  ],
  lose_mail: [[...OPEN, 'treating', 'closed'], ['system']],
  resend_mail: [
    [...OPEN, 'treating', 'closed'],
    ['specialist', 'deskLead'],
  ],
  withdraw: [['awaiting_supervisor', 'in_review', 'awaiting_data', 'scheduled', 'fulfilling'], ['requester']],
  begin: [['scheduled'], ['system']],
  step: [['fulfilling'], ['system']],
  step_by_hand: [['fulfilling'], ['specialist', 'deskLead']],
  retry: [['needs_attention'], ['specialist', 'deskLead', 'system']],
  return_mail: [
    ['fulfilling', 'resolved', 'treating', 'closed'],
    ['specialist', 'deskLead'],
  ],
  skip_mail: [['fulfilling'], ['specialist', 'deskLead']],
  resolve_by_hand: [
    ['in_review', 'awaiting_data', 'fulfilling', 'needs_attention'],
    ['specialist', 'deskLead'],
  ],
  reveal: [['delivering', 'resolved'], ['recipient']],
  acknowledge: [['delivering'], ['recipient']],
  confirm: [['resolved'], ['requester']],
  reopen: [['resolved', 'treating', 'closed'], ['requester']],
  rate: [['treating', 'closed'], ['requester']],
  remind: [['awaiting_supervisor', 'awaiting_data', 'delivering', 'resolved', 'treating'], ['system']],
  close_unanswered: [['awaiting_data'], ['system']],
  close_confirmed: [['delivering', 'resolved'], ['system']],
  escalate_authorisation: [['awaiting_supervisor'], ['system']],
  pass_authorisation: [['awaiting_supervisor'], ['system']],
  warn_deadline: [['in_review', 'fulfilling', 'needs_attention'], ['system']],
  breach: [OPEN, ['system']],
  treat_nonconformity: [[...OPEN, 'treating'], ['deskLead']],
  narrow: [['in_review'], ['deskLead']],
  release_brake: [['in_review'], ['deskLead']],
  pause: [['fulfilling'], ['requester', 'specialist', 'deskLead']],
  go_on: [['fulfilling'], ['requester', 'specialist', 'deskLead']],
  stop: [
    ['scheduled', 'fulfilling', 'needs_attention'],
    ['requester', 'specialist', 'deskLead'],
  ],
  child_settled: [['fulfilling', 'needs_attention'], ['system']],
  spread_done: [['fulfilling', 'needs_attention'], ['system']],
  return_all: [
    ['resolved', 'treating', 'closed'],
    ['requester', 'deskLead'],
  ],
  approve_return: [['in_review'], ['deskLead']],
};

/** The deadline that has to have passed before the desk gives itself the command. */
const WHEN: Partial<Record<CommandName, DeadlineName>> = {
  begin: 'start',
  remind: 'remind',
  close_unanswered: 'close_unanswered',
  close_confirmed: 'close_confirmed',
  escalate_authorisation: 'escalate_authorisation',
  warn_deadline: 'warn_resolution',
  breach: 'breach_resolution',
};

const OF_MASS: readonly CommandName[] = [
  'narrow',
  'release_brake',
  'pause',
  'go_on',
  'stop',
  'child_settled',
  'spread_done',
  'return_all',
  'approve_return',
];

/** A mass deactivation for which the command makes sense, approved by the desk lead. */
function massAt(name: CommandName, status: Status): Case {
  const over = { ...freshRun(2, NOW), tally: { running: 0, failed: 0, done: 2, excluded: 0, at: NOW } };
  const paused = name === 'go_on' ? { by: ACTORS.specialist.person, at: NOW } : undefined;
  const reading = { ...UNREAD, affected: 2, finishedAt: NOW };
  const mass: Mass = {
    ...{ list: 'l', source: 'file', name: 'l.xlsx', rows: 2, scope: 'all', reading },
    ...(name === 'release_brake' ? { brake: { limit: 1, affected: 2 } } : { run: { ...over, paused } }),
    approvedBy: ACTORS.deskLead.person,
    ...(name === 'approve_return' && {
      back: { askedBy: ACTORS.requester.person, askedAt: NOW, remark: 'se amplió' },
    }),
  };
  return at(status, { kind: 'bulk_deactivate', target: undefined, supervisor: undefined, mass, steps: [] });
}

export function readyFor(name: CommandName, status: Status): Case {
  const deadline = WHEN[name];
  if (deadline) return at(status, { deadlines: [{ name: deadline, at: NOW }] });
  if (name === 'treat_nonconformity')
    return at(status, { nonConformities: [{ goal: 'resolution', openedAt: NOW }] });
  if (name === 'rate') return at(status, { outcome: 'fulfilled' });
  if (name === 'resend_mail')
    return at(status, { lostMails: [{ ...COMMANDS.lose_mail.mail, notice: 'status' }] });
  if (OF_MASS.includes(name)) return massAt(name, status);
  if (name === 'return_mail' || name === 'skip_mail') return at(status, offeringMail(status));
  const value = at(status);
  const [first, ...rest] = value.steps;
  const byHand = name === 'step_by_hand' || name === 'request_data' || name === 'withdraw';
  if (byHand && (name === 'step_by_hand' || status === 'fulfilling') && first)
    return { ...value, steps: [{ ...first, mode: 'manual', state: 'waiting' }, ...rest] };
  return value;
}
