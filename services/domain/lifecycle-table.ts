import { STATUSES, type Status } from './case.ts';
import type { CommandName, RefusalCode } from './command.ts';
import type { Relation } from './person.ts';
import { ENDED, RUNNING } from './service-clock.ts';
import type { Audience, Notice, WorkItem } from './work.ts';

const DESK: readonly Relation[] = ['specialist', 'deskLead'];
const tell = (notice: Notice, to: Audience): WorkItem => ({ type: 'notice', notice, to, sentTo: [] });
const REFRESH: WorkItem = { type: 'refresh' };
const RUN: WorkItem = { type: 'run' };
const REGISTER: WorkItem = { type: 'register' };
const PREPARE: WorkItem = { type: 'prepare' };
const ASSIGN: WorkItem = { type: 'assign' };
const SPREAD: WorkItem = { type: 'spread' };
const ASKER_OR_DESK: readonly Relation[] = ['requester', ...DESK];

/** One line of the lifecycle: in these statuses this command, by these people, leads there, and this work follows. */
export interface LifecycleRow {
  readonly command: CommandName;
  readonly in: readonly Status[];
  readonly by: readonly Relation[];
  /** Where it leads; `same`, or what the applied command chose. */
  readonly to: Status | 'same' | 'chosen';
  readonly owes: readonly WorkItem[];
  /** Nobody decides on what they asked for, or on their own account. */
  readonly notOwn?: true;
  /** The row only says why not. */
  readonly refuses?: RefusalCode;
}

const REVIEWING: readonly Status[] = ['awaiting_supervisor', 'in_review', 'awaiting_data'];
const UNDER_WAY: readonly Status[] = ['fulfilling', 'needs_attention', 'delivering', 'resolved'];
const TAKEN_UP: readonly Status[] = [
  'in_review',
  'awaiting_data',
  'scheduled',
  'fulfilling',
  'needs_attention',
  'delivering',
];

/**
 * The lifecycle of a case, whole: status x command -> who may, which status, what work follows. A command adds to
 * `owes` what depends on its content (`commands/apply-command.ts`). What is not here is refused with `not_now`.
 */
