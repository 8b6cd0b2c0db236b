import type { IColumnSet, ITextRun } from '@microsoft/teams.cards';
import type { Translate } from '../../services/locale/translate.ts';
import { line, paragraph, typedRuns } from './text.ts';

/** A row "label, value"; the value is raw text (typed by somebody) or runs. */
export interface Fact {
  readonly label: string;
  readonly value: string | readonly ITextRun[];
}

/** One row: the label in a narrow column, the value in the rest; it stays readable at phone width. */
export function factRow(fact: Fact, t: Translate): IColumnSet {
  const runs = typeof fact.value === 'string' ? typedRuns(fact.value, t) : fact.value;
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: '104px', items: [paragraph(fact.label, { isSubtle: true })] },
      { type: 'Column', width: 'stretch', items: [line(runs)] },
    ],
  };
}

/** Rows of the facts that have a value. */
export function factRows(facts: readonly (Fact | undefined)[], t: Translate): IColumnSet[] {
  return facts
    .filter((one) => one !== undefined)
    .filter((one) => one.value.length > 0)
    .map((one) => factRow(one, t));
}
