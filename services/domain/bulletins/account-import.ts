import { z } from 'zod';
import { ACCOUNT_FIELDS } from '../account.ts';

const count = z.number().int().nonnegative();

/**
 * How far an import is. `reading` and `applying` are the desk's turn, `preview` is the desk lead's; `refused`: the
 * file is no such list.
 */
export const IMPORT_PHASES = ['reading', 'preview', 'applying', 'done', 'dropped', 'refused'] as const;

/** A change as an example: whose, which field, from what to what (values as the register keeps them). */
const sample = z.strictObject({
  name: z.string().max(256),
  field: z.enum(ACCOUNT_FIELDS),
  before: z.string().max(256),
  after: z.string().max(256),
});

/** An import of accounts into the register, to the desk lead who asked for it. */
export const accountImportData = z.strictObject({
  source: z.enum(['file', 'directory']),
  /** Name of the file, '' for the directory. */
  file: z.string().max(256),
  /** Id of the file at the file desk. */
  fileId: z.string().max(64),
  phase: z.enum(IMPORT_PHASES),
  /** Why the file was refused: the code and values of `table.refusal`. */
  refusal: z
    .strictObject({ code: z.string(), columns: z.string().optional(), limit: count.optional() })
    .optional(),
  rows: count,
  fresh: count,
  changed: count,
  same: count,
  /** Rows with a remark, and those left out because of it. */
  remarks: count,
  leftOut: count,
  /** How many entries change in each field. */
  fields: z.partialRecord(z.enum(ACCOUNT_FIELDS), count),
  samples: z.array(sample).max(5),
  /** Entries written so far. */
  written: count,
});
export type AccountImportData = z.output<typeof accountImportData>;

/** An import of which nothing has been read yet. */
export function newImport(source: AccountImportData['source'], file = '', fileId = ''): AccountImportData {
  return {
    source,
    file: file.slice(0, 256),
    fileId,
    phase: 'reading',
    rows: 0,
    fresh: 0,
    changed: 0,
    same: 0,
    remarks: 0,
    leftOut: 0,
    fields: {},
    samples: [],
    written: 0,
  };
}
