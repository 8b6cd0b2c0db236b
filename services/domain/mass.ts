import type { HolderType, Target } from './case.ts';
import type { PersonRef } from './person.ts';
import type { Procedure } from './procedure.ts';

/** Why an account of the list is left as it is; words below `mass.exclusion`. */
export const EXCLUSIONS = [
  'not_found',
  'ambiguous',
  'duplicate',
  'asker',
  'administrator',
  'shared',
  'not_yours',
  'official',
  'type_unknown',
  'disabled',
  'contract_extended',
  'busy',
  'by_hand',
  'narrowed',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** What a line of the file, or a hit of the query, says of an account; all of it may be missing. */
export interface GivenAccount {
  /** Directory id, where a query found it. */
  readonly id?: string;
  readonly address?: string;
  readonly name?: string;
  readonly nationalId?: string;
  readonly contractNumber?: string;
  /** `YYYY-MM-DD`. */
  readonly endDate?: string;
}

/** One account of a list: what was given, and once it was read, who it is and whether it is affected. */
export interface ListRow {
  /** From 1, in the order of the list. */
  readonly n: number;
  /** Line of the file, where there is one. */
  readonly line?: number;
  readonly given: GivenAccount;
  readonly verdict?: 'affected' | Exclusion;
  /** The account as the directory showed it when the row was read. */
  readonly target?: Target;
  /** The case that is in the way. */
  readonly busyWith?: string;
}

/** A list of accounts that somebody gave; its rows lie beside it. */
export interface AccountList {
  readonly _id: string;
  readonly ownerId: string;
  readonly source: 'file' | 'query';
  /** The file's name, or the words of the query. */
  readonly name: string;
  readonly rows: number;
  /** Lines that could not be read as an account. */
  readonly unread: number;
  /** A case was opened on it; one that was not is let go after a day. */
  readonly used: boolean;
  readonly at: string;
}

/** The dry run: how far the list was read, and what was found. */
export interface Reading {
  /** Row to go on with. */
  readonly next: number;
  readonly affected: number;
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
  /** Affected accounts by department, the largest first, at most 40. */
  readonly departments: readonly { readonly name: string; readonly count: number }[];
  /** Accounts in use by the register, which the brake's share is of; counted up to `shareMatters`. */
  readonly known: number;
  readonly finishedAt?: string;
}

/** The desk lead's narrowing: what lies outside is left as it is. */
export interface Narrowing {
  readonly department?: string;
  readonly holderType?: HolderType;
}

/** More accounts than expected: nothing starts until the list is narrowed, or looked at a second time. */
export interface Brake {
  readonly limit: number;
  readonly affected: number;
  readonly released?: { readonly by: PersonRef; readonly at: string; readonly note: string };
}

/** How the accounts of a run stand, as last counted. */
export interface Tally {
  readonly running: number;
  readonly failed: number;
  readonly done: number;
  readonly excluded: number;
  /** Real instant of the count. */
  readonly at: string;
  /** Milliseconds until the rest is done, at the pace so far; absent while nothing can be said. */
  readonly leftMs?: number;
  /** The first few that failed: case, holder, and the step that did not work. */
  readonly failures?: readonly { readonly code: string; readonly name: string; readonly step: string }[];
}

interface Stopped {
  readonly by: PersonRef;
  readonly at: string;
}

/** One going through all accounts: the deactivation, or its return. */
export interface MassRun {
  /** Accounts that it is about. */
  readonly total: number;
  /** Row of the list, or place among the children, to go on with. */
  readonly next: number;
  readonly after: string;
  /** Accounts whose case has been opened. */
  readonly made: number;
  /** True once every account was come to. */
  readonly spent: boolean;
  /** Raised by whatever the next spreading has to know of. */
  readonly nudges: number;
  readonly tally: Tally;
  /** What the pace is measured from: real instant, and how many were over then. */
  readonly pace?: { readonly since: string; readonly over: number };
  readonly paused?: Stopped;
  readonly stopped?: Stopped;
  /** The failed ones are taken up again, those after this code next. */
  readonly retry?: { readonly after: string };
  readonly startedAt: string;
  readonly finishedAt?: string;
}

/** What a mass deactivation holds beside its fields. Bounded: nothing here grows with the number of accounts. */
export interface Mass {
  /** The list; see `AccountList`. */
  readonly list: string;
  readonly source: 'file' | 'query';
  readonly name: string;
  readonly rows: number;
  /** `own`: a supervisor asks, for their own people alone. */
  readonly scope: 'all' | 'own';
  readonly reading: Reading;
  readonly narrow?: Narrowing;
  readonly brake?: Brake;
  readonly approvedBy?: PersonRef;
  readonly run?: MassRun;
  /** The return as a whole: asked by one of the two, approved by the other. */
  readonly back?: {
    readonly askedBy: PersonRef;
    readonly askedAt: string;
    readonly remark: string;
    readonly approvedBy?: PersonRef;
    readonly run?: MassRun;
  };
}

/** How one account of a mass case stands; a return has states of its own beside those of the deactivation. */
export const CHILD_STATES = [
  'running',
  'failed',
  'done',
  'excluded',
  'returning',
  'return_failed',
  'returned',
  'not_returned',
] as const;
export type ChildState = (typeof CHILD_STATES)[number];

export type Phase = 'run' | 'back';
type TallyName = 'running' | 'failed' | 'done' | 'excluded';

/** Where the case of one account begins: it was decided with the mass case. */
export const CHILD_BEGINS = 'fulfilling' as const;

/** What the counts of a phase are called among the children. */
export const PHASE_STATES: Readonly<Record<Phase, Readonly<Record<TallyName, ChildState>>>> = {
  run: { running: 'running', failed: 'failed', done: 'done', excluded: 'excluded' },
  back: { running: 'returning', failed: 'return_failed', done: 'returned', excluded: 'not_returned' },
};

/** A list of which nothing was read yet. */
export const UNREAD: Reading = { next: 1, affected: 0, excluded: {}, departments: [], known: 0 };
const NONE: Tally = { running: 0, failed: 0, done: 0, excluded: 0, at: '' };

/** A going through `total` accounts that begins now (UTC, desk's clock). */
export function freshRun(total: number, now: string): MassRun {
  return { total, next: 1, after: '', made: 0, spent: false, nudges: 0, tally: NONE, startedAt: now };
}

/** Whether the list was read to its end. */
export const isRead = ({ reading }: Mass): boolean => reading.finishedAt !== undefined;

/** Whether a return was asked for and waits for the other of the two. */
export const returnWaits = ({ back }: Mass): boolean => back !== undefined && back.approvedBy === undefined;

/** Which going through the accounts the case is at. */
export const phaseOf = ({ back }: Mass): Phase => (back?.approvedBy ? 'back' : 'run');

/** The run of the phase that the case is at; undefined before it began. */
export function currentRun(mass: Mass): MassRun | undefined {
  return phaseOf(mass) === 'back' ? mass.back?.run : mass.run;
}

/** The case's mass with its current run changed. */
export function withRun(mass: Mass, change: Partial<MassRun>): Mass {
  const run = currentRun(mass);
  if (!run) return mass;
  const changed = { ...run, ...change };
  return mass.back && phaseOf(mass) === 'back'
    ? { ...mass, back: { ...mass.back, run: changed } }
    : { ...mass, run: changed };
}

/** Accounts that are over, one way or the other. */
export const overIn = ({ failed, done, excluded }: Tally): number => failed + done + excluded;

/** Most accounts that start without more ado: the smaller of the profile's number and share. */
export function brakeLimit({ mass }: Procedure, known: number): number {
  return Math.min(mass.brake.most, Math.floor(mass.brake.share * known));
}

/** With so many accounts the share comes to the absolute number at least: more need not be counted. */
export const shareMatters = ({ mass }: Procedure): number =>
  Math.ceil(mass.brake.most / mass.brake.share) + 1;

/** Whether something larger than expected still wants narrowing or a second look. */
export function isBraked({ brake }: Mass): boolean {
  return brake !== undefined && brake.released === undefined;
}

/** The brake for what was read; a second look holds for as many as it was given for. */
export function brakeAfter(
  reading: Reading,
  before: Brake | undefined,
  procedure: Procedure,
): Brake | undefined {
  const limit = brakeLimit(procedure, reading.known);
  if (reading.affected <= limit) return undefined;
  const released = before?.released && reading.affected <= before.affected ? before.released : undefined;
  return { limit, affected: reading.affected, ...(released && { released }) };
}

const MOST_DEPARTMENTS = 40;

/** The reading with one more row counted. */
export function counted(reading: Reading, row: ListRow): Reading {
  const { verdict } = row;
  if (verdict === undefined) return reading;
  if (verdict !== 'affected') {
    const excluded = { ...reading.excluded, [verdict]: (reading.excluded[verdict] ?? 0) + 1 };
    return { ...reading, excluded };
  }
  const name = row.target?.department ?? '';
  const known = reading.departments.find((one) => one.name === name);
  const others = reading.departments.filter((one) => one.name !== name);
  const room = known !== undefined || others.length < MOST_DEPARTMENTS;
  const departments = room
    ? [...others, { name, count: (known?.count ?? 0) + 1 }].sort((a, b) => b.count - a.count)
    : reading.departments;
  return { ...reading, affected: reading.affected + 1, departments };
}

/** Accounts left out by the dry run. */
export function excludedIn({ excluded }: Reading): number {
  return Object.values(excluded).reduce((sum, one) => sum + (one ?? 0), 0);
}