export const LIFECYCLE: readonly LifecycleRow[] = [
  {
    command: 'prepared',
    in: ['awaiting_supervisor'],
    by: ['system'],
    to: 'same',
    owes: [tell('authorisation', 'supervisor')],
  },
  {
    command: 'prepared',
    in: ['in_review'],
    by: ['system'],
    to: 'same',
    owes: [ASSIGN, tell('decision', 'specialists')],
  },
  { command: 'prepared', in: ['awaiting_data'], by: ['system'], to: 'same', owes: [REFRESH] },
  { command: 'prepared', in: ['fulfilling'], by: ['system'], to: 'chosen', owes: [RUN, REFRESH] },
  {
    command: 'turn_down',
    in: [...REVIEWING, 'fulfilling'],
    by: ['system'],
    to: 'closed',
    owes: [tell('rejected', 'requester'), REFRESH],
  },

  {
    command: 'authorise',
    in: ['awaiting_supervisor'],
    by: ['supervisor'],
    to: 'in_review',
    owes: [REFRESH, ASSIGN, tell('decision', 'specialists')],
  },
  {
    command: 'not_authorise',
    in: ['awaiting_supervisor'],
    by: ['supervisor'],
    to: 'closed',
    owes: [REFRESH, tell('not_authorised', 'requester')],
  },

  { command: 'assign', in: TAKEN_UP, by: ['system'], to: 'same', owes: [REFRESH] },
  { command: 'take', in: TAKEN_UP, by: DESK, to: 'same', owes: [REFRESH] },
  {
    command: 'hand_over',
    in: TAKEN_UP,
    by: DESK,
    to: 'same',
    owes: [tell('handed_over', 'specialists'), REFRESH],
  },
  { command: 'approve', in: ['in_review'], by: DESK, to: 'chosen', owes: [REFRESH], notOwn: true },
  {
    command: 'reject',
    in: ['in_review', 'awaiting_data'],
    by: DESK,
    to: 'closed',
    owes: [REFRESH, tell('rejected', 'requester')],
    notOwn: true,
  },
  {
    command: 'request_data',
    in: ['in_review', 'awaiting_data', 'fulfilling'],
    by: DESK,
    to: 'awaiting_data',
    owes: [tell('data_requested', 'requester'), REFRESH],
  },

  {
    command: 'add_data',
    in: ['awaiting_data'],
    by: ['requester'],
    to: 'chosen',
    owes: [PREPARE, REFRESH, tell('data_received', 'specialists')],
  },
  {
    command: 'add_data',
    in: ['awaiting_supervisor'],
    by: ['requester'],
    to: 'same',
    owes: [PREPARE, REFRESH],
  },
  {
    command: 'add_data',
    in: ['in_review', 'scheduled'],
    by: ['requester'],
    to: 'in_review',
    owes: [PREPARE, REFRESH, tell('data_received', 'specialists')],
  },
  {
    command: 'add_data',
    in: UNDER_WAY,
    by: ['requester'],
    to: 'same',
    owes: [REFRESH, tell('data_received', 'specialists')],
  },
  { command: 'record_answer', in: ['awaiting_data'], by: DESK, to: 'chosen', owes: [PREPARE, REFRESH] },
  {
    command: 'add_data',
    in: ENDED,
    by: ['requester'],
    to: 'chosen',
    owes: [PREPARE, REFRESH, tell('data_received', 'specialists')],
  },
  { command: 'record_answer', in: ENDED, by: DESK, to: 'chosen', owes: [PREPARE, REFRESH] },

  {
    command: 'receive_mail',
    in: ['awaiting_supervisor'],
    by: ['system', ...DESK],
    to: 'chosen',
    owes: [REFRESH],
  },
  {
    command: 'receive_mail',
    in: STATUSES.filter((one) => one !== 'awaiting_supervisor'),
    by: ['system', ...DESK],
    to: 'chosen',
    owes: [REFRESH, tell('data_received', 'specialists')],
  },

  { command: 'lose_mail', in: STATUSES, by: ['system'], to: 'same', owes: [REFRESH] },
  { command: 'resend_mail', in: STATUSES, by: DESK, to: 'same', owes: [REFRESH] },

  {
    command: 'withdraw',
    in: [...REVIEWING, 'scheduled', 'fulfilling'],
    by: ['requester'],
    to: 'closed',
    owes: [REGISTER, REFRESH, tell('withdrawn', 'specialists')],
  },
  {
    command: 'withdraw',
    in: ['needs_attention', 'delivering', 'resolved'],
    by: ['requester'],
    to: 'same',
    owes: [],
    refuses: 'too_late_to_withdraw',
  },
  { command: 'begin', in: ['scheduled'], by: ['system'], to: 'fulfilling', owes: [RUN, REFRESH] },

  { command: 'step', in: ['fulfilling'], by: ['system'], to: 'chosen', owes: [] },
  { command: 'step_by_hand', in: ['fulfilling'], by: DESK, to: 'same', owes: [RUN, REFRESH] },
  {
    command: 'retry',
    in: ['needs_attention'],
    by: [...DESK, 'system'],
    to: 'fulfilling',
    owes: [RUN, REFRESH],
  },
  {
    command: 'return_mail',
    in: ['fulfilling', 'resolved', ...ENDED],
    by: DESK,
    to: 'fulfilling',
    owes: [RUN, REFRESH],
    notOwn: true,
  },
  { command: 'skip_mail', in: ['fulfilling'], by: DESK, to: 'chosen', owes: [REFRESH], notOwn: true },
  {
    command: 'resolve_by_hand',
    in: ['in_review', 'awaiting_data', 'fulfilling', 'needs_attention'],
    by: DESK,
    to: 'resolved',
    owes: [REGISTER, REFRESH, tell('solved', 'requester')],
    notOwn: true,
  },

  { command: 'reveal', in: ['delivering', 'resolved'], by: ['recipient'], to: 'same', owes: [REFRESH] },
  { command: 'acknowledge', in: ['delivering'], by: ['recipient'], to: 'chosen', owes: [REFRESH] },
  {
    command: 'confirm',
    in: ['resolved'],
    by: ['requester'],
    to: 'closed',
    owes: [REFRESH, tell('closed', 'requester')],
  },
  {
    command: 'reopen',
    in: ['resolved', ...ENDED],
    by: ['requester'],
    to: 'chosen',
    owes: [PREPARE, REFRESH],
  },

  { command: 'rate', in: ENDED, by: ['requester'], to: 'same', owes: [REFRESH] },

  {
    command: 'remind',
    in: ['awaiting_data'],
    by: ['system'],
    to: 'same',
    owes: [tell('data_reminder', 'requester')],
  },
  {
    command: 'remind',
    in: ['awaiting_supervisor'],
    by: ['system'],
    to: 'same',
    owes: [tell('authorisation_reminder', 'supervisor')],
  },
  {
    command: 'remind',
    in: ['delivering'],
    by: ['system'],
    to: 'same',
    owes: [tell('delivery_reminder', 'recipient')],
  },
  {
    command: 'remind',
    in: ['resolved'],
    by: ['system'],
    to: 'same',
    owes: [tell('confirmation_reminder', 'requester')],
  },
  {
    command: 'remind',
    in: ['treating'],
    by: ['system'],
    to: 'same',
    owes: [tell('nonconformity', 'deskLeads')],
  },
  { command: 'close_unanswered', in: ['awaiting_data'], by: ['system'], to: 'chosen', owes: [REFRESH] },
  {
    command: 'close_confirmed',
    in: ['delivering', 'resolved'],
    by: ['system'],
    to: 'chosen',
    owes: [REFRESH],
  },
  {
    command: 'escalate_authorisation',
    in: ['awaiting_supervisor'],
    by: ['system'],
    to: 'same',
    owes: [{ type: 'escalate' }],
  },
  {
    command: 'pass_authorisation',
    in: ['awaiting_supervisor'],
    by: ['system'],
    to: 'same',
    owes: [tell('authorisation', 'supervisor'), REFRESH],
  },
  {
    command: 'warn_deadline',
    in: RUNNING,
    by: ['system'],
    to: 'same',
    owes: [tell('deadline_warning', 'specialists'), tell('deadline_warning', 'deskLeads'), REFRESH],
  },
  {
    command: 'breach',
    in: STATUSES.filter((one) => !ENDED.includes(one)),
    by: ['system'],
    to: 'same',
    owes: [tell('nonconformity', 'deskLeads'), REFRESH],
  },
  {
    command: 'treat_nonconformity',
    in: STATUSES.filter((one) => one !== 'closed'),
    by: ['deskLead'],
    to: 'chosen',
    owes: [REFRESH],
  },

  { command: 'narrow', in: ['in_review'], by: ['deskLead'], to: 'same', owes: [PREPARE, REFRESH] },
  {
    command: 'release_brake',
    in: ['in_review'],
    by: ['deskLead'],
    to: 'same',
    owes: [REFRESH],
    notOwn: true,
  },
  { command: 'pause', in: ['fulfilling'], by: ASKER_OR_DESK, to: 'same', owes: [REFRESH] },
  { command: 'go_on', in: ['fulfilling'], by: ASKER_OR_DESK, to: 'same', owes: [SPREAD, REFRESH] },
  {
    command: 'stop',
    in: ['scheduled', 'fulfilling', 'needs_attention'],
    by: ASKER_OR_DESK,
    to: 'chosen',
    owes: [REFRESH],
  },
  {
    command: 'child_settled',
    in: ['fulfilling', 'needs_attention'],
    by: ['system'],
    to: 'same',
    owes: [SPREAD, { type: 'tally' }],
  },
  {
    command: 'spread_done',
    in: ['fulfilling', 'needs_attention'],
    by: ['system'],
    to: 'chosen',
    owes: [REFRESH],
  },
  {
    command: 'return_all',
    in: ['resolved', ...ENDED],
    by: ASKER_OR_DESK,
    to: 'in_review',
    owes: [REFRESH, tell('decision', 'counterpart')],
  },
  {
    command: 'approve_return',
    in: ['in_review'],
    by: ASKER_OR_DESK,
    to: 'fulfilling',
    owes: [SPREAD, REFRESH],
  },
];
