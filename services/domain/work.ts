/** Who a notice is for; resolved to people when it is sent. */
export type Audience =
  | 'requester'
  | 'supervisor'
  | 'specialists'
  | 'recipient'
  | 'deskLeads'
  /** Those whom an authorisation was passed on from. */
  | 'absent'
  /** Of the two who decided a mass deactivation, the one who did not ask for its return. */
  | 'counterpart'
  /** Who approved a mass deactivation. */
  | 'approver';

/**
 * Messages of the desk about a case. `decision`, `authorisation`, `status` and `delivery` are cards that stay
 * (progress is edited in); the others tell an outcome once. What each looks like is its file in `cards/notices/`.
 */
export const NOTICES = [
  'status',
  'decision',
  'authorisation',
  'data_requested',
  'data_received',
  'scheduled',
  'attention',
  'ready',
  'delivery',
  'solved',
  'rejected',
  'not_authorised',
  'withdrawn',
  'reopened',
  'closed',
  'handed_over',
  'data_reminder',
  'authorisation_reminder',
  'confirmation_reminder',
  'delivery_reminder',
  'undelivered',
  'decided_for_you',
  'deadline_warning',
  'nonconformity',
  'delay',
  'authorise_in_teams',
  'low_mark',
  'lost_mail',
] as const;
export type Notice = (typeof NOTICES)[number];

interface Owed {
  /** `<case code>:<revision that owed it>:<n>`; doing it twice is prevented by it. */
  readonly id: string;
  /** Real instant before which it is not tried. */
  readonly notBefore: string;
  readonly attempts: number;
  /** Code of the fault that the last try met. */
  readonly lastFault?: string;
  /** UTC instant on the desk's clock of the first try that met one. */
  readonly failingSince?: string;
}

/** A piece of work as a lifecycle row names it, before it has an id. */
export type WorkItem =
  /** Read the directory: target, proposed address, work order; then ask whoever decides. */
  | { readonly type: 'prepare' }
  /** Send a new message to each person of the audience; `sentTo` are those already served. */
  | {
      readonly type: 'notice';
      readonly notice: Notice;
      readonly to: Audience;
      readonly sentTo: readonly string[];
    }
  /** Edit every live card of the case to what is true now. */
  | { readonly type: 'refresh' }
  /** An e-mail beside, or instead of, the notice of the same name. */
  | { readonly type: 'mail'; readonly notice: Notice; readonly personId: string }
  /** Run the work order on from where it stands. */
  | { readonly type: 'run' }
  /** Write the account into the register and free it for other cases. */
  | { readonly type: 'register' }
  /** Find who may authorise instead of whoever is silent. */
  | { readonly type: 'escalate' }
  /** Give the case to a specialist, before the specialists are told of it. */
  | { readonly type: 'assign' }
  /** Of a mass deactivation: begin the next accounts. */
  | { readonly type: 'spread' }
  /** Of a mass deactivation: count how its accounts stand. */
  | { readonly type: 'tally' }
  /** Of a mass deactivation that is over: give one person the report as a file. */
  | { readonly type: 'hand_out'; readonly personId: string }
  /** Of one account of it: tell the mass case. */
  | { readonly type: 'report' };

/** What a case owes the world. At least once, in order within its lane, idempotent by `id`. */
export type Work = Owed & WorkItem;
export type WorkType = WorkItem['type'];

/** Work of one lane is done in the order it was owed; a lane that waits holds up no other. */
const LANES: Readonly<Record<WorkType, 'directory' | 'messages' | 'mail' | 'count' | 'parent'>> = {
  prepare: 'directory',
  run: 'directory',
  register: 'directory',
  escalate: 'directory',
  assign: 'messages',
  spread: 'directory',
  tally: 'count',
  report: 'parent',
  notice: 'messages',
  hand_out: 'messages',
  refresh: 'messages',
  mail: 'mail',
};

/** E-mails wait for those to the same person alone: a refused address holds up nobody else's. */
function laneOf(work: Work): string {
  return work.type === 'mail' ? `mail ${work.personId}` : LANES[work.type];
}

/** The first piece of each lane: what may be done next. */
function heads(work: readonly Work[]): readonly Work[] {
  return work.filter((one, at) => work.findIndex((other) => laneOf(other) === laneOf(one)) === at);
}

/** The piece of work that is due first at the real instant `now`; undefined where none is. */
export function dueWork(work: readonly Work[], now: string): Work | undefined {
  return heads(work)
    .filter((one) => one.notBefore <= now)
    .sort((a, b) => a.notBefore.localeCompare(b.notBefore))[0];
}

/** Real instant at which the next piece may be done; '' where nothing is owed. */
export function workDueAt(work: readonly Work[]): string {
  return (
    heads(work)
      .map((one) => one.notBefore)
      .sort()[0] ?? ''
  );
}

/** Of these, one that is still owed covers another of the same type. */
const COALESCED: readonly WorkType[] = [
  'refresh',
  'prepare',
  'run',
  'register',
  'escalate',
  'assign',
  'spread',
  'tally',
  'report',
];

/**
 * Adds work to what is owed already. `prefix` is `<code>:<revision>`, `notBefore` a real instant for `run`
 * where it has to wait, else everything is due at `now`.
 */
export function addWork(
  owed: readonly Work[],
  items: readonly WorkItem[],
  at: { readonly prefix: string; readonly now: string; readonly runNotBefore?: string },
): readonly Work[] {
  const fresh = items.filter(
    (item) => !COALESCED.includes(item.type) || !owed.some((one) => one.type === item.type),
  );
  const first = owed.filter((one) => one.id.startsWith(`${at.prefix}:`)).length;
  return [
    ...owed,
    ...fresh.map((item, n): Work => {
      const notBefore = item.type === 'run' && at.runNotBefore ? at.runNotBefore : at.now;
      return { ...item, id: `${at.prefix}:${first + n}`, notBefore, attempts: 0 };
    }),
  ];
}

/** Whether the case waits because the directory could not be read; it goes on by itself. */
export function waitsForDirectory(work: readonly Work[]): boolean {
  return work.some((one) => one.type === 'prepare' && (one.lastFault?.startsWith('directory_') ?? false));
}
