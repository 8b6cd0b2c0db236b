import type { IExecuteAction } from '@microsoft/teams.cards';
import type { BulletinKind } from '../../services/domain/bulletin.ts';
import type { BulletinView } from '../bulletins/bulletin-view.ts';
import { execute } from './card.ts';

/** Id of an input of a bulletin's card; with a row's key for the inputs that each row has. */
export function bulletinInput(name: string, row = ''): string {
  return row === '' ? `b_${name}` : `b_${name}__${row}`;
}

/** Name and row of an input of a bulletin's card; undefined for any other. */
export function readBulletinInput(id: string): { readonly name: string; readonly row: string } | undefined {
  const [, name, row = ''] = /^b_([a-z]+(?:_[a-z]+){0,5})(?:__([A-Za-z0-9][\w@.:-]{0,119}))?$/.exec(id) ?? [];
  return name === undefined ? undefined : { name, row };
}

/**
 * A button of a bulletin's card: `act` is one of the kind's acts (`services/usecases/bulletins/`), `row` the key of
 * the row that it stands in. Without `inputs` nothing that was typed is sent.
 */
export function bulletinButton<K extends BulletinKind>(
  { bulletin }: BulletinView<K>,
  act: string,
  title: string,
  options: {
    readonly row?: string;
    readonly style?: 'positive' | 'destructive';
    readonly inputs?: boolean;
  } = {},
): IExecuteAction {
  const { row = '', style, inputs = false } = options;
  const data = { bulletin: bulletin._id, stage: bulletin.stage, act, ...(row !== '' && { row }) };
  return execute('bulletin', title, data, { ...(style && { style }), inputs });
}
