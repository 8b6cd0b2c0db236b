import { z } from 'zod';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * How far one person's row is. `open`: not answered; `extend`: to be extended, with number or date still wanting;
 * `ended`: the last day passed without an answer, so a deactivation was opened; the others are answers.
 */
export const CONTRACT_ROWS = [
  'open',
  'extend',
  'ended',
  'confirmed',
  'extending',
  'reactivating',
  'not_mine',
] as const;

/** Why the row is with this person: their own people; or of others who are away, silent, or say that it is not theirs. */
export const CONTRACT_ROW_REASONS = ['own', 'absent', 'silent', 'not_mine'] as const;

/** Most rows of one message. */
export const MOST_CONTRACT_ROWS = 500;

const row = z.strictObject({
  /** Directory id of the holder. */
  id: z.string().min(1).max(100),
  name: z.string().max(256),
  contract: z.string().max(256),
  end: date,
  status: z.enum(CONTRACT_ROWS),
  why: z.enum(CONTRACT_ROW_REASONS),
  /** Who was silent, or said that it is not theirs. */
  whose: z.string().max(256).optional(),
  /** The new end, where it is extended. */
  until: date.optional(),
  caseId: z.string().max(40).optional(),
  /** Why the last answer was not taken: a key below `bulletin.contract_end.problem`. */
  problem: z.enum(['details', 'date', 'number', 'busy', 'moved', 'refused']).optional(),
});
export type ContractRow = z.output<typeof row>;

/** Contracts that end soon, to whoever answers for the holders. */
export const contractEndData = z.strictObject({
  /** The day of the message. */
  day: date,
  /** Page that is shown, from 0. */
  page: z.number().int().nonnegative(),
  rows: z.array(row).max(MOST_CONTRACT_ROWS),
  /** A later message took over what was left. */
  replaced: z.boolean(),
});
export type ContractEndData = z.output<typeof contractEndData>;

/** People on one page of the card. */
export const CONTRACT_PAGE = 8;

const WAITING: readonly ContractRow['status'][] = ['open', 'extend', 'ended'];

/** Whether the row still wants an answer. */
export const wantsAnswer = (one: Pick<ContractRow, 'status'>): boolean => WAITING.includes(one.status);

/** The data with some rows changed, by id. */
export function withRows(
  data: ContractEndData,
  changes: Readonly<Record<string, Partial<ContractRow>>>,
): ContractEndData {
  return {
    ...data,
    rows: data.rows.map((one) => {
      const change = changes[one.id];
      if (!change) return one;
      const { problem: _answered, ...rest } = one;
      return { ...rest, ...change };
    }),
  };
}

/** The data with these rows: an answer that is known stays, who is new comes in, in order of the last day. */
export function joinedRows(
  known: readonly ContractRow[],
  more: readonly ContractRow[],
): readonly ContractRow[] {
  const byId = new Map(more.map((one) => [one.id, one]));
  for (const one of known) {
    const other = byId.get(one.id);
    if (!other || other.end === one.end) byId.set(one.id, one);
  }
  return [...byId.values()].sort((a, b) => a.end.localeCompare(b.end) || a.name.localeCompare(b.name));
}
