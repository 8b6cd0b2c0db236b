import type { Case, Json, Status } from './case.ts';
import { cleanNote } from './clean-text.ts';
import type { Command, CommandName, Refusal } from './command.ts';
import { refuse } from './command.ts';
import type { Applied, LifecycleContext } from './commands/applied.ts';
import { APPLY } from './commands/apply-command.ts';
import { isInTime, withTime } from './deadlines.ts';
import { LIFECYCLE, type LifecycleRow } from './lifecycle-table.ts';
import { lostMailsOf } from './lost-mail.ts';
import { mayReturnMail, offersMail } from './mail-return.ts';
import { MASS_POSSIBLE, massAllows, massFace } from './mass-offers.ts';
import type { Actor, Relation } from './person.ts';
import { isUntouched, waitsForHand } from './plan.ts';
import { ENDED, untreated } from './service-clock.ts';
import { asksForMark } from './survey.ts';
import type { WorkItem } from './work.ts';

/** What somebody is to a case; the server's reading, never the card's. */
export function relationsTo(value: Case, actor: Actor): ReadonlySet<Relation> {
  const mine = new Set<Relation>(actor.roles);
  const id = actor.person.id;
  if (actor.system) return new Set(['system']);
  if (value.requester.id === id) mine.add('requester');
  if (value.target?.id === id) mine.add('holder');
  if (value.supervisor ? value.supervisor.id === id : mine.has('deskLead')) mine.add('supervisor');
  if (value.passedOn?.some((one) => one.from?.id === id)) mine.add('supervisor');
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
  if (!isInTime(value, command, context.now)) return refuse('not_now');
  const applied = (APPLY[command.name] as Apply)(value, cleaned(command), actor, context);
  if (!applied.ok) return applied;
  const to = reached(row, applied, value);
  return {
    ok: true,
    case: withStage(
      value,
      settled({ ...applied.case, status: to }, value, { relation, command: command.name }, context),
    ),
    relation,
    facts: applied.facts ?? {},
    owes: owedBy(value, to, [...(applied.owes ?? []), ...row.owes]),
    runNotBefore: applied.runNotBefore,
    recorded: applied.recorded ?? true,
  };
}

/** Where the command leads. Nothing closes while a breached deadline lacks cause and remedy. */
function reached(row: LifecycleRow, applied: Applied, { status: from, parentId }: Case): Status {
  const to = row.to === 'same' ? from : row.to === 'chosen' ? (applied.to ?? from) : row.to;
  /* Nobody is asked to confirm one account of many. */
  if (parentId && to === 'resolved') return 'closed';
  return to === 'closed' && untreated(applied.case).length > 0 ? 'treating' : to;
}

const ABOUT_ACCOUNT: readonly WorkItem['type'][] = ['run', 'register', 'prepare'];

/** One account of a mass deactivation writes to nobody; it tells the mass case when it comes to rest. */
function owedBy(value: Case, to: Status, owes: readonly WorkItem[]): readonly WorkItem[] {
  if (!value.parentId) return owes;
  const own = owes.filter((one) => ABOUT_ACCOUNT.includes(one.type));
  return to === value.status ? own : [...own, { type: 'report' }];
}

type Apply = (value: Case, command: Command, actor: Actor, context: LifecycleContext) => Applied | Refusal;

const WRITTEN: readonly string[] = ['remark', 'note', 'cause', 'remedy', 'comment'];

/** What people wrote, without what a store or a screen would read otherwise. */
function cleaned(command: Command): Command {
  const words = Object.entries(command).filter(([key]) => WRITTEN.includes(key));
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

/** Times and leftovers that go with entering or leaving the end, and with the turn passing on. */
function settled(
  value: Case,
  before: Case,
  by: Parameters<typeof withTime>[2],
  context: LifecycleContext,
): Case {
  const closed = value.status === 'closed';
  const kept: Case = {
    ...value,
    updatedAt: context.now,
    closedAt: closed ? (value.closedAt ?? context.now) : undefined,
    outcome: ENDED.includes(value.status) ? (value.outcome ?? 'fulfilled') : undefined,
  };
  return withTime(before, kept, by, context);
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
      massFace(one),
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
  return new Set(
    rows
      .map((row) => row.command)
      .filter((name) => (POSSIBLE[name]?.(value, actor) ?? true) && massAllows(name, value)),
  );
}

/** What else has to hold for a command to be worth offering. */
const POSSIBLE: Partial<Record<CommandName, (value: Case, actor: Actor) => boolean>> = {
  ...MASS_POSSIBLE,
  return_mail: mayReturnMail,
  skip_mail: offersMail,
  approve: (value) => value.prepared,
  assign: (value) => value.assignee === undefined,
  request_data: (value) => value.status !== 'fulfilling' || waitsForHand(value),
  step_by_hand: (value) =>
    value.steps.some(
      (step) =>
        step.state === 'waiting' && (step.mode === 'manual' || step.reason?.code === 'confirm_no_mailbox'),
    ),
  withdraw: (value) => value.status !== 'fulfilling' || isUntouched(value),
  acknowledge: (value) => (value.delivery?.reveals ?? 0) > 0,
  reveal: (value) => value.delivery !== undefined,
  add_data: (value) => !ENDED.includes(value.status) || value.outcome === 'unanswered',
  record_answer: (value) => !ENDED.includes(value.status) || value.outcome === 'unanswered',
  treat_nonconformity: (value) => untreated(value).length > 0,
  rate: (value) => asksForMark(value),
  resend_mail: (value) => lostMailsOf(value).length > 0,
};
