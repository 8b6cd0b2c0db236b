import { APPLY, type Applied, type LifecycleContext } from './apply-command.ts';
import type { Case, Json, Status } from './case.ts';
import { cleanNote } from './clean-text.ts';
import type { Command, CommandName, Refusal, RefusalCode } from './command.ts';
import { refuse } from './command.ts';
import type { Actor, Relation } from './person.ts';
import { waitsForHand } from './plan.ts';
import type { Audience, Notice, WorkItem } from './work.ts';

const DESK: readonly Relation[] = ['specialist', 'deskLead'];
const tell = (notice: Notice, to: Audience): WorkItem => ({ type: 'notice', notice, to, sentTo: [] });
const REFRESH: WorkItem = { type: 'refresh' };
const RUN: WorkItem = { type: 'run' };
const REGISTER: WorkItem = { type: 'register' };
const PREPARE: WorkItem = { type: 'prepare' };

/** One line of the lifecycle: in these statuses this command, by these people, leads there, and this work follows. */
interface Row {
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
 * `owes` what depends on its content (`apply-command.ts`). What is not here is refused with `not_now`.
 */
export const LIFECYCLE: readonly Row[] = [
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
    owes: [tell('decision', 'specialists')],
  },
  { command: 'prepared', in: ['awaiting_data'], by: ['system'], to: 'same', owes: [REFRESH] },
  { command: 'prepared', in: ['fulfilling'], by: ['system'], to: 'same', owes: [RUN, REFRESH] },
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
    owes: [REFRESH, tell('decision', 'specialists')],
  },
  {
    command: 'not_authorise',
    in: ['awaiting_supervisor'],
    by: ['supervisor'],
    to: 'closed',
    owes: [REFRESH, tell('not_authorised', 'requester')],
  },

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
    command: 'withdraw',
    in: [...REVIEWING, 'scheduled'],
    by: ['requester'],
    to: 'closed',
    owes: [REFRESH, tell('withdrawn', 'specialists')],
  },
  {
    command: 'withdraw',
    in: UNDER_WAY,
    by: ['requester'],
    to: 'same',
    owes: [],
    refuses: 'too_late_to_withdraw',
  },
  { command: 'begin', in: ['scheduled'], by: ['system'], to: 'fulfilling', owes: [RUN, REFRESH] },

  { command: 'step', in: ['fulfilling'], by: ['system'], to: 'chosen', owes: [] },
  { command: 'step_by_hand', in: ['fulfilling'], by: DESK, to: 'same', owes: [RUN, REFRESH] },
  { command: 'retry', in: ['needs_attention'], by: DESK, to: 'fulfilling', owes: [RUN, REFRESH] },
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
    in: ['resolved', 'closed'],
    by: ['requester'],
    to: 'chosen',
    owes: [PREPARE, REFRESH],
  },
];

/** What somebody is to a case; the server's reading, never the card's. */
export function relationsTo(value: Case, actor: Actor): ReadonlySet<Relation> {
  const mine = new Set<Relation>(actor.roles);
  const id = actor.person.id;
  if (actor.system) return new Set(['system']);
  if (value.requester.id === id) mine.add('requester');
  if (value.target?.id === id) mine.add('holder');
  if (value.supervisor ? value.supervisor.id === id : mine.has('deskLead')) mine.add('supervisor');
  if (value.delivery?.recipient.id === id) mine.add('recipient');
  return mine;
}

/** Who may read a case at all. */
export function maySee(value: Case, actor: Actor): boolean {
  const mine = relationsTo(value, actor);
  return ['requester', 'holder', 'supervisor', 'recipient', 'specialist', 'deskLead', 'system'].some((one) =>
    mine.has(one as Relation),
  );
}

export interface Decision {
  readonly ok: true;
  /** The case with the command applied; history, work ids and index fields are added by `commit.ts`. */
  readonly case: Case;
  readonly relation: Relation;
  readonly facts: Json;
  readonly owes: readonly WorkItem[];
  readonly runNotBefore?: string;
  /** False where only a cursor moved: nothing to tell in the history. */
  readonly recorded: boolean;
}

/**
 * The whole rule of the desk: what a command by an actor makes of a case, or why not. Pure: the same case,
 * command, actor and context give the same decision.
 */
