import { blankCase } from '../domain/blank-case.ts';
import { todayIn } from '../domain/calendar.ts';
import type { Case, Status } from '../domain/case.ts';
import { receivedFacts } from '../domain/case-facts.ts';
import type { Refusal } from '../domain/command.ts';
import { refuse } from '../domain/command.ts';
import { withTime } from '../domain/deadlines.ts';
import { missingFields } from '../domain/form.ts';
import { withIndexFields } from '../domain/index-fields.ts';
import { type PersonRef, SYSTEM } from '../domain/person.ts';
import { changeOf } from '../domain/plan.ts';
import { checkTarget } from './check-target.ts';
import { withHistory, withWork } from './commit-case.ts';
import type { Deps } from './deps.ts';
import type { Asker, NewCase } from './desk.ts';
import { massOfList } from './mass/mass-of-list.ts';

/** A case that the desk opens by itself in somebody's name: whose it is to ask, and whether they formally did. */
export interface DeskRequest extends NewCase {
  /** True: asked for by the requester's formal word, so that it runs unattended. */
  readonly formal: boolean;
}

type Opened = { readonly ok: true; readonly case: Case; readonly repeated: boolean } | Refusal;

/**
 * Commits a confirmed request as a case, with its history, its deadlines and the work that it owes, in one write
 * of one document. The draft's id makes a repeated confirmation the same case.
 */
export async function openCase(deps: Deps, request: NewCase | DeskRequest, asker: Asker): Promise<Opened> {
  const opened = await openNew(deps, request, asker);
  if (opened.ok) return opened;
  // What stands in the way may be the very case that an earlier confirmation made.
  const known = await deps.cases.byDraft(request.draftId);
  return known ? repeatedFor(asker, known) : opened;
}

const repeatedFor = (asker: Asker, known: Case): Opened =>
  known.requesterId === asker.actor.person.id
    ? { ok: true, case: known, repeated: true }
    : refuse('draft_gone');

async function openNew(deps: Deps, request: NewCase | DeskRequest, asker: Asker): Promise<Opened> {
  const rules = deps.procedure.kinds[request.kind];
  if (!rules) return refuse('not_offered');
  const accountId = rules.target === 'existing' ? request.fields.account?.value : undefined;
  const checked = accountId ? await checkTarget(deps, request.kind, accountId, asker) : undefined;
  if (checked && !checked.ok) return checked;
  const missing = missingFields(deps.procedure, request.kind, request.fields, checked?.target);
  if (missing.length > 0) return refuse('data_missing', { fields: missing.join(',') });
  const listId = request.fields.accountList?.value;
  const mass = listId === undefined ? undefined : await massOfList(deps, listId, asker);
  if (mass && 'ok' in mass) return mass;
  const now = deps.clock.deskNow();
  const year = Number(todayIn(deps.procedure.timeZone, now).slice(0, 4));
  const number = await deps.cases.nextNumber(deps.procedure.codePrefix, year);
  const code = `${deps.procedure.codePrefix}-${year}-${String(number).padStart(6, '0')}`;
  const about = { target: checked?.target, mass };
  const fresh = firstRevision(deps, code, request, asker, about);
  const stored = await deps.cases.insert(fresh);
  if (!stored.inserted) return repeatedFor(asker, stored.case);
  deps.wake();
  return { ok: true, case: stored.case, repeated: false };
}

function firstRevision(
  deps: Deps,
  code: string,
  request: NewCase | DeskRequest,
  asker: Asker,
  { target, mass }: Pick<Case, 'target' | 'mass'>,
): Case {
  const now = deps.clock.deskNow();
  const { person } = asker.actor;
  const supervisor = target?.manager;
  const byDesk = 'formal' in request;
  const formal = (byDesk ? request.formal : supervisor?.id === person.id) ? person : undefined;
  const status = byDesk ? deskStatus(request) : firstStatus(deps, request, person, target, formal);
  const note = request.note?.trim();
  const draft: Case = {
    ...blankCase(now),
    _id: code,
    draftId: request.draftId,
    procedure: deps.procedure.id,
    kind: request.kind,
    status,
    locale: request.locale,
    requester: person,
    supervisor,
    authorisedBy: formal,
    fields: request.fields,
    facts: receivedFacts(now, asker.department, deps.procedure),
    target,
    ...(mass && { mass }),
    prepared: false,
    steps: [],
    notes: note ? [{ at: now, by: byDesk ? SYSTEM.person : person, text: note }] : [],
  };
  const values = Object.fromEntries(Object.entries(request.fields).map(([id, field]) => [id, field?.value]));
  const told = {
    actor: byDesk ? SYSTEM : asker.actor,
    relation: byDesk ? ('system' as const) : ('requester' as const),
    what: 'open' as const,
    from: null,
    facts: { case: code, kind: request.kind, department: asker.department, fields: values },
    at: now,
  };
  const owed = [
    { type: 'notice', notice: 'status', to: 'requester', sentTo: [] },
    { type: 'prepare' },
  ] as const;
  const by = { relation: told.relation, command: told.what } as const;
  const timed = withTime(draft, draft, by, { procedure: deps.procedure, now });
  return withIndexFields({
    ...afterTheChat(deps, withWork(deps, withHistory(deps, timed, told), owed)),
    revision: 1,
  });
}

/** Time in which the chat's own answer goes out before the case's first message, in milliseconds. */
const CHAT_FIRST_MS = 300;

function afterTheChat(deps: Deps, value: Case): Case {
  const notBefore = new Date(Date.parse(deps.clock.realNow()) + CHAT_FIRST_MS).toISOString();
  return { ...value, work: value.work.map((one) => (one.type === 'notice' ? { ...one, notBefore } : one)) };
}

/** What the desk opens itself runs where somebody gave their formal word, and waits for a specialist's elsewhere. */
const deskStatus = ({ formal }: DeskRequest): Status => (formal ? 'fulfilling' : 'in_review');

/** Where a case begins: at the supervisor where the procedure wants the formal request, done unattended where it may be. */
function firstStatus(
  deps: Deps,
  request: NewCase,
  person: PersonRef,
  target: Case['target'],
  formal: PersonRef | undefined,
): Status {
  if (deps.procedure.kinds[request.kind]?.authorisation === 'supervisor' && !formal)
    return 'awaiting_supervisor';
  if (deps.procedure.kinds[request.kind]?.review === false) return 'fulfilling';
  const change = changeOf(request);
  const unattended =
    request.kind === 'modify' && change !== undefined && deps.procedure.changes[change]?.unattended === true;
  const entitled = formal !== undefined || person.id === target?.id;
  return unattended && entitled && !target?.synchronised ? 'fulfilling' : 'in_review';
}
