import type { IColumnSet, IExecuteAction } from '@microsoft/teams.cards';
import type { Element } from './card.ts';

/** A row of a list: what it is on the left, its button on the right; narrow enough for a phone. */
export function choiceRow(items: Element[], button: IExecuteAction): IColumnSet {
  return {
    type: 'ColumnSet',
    separator: true,
    columns: [
      { type: 'Column', width: 'stretch', items },
      {
        type: 'Column',
        width: 'auto',
        verticalContentAlignment: 'Center',
        items: [{ type: 'ActionSet', actions: [button] }],
      },
    ],
  };
}
