import type { ITextRun } from '@microsoft/teams.cards';
import type { Translate } from '../../services/locale/translate.ts';
import type { Element } from './card.ts';
import { line, paragraph, typedParagraphs, typedRuns } from './text.ts';

/** A row "label, value"; the value is raw text (typed by somebody) or runs. `long`: text of several lines. */
export interface Fact {
  readonly label: string;
  readonly value: string | readonly ITextRun[];
  readonly long?: true;
}

/** Longest word that fits beside the labels on a phone; an address that is longer gets a line of its own. */
const WORD = 24;

function values(fact: Fact, t: Translate): Element[] {
  if (typeof fact.value !== 'string') return [line(fact.value)];
  return fact.long ? typedParagraphs(fact.value, t) : [line(typedRuns(fact.value, t))];
}

function stands(fact: Fact): boolean {
  if (fact.long) return true;
  return typeof fact.value === 'string' && fact.value.split(/\s/).some((word) => word.length > WORD);
}

/** One row: the label in a narrow column and the value beside it, or below it where it is long. */
export function factRow(fact: Fact, t: Translate): Element {
  const label = paragraph(fact.label, { isSubtle: true });
  const items = values(fact, t);
  if (stands(fact)) {
    return {
      type: 'Container',
      spacing: 'Small',
      items: [label, ...items.map((one) => ({ ...one, spacing: 'None' as const }))],
    };
  }
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: '104px', items: [label] },
      { type: 'Column', width: 'stretch', items },
    ],
  };
}

/** Rows of the facts that have a value. */
export function factRows(facts: readonly (Fact | undefined)[], t: Translate): Element[] {
  return facts
    .filter((one) => one !== undefined)
    .filter((one) => one.value.length > 0)
    .map((one) => factRow(one, t));
}
