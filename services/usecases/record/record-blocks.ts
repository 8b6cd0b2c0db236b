import type { PersonRef } from '../../domain/person.ts';
import type { PrintedBlock, PrintedSection } from '../../domain/printed-document.ts';
import type { RecordView } from './case-record.ts';

/** Makes one section of a record; undefined where it is not for this reader. */
export type MakeSection = (view: RecordView) => PrintedSection | undefined;
export type FactRow = readonly [label: string, value: string];

/** Rows that have a value. */
export function facts(rows: readonly FactRow[]): PrintedBlock[] {
  const said = rows.filter(([, value]) => value !== '');
  return said.length > 0 ? [{ type: 'facts', rows: said }] : [];
}

/** A section with its heading. */
export const section = (view: RecordView, name: string, blocks: readonly PrintedBlock[]): PrintedSection => ({
  heading: view.words.t(`record.heading.${name}`),
  blocks,
});

/** A person as a record names them; '' for nobody. */
export const named = (person: PersonRef | undefined) =>
  person ? [person.name, person.email].filter(Boolean).join(', ') : '';

/** A table by the names of its columns; nothing where it has no rows. */
export function tableOf(
  columns: readonly (readonly [name: string, share: number])[],
  rows: readonly { readonly cells: readonly string[]; readonly under?: string }[],
  t: RecordView['words']['t'],
): PrintedBlock[] {
  if (rows.length === 0) return [];
  return [
    {
      type: 'table',
      columns: columns.map(([name, share]) => ({ heading: t(`record.column.${name}`), share })),
      rows,
    },
  ];
}
