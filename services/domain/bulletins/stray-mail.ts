import { z } from 'zod';

/** A mail that the desk could not put on a case, as a specialist is told of it. */
export const strayMailData = z.strictObject({
  /** Graph's id in the desk's inbox. */
  mailId: z.string(),
  /** Address of the sender, and the name that their program gave. */
  from: z.string(),
  name: z.string(),
  subject: z.string(),
  /** The beginning of what was written. */
  text: z.string(),
  files: z.boolean(),
  receivedAt: z.string(),
  why: z.enum(['no_code', 'unknown_case', 'unknown_sender', 'unverified', 'not_theirs']),
  /** Who of the desk was told: what one does with it settles it for all. */
  told: z.array(z.string()),
  /** The case that it names, or was put on; '' for none. */
  code: z.string(),
  /** What became of it, and by whom. */
  done: z.enum(['', 'put', 'dismissed']),
  by: z.string(),
});
