import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Absence } from '../../domain/absence.ts';

const moment = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });

/** `automaticRepliesSetting` as far as it is read. */
export const automaticReplies = z.object({
  status: z.string().nullish(),
  scheduledStartDateTime: moment.nullish(),
  scheduledEndDateTime: moment.nullish(),
});

/** Graph tells the times in UTC, or in a zone of IANA's names; another zone is not guessed at. */
function instantOf(said: z.output<typeof moment> | null | undefined): string | undefined {
  const time = said ? DateTime.fromISO(said.dateTime, { zone: said.timeZone ?? 'utc' }) : undefined;
  return time?.isValid ? time.toUTC().toISO() : undefined;
}

type Replies = z.output<typeof automaticReplies>;

/** By Graph's `automaticRepliesStatus`; any other one means that nobody is away. */
const ABSENCES: ReadonlyMap<string, (replies: Replies) => Absence | undefined> = new Map([
  ['alwaysEnabled', () => ({ from: '', until: '' })],
  [
    'scheduled',
    ({ scheduledStartDateTime, scheduledEndDateTime }: Replies) => {
      const from = instantOf(scheduledStartDateTime);
      const until = instantOf(scheduledEndDateTime);
      return from && until ? { from, until } : undefined;
    },
  ],
]);

/** When the owner of the mailbox is away by these replies; undefined where they are off or name no readable time. */
export function absenceOf(replies: Replies): Absence | undefined {
  return ABSENCES.get(replies.status ?? '')?.(replies);
}
