import { z } from 'zod';
import { KINDS } from '../case.ts';

/** A case whose next step is the person's. */
const row = z.strictObject({
  code: z.string(),
  kind: z.enum(KINDS),
  subject: z.string(),
  late: z.boolean(),
  /** UTC instant by which it is promised; '' where nothing is, or it is late. */
  due: z.string(),
});

/** What the digest of a working day says to one person of the desk. */
export const digestData = z.strictObject({
  /** The day that it is about, `YYYY-MM-DD` in the profile's time zone. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** Open cases in the person's charge. */
  open: z.number().int().nonnegative(),
  /** Those that wait for the person, the most pressing first; the rest are counted. */
  rows: z.array(row).optional(),
  waiting: z.number().int().nonnegative().optional(),
  late: z.number().int().nonnegative().optional(),
  /** What a desk lead sees besides: the desk as a whole. */
  desk: z
    .strictObject({
      open: z.number().int().nonnegative(),
      unassigned: z.number().int().nonnegative(),
      /** Non-conformities that lack cause and remedy, and the codes of the first. */
      untreated: z.number().int().nonnegative(),
      codes: z.array(z.string()),
      /** Specialists who are away, with the open cases that they have. */
      absent: z.array(z.strictObject({ name: z.string(), open: z.number().int().positive() })),
    })
    .optional(),
});

export type DigestRow = z.output<typeof row>;
