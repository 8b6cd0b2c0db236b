import { formatDate } from '../../domain/calendar.ts';
import type { BulletinHandler } from './handler.ts';

/** The day's work: read, and pressed away once it was read. */
export const digestHandler: BulletinHandler<'digest'> = {
  acts: {
    seen: async () => ({ ok: true, finished: true }),
  },
  mail: ({ data }, { lang }) => ({
    day: formatDate(data.day, lang, { weekday: true }),
    count: data.open,
  }),
};
