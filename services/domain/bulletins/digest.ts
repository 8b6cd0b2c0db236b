import { z } from 'zod';

/** What the digest of a working day says to one person of the desk. */
export const digestData = z.strictObject({
  /** The day that it is about, `YYYY-MM-DD` in the profile's time zone. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** Open cases in the person's charge. */
  open: z.number().int().nonnegative(),
});