export function decide(
  value: Case,
  command: Command,
  actor: Actor,
  context: LifecycleContext,
): Decision | Refusal {
  const row = LIFECYCLE.find((one) => one.command === command.name && one.in.includes(value.status));
  const mine = relationsTo(value, actor);
  if (!row) return mayEver(command.name, mine) ? refuse('not_now') : refuse('not_yours');
  const relation = row.by.find((one) => mine.has(one));
  if (!relation) return refuse('not_yours');
  if (row.notOwn && ownRequest(value, actor)) return refuse('own_request');
  if (row.refuses) return refuse(row.refuses);
  const applied = (APPLY[command.name] as Apply)(value, cleaned(command), actor, context);
  if (!applied.ok) return applied;
  const to = row.to === 'same' ? value.status : row.to === 'chosen' ? (applied.to ?? value.status) : row.to;
  return {
    ok: true,
    case: withStage(value, settled({ ...applied.case, status: to }, value, context)),
    relation,
    facts: applied.facts ?? {},
    owes: [...(applied.owes ?? []), ...row.owes],
    runNotBefore: applied.runNotBefore,
    recorded: applied.recorded ?? true,
  };
}

type Apply = (value: Case, command: Command, actor: Actor, context: LifecycleContext) => Applied | Refusal;

/** What people wrote, without what a store or a screen would read otherwise. */
function cleaned(command: Command): Command {
  const words = Object.entries(command).filter(([key]) => key === 'remark' || key === 'note');
  const clean = words.map(([key, text]) => [key, typeof text === 'string' ? cleanNote(text) : text]);
  return { ...command, ...Object.fromEntries(clean) };
}

/** Nobody approves their own request, nor one about their own account. */
export function ownRequest(value: Case, actor: Actor): boolean {
  return actor.person.id === value.requester.id || actor.person.id === value.target?.id;
}

function mayEver(name: CommandName, mine: ReadonlySet<Relation>): boolean {
  return LIFECYCLE.some((row) => row.command === name && row.by.some((one) => mine.has(one)));
}

/** Times and leftovers that go with entering or leaving the end. */
function settled(value: Case, before: Case, context: LifecycleContext): Case {
  const closing = value.status === 'closed' && before.status !== 'closed';
  const opening = value.status !== 'closed' && before.status === 'closed';
  return {
    ...value,
    updatedAt: context.now,
    closedAt: closing ? context.now : opening ? undefined : value.closedAt,
    outcome: value.status === 'closed' ? (value.outcome ?? 'fulfilled') : undefined,
    deadlines: value.status === 'scheduled' ? value.deadlines : [],
  };
}

/** The stage moves when status, fields or work order change, so that a card drawn before is known to be stale. */
function withStage(before: Case, after: Case): Case {
  const face = (one: Case) =>
    JSON.stringify([
      one.status,
      one.fields,
      one.steps.map((step) => [
        step.id,
        step.mode,
        step.state === 'failed',
        step.state === 'waiting' && step.mode === 'manual',
      ]),
    ]);
  return { ...after, stage: face(before) === face(after) ? before.stage : before.stage + 1 };
}

/** The commands that the actor could give now; what they carry is checked when they do. */
export function allowedCommands(value: Case, actor: Actor): ReadonlySet<CommandName> {
  const mine = relationsTo(value, actor);
  const rows = LIFECYCLE.filter(
    (row) =>
      row.in.includes(value.status) &&
      row.by.some((one) => mine.has(one)) &&
      !row.refuses &&
      !(row.notOwn && ownRequest(value, actor)),
  );
  return new Set(rows.map((row) => row.command).filter((name) => POSSIBLE[name]?.(value) ?? true));
}

/** What else has to hold for a command to be worth offering. */
const POSSIBLE: Partial<Record<CommandName, (value: Case) => boolean>> = {
  approve: (value) => value.prepared,
  request_data: (value) => value.status !== 'fulfilling' || waitsForHand(value),
  step_by_hand: (value) =>
    value.steps.some(
      (step) =>
        step.state === 'waiting' && (step.mode === 'manual' || step.reason?.code === 'confirm_no_mailbox'),
    ),
  acknowledge: (value) => (value.delivery?.reveals ?? 0) > 0,
  reveal: (value) => value.delivery !== undefined,
};
