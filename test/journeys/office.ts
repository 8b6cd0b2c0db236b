import { addDays, openingOf } from '../../services/domain/calendar.ts';
import { worksOn } from '../../services/domain/working-time.ts';
import type { RunningDesk } from './harness.ts';

/** Moves the desk's clock to so long after the office opens on a day to come; `after` in seconds. */
export async function opensOn(desk: RunningDesk, day: string, after = 60): Promise<void> {
  const ms = Date.parse(openingOf(day, desk.mesa.deps.procedure)) - Date.parse(desk.mesa.desk.now());
  await desk.advance(`PT${Math.round(ms / 1_000) + after}S`);
}

/** The first working day to come of that weekday after which, so many days on, each day of `off` is not worked. */
export function dayBefore(desk: RunningDesk, weekday: 'Wed' | 'Fri', off: readonly number[]): string {
  const { procedure } = desk.mesa.deps;
  const named = (day: string) =>
    new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(day));
  const days = Array.from({ length: 800 }, (_, n) => addDays(desk.mesa.desk.today(), n + 1));
  const found = days.find(
    (day) =>
      named(day) === weekday &&
      worksOn(day, procedure) &&
      off.every((later) => !worksOn(addDays(day, later), procedure)),
  );
  if (found === undefined) throw new TypeError(`no ${weekday} like that in two years`);
  return found;
}

/** Moves the desk's clock to a minute after the next opening of the office. */
export async function nextMorning(desk: RunningDesk): Promise<void> {
  let day = addDays(desk.mesa.desk.today(), 1);
  while (!worksOn(day, desk.mesa.deps.procedure)) day = addDays(day, 1);
  await opensOn(desk, day);
}
