import { type ContractWatch, isEntry, type RegisteredAccount } from './account.ts';
import { addDays, closingOf, openingOf, todayIn } from './calendar.ts';
import type { HolderType } from './case.ts';
import type { Procedure } from './procedure.ts';

/** What the calendar does with an account next. */
export type CalendarAct =
  /** Tell the supervisor; `told` is how many reminders are then out or passed over. */
  | { readonly act: 'remind'; readonly told: number }
  /** Nobody answered: tell somebody else, once. */
  | { readonly act: 'escalate' }
  /** The last day is over. */
  | { readonly act: 'end' };

/** Whether the contract's end is the desk's business: an account in use, of a type that ends with its contract. */
export function endsWithContract(account: RegisteredAccount, procedure: Procedure): boolean {
  const { contracts } = procedure;
  const type = account.holderType;
  return (
    contracts !== undefined &&
    isEntry(account) &&
    account.state === 'enabled' &&
    Boolean(account.contractEnd) &&
    type !== undefined &&
    type !== 'official' &&
    contracts.endsFor.includes(type)
  );
}

/** The watch over the account's present end; another end begins afresh. */
function watchOf(account: RegisteredAccount, end: string): ContractWatch {
  return account.watch?.end === end ? account.watch : { end, told: 0 };
}

function actsOf(watch: ContractWatch, procedure: Procedure): readonly (readonly [string, CalendarAct])[] {
  const { contracts } = procedure;
  if (!contracts || watch.ended) return [];
  const silent = watch.answer === undefined;
  const reminders = contracts.remindDaysBefore.map((days, at): readonly [string, CalendarAct] => [
    openingOf(addDays(watch.end, -days), procedure),
    { act: 'remind', told: at + 1 },
  ]);
  const escalation = openingOf(addDays(watch.end, -contracts.escalateDaysBefore), procedure);
  const acts: readonly (readonly [string, CalendarAct])[] = [
    ...(silent ? reminders.slice(watch.told) : []),
    ...(silent && watch.escalatedAt === undefined ? [[escalation, { act: 'escalate' }] as const] : []),
    [closingOf(watch.end, procedure), { act: 'end' }],
  ];
  const held = watch.heldUntil ?? '';
  return acts.map(([at, act]) => [at < held ? held : at, act]);
}

/**
 * The entry with its watch and the desk instant of its next act as they follow from the rest; to be called before
 * every write. An end that was over when the desk first heard of it is nobody's to act on by itself: whoever asks for
 * expired accounts finds it.
 */
export function scheduled(account: RegisteredAccount, procedure: Procedure, now: string): RegisteredAccount {
  const { watch: before, calendarAt: _at, ...rest } = account;
  const end = account.contractEnd;
  if (!end || !endsWithContract(account, procedure)) return before ? { ...rest, watch: before } : rest;
  const known = watchOf(account, end);
  const late = known !== before && closingOf(end, procedure) <= now;
  const watch: ContractWatch = late ? { ...known, ended: true } : known;
  const next = actsOf(watch, procedure)
    .map(([at]) => at)
    .sort()[0];
  return { ...rest, watch, ...(next !== undefined && { calendarAt: next }) };
}

/**
 * What the calendar has to do with an account at `now`: of reminders that were missed the last one alone; and nobody is
 * passed over for silence before having been told.
 */
export function dueAct(
  account: RegisteredAccount,
  procedure: Procedure,
  now: string,
): CalendarAct | undefined {
  const end = account.contractEnd;
  if (!end || !endsWithContract(account, procedure)) return undefined;
  const watch = watchOf(account, end);
  const due = actsOf(watch, procedure)
    .filter(([at]) => at <= now)
    .map(([, act]) => act);
  const ended = due.find((one) => one.act === 'end');
  const reminder = due.findLast((one) => one.act === 'remind');
  const escalation = due.find((one) => one.act === 'escalate');
  return ended ?? (watch.told === 0 ? (reminder ?? escalation) : (escalation ?? reminder));
}

/** How many reminders of an end are due or past. */
function passedReminders(end: string, procedure: Procedure, now: string): number {
  const days = procedure.contracts?.remindDaysBefore ?? [];
  return days.filter((before) => openingOf(addDays(end, -before), procedure) <= now).length;
}

/**
 * The entry with an end that a case has just written: whoever stated it is not reminded at once, but when the next
 * reminder is due. An end so near that silence would be escalated is asked about all the same.
 */
export function justStated(account: RegisteredAccount, procedure: Procedure, now: string): RegisteredAccount {
  const end = account.contractEnd;
  const { contracts } = procedure;
  if (!end || !contracts || account.watch?.end === end) return account;
  if (openingOf(addDays(end, -contracts.escalateDaysBefore), procedure) <= now) return account;
  return { ...account, watch: { end, told: passedReminders(end, procedure, now) } };
}

/** The watch after an act: what was told is told, so that no replica does it a second time. */
export function afterAct(
  account: RegisteredAccount,
  act: CalendarAct,
  procedure: Procedure,
  now: string,
): ContractWatch {
  const watch = watchOf(account, account.contractEnd ?? '');
  const passed = passedReminders(watch.end, procedure, now);
  const told = Math.max(watch.told, passed);
  return act.act === 'escalate' ? { ...watch, told, escalatedAt: now } : { ...watch, told };
}

/** What the directory says of an account at the moment its contract ends. */
export interface AccountNow {
  readonly enabled: boolean;
  readonly holderType?: HolderType;
  /** `YYYY-MM-DD`. */
  readonly contractEnd?: string;
  /** Whether another case is open on it. */
  readonly busy: boolean;
  /** Whether whoever confirmed the end can still sign in. */
  readonly confirmerStands: boolean;
}

/** What follows from the end of a contract. */
export type EndDecision =
  /** A deactivation; unattended where the end was formally confirmed. */
  | { readonly does: 'open'; readonly unattended: boolean }
  /** Nothing: it is off already, or never ends by itself. */
  | { readonly does: 'stop' }
  /** Looked at again at this desk instant. */
  | { readonly does: 'hold'; readonly until: string };

/**
 * Date and entitlement, read again at the close of the last day. A later end in the directory, or a case that is still
 * open on the account, puts it off; an official's account is never touched.
 */
export function decideEnd(
  account: RegisteredAccount,
  seen: AccountNow,
  procedure: Procedure,
  now: string,
): EndDecision {
  const end = account.contractEnd;
  if (!end || !seen.enabled || !endsWithContract(account, procedure)) return { does: 'stop' };
  if (seen.holderType === 'official') return { does: 'stop' };
  const later = seen.contractEnd !== undefined && seen.contractEnd > end;
  if (later && seen.contractEnd) {
    const until = closingOf(seen.contractEnd, procedure);
    if (until > now) return { does: 'hold', until };
  }
  if (seen.busy) {
    const today = todayIn(procedure.timeZone, now);
    return { does: 'hold', until: closingOf(addDays(today, 1), procedure) };
  }
  return { does: 'open', unattended: account.watch?.answer === 'confirmed' && seen.confirmerStands };
}
