/** A document to print, already in the words of its reader; how it looks is the printer's. */
export interface PrintedDocument {
  /** BCP 47: `es-CO`, `en`. */
  readonly lang: string;
  readonly title: string;
  /** Who issues it: the entity. */
  readonly issuer: string;
  /** A small line above the title, and one below it. */
  readonly above: string;
  readonly below: string;
  /** A box of its own at the head: what proves the document. */
  readonly proof?: { readonly label: string; readonly code: string; readonly note: string };
  readonly sections: readonly PrintedSection[];
  /** At the foot of every page: a line, and "page 2 of 5" with `{page}` and `{pages}` for the numbers. */
  readonly foot: string;
  readonly pageOf: string;
  /** UTC instant of the making, for the document's own properties. */
  readonly madeAt: string;
}

export interface PrintedSection {
  readonly heading: string;
  readonly blocks: readonly PrintedBlock[];
}

export type PrintedBlock =
  | { readonly type: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly type: 'table';
      readonly columns: readonly {
        readonly heading: string /** Share of the width. */;
        readonly share: number;
      }[];
      /** `under` is a small line below a row's cells. */
      readonly rows: readonly { readonly cells: readonly string[]; readonly under?: string }[];
    }
  | { readonly type: 'text'; readonly text: string };
