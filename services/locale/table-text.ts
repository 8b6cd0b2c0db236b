import type { RowProblem, TableRefusal } from '../domain/table.ts';
import type { Translate } from './translate.ts';

/** The sentence for a file that cannot be read as the table that is wanted, and what to do about it. */
export function tableRefusalText({ code, params }: TableRefusal, t: Translate): string {
  return t(`table.refusal.${code}`, params);
}

/** The sentence for what is wrong with one row. */
export function rowProblemText({ row, code, heading = '', of = 0 }: RowProblem, t: Translate): string {
  return t(`table.row.${code}`, { row, heading, of });
}
